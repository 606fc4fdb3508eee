// The form of a trial: fields first that change what happens, folded away those that say where and how. It owns nothing:
// the draft comes in, each change goes out as a new draft.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { TIMESTAMP_RULES, TRIAL_BOUNDS, type TimestampRule } from '../../core/trial.ts';
import { SEATS_MAX, VIRTUAL_MACHINES_MAX } from '../../engine/settings.ts';
import { type Draft, type DraftField, type DraftProblem } from '../../address/draft.ts';
import { withMachines } from '../../address/machine-count.ts';
import { dieRaised } from '../../words/trial-form.ts';
import type { EngineChoice } from '../../engine/settings.ts';
import '../parts/choice-field.ts';
import type { Choice } from '../parts/choice-field.ts';
import {
  DraftChangeEvent,
  RunRequestEvent,
  StopRequestEvent,
  type FieldChangeEvent,
} from '../parts/events.ts';
import '../parts/fragment-problems.ts';
import '../parts/number-field.ts';
import './rate-fields.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { trialForm } from './trial-form.styles.ts';
import { fixBeforeRunning } from '../../words/problems.ts';
import { showFirstProblem } from '../parts/show-problem.ts';
import { TIMESTAMP_RULE_NAMES } from '../../words/rules.ts';
import './where-and-how.ts';

const ENGINE_NAMES: Record<EngineChoice, string> = { live: 'Live', virtual: 'Virtual' };
const RULES: readonly Choice[] = TIMESTAMP_RULES.map(value => ({
  value,
  label: TIMESTAMP_RULE_NAMES[value].name,
}));

/** What a rule does; empty for what is not a rule. */
function ruleNote(rule: string): string {
  return TIMESTAMP_RULES.some(each => each === rule)
    ? TIMESTAMP_RULE_NAMES[rule as TimestampRule].sentence
    : '';
}

/**
 * @fires draft-change - with the whole new draft
 * @fires run-request - only while nothing is wrong
 * @fires stop-request
 * @fires frames-shown-change
 */
@customElement('trial-form')
export class TrialForm extends LitElement {
  static override styles = [reset, buttons, trialForm];

  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false }) problems: readonly DraftProblem[] = [];
  /** What is on offer; with one engine there is no choice to show. */
  @property({ attribute: false }) engines: readonly EngineChoice[] = ['live'];
  /** A run goes on: it can be stopped, and the fields are at rest. */
  @property({ type: Boolean }) running = false;
  /** Nothing can be run from here, for another reason than a problem of the draft. */
  @property({ type: Boolean }) barred = false;
  /** Without the button, where another one is always in sight. */
  @property({ type: Boolean }) buttonless = false;
  /** One line under the button. */
  @property() note = '';
  @property({ type: Boolean, attribute: 'frames-shown' }) framesShown = false;

  /** The draft whose die was raised with the number of machines, the last time that happened. */
  @state() private raised: Draft | undefined;

  override render() {
    const machinesMax = this.draft.engine === 'virtual' ? VIRTUAL_MACHINES_MAX : SEATS_MAX;
    const { draft } = this;
    return html`
      <form novalidate aria-label="Trial" @keydown=${this.#press}>
        <h1>Trial</h1>
        <fragment-problems
          .problems=${this.problems}
          @leave-out-request=${() => this.#change({})}
        ></fragment-problems>
        ${this.#engine()} ${this.#number('machines', 'Machines', TRIAL_BOUNDS.machines.min, machinesMax)}
        <rate-fields
          .draft=${draft}
          .problem=${this.#problemOf('rates')}
          ?disabled=${this.running}
        ></rate-fields>
        ${this.#number('die', 'Die', TRIAL_BOUNDS.die.min, TRIAL_BOUNDS.die.max)}
        <p class="raised" role="status">${this.#dieNote}</p>
        ${this.#number('seconds', 'Length', TRIAL_BOUNDS.seconds.min, TRIAL_BOUNDS.seconds.max, 's')}
        ${this.#number('seed', 'Seed', TRIAL_BOUNDS.seed.min, TRIAL_BOUNDS.seed.max)}
        <choice-field
          label="Timestamp rule"
          .value=${draft.rule}
          .choices=${RULES}
          .note=${ruleNote(draft.rule)}
          .problem=${this.#problemOf('rule')}
          ?disabled=${this.running}
          @field-change=${(event: FieldChangeEvent) => this.#change({ rule: event.value })}
        ></choice-field>
        <where-and-how
          .draft=${draft}
          .problems=${this.problems}
          ?disabled=${this.running}
          ?frames-shown=${this.framesShown}
        ></where-and-how>
        ${this.buttonless ? nothing : html`<div class="go">${this.#go()}</div>`}
      </form>
    `;
  }

  #engine() {
    const problem = this.#problemOf('engine');
    if (this.engines.length < 2 && !problem) return nothing;
    return html`<choice-field
      label="Engine"
      label-unseen
      .value=${this.draft.engine}
      .choices=${this.engines.map(value => ({ value, label: ENGINE_NAMES[value] }))}
      .problem=${problem}
      ?disabled=${this.running}
      @field-change=${(event: FieldChangeEvent) => this.#change({ engine: event.value })}
    ></choice-field>`;
  }

  #number(
    field: 'machines' | 'die' | 'seconds' | 'seed',
    label: string,
    min: number,
    max: number,
    unit = '',
  ) {
    return html`<number-field
      label=${label}
      .value=${this.draft[field]}
      .unit=${unit}
      min=${min}
      max=${max}
      .problem=${this.#problemOf(field)}
      ?plain=${field === 'seconds' || field === 'seed'}
      ?disabled=${this.running}
      @field-change=${(event: FieldChangeEvent) =>
        field === 'machines' ? this.#changeMachines(event.value) : this.#change({ [field]: event.value })}
    ></number-field>`;
  }

  /** One button for both, so that whoever pressed Run with a key keeps the focus on Stop. */
  #go() {
    const count = this.problems.length;
    const note = this.running || count > 0 ? '' : this.note;
    return html`<button
        class="main"
        type="button"
        ?disabled=${!this.running && !this.#runnable}
        @click=${this.#goOrStop}
      >
        ${this.running ? 'Stop' : 'Run'}
      </button>
      ${
        count > 0 && !this.running
          ? html`<button class="link" type="button" @click=${() => showFirstProblem(this.renderRoot)}>
              ${fixBeforeRunning(count)}
            </button>`
          : note
            ? html`<p>${note}</p>`
            : nothing
      }`;
  }

  get #runnable(): boolean {
    return this.problems.length === 0 && !this.barred && !this.running;
  }

  #problemOf(field: DraftField): string {
    return this.problems.find(problem => problem.field === field)?.message ?? '';
  }

  /** Enter in a field runs, as in any form; a form does not see the inputs inside these elements by itself. */
  #press(event: KeyboardEvent): void {
    const [field] = event.composedPath();
    const isText = field instanceof HTMLInputElement && field.type === 'text';
    if (event.key === 'Enter' && isText) this.#run();
  }

  /** The second click of a double click on Run is none on Stop. */
  #goOrStop(event: MouseEvent): void {
    if (!this.running) this.#run();
    else if (event.detail < 2) this.dispatchEvent(new StopRequestEvent());
  }

  #run(): void {
    if (this.#runnable) this.dispatchEvent(new RunRequestEvent());
  }

  #change(change: Partial<Draft>): void {
    this.dispatchEvent(new DraftChangeEvent({ ...this.draft, ...change }));
  }

  #changeMachines(machines: string): void {
    const draft = withMachines(this.draft, machines);
    if (draft.die !== this.draft.die) this.raised = draft;
    this.dispatchEvent(new DraftChangeEvent(draft));
  }

  /** In sight until the die or the number of machines is another one. */
  get #dieNote(): string {
    const { draft, raised } = this;
    const still = raised?.die === draft.die && raised.machines === draft.machines;
    return still ? dieRaised(draft.machines, draft.die) : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-form': TrialForm;
  }
}
