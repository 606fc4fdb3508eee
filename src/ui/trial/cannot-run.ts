// In place of a stage that the settings could not fill: how many problems they have, and the way to the first.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CANNOT_RUN, problemsToFix, showProblem } from '../../words/forms.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';

@customElement('cannot-run')
export class CannotRun extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      section {
        display: grid;
        justify-items: start;
        gap: var(--space-2);
        padding: var(--space-4);
      }
      p {
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ type: Number }) problems = 0;
  /** Leads to the first of them. */
  @property({ attribute: false }) showProblem: () => void = () => undefined;

  override render() {
    return html`<section class="sheet">
      <h2>${CANNOT_RUN}</h2>
      <p>${problemsToFix(this.problems)}</p>
      <button type="button" @click=${this.showProblem}>${showProblem(this.problems)}</button>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cannot-run': CannotRun;
  }
}
