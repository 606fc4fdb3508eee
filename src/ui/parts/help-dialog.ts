// Shows the help in a dialog above the page. It opens at its heading, with the way out beside it.
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { CLOSE } from '../../words/frame.ts';
import { HELP_INTRODUCTION, HELP_SECTIONS, HELP_TITLE, type HelpSection } from '../../words/help.ts';
import { KEY_SHEET } from '../../words/keys.ts';
import { marked } from './marked-text.ts';
import { openAtHeading } from './open-at-heading.ts';
import { dialog, headedDialog } from './styles/dialog.styles.ts';
import { buttons, reset } from './styles/shared.styles.ts';
import { ViewEvent } from './view-event.ts';

/** The sheet of keys is to be shown. */
export class KeysRequestEvent extends ViewEvent {
  static readonly type = 'keys-request';
  constructor() {
    super(KeysRequestEvent.type);
  }
}

/** @fires keys-request */
@customElement('help-dialog')
export class HelpDialog extends LitElement {
  static override styles = [
    reset,
    buttons,
    dialog,
    headedDialog,
    css`
      dialog {
        max-width: min(620px, calc(100vw - 32px));
        padding-top: 0;
      }
      .top {
        position: sticky;
        top: 0;
        padding-block: var(--space-4) var(--space-2);
        background: var(--sheet);
      }
      .ways {
        display: flex;
        gap: var(--space-2);
      }
      p,
      ul {
        margin-top: var(--space-1);
        font-size: var(--size-text);
      }
      ul {
        padding-inline-start: var(--space-5);
        list-style: disc;
      }
      code {
        padding: 1px 4px;
        border-radius: 4px;
        background: var(--sunken);
        font: inherit;
      }
    `,
  ];

  @query('dialog') private dialog!: HTMLDialogElement;

  /** Escape or the button on top closes it. */
  open(): void {
    openAtHeading(this.dialog);
  }

  readonly #showKeys = (): void => {
    this.dialog.close();
    this.dispatchEvent(new KeysRequestEvent());
  };

  override render() {
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title" tabindex="-1">${HELP_TITLE}</h2>
        <span class="ways">
          <button type="button" @click=${this.#showKeys}>${KEY_SHEET.open}</button>
          <form method="dialog"><button>${CLOSE}</button></form>
        </span>
      </div>
      <p>${marked(HELP_INTRODUCTION)}</p>
      ${HELP_SECTIONS.map(section => sectionTemplate(section))}
    </dialog>`;
  }
}

function sectionTemplate({ heading, paragraphs, points }: HelpSection): TemplateResult {
  return html`<h3>${heading}</h3>
    ${paragraphs.map(text => html`<p>${marked(text)}</p>`)}
    ${
      points &&
      html`<ul>
        ${points.map(text => html`<li>${marked(text)}</li>`)}
      </ul>`
    }`;
}

declare global {
  interface HTMLElementTagNameMap {
    'help-dialog': HelpDialog;
  }
  interface HTMLElementEventMap {
    'keys-request': KeysRequestEvent;
  }
}
