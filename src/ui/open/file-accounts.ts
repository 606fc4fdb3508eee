// What became of each file, line by line counted: no line is dropped without saying so.
import { grouped } from '../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FileReport } from '../../formats/read-result.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';
import { FILE_TABLE, lineAccount, lineSums } from '../../words/open-words.ts';

@customElement('file-accounts')
export class FileAccounts extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    sheetTable,
    css`
      header {
        padding: 0 var(--space-4) var(--space-2);
      }
      header p {
        margin-top: 2px;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .scroll {
        max-height: 420px;
        overflow: auto;
      }
      td,
      tbody th {
        vertical-align: top;
      }
      tbody th {
        min-width: 160px;
        max-width: 320px;
        white-space: normal;
        overflow-wrap: anywhere;
        font-weight: 500;
      }
      .kind {
        min-width: 140px;
        white-space: normal;
        text-align: start;
      }
      .kind p {
        min-width: 200px;
        margin-top: 2px;
        color: var(--ink-soft);
      }
      .unknown {
        color: var(--problem);
      }
      /* The kind and the notes of a file are read without scrolling to the side. */
      @media (max-width: 640px) {
        tbody th {
          min-width: 104px;
          max-width: 120px;
        }
        .kind,
        .kind p {
          min-width: 168px;
        }
      }
    `,
  ];

  @property({ attribute: false }) files: readonly FileReport[] = [];
  /** What was left out before anything was read, in sentences. */
  @property({ attribute: false }) notes: readonly string[] = [];

  override render() {
    const { lines, events, header, blank, skipped } = lineSums(this.files);
    return html`<div class="sheet">
      <header>
        <h2 id="title">${FILE_TABLE.title}</h2>
        <p>${lineAccount(this.files)}</p>
        ${this.notes.map(note => html`<p>${note}</p>`)}
      </header>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">${FILE_TABLE.file}</th>
              <th scope="col" class="kind">${FILE_TABLE.kind}</th>
              <th scope="col">${FILE_TABLE.lines}</th>
              <th scope="col">${FILE_TABLE.events}</th>
              <th scope="col">${FILE_TABLE.header}</th>
              <th scope="col">${FILE_TABLE.blank}</th>
              <th scope="col">${FILE_TABLE.skipped}</th>
            </tr>
          </thead>
          <tbody>
            ${this.files.map(file => this.#row(file))}
          </tbody>
          ${
            this.files.length > 1
              ? html`<tfoot>
                  <tr>
                    <th scope="row">${FILE_TABLE.all}</th>
                    <td></td>
                    ${[lines, events, header, blank, skipped].map(cell)}
                  </tr>
                </tfoot>`
              : nothing
          }
        </table>
      </div>
    </div>`;
  }

  #row({ name, family, lines, eventLines, headerLines, blankLines, skippedLines, notes }: FileReport) {
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="kind">
        ${family ?? html`<span class="unknown">${FILE_TABLE.unknownKind}</span>`}
        ${notes.map(note => html`<p>${note}</p>`)}
      </td>
      ${[lines, eventLines, headerLines, blankLines].map(cell)}
      <td>${skippedLines > 0 ? html`<strong>${grouped(skippedLines)}</strong>` : '0'}</td>
    </tr>`;
  }
}

function cell(number: number) {
  return html`<td>${grouped(number)}</td>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'file-accounts': FileAccounts;
  }
}
