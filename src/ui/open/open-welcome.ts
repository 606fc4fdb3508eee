// What the page says as long as nothing is open: how to open something, and what can be opened.
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import { SampleRequestEvent } from './open-events.ts';
import { ANY_OTHER_LOG, FAMILY_WORDS } from '../../words/log-families.ts';
import { OPEN_TITLE, WELCOME_WORDS } from '../../words/open-words.ts';
import './open-source.ts';

/**
 * @fires files-open
 * @fires sample-request
 */
@customElement('open-welcome')
export class OpenWelcome extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    disclosure,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .drop {
        display: grid;
        justify-items: center;
        gap: var(--space-4);
        padding: clamp(24px, 6vw, 56px) var(--space-4);
        border: 2px dashed var(--rim);
        border-radius: var(--radius-large);
        background: var(--sheet);
        text-align: center;
      }
      svg {
        width: 72px;
        height: 56px;
        fill: none;
        stroke: var(--edge);
        stroke-width: 2;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      svg .lit {
        stroke: var(--amber-strong);
      }
      h1 {
        font-size: var(--size-title);
        font-weight: 650;
      }
      .drop p {
        max-width: 56ch;
        color: var(--ink-soft);
      }
      .or {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: var(--space-2) var(--space-3);
        font-size: var(--size-note);
      }
      .kinds {
        padding: 10px var(--space-4);
      }
      dl {
        display: grid;
        gap: var(--space-3);
        margin: var(--space-2) 0 var(--space-1);
      }
      dt {
        font-weight: 600;
      }
      dd {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      code {
        display: block;
        margin-top: var(--space-1);
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius-small);
        background: var(--sunken);
        color: var(--ink);
        font:
          var(--size-small) / 1.5 ui-monospace,
          monospace;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];

  override render() {
    return html`<section class="drop" aria-labelledby="title">
        <svg viewBox="0 0 72 56" aria-hidden="true">
          <path d="M4 12h64M4 28h64M4 44h64" />
          <path class="lit" d="M14 12 30 28M40 44 54 12M24 44l8-16" />
        </svg>
        <h1 id="title">${OPEN_TITLE}</h1>
        <p>${WELCOME_WORDS.lead}</p>
        <open-source></open-source>
        <div class="or">
          <span>${WELCOME_WORDS.noLog}</span>
          <button type="button" @click=${() => this.dispatchEvent(new SampleRequestEvent())}>
            ${WELCOME_WORDS.sample}
          </button>
        </div>
      </section>
      <details class="sheet kinds">
        <summary>${WELCOME_WORDS.kinds}</summary>
        <dl>
          ${FAMILY_WORDS.map(
            ({ name, files, sample }) =>
              html`<div>
                <dt>${name}</dt>
                <dd>${files}<code>${sample}</code></dd>
              </div>`,
          )}
          <div>
            <dt>${ANY_OTHER_LOG.name}</dt>
            <dd>${ANY_OTHER_LOG.files}<code>${ANY_OTHER_LOG.sample}</code></dd>
          </div>
        </dl>
      </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'open-welcome': OpenWelcome;
  }
}
