// How far a run and its counterpart are apart: in a sentence, and machine by machine.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { compareRuns, type MachineComparison } from '../../analysis/comparison.ts';
import { grouped } from '../../core/counted.ts';
import type { Engine, Trace } from '../../core/trace.ts';
import { columnHeads } from '../parts/column-heads.ts';
import '../parts/machine-mark.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';
import { QuestionController } from '../trace/study-controller.ts';
import { comparisonSentence } from '../../words/comparison.ts';
import { comparisonColumns, comparisonTitle, differsAt } from '../../words/trial.ts';
import { numberedMachine } from '../../words/machines.ts';

@customElement('run-comparison')
export class RunComparison extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    sheetTable,
    css`
      h2,
      p {
        padding: 0 var(--space-4);
      }
      p {
        max-width: 90ch;
        margin: var(--space-1) 0 var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) counterpart!: { readonly engine: Engine; readonly trace: Trace };

  /** Of the trace: grows with it. */
  @property({ type: Number }) revision = 0;

  readonly #comparison = new QuestionController<readonly MachineComparison[]>(this);

  override willUpdate(): void {
    const { trace, revision, counterpart } = this;
    this.#comparison.put({
      trace,
      revision,
      subject: counterpart.trace,
      ask: (home, options) => home.compare(trace, counterpart.trace, options),
      atOnce: () => compareRuns(trace, counterpart.trace),
    });
  }

  override render() {
    const [ours, theirs] = [this.trace.engine, this.counterpart.engine];
    const { result: comparisons, problem } = this.#comparison;
    if (!comparisons) return problem ? html`<p role="alert">${problem}</p>` : nothing;
    return html`<div class="sheet">
      <h2 id="title">${comparisonTitle(ours, theirs)}</h2>
      <p>${comparisonSentence(comparisons, ours, theirs)}</p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              ${columnHeads(comparisonColumns(ours, theirs))}
            </tr>
          </thead>
          <tbody>
            ${comparisons.map(comparison => this.#row(comparison))}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #row({ machine, partsAtTick, finalClocks, finalQueues, ...distances }: MachineComparison) {
    return html`<tr>
      <th scope="row"><machine-mark machine=${machine}></machine-mark> ${numberedMachine(machine)}</th>
      <td>${differsAt(partsAtTick)}</td>
      <td>${finalClocks.join(' / ')}</td>
      <td>${finalQueues.map(grouped).join(' / ')}</td>
      <td>${distances.largestClockDistance}</td>
      <td>${grouped(distances.largestQueueDistance)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-comparison': RunComparison;
  }
}
