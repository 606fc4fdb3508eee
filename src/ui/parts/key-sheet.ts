// The sheet of all keys, in a dialog above the page, with the switch that turns the page's own keys off.
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { CLOSE } from '../../words/frame.ts';
import { KEY_GROUPS, KEY_SHEET, type KeyGroup } from '../../words/keys.ts';
import { openAtHeading } from './open-at-heading.ts';
import { dialog, headedDialog } from './styles/dialog.styles.ts';
import { buttons, reset } from './styles/shared.styles.ts';
import { ViewEvent } from './view-event.ts';

/** A person turns the keys of every page on or off. */
export class KeysSwitchEvent extends ViewEvent {
  static readonly type = 'keys-switch';
  constructor(readonly isOn: boolean) {
    super(KeysSwitchEvent.type);
  }
}

/** @fires keys-switch */
@customElement('key-sheet')
export class KeySheet extends LitElement {
  static override styles = [
    reset,
    buttons,
    dialog,
    headedDialog,
    css`
      dialog {
        width: min(760px, calc(100vw - 32px));
      }
      .groups {
        columns: 320px;
        column-gap: var(--space-8);
      }
      section {
        break-inside: avoid;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(64px, max-content) minmax(0, 1fr);
        gap: var(--space-1) var(--space-3);
        margin-top: var(--space-2);
      }
      kbd {
        display: inline-block;
        min-width: 26px;
        padding: 0 6px;
        border: 1px solid var(--rim);
        border-radius: var(--radius-small);
        background: var(--sunken);
        font: inherit;
        font-size: var(--size-note);
        text-align: center;
      }
      label {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        margin-top: var(--space-4);
      }
      p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  /** Whether the page's keys are on. */
  @property({ type: Boolean }) on = true;
  @query('dialog') private dialog!: HTMLDialogElement;

  /** Escape or the button on top closes it. */
  open(): void {
    openAtHeading(this.dialog);
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <div class="top">
        <h2 id="title" tabindex="-1">${KEY_SHEET.title}</h2>
        <form method="dialog"><button>${CLOSE}</button></form>
      </div>
      <p>${KEY_SHEET.note}</p>
      <div class="groups">${KEY_GROUPS.map(group => groupTemplate(group))}</div>
      <label
        ><input
          type="checkbox"
          .checked=${this.on}
          @change=${(event: Event) =>
            this.dispatchEvent(new KeysSwitchEvent((event.target as HTMLInputElement).checked))}
        />${KEY_SHEET.on}</label
      >
    </dialog>`;
  }
}

function groupTemplate({ heading, rows }: KeyGroup) {
  return html`<section>
    <h3>${heading}</h3>
    <dl>
      ${rows.map(
        ([keys, does]) =>
          html`<dt>
              ${keys.split(' ').map(key => (key === 'or' ? html` ${key} ` : html`<kbd>${key}</kbd> `))}
            </dt>
            <dd>${does}</dd>`,
      )}
    </dl>
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'key-sheet': KeySheet;
  }
  interface HTMLElementEventMap {
    'keys-switch': KeysSwitchEvent;
  }
}
