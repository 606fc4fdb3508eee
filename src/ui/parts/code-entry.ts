// Where a code comes in: pasted as a text, or scanned with the camera.
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { CodeReadEvent } from './code-read-event.ts';
import './code-scanner.ts';
import { codeBox } from './styles/code-box.styles.ts';
import { buttons, reset } from './styles/shared.styles.ts';

/** @fires code-read - with the text that was pasted or scanned */
@customElement('code-entry')
export class CodeEntry extends LitElement {
  static override styles = [
    reset,
    buttons,
    codeBox,
    css`
      .ways {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
    `,
  ];

  @property() label = '';
  /** What the button says. */
  @property() take = '';
  @state() private isEmpty = true;
  @query('textarea') private area!: HTMLTextAreaElement;

  override render() {
    return html`<label for="text">${this.label}</label>
      <textarea
        id="text"
        rows="3"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        @input=${() => {
          this.isEmpty = this.area.value.trim() === '';
        }}
      ></textarea>
      <div class="ways">
        <button type="button" ?disabled=${this.isEmpty} @click=${this.#take}>${this.take}</button>
        <code-scanner></code-scanner>
      </div>`;
  }

  readonly #take = (): void => {
    this.dispatchEvent(new CodeReadEvent(this.area.value));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'code-entry': CodeEntry;
  }
}
