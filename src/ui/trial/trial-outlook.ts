// What the numbers of the trial's run mean, in sentences; fetched with its words when there is a run to speak of.
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Outlook } from '../../analysis/outlook.ts';
import { outlookSentences, outlookWhy } from '../../words/outlook.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import './run-outlook.ts';

@customElement('trial-outlook')
export class TrialOutlook extends LitElement {
  static override styles = reset;

  /** Undefined while it is too early to say anything. */
  @property({ attribute: false }) outlook: Outlook | undefined;
  @property({ type: Number }) sides = 10;
  /** Whether the run has ended, and its end is what is shown. */
  @property({ type: Boolean }) over = false;

  override render() {
    const { outlook, over } = this;
    return html`<run-outlook
      .sentences=${outlook ? outlookSentences(outlook, over) : []}
      .why=${outlook ? outlookWhy(outlook, this.sides) : []}
      ?over=${over}
    ></run-outlook>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-outlook': TrialOutlook;
  }
}
