// What each machine's run came to, in one table.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { summarize, type Summary, type Totals } from '../../analysis/summary.ts';
import { grouped } from '../../core/counted.ts';
import { hasOwnTrial, type Trace } from '../../core/trace.ts';
import { columnHeads } from '../parts/column-heads.ts';
import '../parts/machine-mark.ts';
import { meanJump } from '../../words/jumps-words.ts';
import { lostMessages } from '../../words/losses.ts';
import { machineName } from '../../words/machine-name.ts';
import { decimal, fixed } from '../../words/numbers.ts';
import {
  conservation,
  LATENESS_HEAD,
  steppedConservation,
  summaryHeads,
  SUMMARY_WORDS,
  undelivered,
} from '../../words/summary.ts';
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
      p {
        padding: var(--space-2) var(--space-4);
        color: var(--ink-soft);
        font-size: var(--size-note);
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

  /** Another program's log tells neither when a tick was due nor when a message arrived; a run without time has neither. */
  get #isImported(): boolean {
    return !hasOwnTrial(this.trace.engine);
  }

  #balance(totals: Totals): string {
    if (this.trace.engine === 'stepped') return steppedConservation(totals);
    return this.#isImported ? undelivered(totals) : conservation(totals, lostMessages(this.trace));
  }

  override render() {
    const { result, problem } = this.#summary;
    if (!result)
      return problem ? html`<p role="alert">${problem}</p>` : html`<p>${SUMMARY_WORDS.working}</p>`;
    const { machines, totals } = result;
    const isStepped = this.trace.engine === 'stepped';
    const own = summaryHeads(this.trace.program !== undefined, isStepped);
    const heads = this.#isImported ? own : [...own, LATENESS_HEAD];
    return html`<div class="sheet">
      <h2 id="title">${SUMMARY_WORDS.title}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              ${columnHeads(heads)}
            </tr>
          </thead>
          <tbody>
            ${machines.map(
              ({ machine, rate, ticks, finalClock, jumps, queue, sent, received, lateness }) =>
                html`<tr>
                  <th scope="row">
                    <machine-mark machine=${machine}></machine-mark> ${machineName(this.trace, machine)}
                  </th>
                  ${isStepped ? nothing : html`<td>${decimal(rate)}</td>`}
                  <td>${grouped(ticks)}</td>
                  <td><strong>${finalClock}</strong></td>
                  <td>${meanJump(jumps.mean)}</td>
                  <td>${grouped(jumps.max)}</td>
                  ${
                    isStepped
                      ? nothing
                      : html`<td>${grouped(queue.final)}</td>
                          <td>${grouped(queue.max)}</td>`
                  }
                  <td>${grouped(sent)}</td>
                  <td>${grouped(received)}</td>
                  ${this.#isImported ? nothing : html`<td>${fixed(lateness.p99Ms, 1)}</td>`}
                </tr>`,
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">${SUMMARY_WORDS.all}</th>
              ${isStepped ? nothing : html`<td></td>`}
              <td>${grouped(totals.events)}</td>
              <td colspan=${isStepped ? 3 : 5}></td>
              <td>${grouped(totals.sent)}</td>
              <td>${grouped(totals.received)}</td>
              ${this.#isImported ? nothing : html`<td></td>`}
            </tr>
          </tfoot>
        </table>
      </div>
      <p>${this.#balance(totals)}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'summary-table': SummaryTable;
  }
}
