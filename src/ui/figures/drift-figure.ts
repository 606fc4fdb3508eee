// How far each machine's clock is behind the highest one, over time: lines that sink when a machine falls behind.
import { grouped } from '../../core/counted.ts';
import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { niceStep } from '../../analysis/chart-series.ts';
import type { Drift } from '../../analysis/drift.ts';
import type { MachineId } from '../../core/message.ts';
import type { Trace } from '../../core/trace.ts';
import {
  AS_A_TABLE,
  behindHighest,
  DRIFT_WORDS,
  driftReadout,
  timeHead,
  timeAxis,
} from '../../words/figures.ts';
import { momentFigure, secondsFigure } from '../../words/numbers.ts';
import { lookOf, SHAPES } from '../parts/machine-looks.ts';
import '../parts/machine-mark.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import { tenth } from './chart-geometry.ts';
import { figureNumbers } from './figure-numbers.styles.ts';
import { driftFigure } from './drift-figure.styles.ts';
import { machineName } from '../../words/machine-name.ts';
import { styled } from '../parts/styled.ts';

const HEIGHT = 236;
const CHARACTER_PIXELS = 6.6;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 40;
const MARK = 10;
const TICK_PIXELS = 84;
const TABLE_ROWS = 12;
/** More lines than this nobody can tell apart. */
const MACHINES_MAX = 32;

@customElement('drift-figure')
export class DriftFigure extends LitElement {
  static override styles = [reset, sheet, tables, figureNumbers, disclosure, driftFigure];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) drift!: Drift;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Where somebody points at, in this figure or another one. */
  @property({ attribute: false }) pointedMs: number | undefined;
  @state() private width = 640;
  @state() private open = false;

  readonly #observer = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.max(240, Math.round(entry.contentRect.width));
  });

  override firstUpdated(): void {
    this.#observer.observe(this.renderRoot.querySelector('.plot')!);
  }

  override render() {
    const machines = this.#machines;
    return html`<figure class="sheet" aria-labelledby="title">
      <header>
        <h2 id="title">${DRIFT_WORDS.title}</h2>
        <p>${DRIFT_WORDS.explain}</p>
      </header>
      <ul class="legend">
        ${machines.map(
          machine =>
            html`<li>
              <svg class="sample" viewBox="0 0 22 10" aria-hidden="true">
                <path d="M0 5H22" style=${styled(this.#stroke(machine))} />
              </svg>
              <machine-mark machine=${machine}></machine-mark>${machineName(this.trace, machine)}
            </li>`,
        )}
      </ul>
      <div class="plot" @pointerdown=${this.#point} @pointermove=${this.#point} @pointerleave=${this.#leave}>
        ${this.#plot(machines)}
      </div>
      <figcaption>${this.#readout()}</figcaption>
      <details
        @toggle=${(event: Event) => {
          this.open = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${AS_A_TABLE}</summary>
        ${this.open ? this.#table(machines) : nothing}
      </details>
    </figure>`;
  }

  /** Room for the numbers beside the axis. */
  get #left(): number {
    const { max } = this.#scale;
    return 18 + CHARACTER_PIXELS * (grouped(max).length + 1);
  }

  get #scale(): { readonly step: number; readonly max: number } {
    const most = this.drift.spread.reduce((highest, spread) => Math.max(highest, spread), 1);
    const step = Math.max(1, niceStep(most / 4));
    return { step, max: Math.ceil(most / step) * step };
  }

  get #machines(): MachineId[] {
    return this.trace.logs.slice(0, MACHINES_MAX).map(({ machine }) => machine);
  }

  #plot(machines: readonly MachineId[]) {
    const { width, drift } = this;
    const endMs = drift.momentsMs.at(-1) ?? 0;
    const { step: yStep, max: yEnd } = this.#scale;
    const left = this.#left;
    const y = (behind: number): number => TOP + ((HEIGHT - TOP - BOTTOM) * behind) / yEnd;
    const finest = niceStep(endMs / 1000 / Math.max(2, (width - left - RIGHT) / TICK_PIXELS));
    const xStep = (this.trace.engine === 'stepped' ? Math.max(1, finest) : finest) * 1000;
    const yTicks = Array.from({ length: Math.round(yEnd / yStep) + 1 }, (_, i) => i * yStep);
    const xTicks = Array.from({ length: Math.floor(endMs / xStep + 1e-9) + 1 }, (_, i) => i * xStep);
    const pointed = this.pointedMs;
    return html`<svg
      viewBox="0 0 ${width} ${HEIGHT}"
      width=${width}
      height=${HEIGHT}
      role="img"
      aria-label=${DRIFT_WORDS.described}
    >
      ${yTicks.map(
        tick => svg`<line x1=${left} x2=${width - RIGHT} y1=${y(tick)} y2=${y(tick)} />
          <text x=${left - 6} y=${y(tick) + 4} text-anchor="end">${behindHighest(tick)}</text>`,
      )}
      ${xTicks.map(
        tick =>
          svg`<text x=${this.#x(tick)} y=${HEIGHT - BOTTOM + 16} text-anchor="middle">${Number(secondsFigure(tick, 6))}</text>`,
      )}
      <text x=${(left + width - RIGHT) / 2} y=${HEIGHT - 6} text-anchor="middle">
        ${timeAxis(this.trace.engine)}
      </text>
      ${
        pointed !== undefined && pointed >= 0 && pointed <= endMs
          ? svg`<line class="pointed" x1=${this.#x(pointed)} x2=${this.#x(pointed)} y1=${TOP} y2=${HEIGHT - BOTTOM} />`
          : ''
      }
      ${machines.map(machine => this.#line(machine, y))}
      ${[...machines].reverse().map(machine => this.#mark(machine, y))}
    </svg>`;
  }

  /** The last machine's dashes lie over the solid line of the first, so that lines that coincide are all seen. */
  #line(machine: MachineId, y: (behind: number) => number) {
    const { momentsMs, behind } = this.drift;
    const points = momentsMs.map(
      (atMs, i) => `${tenth(this.#x(atMs))} ${tenth(y(behind[machine - 1]![i]!))}`,
    );
    return svg`<path d=${`M${this.#x(0)} ${y(0)}L${points.join('L')}`} style=${styled(this.#stroke(machine))} />`;
  }

  #mark(machine: MachineId, y: (behind: number) => number) {
    const { momentsMs, behind } = this.drift;
    const { colorToken, shape } = lookOf(machine);
    const x = this.#x(momentsMs.at(-1)!) - MARK / 2;
    return svg`<path class="mark" d=${SHAPES[shape]} style=${styled(`fill: var(${colorToken})`)}
      transform="translate(${x} ${y(behind[machine - 1]!.at(-1)!) - MARK / 2}) scale(${MARK / 16})" />`;
  }

  #stroke(machine: MachineId): string {
    const { colorToken, dash } = lookOf(machine);
    return `stroke: var(${colorToken}); stroke-dasharray: ${dash.length > 0 ? dash.join(' ') : 'none'}`;
  }

  #x(atMs: number): number {
    const endMs = this.drift.momentsMs.at(-1) ?? 1;
    return this.#left + ((this.width - this.#left - RIGHT) * atMs) / Math.max(endMs, 1e-9);
  }

  /** What the lines show where somebody points; otherwise how to get there. */
  #readout() {
    const at = this.#momentAt(this.pointedMs);
    if (at === undefined) return DRIFT_WORDS.point;
    const { momentsMs, behind } = this.drift;
    const clocks = this.#machines.map(machine => ({
      name: machineName(this.trace, machine),
      behind: behind[machine - 1]![at]!,
    }));
    return driftReadout(this.trace.engine, momentsMs[at]!, clocks);
  }

  #momentAt(pointedMs: number | undefined): number | undefined {
    const { momentsMs } = this.drift;
    const endMs = momentsMs.at(-1);
    if (pointedMs === undefined || endMs === undefined || pointedMs < 0 || pointedMs > endMs)
      return undefined;
    return Math.max(0, Math.round((pointedMs / endMs) * momentsMs.length) - 1);
  }

  #point(event: PointerEvent): void {
    const plot = event.currentTarget as HTMLElement;
    const x = event.clientX - plot.getBoundingClientRect().left;
    const endMs = this.drift.momentsMs.at(-1) ?? 0;
    const atMs = ((x - this.#left) / (this.width - this.#left - RIGHT)) * endMs;
    this.traceFocus.change({ pointedMs: atMs >= 0 && atMs <= endMs ? atMs : undefined });
  }

  #leave(): void {
    this.traceFocus.change({ pointedMs: undefined });
  }

  #table(machines: readonly MachineId[]) {
    const { momentsMs, behind, spread } = this.drift;
    const stride = Math.max(1, Math.ceil(momentsMs.length / TABLE_ROWS));
    const rows = momentsMs.map((_, i) => i).filter(i => (momentsMs.length - 1 - i) % stride === 0);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${DRIFT_WORDS.table}>
      <table>
        <caption>
          ${DRIFT_WORDS.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${timeHead(this.trace.engine)}</th>
            ${machines.map(
              machine =>
                html`<th scope="col">
                  <machine-mark machine=${machine}></machine-mark> ${machineName(this.trace, machine)}
                </th>`,
            )}
            <th scope="col">${DRIFT_WORDS.spread}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            i =>
              html`<tr>
                <th scope="row">${momentFigure(this.trace.engine, momentsMs[i]!, 1)}</th>
                ${machines.map(machine => html`<td>${grouped(behind[machine - 1]![i]!)}</td>`)}
                <td>${grouped(spread[i]!)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const plot = this.renderRoot.querySelector('.plot');
    if (plot) this.#observer.observe(plot);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'drift-figure': DriftFigure;
  }
}
