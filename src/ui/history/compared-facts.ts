// What is known of two runs before one looks at their events: a fact that both share stands once, for both.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { linkTo } from '../../address/fields.ts';
import { writeHistoryAddress } from '../../address/history.ts';
import type { Trace } from '../../core/trace.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import { COMPARISON_WORDS, factRows, RUN_LETTERS, runLetter } from '../../words/compared-runs.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';

@customElement('compared-facts')
export class ComparedFacts extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    sheetTable,
    css`
      .sheet {
        padding-top: 0;
      }
      table {
        table-layout: fixed;
      }
      th,
      td {
        padding-block: var(--space-1);
        text-align: start;
        white-space: normal;
        overflow-wrap: anywhere;
        vertical-align: top;
      }
      thead th {
        padding-block: var(--space-2);
        color: var(--ink);
        font-size: var(--size-note);
        font-weight: 600;
      }
      th:first-child,
      td:first-child {
        width: 22%;
      }
      tbody th {
        color: var(--ink-soft);
        font-weight: 500;
      }
      .same {
        color: var(--ink-soft);
      }
      .differs {
        font-weight: 600;
      }
      a {
        color: inherit;
        text-decoration-color: var(--edge);
        text-underline-offset: 3px;
      }
      @media (max-width: 480px) {
        th:first-child,
        td:first-child {
          width: 29%;
        }
      }
    `,
  ];

  /** Run A's and run B's. */
  @property({ attribute: false }) entries!: readonly [HistoryEntry, HistoryEntry];
  @property({ attribute: false }) traces!: readonly [Trace, Trace];

  override render() {
    const { entries, traces } = this;
    const rows = factRows([
      { entry: entries[0], trace: traces[0] },
      { entry: entries[1], trace: traces[1] },
    ]);
    return html`<div class="sheet">
      <table aria-label=${COMPARISON_WORDS.facts}>
        <thead>
          <tr>
            <td></td>
            ${entries.map(
              ({ id, name }, i) =>
                html`<th scope="col">
                  ${runLetter(RUN_LETTERS[i]!)}:
                  <a href=${linkTo('history', writeHistoryAddress({ kind: 'run', run: id }))}>${name}</a>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ what, texts: [one, two] }) =>
              html`<tr>
                <th scope="row">${what}</th>
                ${
                  one === two
                    ? html`<td class="same" colspan="2">${one}</td>`
                    : html`<td class="differs">${one}</td>
                        <td class="differs">${two}</td>`
                }
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compared-facts': ComparedFacts;
  }
}
