// The form of a trial: fields first that change what happens, folded away those that say where and how. It owns nothing:
// the draft comes in, each change goes out as a new draft.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TRIAL_BOUNDS } from '../core/trial.ts';
import {
  LINK_CHOICES,
  numberFrom,
  PLACES,
  ratesOf,
  SEATS_MAX,
  type Draft,
  type DraftField,
  type DraftProblem,
  type EngineChoice,
} from '../coordinator/draft.ts';
import './choice-field.ts';
import type { Choice } from './choice-field.ts';
import {
  DraftChangeEvent,
  FramesShownChangeEvent,
  RunRequestEvent,
  StopRequestEvent,
  type FieldChangeEvent,
} from './events.ts';
import './machine-mark.ts';
import './number-field.ts';
import { buttons, reset } from './styles/shared.styles.ts';
import './text-field.ts';
import { trialForm } from './trial-form.styles.ts';

const ENGINE_NAMES: Record<EngineChoice, string> = { live: 'Live', virtual: 'Virtual' };
const LINK_NAMES: Record<(typeof LINK_CHOICES)[number], string> = {
  auto: 'Automatic',
  webrtc: 'WebRTC only',
  broadcast: 'BroadcastChannel only',
};
const LINK_NOTES: Record<string, string> = {
  auto: 'WebRTC, and BroadcastChannel for each pair where WebRTC cannot.',
  webrtc: 'A pair without WebRTC stays without a link, and the run does not start.',
  broadcast: 'For browsers and networks where WebRTC is blocked.',
};
const PLACE_NAMES: Record<(typeof PLACES)[number], string> = { frames: 'Frames', tabs: 'Tabs' };
const PLACE_NOTES: Record<string, string> = {
  frames: 'Each machine runs in a frame of this page.',
  tabs: 'Each machine runs in a tab that you open.',
};
const RULES: readonly Choice[] = [
  { value: 'increment-then-send', label: 'Increment, then send' },
  { value: 'send-then-increment', label: 'As written' },
];
const RULE_NOTES: Record<string, string> = {
  'increment-then-send': 'Lamport’s rule: a message carries the timestamp of its send event.',
  'send-then-increment':
    'The assignment’s words: a message carries the clock from before its send event, and the clock condition fails.',
};
const FOLDED: readonly string[] = ['link', 'place', 'room'] satisfies DraftField[];
const SEEDS = 10_000; // drawn seeds stay short enough to be told to somebody
const FEW_MACHINES = 4; // up to here each rate has a line of its own

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
  /** One line under the button. */
  @property() note = '';
  @property({ type: Boolean, attribute: 'frames-shown' }) framesShown = false;

  override render() {
    const { draft } = this;
    return html`
      <form novalidate aria-label="Trial" @keydown=${this.#press}>
        <h1>Trial</h1>
        ${this.#fragmentProblems()} ${this.#engine()}
        ${this.#number('machines', 'Machines', TRIAL_BOUNDS.machines.min, SEATS_MAX)} ${this.#rates()}
        ${this.#number('die', 'Die', TRIAL_BOUNDS.die.min, TRIAL_BOUNDS.die.max)}
        ${this.#number('seconds', 'Length', TRIAL_BOUNDS.seconds.min, TRIAL_BOUNDS.seconds.max, 's')}
        ${this.#number('seed', 'Seed', TRIAL_BOUNDS.seed.min, TRIAL_BOUNDS.seed.max)}
        <choice-field
          label="Timestamp rule"
          .value=${draft.rule}
          .choices=${RULES}
          .note=${RULE_NOTES[draft.rule] ?? ''}
          .problem=${this.#problemOf('rule')}
          ?disabled=${this.running}
          @field-change=${(event: FieldChangeEvent) => this.#change({ rule: event.value })}
        ></choice-field>
        ${this.#whereAndHow()}
        <div class="go">${this.#go()}</div>
      </form>
    `;
  }

  #fragmentProblems() {
    const messages = this.problems.filter(({ field }) => field === 'fragment');
    if (messages.length === 0) return nothing;
    return html`<div class="problems">
      <ul>
        ${messages.map(({ message }) => html`<li>${message}</li>`)}
      </ul>
      <button type="button" @click=${() => this.#change({})}>Leave it out</button>
    </div>`;
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

  #rates() {
    const rates = ratesOf(this.draft);
    const few = rates.length <= FEW_MACHINES;
    const problem = this.#problemOf('rates');
    const byHand = this.draft.rates !== undefined;
    return html`<fieldset aria-describedby="rates-problem">
      <legend class="unseen">Rates in ticks per second</legend>
      <div class="rates ${few ? '' : 'many'}">
        ${rates.map(
          (rate, i) =>
            html`<div class="rate">
              <machine-mark machine=${i + 1}></machine-mark>
              ${few ? nothing : html`<span class="number" aria-hidden="true">${i + 1}</span>`}
              <number-field
                label="Rate of machine ${i + 1}"
                label-unseen
                .value=${rate}
                min=${TRIAL_BOUNDS.rate.min}
                max=${TRIAL_BOUNDS.rate.max}
                ?disabled=${this.running}
                @field-change=${(event: FieldChangeEvent) => this.#changeRate(i, event.value)}
              ></number-field>
              ${few ? html`<span aria-hidden="true">ticks/s</span>` : nothing}
            </div>`,
        )}
      </div>
      <p id="rates-problem" class="problem" ?hidden=${!problem}>${problem}</p>
      <div class="origin">
        <button type="button" ?disabled=${this.running} @click=${this.#drawAgain}>Draw again</button>
        ${
          byHand
            ? html`<button
                type="button"
                ?disabled=${this.running}
                @click=${() => this.#change({ rates: undefined })}
              >
                Back to drawn
              </button>`
            : nothing
        }
        <span>${byHand ? 'Set by hand.' : `Drawn from seed ${this.draft.seed}.`}</span>
      </div>
    </fieldset>`;
  }

  #whereAndHow() {
    const { draft } = this;
    const wrong = this.problems.some(({ field }) => FOLDED.includes(field));
    return html`<details ?open=${wrong || this.framesShown || draft.place === 'tabs'}>
      <summary>Where and how</summary>
      <div class="folded">
        <choice-field
          label="Machines run in"
          .value=${draft.place}
          .choices=${PLACES.map(value => ({ value, label: PLACE_NAMES[value] }))}
          .note=${PLACE_NOTES[draft.place] ?? ''}
          .problem=${this.#problemOf('place')}
          ?disabled=${this.running}
          @field-change=${(event: FieldChangeEvent) => this.#change({ place: event.value })}
        ></choice-field>
        ${
          draft.place === 'frames'
            ? html`<label class="check"
                ><input type="checkbox" .checked=${this.framesShown} @change=${this.#showFrames} />Show the
                frames</label
              >`
            : nothing
        }
        <choice-field
          label="Links"
          .value=${draft.link}
          .choices=${LINK_CHOICES.map(value => ({ value, label: LINK_NAMES[value] }))}
          .note=${LINK_NOTES[draft.link] ?? ''}
          .problem=${this.#problemOf('link')}
          ?disabled=${this.running}
          @field-change=${(event: FieldChangeEvent) => this.#change({ link: event.value })}
        ></choice-field>
        <text-field
          label="Room"
          .value=${draft.room}
          .problem=${this.#problemOf('room')}
          ?disabled=${this.running}
          @field-change=${(event: FieldChangeEvent) => this.#change({ room: event.value })}
        ></text-field>
      </div>
    </details>`;
  }

  /** One button for both, so that whoever pressed Run with a key keeps the focus on Stop. */
  #go() {
    const count = this.problems.length;
    const toMend =
      count === 1 ? 'One thing is to be mended first.' : `${count} things are to be mended first.`;
    const note = this.running ? '' : count > 0 ? toMend : this.note;
    return html`<button
        class="main"
        type="button"
        ?disabled=${!this.running && !this.#runnable}
        @click=${this.#goOrStop}
      >
        ${this.running ? 'Stop' : 'Run'}
      </button>
      ${note ? html`<p>${note}</p>` : nothing}`;
  }

  get #runnable(): boolean {
    return this.problems.length === 0 && !this.barred && !this.running;
  }

  #problemOf(field: DraftField): string {
    return this.problems.find(problem => problem.field === field)?.message ?? '';
  }

  /** Enter in a field runs, as in any form; a form does not see the inputs inside these elements by itself. */
  #press(event: KeyboardEvent): void {
    const inField = (event.target as HTMLElement).matches('number-field, text-field');
    if (event.key === 'Enter' && inField) this.#run();
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

  /** Rates set by hand are kept as far as there are machines for them; a new machine gets the rate drawn for it. */
  #changeMachines(machines: string): void {
    const drawn = ratesOf({ ...this.draft, machines, rates: undefined });
    const rates = this.draft.rates;
    if (!rates || drawn.length === 0) this.#change({ machines });
    else this.#change({ machines, rates: drawn.map((rate, i) => rates[i] ?? rate) });
  }

  #changeRate(index: number, text: string): void {
    this.#change({ rates: ratesOf(this.draft).map((rate, i) => (i === index ? text : rate)) });
  }

  #drawAgain(): void {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    const machines = Number.isNaN(numberFrom(this.draft.machines)) ? '3' : this.draft.machines;
    this.#change({ seed: String(seed % SEEDS), rates: undefined, machines });
  }

  #showFrames(event: Event): void {
    this.dispatchEvent(new FramesShownChangeEvent((event.target as HTMLInputElement).checked));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-form': TrialForm;
  }
}
