// The heat map of a sweep: how fast the slowest machine's queue grows over its rate and the die, with the predicted
// boundary drawn in.
import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { tenth } from './chart-geometry.ts';
import {
  boundaryPoints,
  cornerOf,
  geometryOf,
  labelStride,
  placeAt,
  rowLabelStride,
  type Geometry,
  type HeatMapAxes,
  type Place,
} from './heat-map-geometry.ts';
import { heatMap } from './heat-map.styles.ts';
import { HEAT_MAP_WORDS, scaleEnd } from '../../words/figures.ts';
import { fixed } from '../../words/numbers.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { CellChooseEvent, CellOpenEvent, CellPointEvent } from '../sweep/sweep-events.ts';
import { styled } from '../parts/styled.ts';

const LABEL_WIDTH = 26;
const VALUE_WIDTHS = { two: 40, one: 30 }; // pixels of a cell in which a value with so many decimals has room
const VALUE_HEIGHT = 18;
const GAP = 1;
const INK_TURNS = 0.53; // of the scale: where light and dark letters are equally easy to read

/**
 * One cell is in the order of tabs; the arrow keys, Home and End move it. Of the grid only that cell stands in the
 * document, with its place among the others, as in any grid too large to be there as a whole.
 *
 * @fires cell-choose - the owner is to set `chosen`
 * @fires cell-point - the pointer came over a cell or left
 * @fires cell-open - Enter on the chosen cell
 */
@customElement('heat-map')
export class HeatMap extends LitElement {
  static override styles = [reset, heatMap];

  @property({ attribute: false }) axes!: HeatMapAxes;
  /** Messages per second; undefined where nothing is known yet. */
  @property({ attribute: false }) valueAt!: (place: Place) => number | undefined;
  /** `valueAt` says the same as long as all of these are the same: a pointer wanders over thousands of cells unhindered. */
  @property({ attribute: false }) revision: readonly unknown[] = [];
  /** The value at the end of the scale, in messages per second. */
  @property({ type: Number }) max = 1;
  /** The rate in ticks per second from which on the slowest machine keeps up, by theory. */
  @property({ attribute: false }) boundaryAt!: (dieSides: number) => number;
  @property({ attribute: false }) chosen: Place | undefined;
  /** What the chosen cell is called. */
  @property({ attribute: false }) chosenName = '';

  @state() private width = 0;
  @state() private pointed: Place | undefined;
  @query('.figure') private figure!: HTMLElement;
  @query('.cell') private cell!: HTMLElement | null;
  #geometry: Geometry | undefined;
  readonly #observer = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry!.contentRect.width);
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#observer.observe(this.figure);
  }

  override firstUpdated(): void {
    this.#observer.observe(this.figure);
  }

  override render() {
    this.#geometry = this.width > 0 ? geometryOf(this.axes, this.width) : undefined;
    return html`<div
        class="figure"
        @pointermove=${this.#point}
        @pointerleave=${this.#leave}
        @click=${this.#click}
      >
        ${this.#geometry ? [this.#drawing(this.#geometry), this.#chosenCell(this.#geometry)] : nothing}
      </div>
      <div class="legend">
        <span class="scale"><span>0</span><span class="ramp"></span><span>${scaleEnd(this.max)}</span></span>
        <span class="scale">
          <svg class="sample" aria-hidden="true">
            <path class="boundary line" d="M0 5H30" />
          </svg>
          ${HEAT_MAP_WORDS.boundary}
        </span>
      </div>`;
  }

  #drawing(geometry: Geometry) {
    const { width, height, left, top, cellWidth, cellHeight, columns, rows } = geometry;
    const places = Array.from({ length: rows * columns }, (_, i) => ({
      column: i % columns,
      row: Math.floor(i / columns),
    }));
    const plot = { x: left, y: top, width: cellWidth * columns, height: cellHeight * rows };
    return html`<svg width=${width} height=${height} aria-hidden="true">
      <clipPath id="plot">
        <rect x=${plot.x} y=${plot.y} width=${plot.width} height=${plot.height} />
      </clipPath>
      ${guard([width, this.axes.dice, this.axes.rates, this.max, ...this.revision], () => [
        places.map(place => this.#cell(geometry, place)),
        this.#axes(geometry),
        this.#boundary(geometry),
        places.map(place => this.#value(geometry, place)),
      ])}
      ${this.pointed ? this.#outline(geometry, this.pointed) : nothing}
    </svg>`;
  }

  #cell(geometry: Geometry, place: Place) {
    const { cellWidth, cellHeight } = geometry;
    const { x, y } = cornerOf(geometry, place);
    const value = this.valueAt(place);
    const gap = cellWidth > 8 && cellHeight > 8 ? GAP : 0;
    if (value === undefined)
      return svg`<rect class="none" x=${x} y=${y} width=${cellWidth} height=${cellHeight}></rect>`;
    return svg`<rect x=${x} y=${y} width=${cellWidth - gap} height=${cellHeight - gap}
      style=${styled(`fill: ${fillOf(value / this.max)}`)}></rect>`;
  }

  /** Over the boundary, which it interrupts. */
  #value(geometry: Geometry, place: Place) {
    const { cellWidth, cellHeight } = geometry;
    const value = this.valueAt(place);
    const digits = cellWidth >= VALUE_WIDTHS.two ? 2 : cellWidth >= VALUE_WIDTHS.one ? 1 : 0;
    if (value === undefined || digits === 0 || cellHeight < VALUE_HEIGHT) return nothing;
    const { x, y } = cornerOf(geometry, place);
    const portion = value / this.max;
    const ink = portion < INK_TURNS ? 'var(--on-low)' : 'var(--on-high)';
    return svg`<text class="value" x=${x + (cellWidth - GAP) / 2} y=${y + (cellHeight - GAP) / 2}
      text-anchor="middle" dominant-baseline="central"
      style=${styled(`fill: ${ink}; stroke: ${fillOf(portion)}`)}>${fixed(value, digits)}</text>`;
  }

  #axes(geometry: Geometry) {
    const { left, top, cellWidth, cellHeight, columns, rows } = geometry;
    const { dice, rates } = this.axes;
    const bottom = top + rows * cellHeight;
    const stride = labelStride(cellWidth, LABEL_WIDTH);
    const rowStride = rowLabelStride(geometry);
    const middle = top + (rows * cellHeight) / 2;
    return svg`
      ${dice.map((die, i) =>
        i % stride === 0
          ? svg`<text x=${left + (i + 0.5) * cellWidth} y=${bottom + 16} text-anchor="middle">${die}</text>`
          : nothing,
      )}
      ${rates.map((rate, i) =>
        i % rowStride === 0
          ? svg`<text x=${left - 8} y=${bottom - (i + 0.5) * cellHeight} text-anchor="end"
              dominant-baseline="central">${rate}</text>`
          : nothing,
      )}
      <text class="title" x=${left + (columns * cellWidth) / 2} y=${bottom + 36} text-anchor="middle">${HEAT_MAP_WORDS.dice}</text>
      <text class="title" transform="translate(12 ${middle}) rotate(-90)" text-anchor="middle">${
        rows * cellHeight > 180 ? HEAT_MAP_WORDS.rates : HEAT_MAP_WORDS.ratesShort
      }</text>`;
  }

  #boundary(geometry: Geometry) {
    const points = boundaryPoints(geometry, this.axes, this.boundaryAt);
    const path = `M${points.map(({ x, y }) => `${tenth(x)} ${tenth(y)}`).join('L')}`;
    return svg`<g clip-path="url(#plot)">
      <path class="boundary halo" d=${path}></path>
      <path class="boundary line" d=${path}></path>
    </g>`;
  }

  #outline(geometry: Geometry, place: Place) {
    const { x, y } = cornerOf(geometry, place);
    return svg`<rect class="pointed" x=${x} y=${y} width=${geometry.cellWidth - 1}
      height=${geometry.cellHeight - 1}></rect>`;
  }

  #chosenCell(geometry: Geometry) {
    const { chosen } = this;
    if (!chosen) return nothing;
    const { x, y } = cornerOf(geometry, chosen);
    const { columns, rows, cellWidth, cellHeight } = geometry;
    const [width, height] = [cellWidth, cellHeight].map(side => Math.max(4, side - GAP));
    const box = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`;
    return html`<div
      role="grid"
      aria-label=${HEAT_MAP_WORDS.name}
      aria-rowcount=${rows}
      aria-colcount=${columns}
    >
      <div role="row" aria-rowindex=${rows - chosen.row}>
        <div
          class="cell"
          role="gridcell"
          tabindex="0"
          aria-colindex=${chosen.column + 1}
          aria-selected="true"
          aria-label=${this.chosenName}
          style=${styled(box)}
          @keydown=${this.#press}
        ></div>
      </div>
    </div>`;
  }

  #press(event: KeyboardEvent): void {
    const { chosen } = this;
    if (!chosen || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') {
      this.dispatchEvent(new CellOpenEvent());
      return;
    }
    const [columns, rows] = [this.axes.dice.length, this.axes.rates.length];
    const moves: Record<string, readonly [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
      Home: [-columns, 0],
      End: [columns, 0],
      PageUp: [0, rows],
      PageDown: [0, -rows],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    this.#choose({
      column: Math.min(columns - 1, Math.max(0, chosen.column + move[0])),
      row: Math.min(rows - 1, Math.max(0, chosen.row + move[1])),
    });
  }

  #placeOf(event: MouseEvent): Place | undefined {
    const { left, top } = this.figure.getBoundingClientRect();
    return this.#geometry && placeAt(this.#geometry, event.clientX - left, event.clientY - top);
  }

  #click(event: MouseEvent): void {
    const place = this.#placeOf(event);
    if (!place) return;
    this.#choose(place);
    this.cell?.focus();
  }

  #choose({ column, row }: Place): void {
    this.dispatchEvent(new CellChooseEvent(column, row));
  }

  /** A finger points by choosing; only what can hover points otherwise. */
  #point(event: PointerEvent): void {
    if (event.pointerType !== 'touch') this.#pointAt(this.#placeOf(event));
  }

  #leave(): void {
    this.#pointAt(undefined);
  }

  #pointAt(place: Place | undefined): void {
    if (place?.column === this.pointed?.column && place?.row === this.pointed?.row) return;
    this.pointed = place;
    this.dispatchEvent(new CellPointEvent(place));
  }
}

/** Through the middle colour, as the legend's ramp; beyond its end the last colour. */
function fillOf(value: number): string {
  const portion = Math.min(1, value);
  const [from, to, part] =
    portion < 0.5 ? ['low', 'middle', portion * 2] : ['middle', 'high', portion * 2 - 1];
  return `color-mix(in oklab, var(--${to}) ${tenth(part * 100)}%, var(--${from}))`;
}

declare global {
  interface HTMLElementTagNameMap {
    'heat-map': HeatMap;
  }
}
