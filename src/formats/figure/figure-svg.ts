// A figure's drawing as SVG text: the same for the page, for the exported file and for the Markdown file, where nothing
// runs any more that could draw.
import { portionOf } from './axis.ts';
import { MARK_BOX, MARK_PIXELS } from './figure.ts';
import type { Figure, FigurePoint, Layer, LegendEntry, Mark, Reading, Stroke } from './figure.ts';
import { escapeMarkup, shortNumber } from './markup.ts';

/** In the drawing's own units; it scales with its place. */
export interface FigureSize {
  readonly width: number;
  /** Of the plot alone, without words and axes. */
  readonly plotHeight: number;
  /** False leaves the title to what is around the drawing; its name it keeps. */
  readonly titled: boolean;
}

export interface SvgOptions {
  readonly size?: FigureSize;
  /** Style rules, for a file of its own; otherwise the document has {@link FIGURE_STYLES} and the colours. */
  readonly styles?: string;
}

/** As figures are drawn in documents. */
export const DOCUMENT_SIZE: FigureSize = { width: 520, plotHeight: 196, titled: true };
/** How long the x axis of a figure is in a document, at the least. */
export const DOCUMENT_PLOT_WIDTH = 440;

const LEFT_MIN = 46;
const CHARACTER_WIDTH = 7;
const RIGHT = 12;
const READINGS_WIDTH = 84; // its label at the larger size
const CAP = 3; // half of a cap of an error bar
const TITLE_HEIGHT = 23;
const Y_LABEL_BASELINE = 17;
const BELOW_Y_LABEL = 20;
const LEGEND_ROW = 22;
const LEGEND_PER_ROW = { few: 3, many: 4 };
const BELOW_PLOT = 44;
const BAR_GAP = 3;

/** Style rules for {@link figureSvg}, for the document that it is in. Narrow figures get larger letters. */
export const FIGURE_STYLES = `
.figure { container-type: inline-size; }
.figure svg { display: block; width: 100%; height: auto; overflow: visible; }
.figure text { font-family: var(--font, system-ui, sans-serif); font-size: 12px; fill: var(--ink-soft); font-variant-numeric: tabular-nums; }
.figure .figure-title { font-size: 15px; font-weight: 650; fill: var(--ink); }
.figure .figure-legend { fill: var(--ink); }
.figure .grid { stroke: var(--hairline); stroke-width: 1; }
.figure .band { stroke: none; fill-opacity: 0.17; }
.figure .line { fill: none; stroke-linejoin: round; }
.figure .moment { fill: none; stroke-width: 1; }
.figure .reading { fill: none; stroke-width: 1.5; }
.figure .hollow { fill: var(--sheet); stroke-width: 1.75; }
.figure .label { fill: var(--ink); stroke: var(--sheet); stroke-width: 3; paint-order: stroke; }
.figure .mark { stroke: var(--sheet); stroke-width: 3; paint-order: stroke; }
@container (max-width: 440px) {
  .figure text { font-size: 16px; }
  .figure .figure-title { font-size: 18px; }
}`;

/** How tall the drawing is in its own units, so that its place can be kept before it is there. */
export function figureHeight(legendEntries: number, size = DOCUMENT_SIZE): number {
  return plotTop(legendEntries, size) + size.plotHeight + BELOW_PLOT;
}

/** An svg element. Without `styles` it is for a document that has {@link FIGURE_STYLES} and the colours' custom properties. */
export function figureSvg(figure: Figure, { size = DOCUMENT_SIZE, styles = '' }: SvgOptions = {}): string {
  const { id, title, description, legend, layers } = figure;
  const height = figureHeight(legend.length, size);
  const drawing = new Drawing(figure, size);
  const alone = styles !== '';
  return [
    `<svg ${alone ? 'xmlns="http://www.w3.org/2000/svg" class="figure" ' : ''}viewBox="0 0 ${size.width} ${height}" role="img" aria-labelledby="${id}-title ${id}-description">`,
    `<title id="${id}-title">${escapeMarkup(title)}</title><desc id="${id}-description">${escapeMarkup(description)}</desc>`,
    alone ? `<style>${styles}</style><rect width="100%" height="100%" fill="var(--sheet)"/>` : '',
    drawing.words(height),
    drawing.legend(legend),
    drawing.axes(),
    drawing.readings(),
    drawing.clipPath(`${id}-clip`),
    `<g clip-path="url(#${id}-clip)">`,
    ...layers.filter(({ kind }) => !isOnTop(kind)).map(layer => drawing.layer(layer)),
    '</g>',
    ...layers.filter(({ kind }) => isOnTop(kind)).map(layer => drawing.layer(layer)),
    '</svg>',
  ].join('');
}

/** What may go beyond the plot, and hides lines. */
function isOnTop(kind: Layer['kind']): boolean {
  return kind === 'mark' || kind === 'label';
}

function perRow(entries: number): number {
  return entries <= LEGEND_PER_ROW.few ? LEGEND_PER_ROW.few : LEGEND_PER_ROW.many;
}

function legendTop({ titled }: FigureSize): number {
  return (titled ? TITLE_HEIGHT : 0) + Y_LABEL_BASELINE + BELOW_Y_LABEL;
}

function plotTop(entries: number, size: FigureSize): number {
  if (entries === 0) return legendTop(size) - BELOW_Y_LABEL + 14;
  return legendTop(size) + Math.ceil(entries / perRow(entries)) * LEGEND_ROW + 2;
}

class Drawing {
  readonly #left: number;
  readonly #right: number;
  readonly #top: number;
  readonly #bottom: number;

  constructor(
    private readonly figure: Figure,
    private readonly size: FigureSize,
  ) {
    const longest = Math.max(0, ...figure.y.ticks.map(({ label }) => label.length));
    this.#left = Math.max(LEFT_MIN, 12 + longest * CHARACTER_WIDTH);
    this.#right = size.width - RIGHT - (figure.readings ? READINGS_WIDTH : 0);
    this.#top = plotTop(figure.legend.length, size);
    this.#bottom = this.#top + size.plotHeight;
  }

  words(height: number): string {
    const { title, x, y } = this.figure;
    const titleHeight = this.size.titled ? TITLE_HEIGHT : 0;
    const middle = shortNumber((this.#left + this.#right) / 2);
    return (
      (this.size.titled ? `<text class="figure-title" x="4" y="19">${escapeMarkup(title)}</text>` : '') +
      `<text x="4" y="${titleHeight + Y_LABEL_BASELINE}">${escapeMarkup(y.label)}</text>` +
      `<text x="${middle}" y="${height - 6}" text-anchor="middle">${escapeMarkup(x.label)}</text>`
    );
  }

  legend(entries: readonly LegendEntry[]): string {
    const columns = perRow(entries.length);
    const width = (this.size.width - 8) / columns;
    return entries
      .map(({ label, stroke, mark }, i) => {
        const x = 4 + (i % columns) * width;
        const y = legendTop(this.size) + Math.floor(i / columns) * LEGEND_ROW;
        return (
          `<path class="line"${strokeOf(stroke)} d="M${shortNumber(x)} ${y}h26"/>` +
          markAt(mark, x + 13, y) +
          `<text class="figure-legend" x="${shortNumber(x + 32)}" y="${y + 4.5}">${escapeMarkup(label)}</text>`
        );
      })
      .join('');
  }

  axes(): string {
    const { x, y } = this.figure;
    const rows = y.ticks.map(({ value, label }) => {
      const at = shortNumber(this.#y(value));
      return (
        `<path class="grid" d="M${this.#left} ${at}H${this.#right}"/>` +
        `<text class="tick-y" x="${this.#left - 7}" y="${at}" dy="0.35em" text-anchor="end">${escapeMarkup(label)}</text>`
      );
    });
    const columns = x.ticks.map(
      ({ value, label }) =>
        `<text class="tick-x" x="${shortNumber(this.#x(value))}" y="${this.#bottom + 18}" text-anchor="middle">${escapeMarkup(label)}</text>`,
    );
    return [...rows, ...columns].join('');
  }

  /** One column for each value, so that equal ones are all seen. */
  readings(): string {
    const { readings } = this.figure;
    if (!readings) return '';
    const { label, values } = readings;
    const [from, to] = [this.#right + RIGHT, this.size.width - RIGHT / 2];
    const middle = shortNumber((from + to) / 2);
    const grid = this.figure.y.ticks.map(({ value }) => {
      return `<path class="grid" d="M${from} ${shortNumber(this.#y(value))}H${to}"/>`;
    });
    const marks = values.map((reading, i) => {
      const x = from + ((i + 0.5) / values.length) * (to - from);
      return this.#errorBar(reading, x) + hollowMarkAt(reading.mark, x, this.#y(reading.value));
    });
    return (
      grid.join('') +
      marks.join('') +
      `<text x="${middle}" y="${this.#bottom + 38}" text-anchor="middle">${escapeMarkup(label)}</text>`
    );
  }

  #errorBar({ mark, value, tolerance }: Reading, x: number): string {
    if (tolerance === 0) return '';
    const at = tenths(x);
    const [low, high] = [tenths(this.#y(value - tolerance)), tenths(this.#y(value + tolerance))];
    const cap = (y: string): string => `M${tenths(x - CAP)} ${y}H${tenths(x + CAP)}`;
    return `<path class="reading" stroke="var(${mark.color})" d="M${at} ${low}V${high}${cap(low)}${cap(high)}"/>`;
  }

  clipPath(id: string): string {
    return `<clipPath id="${id}"><rect x="${this.#left}" y="${this.#top - 16}" width="${this.#right - this.#left}" height="${this.size.plotHeight + 19}"/></clipPath>`;
  }

  layer(layer: Layer): string {
    switch (layer.kind) {
      case 'band':
        return this.#band(layer);
      case 'line':
        if (layer.points.length === 0) return '';
        return `<path class="line"${strokeOf(layer.stroke)} d="M${layer.points.map(point => this.#place(point)).join('L')}"/>`;
      case 'bars':
        return layer.bars.map(bar => this.#bar(bar, layer.color)).join('');
      case 'interval':
        return this.#interval(layer);
      case 'moment':
        return `<path class="moment" stroke="var(${layer.color})" d="M${tenths(this.#x(layer.x))} ${this.#top}V${this.#bottom}"/>`;
      case 'mark':
        return markAt(layer.mark, this.#x(layer.at.x), this.#y(layer.at.y));
      case 'label':
        return `<text class="label" x="${tenths(this.#x(layer.at.x))}" y="${tenths(this.#y(layer.at.y) - layer.risePixels)}" text-anchor="end">${escapeMarkup(layer.text)}</text>`;
    }
  }

  #band({ color, low, high }: Extract<Layer, { kind: 'band' }>): string {
    const { min, max } = this.figure.x;
    const steps = low.length - 1;
    const corner = (values: ArrayLike<number>, i: number): string =>
      this.#place({ x: min + ((max - min) * i) / steps, y: values[i]! });
    const upper = Array.from({ length: steps + 1 }, (_, i) => corner(high, i));
    const lower = Array.from({ length: steps + 1 }, (_, i) => corner(low, steps - i));
    return `<path class="band" fill="var(${color})" d="M${[...upper, ...lower].join('L')}Z"/>`;
  }

  #interval({ color, opacity, from, to }: Extract<Layer, { kind: 'interval' }>): string {
    const [left, right] = [this.#x(from), this.#x(to)];
    return `<rect class="interval" fill="var(${color})" fill-opacity="${opacity}" x="${tenths(left)}" y="${this.#top}" width="${tenths(right - left)}" height="${this.size.plotHeight}"/>`;
  }

  #bar({ from, to, value, label }: Extract<Layer, { kind: 'bars' }>['bars'][number], color: string): string {
    const [left, right, top] = [this.#x(from), this.#x(to), this.#y(value)];
    const width = Math.max(1, right - left - BAR_GAP);
    return (
      `<rect class="bar" fill="var(${color})" x="${tenths((left + right - width) / 2)}" y="${tenths(top)}" width="${tenths(width)}" height="${tenths(this.#bottom - top)}" rx="2"/>` +
      (label === ''
        ? ''
        : `<text class="figure-legend" x="${tenths((left + right) / 2)}" y="${tenths(top - 4)}" text-anchor="middle">${escapeMarkup(label)}</text>`)
    );
  }

  #place({ x, y }: FigurePoint): string {
    return `${tenths(this.#x(x))} ${tenths(this.#y(y))}`;
  }

  #x(value: number): number {
    return this.#left + portionOf(this.figure.x, value) * (this.#right - this.#left);
  }

  #y(value: number): number {
    return this.#bottom - portionOf(this.figure.y, value) * this.size.plotHeight;
  }
}

function strokeOf({ color, widthPixels, dash, opacity }: Stroke): string {
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  const pale = opacity < 1 ? ` stroke-opacity="${opacity}"` : '';
  return ` stroke="var(${color})" stroke-width="${widthPixels}"${pale}${dashes}`;
}

function markAt({ color, path }: Mark, x: number, y: number): string {
  const half = MARK_PIXELS / 2;
  return `<path class="mark" fill="var(${color})" transform="translate(${shortNumber(x - half)} ${shortNumber(y - half)}) scale(${MARK_PIXELS / MARK_BOX})" d="${path}"/>`;
}

function hollowMarkAt({ color, path }: Mark, x: number, y: number): string {
  const half = MARK_PIXELS / 2;
  return `<path class="hollow" stroke="var(${color})" vector-effect="non-scaling-stroke" transform="translate(${shortNumber(x - half)} ${shortNumber(y - half)}) scale(${MARK_PIXELS / MARK_BOX})" d="${path}"/>`;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
