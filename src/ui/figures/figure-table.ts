// The numbers of a figure as a table, at about ten regular moments: for whoever cannot see lines, and for whoever wants
// to know exactly.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { finalValue, momentsIn, valueAt, type Quantity } from '../../analysis/chart-series.ts';
import type { Trace } from '../../core/trace.ts';
import '../parts/machine-mark.ts';
import {
  AS_A_TABLE,
  LAST_EVENT,
  CHART_LEGEND_WORDS,
  NO_RUN_YET,
  pairedValue,
  timeHead,
  shownValue,
  TABLE_CAPTIONS,
  tableCaption,
} from '../../words/figures.ts';
import { machineNumeral } from '../../words/machine-name.ts';
import { figureNumbers } from './figure-numbers.styles.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { reset, tables } from '../parts/styles/shared.styles.ts';

/** Folded away, and computed only while it is open. */
@customElement('figure-table')
export class FigureTable extends LitElement {
  static override styles = [
    reset,
    tables,
    figureNumbers,
    disclosure,
    css`
      thead th {
        color: var(--ink);
      }
    `,
  ];

  @property() quantity: Quantity = 'clock';
  @property({ attribute: false }) trace: Trace | undefined;
  /** Another run whose numbers stand behind its own where they differ. */
  @property({ attribute: false }) other: Trace | undefined;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  @state() private open = false;

  override render() {
    return html`<details @toggle=${this.#toggle}>
      <summary>${AS_A_TABLE}</summary>
      ${this.open ? this.#table() : nothing}
    </details>`;
  }

  #table() {
    const { trace, quantity } = this;
    if (!trace) return html`<p class="scroll">${NO_RUN_YET}</p>`;
    const all = (this.other?.machines ?? 0) > trace.machines ? this.other! : trace;
    const machines = all.logs.map(log => log.machine);
    const seconds = Math.max(trace.trial.durationSeconds, this.other?.trial.durationSeconds ?? 0);
    const shown = (machine: number, valueIn: (trace: Trace) => number | undefined): string => {
      const [one, two] = [trace, ...(this.other ? [this.other] : [])].map(each =>
        shownValue(quantity, machine <= each.machines ? valueIn(each) : undefined),
      );
      return pairedValue(one!, two);
    };
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${TABLE_CAPTIONS[quantity]}>
      <table>
        <caption>
          ${tableCaption(quantity, this.other !== undefined)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${timeHead(trace.engine)}</th>
            ${machines.map(
              machine =>
                html`<th scope="col">
                  <machine-mark machine=${machine}></machine-mark
                  ><span class="unseen">${CHART_LEGEND_WORDS.machine}</span>
                  ${machineNumeral(machine <= trace.machines ? trace : all, machine)}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${momentsIn(seconds, trace.engine === 'stepped').map(
            moment =>
              html`<tr>
                <th scope="row">${moment}</th>
                ${machines.map(machine => html`<td>${shown(machine, each => valueAt(each, quantity, machine, moment))}</td>`)}
              </tr>`,
          )}
          <tr>
            <th scope="row">${LAST_EVENT}</th>
            ${machines.map(machine => html`<td>${shown(machine, each => finalValue(each, quantity, machine))}</td>`)}
          </tr>
        </tbody>
      </table>
    </div>`;
  }

  #toggle(event: Event): void {
    this.open = (event.target as HTMLDetailsElement).open;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'figure-table': FigureTable;
  }
}
