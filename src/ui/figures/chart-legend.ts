// Each machine's mark with its rate, or with its value where somebody points: the only words of a figure that change when a
// pointer moves.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { finalValue, valueAt, type Quantity } from '../../analysis/chart-series.ts';
import type { Moments } from '../../analysis/moments.ts';
import type { Trace } from '../../core/trace.ts';
import type { Trial } from '../../core/trial.ts';
import { coversAll, type ChartGeometry } from './chart-geometry.ts';
import { DoorController } from '../parts/door-controller.ts';
import '../parts/machine-mark.ts';
import {
  atPointed,
  CHART_LEGEND_WORDS,
  outliersCaption,
  pairedValue,
  rateInLegend,
  shownValue,
  SHOW_ALL_MACHINES,
  SHOW_FEW_MACHINES,
} from '../../words/figures.ts';
import { machineNumeral } from '../../words/machine-name.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';

const NAMED_MAX = 8; // beyond this the legend keeps to one line of marks and numbers
const ALL_MAX = 12; // beyond this it names a few until somebody asks for all
const OUTLIERS = { all: 6, lowest: 4 };

/** @slot - the figure's title */
@customElement('chart-legend')
export class ChartLegend extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--space-3);
        font-size: var(--size-note);
      }
      .legend li {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        min-width: 62px;
        white-space: nowrap;
      }
      .legend.many {
        gap: 0 var(--space-2);
        font-size: var(--size-small);
      }
      .legend.many li {
        min-width: 56px;
      }
      .rate {
        color: var(--ink-soft);
      }
      .rate b {
        color: var(--ink);
      }
      .where {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-3);
        min-height: 28px;
        color: var(--ink-soft);
        font-size: var(--size-small);
        font-variant-numeric: tabular-nums;
      }
      .row button[hidden] {
        display: none;
      }
      p.few {
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      .row button.few {
        min-height: 24px;
      }
      .where p {
        margin-inline-start: auto;
      }
      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        min-height: 30px;
        margin-bottom: var(--space-1);
      }
      .row button {
        flex: none;
        min-height: 26px;
        padding: 0 var(--space-2);
        font-size: var(--size-small);
      }
    `,
  ];

  @property() quantity: Quantity = 'clock';
  @property({ attribute: false }) trial!: Trial;
  @property({ attribute: false }) trace: Trace | undefined;
  /** Another run whose lines are drawn with its own. */
  @property({ attribute: false }) other: Trace | undefined;
  /** Where the plot lies that it belongs to; undefined before the first drawing. */
  @property({ attribute: false }) geometry: ChartGeometry | undefined;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** What the lines show, said while nobody points. */
  @property() words = '';
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Of the trace, where it is played. */
  @property({ attribute: false }) moments: Moments | undefined;

  @state() private all = false;

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override render() {
    const machines = this.#machines;
    const { window } = this.traceFocus.state;
    const isPart = window !== undefined && !(this.geometry && coversAll(this.geometry, window));
    const pointed = this.trace ? this.#shownMs : undefined;
    const many = machines > NAMED_MAX;
    const shortened = machines > ALL_MAX && !this.all;
    return html`
      <div class="where">
        <slot></slot>
        <p>${pointed === undefined ? this.words : atPointed(this.trace!.engine, pointed)}</p>
      </div>
      <div class="row">
        <div>
          ${shortened ? html`<p class="few">${outliersCaption(this.quantity, machines)}</p>` : nothing}
          <ul
            class="legend ${many ? 'many' : ''}"
            aria-label=${this.#isStepped ? CHART_LEGEND_WORDS.nameAlone : CHART_LEGEND_WORDS.name}
          >
            ${(shortened ? this.#outliers() : Array.from({ length: machines }, (_, i) => i + 1)).map(
              machine =>
                html`<li>
                  <machine-mark machine=${machine}></machine-mark>
                  <span
                    ><span class="unseen">${CHART_LEGEND_WORDS.machine} </span
                    >${machineNumeral(this.#naming(machine), machine)}</span
                  >
                  <span class="rate">${this.#value(machine, pointed)}</span>
                </li>`,
            )}
          </ul>
          ${
            machines > ALL_MAX
              ? html`<button
                  type="button"
                  class="few"
                  aria-expanded=${this.all ? 'true' : 'false'}
                  @click=${() => {
                    this.all = !this.all;
                  }}
                >
                  ${this.all ? SHOW_FEW_MACHINES : SHOW_ALL_MACHINES}
                </button>`
              : nothing
          }
        </div>
        <button
          type="button"
          ?hidden=${!isPart}
          @click=${() => this.traceFocus.change({ window: undefined, follows: false })}
        >
          ${CHART_LEGEND_WORDS.resetZoom}
        </button>
      </div>
    `;
  }

  /** The machines whose lines leave the others: by what they show so far, and by their rates before that. */
  #outliers(): number[] {
    const { trace, quantity, trial } = this;
    const valueOf = (machine: number): number =>
      trace && trace.eventCount > 0 ? finalValue(trace, quantity, machine) : trial.rates[machine - 1]!;
    const values = trial.rates.map((_, i) => ({ machine: i + 1, value: valueOf(i + 1) }));
    const ascending = values.sort((a, b) => a.value - b.value || a.machine - b.machine);
    const lowest = quantity === 'clock' ? OUTLIERS.lowest : 0;
    const chosen = [...ascending.slice(0, lowest), ...ascending.slice(lowest - OUTLIERS.all)];
    return chosen.map(({ machine }) => machine).sort((a, b) => a - b);
  }

  #value(machine: number, pointedMs: number | undefined) {
    const { trace, other, quantity } = this;
    if (pointedMs === undefined || !trace) {
      if (this.#isStepped) return nothing;
      const others = other ? [other.trial.rates[machine - 1]] : [];
      return rateInLegend(this.trial.rates[machine - 1], others);
    }
    const [one, two] = [trace, ...(other ? [other] : [])].map(each =>
      shownValue(quantity, machine <= each.machines ? this.#valueOf(each, machine, pointedMs) : undefined),
    );
    return html`<b>${pairedValue(one!, two)}</b>`;
  }

  /** Where time has no length, nothing has a rate. */
  get #isStepped(): boolean {
    return this.trace?.engine === 'stepped';
  }

  /** Where somebody points, and else the moment that is played. */
  get #shownMs(): number | undefined {
    const { pointedMs, momentMs } = this.traceFocus.state;
    return pointedMs ?? (this.moments && momentMs);
  }

  /** Where nobody points, what the machine's card shows. */
  #valueOf(trace: Trace, machine: number, shownMs: number): number | undefined {
    const { pointedMs, momentEvent } = this.traceFocus.state;
    if (pointedMs === undefined && trace === this.trace && this.moments) {
      const { clock, queue } = this.moments.at(shownMs, momentEvent).machines[machine - 1]!;
      return this.quantity === 'clock' ? clock : queue;
    }
    return valueAt(trace, this.quantity, machine, shownMs / 1000);
  }

  get #machines(): number {
    return Math.max(this.trial.rates.length, this.other?.machines ?? 0);
  }

  /** The run that has a name for the machine. */
  #naming(machine: number): Trace | undefined {
    return machine <= this.trial.rates.length ? this.trace : this.other;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chart-legend': ChartLegend;
  }
}
