// Takes a log as text, for whoever has it in a terminal or a mail and not in a file.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { codeAreas } from '../parts/styles/control.styles.ts';
import { dialog } from '../parts/styles/dialog.styles.ts';
import { field, textBox } from '../parts/styles/field.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { pastedText } from './brought-files.ts';
import { FilesOpenEvent } from './open-events.ts';
import { PASTE_WORDS } from '../../words/open-words.ts';

/** @fires files-open - with one file */
@customElement('paste-dialog')
export class PasteDialog extends LitElement {
  static override styles = [
    reset,
    buttons,
    field,
    textBox,
    dialog,
    codeAreas,
    css`
      dialog {
        width: min(720px, calc(100vw - 32px));
        text-align: start;
      }
      form {
        display: grid;
        gap: var(--space-2);
      }
      h2 {
        margin-bottom: var(--space-2);
      }
      textarea {
        height: min(320px, 40vh);
        white-space: pre;
      }
      .box {
        width: 100%;
      }
      input::placeholder {
        color: var(--ink-soft);
        opacity: 1;
      }
      .note {
        margin: 0;
      }
      .answers {
        display: flex;
        justify-content: end;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      .answers button {
        min-height: 44px;
      }
    `,
  ];

  @state() private problem = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('textarea') private text!: HTMLTextAreaElement;
  @query('#name') private name!: HTMLInputElement;

  /** Shows it above the page; Escape means no. */
  ask(): void {
    this.problem = '';
    this.text.value = '';
    this.name.value = '';
    this.dialog.showModal();
  }

  override render() {
    const wrong = this.problem !== '';
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#open}>
        <h2 id="title">${PASTE_WORDS.title}</h2>
        <label for="text">${PASTE_WORDS.text}</label>
        <textarea
          id="text"
          spellcheck="false"
          autocapitalize="off"
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby=${wrong ? 'problem' : nothing}
        ></textarea>
        ${wrong ? html`<p id="problem" class="problem">${this.problem}</p>` : nothing}
        <label for="name">${PASTE_WORDS.name}</label>
        <div class="box">
          <input
            id="name"
            type="text"
            placeholder=${PASTE_WORDS.nameExample}
            autocomplete="off"
            spellcheck="false"
            aria-describedby="note"
          />
        </div>
        <p id="note" class="note">${PASTE_WORDS.nameNote}</p>
        <div class="answers">
          <button type="button" @click=${() => this.dialog.close()}>${PASTE_WORDS.cancel}</button>
          <button type="submit" class="main">${PASTE_WORDS.open}</button>
        </div>
      </form>
    </dialog>`;
  }

  #open(event: SubmitEvent): void {
    event.preventDefault();
    const { value } = this.text;
    if (value.trim() === '') {
      this.problem = PASTE_WORDS.nothing;
      this.text.focus();
      return;
    }
    this.dialog.close();
    this.dispatchEvent(new FilesOpenEvent([pastedText(value, this.name.value)]));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'paste-dialog': PasteDialog;
  }
}
