// The form of a sweep: the axes of its grid as lists and ranges, and how many runs come of them. It owns nothing: the draft
// comes in, each change goes out as a new draft.
import { counted } from '../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { SWEEP_BOUNDS, type SweepPlan } from '../../core/sweep-plan.ts';
import { TIMESTAMP_RULES, TRIAL_BOUNDS } from '../../core/trial.ts';
import {
  BOTH_RULES,
  type SweepDraft,
  type SweepDraftField,
  type SweepDraftProblem,
} from '../../address/sweep-draft.ts';
import '../parts/choice-field.ts';
import type { Choice } from '../parts/choice-field.ts';
import { RunRequestEvent, StopRequestEvent, type FieldChangeEvent } from '../parts/events.ts';
import '../parts/fragment-problems.ts';
import '../parts/number-field.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { trialForm } from '../trial/trial-form.styles.ts';
import './list-field.ts';
import { SweepDraftChangeEvent } from './sweep-events.ts';
import { fixBeforeRunning } from '../../words/problems.ts';
import { showFirstProblem } from '../parts/show-problem.ts';
import { TIMESTAMP_RULE_NAMES } from '../../words/rules.ts';
import { roundCount } from '../../words/numbers.ts';

const RULES: readonly Choice[] = [
  ...TIMESTAMP_RULES.map(value => ({ value, label: TIMESTAMP_RULE_NAMES[value].name })),
  { value: BOTH_RULES, label: 'Both' },
];

interface ListOf {
  readonly field: SweepDraftField;
  readonly label: string;
  readonly unit: string;
  readonly note: string;
}

const LISTS: readonly ListOf[] = [
  { field: 'fast', label: 'Fast machines', unit: 'ticks/s, one for each', note: '' },
  {
    field: 'slowest',
    label: 'Slowest machine',
    unit: 'ticks/s',
    note: '',
  },
  { field: 'die', label: 'Die', unit: 'faces', note: '' },
  { field: 'seconds', label: 'Length', unit: 'seconds', note: '' },
  {
    field: 'delay',
    label: 'Delay of messages',
    unit: '',
    note: 'Or fixed 50, uniform 20-80, exponential 50, in milliseconds.',
  },
];

/**
 * @fires sweep-draft-change - with the whole new draft
 * @fires run-request - only while nothing is wrong
 * @fires stop-request - the sweep that goes on is to be cancelled
 */
@customElement('sweep-form')
export class SweepForm extends LitElement {
  static override styles = [
    reset,
    buttons,
    trialForm,
    css`
      .intro {
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
        line-height: 1.35;
      }
      .go p {
        margin: 0 0 var(--space-2);
      }
      .go .problem {
        color: var(--problem);
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) draft!: SweepDraft;
  @property({ attribute: false }) problems: readonly SweepDraftProblem[] = [];
  /** What the draft comes to; undefined while something is wrong with it. */
  @property({ attribute: false }) plan: SweepPlan | undefined;
  /** A sweep goes on: it can be cancelled, and the fields are at rest. */
  @property({ type: Boolean }) running = false;
  /** The last moments of a sweep, which cannot be cancelled. */
  @property({ type: Boolean }) counting = false;
  /** Without the button, where another one is always in sight. */
  @property({ type: Boolean }) buttonless = false;

  override render() {
    const resting = this.running || this.counting;
    return html`
      <form novalidate aria-label="Sweep" @keydown=${this.#press}>
        <header>
          <h1>Sweep</h1>
          <p class="intro">Every combination of these, many times. Lists and ranges: 4, 6, 10-20.</p>
        </header>
        <fragment-problems
          .problems=${this.problems}
          @leave-out-request=${() => this.#change({})}
        ></fragment-problems>
        ${LISTS.map(
          ({ field, label, unit, note }) =>
            html`<list-field
              label=${label}
              unit=${unit}
              note=${note}
              ?wide=${field === 'delay'}
              .value=${this.draft[field]}
              .problem=${this.#problemOf(field)}
              ?disabled=${resting}
              @field-change=${(event: FieldChangeEvent) => this.#change({ [field]: event.value })}
            ></list-field>`,
        )}
        <choice-field
          label="Timestamp rule"
          stacked
          .value=${this.draft.rule}
          .choices=${RULES}
          .problem=${this.#problemOf('rule')}
          ?disabled=${resting}
          @field-change=${(event: FieldChangeEvent) => this.#change({ rule: event.value })}
        ></choice-field>
        ${this.#number('replicates', 'Replicates', SWEEP_BOUNDS.replicates)}
        ${this.#number('seed', 'First seed', TRIAL_BOUNDS.seed)}
        <div class="go">${this.#size()} ${this.buttonless ? nothing : this.#go()}</div>
      </form>
    `;
  }

  #number(field: 'replicates' | 'seed', label: string, { min, max }: { min: number; max: number }) {
    return html`<number-field
      label=${label}
      .value=${this.draft[field]}
      min=${min}
      max=${max}
      plain
      .problem=${this.#problemOf(field)}
      ?disabled=${this.running || this.counting}
      @field-change=${(event: FieldChangeEvent) => this.#change({ [field]: event.value })}
    ></number-field>`;
  }

  #size() {
    const wrong = this.#problemOf('sweep');
    if (wrong) return html`<p class="problem">${wrong}</p>`;
    if (!this.plan) {
      return html`<button class="link" type="button" @click=${() => showFirstProblem(this.renderRoot)}>
        ${fixBeforeRunning(this.problems.length)}
      </button>`;
    }
    const { cells, runs, ticks } = this.plan;
    return html`<p class="sum">
      ${counted(cells.length, 'cell')}, ${counted(runs, 'run')}, ${roundCount(ticks)} ticks.
    </p>`;
  }

  /** One button for both, so that whoever pressed Run with a key keeps the focus on Cancel. */
  #go() {
    return html`<button
      class="main"
      type="button"
      aria-disabled=${this.counting ? 'true' : 'false'}
      ?disabled=${!this.running && !this.counting && !this.#runnable}
      @click=${this.#goOrCancel}
    >
      ${this.running || this.counting ? 'Cancel' : 'Run'}
    </button>`;
  }

  get #runnable(): boolean {
    return this.problems.length === 0 && !this.running && !this.counting;
  }

  #problemOf(field: SweepDraftProblem['field']): string {
    return this.problems.find(problem => problem.field === field)?.message ?? '';
  }

  /** Enter in a field runs, as in any form. */
  #press(event: KeyboardEvent): void {
    const inField = (event.target as HTMLElement).matches('number-field, list-field');
    if (event.key === 'Enter' && inField) this.#run();
  }

  /** The second click of a double click on Run is none on Cancel. */
  #goOrCancel(event: MouseEvent): void {
    if (!this.running && !this.counting) this.#run();
    else if (event.detail < 2) this.dispatchEvent(new StopRequestEvent());
  }

  #run(): void {
    if (this.#runnable) this.dispatchEvent(new RunRequestEvent());
  }

  #change(change: Partial<SweepDraft>): void {
    this.dispatchEvent(new SweepDraftChangeEvent({ ...this.draft, ...change }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sweep-form': SweepForm;
  }
}
