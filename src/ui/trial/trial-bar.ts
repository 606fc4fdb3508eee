// The trial in one line with its button, for screens on which the form is far below: Run and Stop stay in reach.
import { FORM_BUTTONS, IN_SETTINGS, SETTINGS_TITLE, trialInShort } from '../../words/forms.ts';
import { TRIAL_IN_SHORT } from '../../words/trial.ts';
import { problemsInWords } from '../../words/problems.ts';
import { goOrStop } from '../parts/form-controller.ts';
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Trial } from '../../core/trial.ts';
import { RunRequestEvent, StopRequestEvent } from '../parts/events.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { shortBar } from '../parts/styles/short-bar.styles.ts';

/**
 * @fires run-request
 * @fires stop-request
 */
@customElement('trial-bar')
export class TrialBar extends LitElement {
  static override styles = [reset, buttons, shortBar];

  @property({ attribute: false }) trial!: Trial;
  /** How many problems keep it from running. */
  @property({ type: Number }) problems = 0;
  @property({ type: Boolean }) running = false;
  /** Nothing can be run from here, for another reason. */
  @property({ type: Boolean }) barred = false;
  /** Brings the form into view. */
  @property({ attribute: false }) showForm: () => void = () => undefined;

  override render() {
    return html`<section class="bar" aria-label=${TRIAL_IN_SHORT}>
      <p>
        ${
          this.problems > 0 && !this.running
            ? html`<b>${problemsInWords(this.problems)}</b>${IN_SETTINGS}`
            : trialInShort(this.trial)
        }
      </p>
      <button type="button" @click=${this.showForm}>${SETTINGS_TITLE}</button>
      <button
        class="main"
        type="button"
        ?disabled=${!this.running && (this.problems > 0 || this.barred)}
        @click=${(event: MouseEvent) => goOrStop(event, this.running, this.#run, this.#stop)}
      >
        ${this.running ? FORM_BUTTONS.stop : FORM_BUTTONS.run}
      </button>
    </section>`;
  }

  readonly #run = (): void => {
    this.dispatchEvent(new RunRequestEvent());
  };

  readonly #stop = (): void => {
    this.dispatchEvent(new StopRequestEvent());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-bar': TrialBar;
  }
}
