// The trial in one line with its button, for screens on which the form is far below: Run and Stop stay in reach.
import { problemsInWords } from '../../words/problems.ts';
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Trial } from '../../core/trial.ts';
import { RunRequestEvent, StopRequestEvent } from '../parts/events.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { shortBar } from '../parts/styles/short-bar.styles.ts';

const RATES_NAMED = 4;

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
    const { rates, durationSeconds } = this.trial;
    const at = rates.length <= RATES_NAMED ? ` at ${rates.join(', ')} ticks/s` : '';
    return html`<section class="bar" aria-label="Trial in short">
      <p>
        ${
          this.problems > 0 && !this.running
            ? html`<b>${problemsInWords(this.problems)}</b> in the settings`
            : `${rates.length} machines${at}, ${durationSeconds} s`
        }
      </p>
      <button type="button" @click=${this.showForm}>Settings</button>
      <button
        class="main"
        type="button"
        ?disabled=${!this.running && (this.problems > 0 || this.barred)}
        @click=${this.#goOrStop}
      >
        ${this.running ? 'Stop' : 'Run'}
      </button>
    </section>`;
  }

  /** The second click of a double click on Run is none on Stop. */
  #goOrStop(event: MouseEvent): void {
    if (!this.running) this.dispatchEvent(new RunRequestEvent());
    else if (event.detail < 2) this.dispatchEvent(new StopRequestEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-bar': TrialBar;
  }
}
