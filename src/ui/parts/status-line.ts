// How far something is: one sentence, the facts beside it, and a bar.
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { progress } from './styles/progress.styles.ts';
import { reset } from './styles/shared.styles.ts';

/** The sentence is heard when it changes, the facts are only to be seen: at each step they would drown everything else. */
@customElement('status-line')
export class StatusLine extends LitElement {
  static override styles = [reset, progress];

  @property() sentence = '';
  @property({ attribute: false }) facts: readonly string[] = [];
  @property({ type: Boolean }) failed = false;
  /** The sentence changes too often to be heard each time. */
  @property({ type: Boolean }) quiet = false;
  /** Of the bar. */
  @property() label = '';
  @property({ type: Number }) max = 1;
  @property({ type: Number }) value = 0;

  override render() {
    return html`
      <div class="line">
        <p
          class="status ${this.failed ? 'failed' : ''}"
          role="status"
          aria-live=${this.quiet ? 'off' : 'polite'}
        >
          ${this.sentence}
        </p>
        <p class="facts">${this.facts.join(' · ')}</p>
      </div>
      <progress aria-label=${this.label} max=${this.max} .value=${this.value}></progress>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'status-line': StatusLine;
  }
}
