// The form of a trial: fields first that change what happens, folded away those that say where and how. It owns nothing:
// the draft comes in, each change goes out as a new draft. The engine is chosen in the bar above the stage.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  machinesMax,
  TRIAL_FIELDS,
  withMachines,
  type ParsedTrialDraft,
  type TrialDraft,
} from '../../address/trial.ts';
import { dieRaised, FORM_BUTTONS, SETTINGS_TITLE } from '../../words/forms.ts';
import { DraftChangeEvent, InviteRequestEvent, RunRequestEvent, StopRequestEvent } from '../parts/events.ts';
import { FormController } from '../parts/form-controller.ts';
import { goOrStop } from '../parts/go-or-stop.ts';
import '../parts/fragment-problems.ts';
import { showFirstProblem } from '../parts/show-problem.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import './fault-fields.ts';
import './rate-fields.ts';
import { trialForm } from './trial-form.styles.ts';
import './tabs-button.ts';
import './where-and-how.ts';

/**
 * @fires draft-change - with the whole new draft
 * @fires run-request - only while nothing is wrong
 * @fires stop-request
 * @fires invite-request
 * @fires frames-shown-change
 * @slot close - the button that hides the form
 */
@customElement('trial-form')
export class TrialForm extends LitElement {
  static override styles = [reset, buttons, trialForm];

  @property({ attribute: false }) parsed!: ParsedTrialDraft;
  /** A run goes on: it can be stopped, and the fields are at rest. */
  @property({ type: Boolean }) running = false;
  /** Nothing can be run from here, for another reason than a problem of the draft. */
  @property({ type: Boolean }) barred = false;
  /** One line under the button. */
  @property() note = '';
  @property({ type: Boolean, attribute: 'frames-shown' }) framesShown = false;

  /** The draft whose die was raised with the number of machines, the last time that happened. */
  @state() private raised: TrialDraft | undefined;

  readonly #form = new FormController(this, {
    fields: TRIAL_FIELDS,
    parsed: () => this.parsed,
    resting: () => this.running,
    change: draft => this.dispatchEvent(new DraftChangeEvent(draft)),
    go: () => {
      if (!this.barred) this.dispatchEvent(new RunRequestEvent());
    },
  });

  override render() {
    const form = this.#form;
    const { draft, problems } = this.parsed;
    return html`
      <form novalidate aria-labelledby="title" @keydown=${form.press}>
        <header class="title">
          <h2 id="title" tabindex="-1">${SETTINGS_TITLE}</h2>
          <slot name="close"></slot>
        </header>
        <fragment-problems
          .problems=${problems}
          @leave-out-request=${() => form.change({})}
        ></fragment-problems>
        ${form.field('machines', { max: machinesMax(draft), change: text => this.#changeMachines(text) })}
        <rate-fields
          .draft=${draft}
          .problem=${form.problemOf('rates')}
          ?disabled=${this.running}
        ></rate-fields>
        <div>
          ${form.field('die')}
          <p class="raised" role="status">${this.#dieNote}</p>
        </div>
        ${form.field('seconds')} ${form.field('seed')} ${form.field('rule')} ${form.field('delay')}
        <fault-fields .parsed=${this.parsed} ?disabled=${this.running}></fault-fields>
        <where-and-how
          .parsed=${this.parsed}
          ?disabled=${this.running}
          ?frames-shown=${this.framesShown}
        ></where-and-how>
        <div class="go">${this.#go()} ${this.#tabs()} ${this.#invite()} ${this.#below()}</div>
      </form>
    `;
  }

  /** For whoever opened it: the heading, and then the fields. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  /** Leads to the first field with a problem. */
  showProblem(): void {
    showFirstProblem(this.renderRoot);
  }

  /** One button for both, so that whoever pressed Run with a key keeps the focus on Stop. */
  #go() {
    return html`<button
      class="main"
      type="button"
      ?disabled=${!this.running && (!this.parsed.settings || this.barred)}
      @click=${(event: MouseEvent) => goOrStop(event, this.running, this.#form.go, this.#stop)}
    >
      ${this.running ? FORM_BUTTONS.stop : FORM_BUTTONS.run}
    </button>`;
  }

  #tabs() {
    if (this.running || this.barred) return nothing;
    return html`<tabs-button .parsed=${this.parsed}></tabs-button>`;
  }

  #invite() {
    if (this.barred || this.parsed.draft.engine !== 'live') return nothing;
    return html`<button type="button" @click=${() => this.dispatchEvent(new InviteRequestEvent())}>
      ${FORM_BUTTONS.inviteDevice}
    </button>`;
  }

  #below() {
    if (this.running) return nothing;
    if (this.parsed.problems.length > 0) return this.#form.wayToProblem();
    return this.note ? html`<p>${this.note}</p>` : nothing;
  }

  readonly #stop = (): void => {
    this.dispatchEvent(new StopRequestEvent());
  };

  #changeMachines(machines: string): void {
    const draft = withMachines(this.parsed.draft, machines);
    if (draft.die !== this.parsed.draft.die) this.raised = draft;
    this.dispatchEvent(new DraftChangeEvent(draft));
  }

  /** In sight until the die or the number of machines is another one. */
  get #dieNote(): string {
    const { raised } = this;
    const { draft } = this.parsed;
    const still = raised?.die === draft.die && raised.machines === draft.machines;
    return still ? dieRaised(draft.machines, draft.die) : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-form': TrialForm;
  }
}
