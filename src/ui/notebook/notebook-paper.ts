// The notebook as it is printed: the same document as in the saved file, made when the browser is about to print and gone
// afterwards. So paper has one layout, whoever prints, and the page's buttons and fields are not on it.
import { css, html, LitElement, nothing, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { FIGURE_STYLES } from '../../formats/figure/figure-svg.ts';
import type { NotebookDocument } from '../../notebook/document/document.ts';
import { DOCUMENT_STYLES, notebookMain } from '../../notebook/document/html.ts';

@customElement('notebook-paper')
export class NotebookPaper extends LitElement {
  static override styles = [
    unsafeCSS(DOCUMENT_STYLES),
    unsafeCSS(FIGURE_STYLES),
    css`
      :host {
        display: none;
      }
      @media print {
        :host {
          display: block;
        }
      }
    `,
  ];

  /** As it is when it is asked for. */
  @property({ attribute: false }) make!: () => NotebookDocument;
  @state() private printed: NotebookDocument | undefined;
  #screenTitle = '';

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#show);
    addEventListener('afterprint', this.#clear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#show);
    removeEventListener('afterprint', this.#clear);
    this.#clear();
  }

  override render() {
    // Every text in it is escaped where it is written.
    return this.printed ? html`${unsafeHTML(notebookMain(this.printed, { linked: false }))}` : nothing;
  }

  /** At once: the browser prints what is there when its listeners return. */
  readonly #show = (): void => {
    const root = this.getRootNode();
    if (this.printed || !(root instanceof ShadowRoot && root.host.checkVisibility())) return;
    this.printed = this.make();
    this.performUpdate();
    this.#screenTitle = document.title;
    document.title = this.printed.fileTitle; // what a browser names a PDF after
  };

  readonly #clear = (): void => {
    if (!this.printed) return;
    this.printed = undefined;
    document.title = this.#screenTitle;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'notebook-paper': NotebookPaper;
  }
}
