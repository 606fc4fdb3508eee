// The lines that were not used, with the reason for each, in pages, of all files or of one.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FileReport, SkippedLine } from '../../formats/read-result.ts';
import { SKIPPED_TABLE, skippedNote } from '../../words/open-words.ts';
import { savedFile } from '../../words/run-files.ts';
import { pageWords, SKIPPED_PAGES } from '../../words/pages.ts';
import type { PageTurnEvent } from '../parts/events.ts';
import '../parts/page-turner.ts';
import { saveFile } from '../parts/save-file.ts';
import { choosers } from '../parts/styles/control.styles.ts';
import { buttons, reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';
import { skippedLinesFile } from '../../words/skipped-text.ts';

const LINES_A_PAGE = 50;
const ALL = '';

@customElement('skipped-lines')
export class SkippedLines extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    tables,
    sheetTable,
    choosers,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        padding: 0 var(--space-4) var(--space-3);
      }
      p,
      label {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      select {
        max-width: min(320px, 60vw);
        margin-inline-start: var(--space-1);
      }
      .scroll {
        max-height: 480px;
        overflow: auto;
      }
      th,
      td {
        text-align: start;
        vertical-align: top;
      }
      th.line,
      td.line {
        text-align: end;
      }
      td.file {
        min-width: 120px;
        max-width: 220px;
        overflow-wrap: anywhere;
        white-space: normal;
      }
      td.text {
        min-width: 260px;
        max-width: 520px;
        overflow-wrap: anywhere;
        font-family: ui-monospace, monospace;
        white-space: pre-wrap;
      }
      td.reason {
        min-width: 240px;
        white-space: normal;
      }
      footer {
        padding: var(--space-3) var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) skipped: readonly SkippedLine[] = [];
  /** They count what is not listed here as well. */
  @property({ attribute: false }) files: readonly FileReport[] = [];

  @state() private file = ALL;
  @state() private page = 0;
  @state() private said = '';

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('skipped')) return;
    this.file = ALL;
    this.page = 0;
    this.said = '';
  }

  override render() {
    const listed = this.file === ALL ? this.skipped : this.skipped.filter(({ file }) => file === this.file);
    const pages = Math.max(1, Math.ceil(listed.length / LINES_A_PAGE));
    const page = Math.min(this.page, pages - 1);
    const shown = listed.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE);
    const inAll = this.files.reduce((sum, { skippedLines }) => sum + skippedLines, 0);
    const unlisted = inAll - this.skipped.length;
    return html`<div class="sheet">
      <header>
        <div>
          <h2 id="title">${SKIPPED_TABLE.title}</h2>
          <p>${skippedNote(inAll, unlisted)}</p>
        </div>
        ${this.#filter()}
      </header>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">${SKIPPED_TABLE.file}</th>
              <th scope="col" class="line">${SKIPPED_TABLE.line}</th>
              <th scope="col">${SKIPPED_TABLE.why}</th>
              <th scope="col">${SKIPPED_TABLE.text}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              ({ file, line, reason, text }) =>
                html`<tr>
                  <td class="file">${file}</td>
                  <td class="line">${line}</td>
                  <td class="reason">${reason}</td>
                  <td class="text">${text}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <footer>
        <page-turner
          label=${SKIPPED_PAGES}
          .text=${this.said || pageWords(page * LINES_A_PAGE, shown.length, listed.length)}
          page=${page}
          pages=${pages}
          @page-turn=${(event: PageTurnEvent) => this.#turn(event.page)}
        >
          <button type="button" @click=${() => this.#save(listed)}>${SKIPPED_TABLE.save}</button>
        </page-turner>
      </footer>
    </div>`;
  }

  #filter() {
    const names = [...new Set(this.skipped.map(({ file }) => file))];
    if (names.length < 2) return nothing;
    return html`<label
      >${SKIPPED_TABLE.of}
      <select
        @change=${({ target }: Event) => {
          this.file = (target as HTMLSelectElement).value;
          this.page = 0;
          this.said = '';
        }}
      >
        <option value=${ALL} ?selected=${this.file === ALL}>${SKIPPED_TABLE.allFiles}</option>
        ${names.map(name => html`<option value=${name} ?selected=${this.file === name}>${name}</option>`)}
      </select></label
    >`;
  }

  #turn(page: number): void {
    this.page = page;
    this.said = '';
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0 });
  }

  #save(listed: readonly SkippedLine[]): void {
    const file = skippedLinesFile(listed);
    saveFile(file);
    this.said = savedFile(file.name);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'skipped-lines': SkippedLines;
  }
}
