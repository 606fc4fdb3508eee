// A code to take along as a text: all of it in sight, and a button that copies it.
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { INVITE_DEVICE } from '../../words/joining.ts';
import { buttons, reset } from './styles/shared.styles.ts';
import { codeBox } from './styles/code-box.styles.ts';

@customElement('code-text')
export class CodeText extends LitElement {
  static override styles = [
    reset,
    buttons,
    codeBox,
    css`
      .copy {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        margin-top: var(--space-2);
        font-size: var(--size-note);
        color: var(--ink-soft);
      }
    `,
  ];

  @property() label = '';
  @property() text = '';
  /** What the button says. */
  @property() copy = '';
  @state() private copied = '';
  @query('textarea') private area!: HTMLTextAreaElement;

  override render() {
    return html`<label for="text">${this.label}</label>
      <textarea id="text" readonly rows="4" .value=${this.text} @focus=${() => this.area.select()}></textarea>
      <div class="copy">
        <button type="button" @click=${() => void this.#copy()}>${this.copy}</button>
        <span role="status"
          >${this.copied === this.text && this.text !== '' ? INVITE_DEVICE.copied : ''}</span
        >
      </div>`;
  }

  async #copy(): Promise<void> {
    this.area.select();
    const { clipboard } = navigator as { clipboard?: Clipboard };
    // Where the browser gives no clipboard, what is selected can be copied by hand.
    const done = await clipboard?.writeText(this.text).then(
      () => true,
      () => false,
    );
    if (done) this.copied = this.text;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'code-text': CodeText;
  }
}
