// How often a machine's clock jumped by how much, as bars over classes that all machines share. The counts go from one to
// a million, so their axis is logarithmic, and each bar says its count.
import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { JumpClass, MachineJumps } from '../../analysis/jumps.ts';
import { lookOf } from '../parts/machine-looks.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import {
  barCount,
  EVENTS_AXIS,
  histogramBar,
  histogramDescription,
  JUMPS_AXIS,
} from '../../words/figures.ts';
import { classLabel } from '../../words/jumps-words.ts';
import { styled } from '../parts/styled.ts';

const WIDTH = 320;
const HEIGHT = 172;
const LEFT = 38;
const TOP = 18;
const BOTTOM = 36;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
const GAP = 3;
const LABELS_MAX = 12;
/** Where the axis begins, so that a single event has a bar that is seen. */
const FROM = 0.5;

@customElement('jump-histogram')
export class JumpHistogram extends LitElement {
  static override styles = [
    reset,
    css`
      svg {
        display: block;
        width: 100%;
        max-width: 420px;
        overflow: visible;
      }
      text {
        fill: var(--ink-soft);
        font: 10.5px var(--font);
        font-variant-numeric: tabular-nums;
      }
      .count {
        fill: var(--ink);
      }
      line {
        stroke: var(--hairline);
      }
    `,
  ];

  @property({ attribute: false }) jumps!: MachineJumps;
  @property({ attribute: false }) classes: readonly JumpClass[] = [];
  /** The largest count of any machine: the end of the shared axis. */
  @property({ type: Number }) max = 1;
  /** What the machine is called. */
  @property() name = '';

  override render() {
    const { classes, jumps } = this;
    const step = (WIDTH - LEFT) / Math.max(1, classes.length);
    const stride = Math.ceil(classes.length / LABELS_MAX);
    const top = 10 ** Math.ceil(Math.log10(Math.max(10, this.max)));
    const y = (count: number): number =>
      TOP + PLOT_HEIGHT * (1 - Math.log(count / FROM) / Math.log(top / FROM));
    const ticks: number[] = [];
    for (let tick = 1; tick <= top; tick *= 10) ticks.push(tick);
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${this.#described}>
      ${ticks.map(
        tick => svg`<line x1=${LEFT} x2=${WIDTH} y1=${y(tick)} y2=${y(tick)} />
          <text x=${LEFT - 5} y=${y(tick) + 3.5} text-anchor="end">${barCount(tick)}</text>`,
      )}
      ${classes.map((each, i) => {
        const count = jumps.counts[i] ?? 0;
        const x = LEFT + i * step;
        const middle = x + step / 2;
        return svg`${
          count > 0
            ? svg`<rect x=${x + GAP / 2} y=${y(count)} width=${Math.max(1, step - GAP)} height=${y(FROM) - y(count)}
                rx="2" style=${styled(`fill: var(${lookOf(jumps.machine).colorToken})`)} />
              ${classes.length <= LABELS_MAX ? svg`<text class="count" x=${middle} y=${y(count) - 4} text-anchor="middle">${barCount(count)}</text>` : ''}`
            : ''
        }
        ${i % stride === 0 ? svg`<text x=${middle} y=${HEIGHT - BOTTOM + 14} text-anchor="middle">${classLabel(each)}</text>` : ''}`;
      })}
      <line x1=${LEFT} x2=${WIDTH} y1=${y(FROM)} y2=${y(FROM)} />
      <text x=${(LEFT + WIDTH) / 2} y=${HEIGHT - 6} text-anchor="middle">${JUMPS_AXIS}</text>
      <text x="0" y="9">${EVENTS_AXIS}</text>
    </svg>`;
  }

  get #described(): string {
    const parts = this.classes.flatMap((each, i) => {
      const count = this.jumps.counts[i] ?? 0;
      return count > 0 ? [histogramBar(classLabel(each), count)] : [];
    });
    return histogramDescription(this.name, parts);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jump-histogram': JumpHistogram;
  }
}
