// The numbers of the run as a sentence, under the figures, with a way to ask why.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { OUTLOOK_TITLE, TOO_EARLY, WHY } from '../../words/outlook.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { plate } from '../parts/styles/plate.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';

@customElement('run-outlook')
export class RunOutlook extends LitElement {
  static override styles = [
    reset,
    disclosure,
    plate,
    css`
      h2 {
        float: inline-start;
        margin-inline-end: var(--space-3);
        font-size: var(--size-text);
        font-weight: 650;
        line-height: inherit;
      }
      .soft {
        color: var(--ink-soft);
      }
      details {
        clear: both;
      }
      .plate details p {
        max-width: 72ch;
        margin-top: var(--space-2);
        font-size: var(--size-note);
      }
    `,
  ];

  /** Empty while it is too early to say anything. */
  @property({ attribute: false }) sentences: readonly string[] = [];
  /** The arithmetic, in paragraphs; empty where there is nothing to explain. */
  @property({ attribute: false }) why: readonly string[] = [];
  /** Whether the run has ended. */
  @property({ type: Boolean }) over = false;

  override render() {
    const time = this.over ? 'over' : 'goesOn';
    return html`<section class="plate" aria-labelledby="title">
      <h2 id="title">${OUTLOOK_TITLE[time]}</h2>
      ${
        this.sentences.length > 0
          ? html`<p>${this.sentences.join(' ')}</p>`
          : html`<p class="soft">${TOO_EARLY[time]}</p>`
      }
      ${
        this.why.length > 0
          ? html`<details>
              <summary>${WHY}</summary>
              ${this.why.map(paragraph => html`<p>${paragraph}</p>`)}
            </details>`
          : nothing
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-outlook': RunOutlook;
  }
}
