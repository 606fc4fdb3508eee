// What each machine's run came to, in one table.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Summary } from '../analysis/summary.ts';
import './machine-mark.ts';
import { reset, sheet, tables } from './styles/shared.styles.ts';

@customElement('summary-table')
export class SummaryTable extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    css`
      .sheet {
        padding: 14px 0 var(--space-1);
      }
      h2 {
        padding: 0 var(--space-4) var(--space-2);
      }
      .scroll {
        overflow-x: auto;
      }
      th:first-child,
      td:first-child {
        padding-inline-start: var(--space-4);
      }
      th:last-child,
      td:last-child {
        padding-inline-end: var(--space-4);
      }
      thead small {
        display: block;
        font-size: inherit;
        font-weight: 400;
      }
      tbody machine-mark {
        margin-inline-end: var(--space-1);
      }
      tfoot th,
      tfoot td {
        color: var(--ink-soft);
      }
      tfoot th {
        font-weight: 500;
      }
      @media (max-width: 480px) {
        th,
        td {
          padding-inline: var(--space-2);
        }
      }
    `,
  ];

  @property({ attribute: false }) summary!: Summary;

  override render() {
    const { machines, totals } = this.summary;
    return html`<div class="sheet">
      <h2 id="title">Summary</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">machine</th>
              <th scope="col">rate <small>ticks/s</small></th>
              <th scope="col">ticks <small>= events</small></th>
              <th scope="col">final clock</th>
              <th scope="col">mean jump</th>
              <th scope="col">largest jump</th>
              <th scope="col">final queue <small>messages</small></th>
              <th scope="col">largest queue <small>messages</small></th>
              <th scope="col">sent <small>messages</small></th>
              <th scope="col">received <small>messages</small></th>
              <th scope="col">waiting <small>messages</small></th>
              <th scope="col">lateness p99 <small>ms</small></th>
            </tr>
          </thead>
          <tbody>
            ${machines.map(
              ({ machine, rate, ticks, finalClock, jumps, queue, sent, received, waiting, lateness }) =>
                html`<tr>
                  <th scope="row"><machine-mark machine=${machine}></machine-mark> Machine ${machine}</th>
                  <td>${rate}</td>
                  <td>${ticks}</td>
                  <td><strong>${finalClock}</strong></td>
                  <td>${jumps.mean.toFixed(2)}</td>
                  <td>${jumps.max}</td>
                  <td>${queue.final}</td>
                  <td>${queue.max}</td>
                  <td>${sent}</td>
                  <td>${received}</td>
                  <td>${waiting}</td>
                  <td>${lateness.p99Ms.toFixed(1)}</td>
                </tr>`,
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              <td></td>
              <td>${totals.events}</td>
              <td colspan="5"></td>
              <td>${totals.sent}</td>
              <td>${totals.received}</td>
              <td>${totals.waiting}</td>
              <td></td>
            </tr>
          </tfoot>
        </table>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'summary-table': SummaryTable;
  }
}
