// What became of each file, line by line counted: no line is dropped without saying so.
import { counted } from '../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FileReport } from '../../formats/read-result.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';
import { lineSums } from '../../words/open-words.ts';

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
      tfoot th,
      tfoot td {
        color: var(--ink-soft);
      }
      tfoot th {
        font-weight: 500;
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
        <h2 id="title">What was read</h2>
        <p>${accountOf(this.files)}</p>
        ${this.notes.map(note => html`<p>${note}</p>`)}
      </header>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">file</th>
              <th scope="col" class="kind">kind of log</th>
              <th scope="col">lines</th>
              <th scope="col">= of events</th>
              <th scope="col">+ header</th>
              <th scope="col">+ blank</th>
              <th scope="col">+ skipped</th>
            </tr>
          </thead>
          <tbody>
            ${this.files.map(file => this.#row(file))}
          </tbody>
          ${
            this.files.length > 1
              ? html`<tfoot>
                  <tr>
                    <th scope="row">All</th>
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
        ${family ?? html`<span class="unknown">not recognised</span>`}
        ${notes.map(note => html`<p>${note}</p>`)}
      </td>
      ${[lines, eventLines, headerLines, blankLines].map(cell)}
      <td>${skippedLines > 0 ? html`<strong>${skippedLines.toLocaleString('en')}</strong>` : '0'}</td>
    </tr>`;
  }
}

function cell(number: number) {
  return html`<td>${number.toLocaleString('en')}</td>`;
}

function accountOf(files: readonly FileReport[]): string {
  const { lines, events, header, blank, skipped, unaccounted } = lineSums(files);
  const sum =
    `${counted(lines, 'line')} = ${events.toLocaleString('en')} of events + ${header.toLocaleString('en')} header ` +
    `+ ${blank.toLocaleString('en')} blank + ${skipped.toLocaleString('en')} skipped`;
  return unaccounted === 0
    ? `${sum}: every line explained.`
    : `${sum}; ${counted(unaccounted, 'line')} not explained, which is a bug in this program.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'file-accounts': FileAccounts;
  }
}
