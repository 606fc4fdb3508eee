// What each machine came to in two runs, number by number: one where both have the same, two where they differ.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MachineComparison } from '../../analysis/comparison.ts';
import type { Difference } from '../../analysis/divergence.ts';
import { summarize, type MachineSummary, type Summary } from '../../analysis/summary.ts';
import { tellsQueues } from '../../analysis/untold.ts';
import type { Trace } from '../../core/trace.ts';
import {
  COMPARISON_WORDS,
  differsAtEvent,
  MACHINE_COLUMNS,
  moreRows,
  pairText,
} from '../../words/compared-runs.ts';
import { machineName } from '../../words/machine-name.ts';
import { columnHeads } from '../parts/column-heads.ts';
import '../parts/machine-mark.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';
import { QuestionController } from '../trace/study-controller.ts';

/** Machines that are listed. */
const ROWS_MAX = 200;

const SUMMARY = { kind: 'summary' } as const;

type Numbers = readonly [number | undefined, number | undefined];

@customElement('compared-machines')
export class ComparedMachines extends LitElement {
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
      .differs {
        font-weight: 600;
      }
    `,
  ];

  /** Of run A and of run B, with their machines paired. */
  @property({ attribute: false }) traces!: readonly [Trace, Trace];
  @property({ attribute: false }) differences!: readonly Difference[];
  /** Of the machines that both have. */
  @property({ attribute: false }) comparisons!: readonly MachineComparison[];

  readonly #summaries = [new QuestionController<Summary>(this), new QuestionController<Summary>(this)];

  #tellQueues: readonly [boolean, boolean] = [false, false];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('traces')) this.#tellQueues = [tellsQueues(this.traces[0]), tellsQueues(this.traces[1])];
    for (const [i, trace] of this.traces.entries())
      this.#summaries[i]!.put({
        trace,
        revision: 0,
        subject: 'summary',
        ask: (home, options) => home.study(trace, SUMMARY, options),
        atOnce: () => summarize(trace),
      });
  }

  override render() {
    const [one, two] = this.#summaries.map(({ result }) => result);
    const problem = this.#summaries.find(each => each.problem)?.problem;
    if (!one || !two)
      return problem ? html`<p role="alert">${problem}</p>` : html`<p>${COMPARISON_WORDS.comparing}</p>`;
    const machines = Math.max(one.machines.length, two.machines.length);
    const shown = Math.min(machines, ROWS_MAX);
    return html`<div class="sheet">
      <h2 id="title">${COMPARISON_WORDS.machines}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              ${columnHeads(MACHINE_COLUMNS)}
            </tr>
          </thead>
          <tbody>
            ${Array.from({ length: shown }, (_, i) => this.#row(i + 1, one.machines[i], two.machines[i]))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">${COMPARISON_WORDS.all}</th>
              <td></td>
              ${numbers([one.totals.events, two.totals.events])}
              <td colspan="5"></td>
              ${numbers([one.totals.sent, two.totals.sent])}
              ${numbers([one.totals.received, two.totals.received])}
            </tr>
          </tfoot>
        </table>
      </div>
      <p>
        ${COMPARISON_WORDS.machinesNote}${machines > shown ? html` ${moreRows(machines - shown)}` : nothing}
      </p>
    </div>`;
  }

  #row(machine: number, one: MachineSummary | undefined, two: MachineSummary | undefined) {
    const difference = this.differences.find(each => each.machine === machine);
    const comparison = this.comparisons[machine - 1];
    const [first, second] = this.traces;
    const of = (pick: (summary: MachineSummary) => number): Numbers => [one && pick(one), two && pick(two)];
    const queues = this.#tellQueues;
    const ofQueue = (pick: (summary: MachineSummary) => number): Numbers => [
      one && queues[0] ? pick(one) : undefined,
      two && queues[1] ? pick(two) : undefined,
    ];
    const apart = comparison && queues[0] && queues[1] ? comparison.largestQueueDistance : undefined;
    return html`<tr>
      <th scope="row">
        <machine-mark machine=${machine}></machine-mark>
        ${machineName(machine <= first.machines ? first : second, machine)}
      </th>
      <td class=${difference ? 'differs' : ''}>${differsAtEvent(difference)}</td>
      ${numbers(of(({ ticks }) => ticks))}
      ${numbers(
        of(({ finalClock }) => finalClock),
        String,
      )}
      <td>${pairText([comparison?.largestClockDistance, comparison?.largestClockDistance])}</td>
      ${numbers(ofQueue(({ queue }) => queue.final))} ${numbers(ofQueue(({ queue }) => queue.max))}
      <td>${pairText([apart, apart])}</td>
      ${numbers(of(({ sent }) => sent))} ${numbers(of(({ received }) => received))}
    </tr>`;
  }
}

function numbers(pair: Numbers, write?: (value: number) => string) {
  return html`<td class=${pair[0] === pair[1] ? '' : 'differs'}>${pairText(pair, write)}</td>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'compared-machines': ComparedMachines;
  }
}
