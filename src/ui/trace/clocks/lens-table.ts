// The kinds of clocks side by side: what a timestamp of each one tells, what it costs, and what it gets wrong on this trace.
import { grouped } from '../../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ClocksReport, LensFindings } from '../../../analysis/clock-lenses-study.ts';
import { timestampBytes, type LensKind } from '../../../analysis/clock-lenses.ts';
import { reset, sheet, tables } from '../../parts/styles/shared.styles.ts';
import { sheetTable } from '../../parts/styles/sheet-table.styles.ts';
import { CLOCK_TABLE_WORDS, equalAndReversed } from '../../../words/clocks.ts';
import { LENS_WORDS, wrongOf } from '../../../words/lens-words.ts';
import { share } from '../../../words/numbers.ts';

@customElement('lens-table')
export class LensTable extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    sheetTable,
    css`
      td,
      tbody th {
        vertical-align: top;
      }
      tbody small {
        display: block;
        color: var(--ink-soft);
        font-size: var(--size-small);
        font-weight: 400;
      }
      .tells {
        min-width: 190px;
        white-space: normal;
      }
      .chosen > * {
        background: var(--sunken);
      }
      .chosen > th:first-child {
        box-shadow: inset 3px 0 var(--amber);
      }
      .wrong {
        color: var(--problem);
        font-weight: 650;
      }
      @media (max-width: 480px) {
        th,
        td {
          white-space: normal;
        }
        thead th:nth-child(n + 2) {
          min-width: 96px;
        }
        thead small {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) report!: ClocksReport;
  @property({ type: Number }) machines = 3;
  @property() chosen: LensKind = 'recorded';

  override render() {
    return html`<div class="sheet">
      <h2 id="title">${CLOCK_TABLE_WORDS.title}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">${CLOCK_TABLE_WORDS.clock}</th>
              <th scope="col">
                ${CLOCK_TABLE_WORDS.ordered} <small>${CLOCK_TABLE_WORDS.orderedNote}</small>
              </th>
              <th scope="col">${CLOCK_TABLE_WORDS.wrong} <small>${CLOCK_TABLE_WORDS.wrongNote}</small></th>
              <th scope="col">${CLOCK_TABLE_WORDS.size} <small>${CLOCK_TABLE_WORDS.sizeNote}</small></th>
              <th scope="col" class="start">${CLOCK_TABLE_WORDS.says}</th>
            </tr>
          </thead>
          <tbody>
            ${this.report.lenses.map(lens => this.#row(lens))}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #row(lens: LensFindings) {
    const { kind, concurrentOrdered, causalEqual, causalReversed } = lens;
    const { recordedAs, pairs } = this.report;
    const kept = kind === (recordedAs ?? 'recorded');
    const wrong = wrongOf(lens);
    const chosen = kind === this.chosen || (this.chosen === 'recorded' && kept);
    return html`<tr class=${chosen ? 'chosen' : ''} data-kind=${kind}>
      <th scope="row">
        ${LENS_WORDS[kind].name} ${kept ? html`<small>${CLOCK_TABLE_WORDS.kept}</small>` : nothing}
      </th>
      <td>${grouped(concurrentOrdered)} <small>${share(concurrentOrdered, pairs.pairs)}</small></td>
      <td class=${wrong > 0 ? 'wrong' : ''}>
        ${grouped(wrong)}
        ${wrong > 0 ? html`<small>${equalAndReversed(causalEqual, causalReversed)}</small>` : nothing}
      </td>
      <td>${grouped(timestampBytes(kind, this.machines))}</td>
      <td class="start tells">${LENS_WORDS[kind].knows}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-table': LensTable;
  }
}
