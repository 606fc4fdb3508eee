// The form of a sweep: the axes of its grid as lists and ranges, and how many runs come of them. It owns nothing: the draft
// comes in, each change goes out as a new draft.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { SWEEP_FAULT_NAMES } from '../../address/sweep-faults.ts';
import { SWEEP_FIELDS, type ParsedSweepDraft, type SweepDraftField } from '../../address/sweep.ts';
import { FAULTS_TITLE } from '../../words/fault-form.ts';
import { FORM_BUTTONS, SETTINGS_TITLE, SWEEP_INTRO } from '../../words/forms.ts';
import { sweepSize } from '../../words/sweep.ts';
import { RunRequestEvent, StopRequestEvent } from '../parts/events.ts';
import { FormController } from '../parts/form-controller.ts';
import { goOrStop } from '../parts/go-or-stop.ts';
import '../parts/fragment-problems.ts';
import { disclosure, foldedFields } from '../parts/styles/disclosure.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { trialForm } from '../trial/trial-form.styles.ts';
import { SweepDraftChangeEvent } from './sweep-events.ts';

const FOLDED: readonly string[] = SWEEP_FAULT_NAMES;
const PLAIN_FIELDS = (Object.keys(SWEEP_FIELDS) as SweepDraftField[]).filter(name => !FOLDED.includes(name));

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
    disclosure,
    foldedFields,
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

  @property({ attribute: false }) parsed!: ParsedSweepDraft;
  /** A sweep goes on: it can be cancelled, and the fields are at rest. */
  @property({ type: Boolean }) running = false;
  /** The last moments of a sweep, which cannot be cancelled. */
  @property({ type: Boolean }) counting = false;
  /** Without the button, where another one is always in sight. */
  @property({ type: Boolean }) buttonless = false;

  readonly #form = new FormController(this, {
    fields: SWEEP_FIELDS,
    parsed: () => this.parsed,
    resting: () => this.#going,
    change: draft => this.dispatchEvent(new SweepDraftChangeEvent(draft)),
    go: () => this.dispatchEvent(new RunRequestEvent()),
  });

  override render() {
    return html`
      <form novalidate aria-labelledby="title" @keydown=${this.#form.press}>
        <header>
          <h2 id="title">${SETTINGS_TITLE}</h2>
          <p class="intro">${SWEEP_INTRO}</p>
        </header>
        <fragment-problems
          .problems=${this.parsed.problems}
          @leave-out-request=${() => this.#form.change({})}
        ></fragment-problems>
        ${PLAIN_FIELDS.map(name => this.#form.field(name))}
        <details ?open=${this.#saysFaults}>
          <summary>${FAULTS_TITLE}</summary>
          <div class="folded">${SWEEP_FAULT_NAMES.map(name => this.#form.field(name))}</div>
        </details>
        <div class="go">${this.#size()} ${this.buttonless ? nothing : this.#go()}</div>
      </form>
    `;
  }

  #size() {
    const wrong = this.#form.problemOf('sweep');
    if (wrong) return html`<p class="problem">${wrong}</p>`;
    const { settings } = this.parsed;
    return settings ? html`<p class="sum">${sweepSize(settings.plan)}</p>` : this.#form.wayToProblem();
  }

  /** One button for both, so that whoever pressed Run with a key keeps the focus on Cancel. */
  #go() {
    return html`<button
      class="main"
      type="button"
      aria-disabled=${this.counting ? 'true' : 'false'}
      ?disabled=${!this.#going && !this.parsed.settings}
      @click=${(event: MouseEvent) => goOrStop(event, this.#going, this.#form.go, this.#stop)}
    >
      ${this.#going ? FORM_BUTTONS.cancel : FORM_BUTTONS.run}
    </button>`;
  }

  get #saysFaults(): boolean {
    const { draft } = this.parsed;
    return SWEEP_FAULT_NAMES.some(name => draft[name] !== SWEEP_FIELDS[name].otherwise);
  }

  get #going(): boolean {
    return this.running || this.counting;
  }

  readonly #stop = (): void => {
    this.dispatchEvent(new StopRequestEvent());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sweep-form': SweepForm;
  }
}
