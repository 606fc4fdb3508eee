// The cells of the heat map as a table: means with their 95 % intervals beside the prediction, to be sorted and read.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { SweepCellDigest } from '../../analysis/sweep-digest.ts';
import { buttons, reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { SWEEP_TABLE } from '../../words/sweep.ts';
import { CELLS_PAGES, pageWords } from '../../words/pages.ts';
import type { PageTurnEvent } from '../parts/events.ts';
import '../parts/page-turner.ts';
import { sortedCells, sweepColumns, type SweepColumn } from './sweep-columns.ts';

const ROWS_A_PAGE = 200;

@customElement('sweep-table')
export class SweepTable extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    tables,
    css`
      .sheet {
        padding: 14px 0 var(--space-3);
      }
      header {
        padding: 0 var(--space-4) var(--space-2);
      }
      header p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .scroll {
        max-height: 440px;
        overflow: auto;
        border-block: 1px solid var(--hairline);
      }
      thead th {
        position: sticky;
        top: 0;
        z-index: 1;
        padding: 0;
        background: var(--sheet);
        box-shadow: inset 0 -1px var(--hairline);
      }
      tbody tr:first-child > * {
        border-top: 0;
      }
      thead button {
        display: block;
        width: 100%;
        min-height: 48px;
        padding: var(--space-2) var(--space-3);
        border: 0;
        border-radius: 0;
        background: transparent;
        color: inherit;
        font: inherit;
        text-align: inherit;
        white-space: nowrap;
      }
      thead button:focus-visible {
        outline-offset: -3px;
      }
      thead [aria-sort] button {
        color: var(--ink);
        font-weight: 650;
      }
      thead small {
        display: block;
        font-size: inherit;
        font-weight: 400;
      }
      th:first-child,
      td:first-child {
        text-align: end;
      }
      page-turner {
        display: block;
        padding: var(--space-3) var(--space-4) 0;
      }
    `,
  ];

  /** Of one length, delay and rule, with all their faults. */
  @property({ attribute: false }) cells: readonly SweepCellDigest[] = [];

  @state() private sortedBy = 0;
  @state() private descending = false;
  @state() private page = 0;

  override render() {
    const hasFaults = this.cells.some(cell => cell.hasFaults);
    const columns = sweepColumns(hasFaults);
    const sortedBy = columns[this.sortedBy] ?? columns[0]!;
    const sorted = sortedCells(this.cells, sortedBy, this.descending);
    const pages = Math.ceil(sorted.length / ROWS_A_PAGE);
    const page = Math.min(this.page, pages - 1);
    const shown = sorted.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE);
    return html`<div class="sheet">
      <header>
        <h2 id="title">${SWEEP_TABLE.title}</h2>
        <p>${SWEEP_TABLE.note} ${hasFaults ? SWEEP_TABLE.faultsNote : ''}</p>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              ${columns.map((column, i) => this.#heading(column, i))}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              cell =>
                html`<tr>
                  ${columns.map(({ text }) => html`<td>${text(cell)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${pages > 1 ? this.#pages(page, pages, shown.length) : nothing}
    </div>`;
  }

  #heading({ name, unit }: SweepColumn, i: number) {
    const sort = i !== this.sortedBy ? undefined : this.descending ? 'descending' : 'ascending';
    const arrow = sort && (this.descending ? '↓' : '↑');
    return html`<th scope="col" aria-sort=${ifDefined(sort)}>
      <button type="button" @click=${() => this.#sort(i)}>
        ${name} ${arrow ? html`<span aria-hidden="true">${arrow}</span>` : nothing} <small>${unit}</small>
      </button>
    </th>`;
  }

  #pages(page: number, pages: number, shown: number) {
    return html`<page-turner
      label=${CELLS_PAGES}
      .text=${pageWords(page * ROWS_A_PAGE, shown, this.cells.length)}
      page=${page}
      pages=${pages}
      @page-turn=${({ page }: PageTurnEvent) => {
        this.page = page;
      }}
    ></page-turner>`;
  }

  #sort(column: number): void {
    this.descending = column === this.sortedBy && !this.descending;
    this.sortedBy = column;
    this.page = 0;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sweep-table': SweepTable;
  }
}
