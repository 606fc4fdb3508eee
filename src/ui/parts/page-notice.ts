// A page that has nothing to show but why: an address that names nothing, or a part that could not be loaded.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { OPEN_TRIAL, RELOAD, type Notice } from '../../words/frame.ts';
import { buttons, reset } from './styles/shared.styles.ts';

@customElement('page-notice')
export class PageNotice extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      main {
        max-width: 68ch;
        margin: 0 auto;
        padding: var(--space-12) var(--space-6);
      }
      h1 {
        font-size: var(--size-title);
        font-weight: 650;
        line-height: 1.25;
      }
      p {
        margin-top: var(--space-2);
        overflow-wrap: anywhere;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-5);
      }
    `,
  ];

  @property({ attribute: false }) notice: Notice = { heading: '', sentences: [] };
  /** Whether loading the page again may help. */
  @property({ type: Boolean }) canReload = false;

  override render() {
    const { heading, sentences } = this.notice;
    return html`<main>
      <div role="alert">
        <h1>${heading}</h1>
        ${sentences.map(sentence => html`<p>${sentence}</p>`)}
      </div>
      <div class="ways">
        ${
          this.canReload
            ? html`<button type="button" class="main" @click=${() => location.reload()}>${RELOAD}</button>`
            : html`<a class="button" href="#/trial">${OPEN_TRIAL}</a>`
        }
      </div>
    </main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'page-notice': PageNotice;
  }
}
