// The ways in: the native chooser for files and for a folder, and text to paste. Dropping is the whole page's affair.
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { chosenFiles } from './brought-files.ts';
import { FilesOpenEvent } from './open-events.ts';
import './paste-dialog.ts';
import type { PasteDialog } from './paste-dialog.ts';
import { SOURCE_WORDS } from '../../words/open-words.ts';

/** @fires files-open */
@customElement('open-source')
export class OpenSource extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      .ways {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--space-2);
      }
      .ways button {
        min-height: 44px;
        padding-inline: var(--space-4);
      }
      :host([stacked]) .ways {
        display: grid;
        grid-template-columns: 1fr 1fr;
      }
      :host([stacked]) .wide {
        grid-column: 1 / -1;
      }
      :host([stacked]) .ways button:not(.wide) {
        min-height: 36px;
        padding-inline: var(--space-2);
      }
    `,
  ];

  /** For a narrow column beside what is open already; otherwise it is what the page is for. */
  @property({ type: Boolean, reflect: true }) stacked = false;

  /** Another button is the one that the page waits for. */
  @property({ type: Boolean }) beside = false;

  @query('#files') private files!: HTMLInputElement;
  @query('#folder') private folder!: HTMLInputElement;
  @query('paste-dialog') private paste!: PasteDialog;

  override render() {
    return html`<div class="ways">
        <button
          type="button"
          class=${this.stacked ? 'wide' : this.beside ? '' : 'main'}
          @click=${() => this.files.click()}
        >
          ${SOURCE_WORDS.files}
        </button>
        <button type="button" @click=${() => this.folder.click()}>${SOURCE_WORDS.folder}</button>
        <button type="button" @click=${() => this.paste.ask()}>${SOURCE_WORDS.paste}</button>
      </div>
      <input
        id="files"
        type="file"
        multiple
        hidden
        aria-label=${SOURCE_WORDS.filesName}
        @change=${this.#take}
      />
      <input
        id="folder"
        type="file"
        webkitdirectory
        hidden
        aria-label=${SOURCE_WORDS.folderName}
        @change=${this.#take}
      />
      <paste-dialog></paste-dialog>`;
  }

  #take({ target }: Event): void {
    const input = target as HTMLInputElement;
    const { files, notes } = chosenFiles(input.files!);
    input.value = ''; // so that the same file may be chosen again
    this.dispatchEvent(new FilesOpenEvent(files, notes));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'open-source': OpenSource;
  }
}
