// The trial of a program: how many machines, what they are asked for, what may go wrong, and the bounds of the search. It owns nothing:
// the draft comes in, each change goes out as a new draft.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  PROGRAM_TRIAL_FIELDS,
  type ParsedProgramTrial,
  type ProgramTrialField,
} from '../../address/programs.ts';
import { PROGRAM_BUTTONS, PROGRAM_WORDS } from '../../words/program-view.ts';
import { RunRequestEvent } from '../parts/events.ts';
import { FormController } from '../parts/form-controller.ts';
import { disclosure, foldedFields } from '../parts/styles/disclosure.styles.ts';
import { field } from '../parts/styles/field.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { ProgramTrialChangeEvent, SweepRequestEvent } from './programs-events.ts';

const OFTEN: readonly ProgramTrialField[] = ['machines', 'script', 'fifo', 'losses', 'duplicates', 'crashes'];
const SELDOM: readonly ProgramTrialField[] = ['idles', 'rule'];
const BOUNDS: readonly ProgramTrialField[] = ['states', 'depth'];
const SEEDED: readonly ProgramTrialField[] = [
  'rates',
  'seconds',
  'delay',
  'lossPercent',
  'duplicationPercent',
  'seed',
  'runs',
];

const SWEPT: readonly ProgramTrialField[] = ['vary', 'over'];

/**
 * @fires program-trial-change - with the whole new draft
 * @fires sweep-request
 * @fires run-request - Enter in a field, while nothing is wrong
 */
@customElement('program-trial-form')
export class ProgramTrialForm extends LitElement {
  static override styles = [
    reset,
    buttons,
    field,
    disclosure,
    foldedFields,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
        gap: var(--space-2) var(--space-6);
        align-items: start;
      }
    `,
  ];

  @property({ attribute: false }) parsed!: ParsedProgramTrial;
  @property({ type: Boolean }) running = false;
  /** Whether the program can be run at all. */
  @property({ type: Boolean }) ready = false;

  readonly #open = new Set<string>();

  readonly #form = new FormController(this, {
    fields: PROGRAM_TRIAL_FIELDS,
    parsed: () => this.parsed,
    resting: () => this.running,
    change: draft => this.dispatchEvent(new ProgramTrialChangeEvent(draft)),
    go: () => this.dispatchEvent(new RunRequestEvent()),
  });

  override render() {
    return html`<form novalidate aria-label=${PROGRAM_WORDS.settings} @keydown=${this.#form.press}>
      ${OFTEN.map(name => this.#form.field(name))} ${SELDOM.map(name => this.#form.field(name))}
      ${this.#folded(PROGRAM_WORDS.bounds, BOUNDS)} ${this.#folded(PROGRAM_WORDS.seeded, SEEDED)}
      ${this.#folded(PROGRAM_WORDS.sweep, SWEPT, this.#sweep())}
    </form>`;
  }

  /** Opens where something in it is wrong; only a person closes it. */
  #folded(title: string, names: readonly ProgramTrialField[], more: unknown = nothing) {
    if (names.some(name => this.#form.problemOf(name) !== '')) this.#open.add(title);
    const toggle = ({ currentTarget }: Event): void => {
      if ((currentTarget as HTMLDetailsElement).open) this.#open.add(title);
      else this.#open.delete(title);
    };
    return html`<details ?open=${this.#open.has(title)} @toggle=${toggle}>
      <summary>${title}</summary>
      <div class="folded">${names.map(name => this.#form.field(name))} ${more}</div>
    </details>`;
  }

  #sweep() {
    return html`<button
      type="button"
      ?disabled=${this.running || !this.ready || this.parsed.settings === undefined}
      @click=${() => this.dispatchEvent(new SweepRequestEvent())}
    >
      ${PROGRAM_BUTTONS.sweep}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-trial-form': ProgramTrialForm;
  }
}
