// What each machine's run came to, in one table.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { summarize, type Summary, type Totals } from '../../analysis/summary.ts';
import type { Trace } from '../../core/trace.ts';
import '../parts/machine-mark.ts';
import { lostMessages } from '../../words/losses.ts';
import { machineName } from '../../words/machine-name.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { QuestionController } from './study-controller.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';

const SUMMARY = { kind: 'summary' } as const;

@customElement('summary-table')
export class SummaryTable extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    sheetTable,
    css`
      h2 {
        padding: 0 var(--space-4) var(--space-2);
      }
      p {
        padding: var(--space-2) var(--space-4);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      th:last-child,
      td:last-child {
        padding-inline-end: var(--space-4);
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

  /** Of a run that has ended. */
  @property({ attribute: false }) trace!: Trace;
  /** Of the trace: grows with it. */
  @property({ type: Number }) revision = 0;

  readonly #summary = new QuestionController<Summary>(this);

  override willUpdate(): void {
    const { trace, revision } = this;
    this.#summary.put({
      trace,
      revision,
      subject: 'summary',
      ask: (home, options) => home.study(trace, SUMMARY, options),
      atOnce: () => summarize(trace),
    });
  }

  /** Another program's log tells neither when a tick was due nor when a message arrived. */
  get #isImported(): boolean {
    return this.trace.engine === 'imported';
  }

  override render() {
    const { result, problem } = this.#summary;
    if (!result) return problem ? html`<p role="alert">${problem}</p>` : html`<p>Adding up …</p>`;
    const { machines, totals } = result;
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
              ${this.#isImported ? nothing : html`<th scope="col">lateness p99 <small>ms</small></th>`}
            </tr>
          </thead>
          <tbody>
            ${machines.map(
              ({ machine, rate, ticks, finalClock, jumps, queue, sent, received, lateness }) =>
                html`<tr>
                  <th scope="row">
                    <machine-mark machine=${machine}></machine-mark> ${machineName(this.trace, machine)}
                  </th>
                  <td>${rate}</td>
                  <td>${ticks}</td>
                  <td><strong>${finalClock}</strong></td>
                  <td>${jumps.mean.toFixed(2)}</td>
                  <td>${jumps.max}</td>
                  <td>${queue.final}</td>
                  <td>${queue.max}</td>
                  <td>${sent}</td>
                  <td>${received}</td>
                  ${this.#isImported ? nothing : html`<td>${lateness.p99Ms.toFixed(1)}</td>`}
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
              ${this.#isImported ? nothing : html`<td></td>`}
            </tr>
          </tfoot>
        </table>
      </div>
      <p>${this.#isImported ? undelivered(totals) : conservation(totals, lostMessages(this.trace))}</p>
    </div>`;
  }
}

/** Every message that was sent is somewhere, or known to be lost. */
function conservation({ sent, received, waiting, inFlight }: Totals, lost: number): string {
  const flying = inFlight > lost ? ` + ${inFlight - lost} on their way` : '';
  const gone = lost > 0 ? ` + ${lost} lost` : '';
  return `${sent} sent = ${received} received + ${waiting} left waiting${flying}${gone}.`;
}

/**
 * A log that tells no arrivals does not tell what waits from what is on its way; and where one is missing, more is
 * received than is known to be sent.
 */
function undelivered({ sent, received, waiting, inFlight }: Totals): string {
  const lost = waiting + inFlight;
  return sent === received + lost
    ? `${sent} sent = ${received} received + ${lost} that were not received before the logs end.`
    : `${sent} sent, ${received} received, ${lost} not received before the logs end, as far as these logs tell.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'summary-table': SummaryTable;
  }
}
