// A figure as a value, and its drawing as SVG text: the same for the page, for the exported file and for the Markdown
// file, where nothing runs any more that could draw.
import { escapeMarkup, shortNumber } from './markup.ts';

export interface FigurePoint {
  readonly x: number;
  readonly y: number;
}

export interface FigureLine {
  /** As the legend says it. */
  readonly label: string;
  /** A CSS colour, custom properties included. */
  readonly color: string;
  /** Lengths of strokes and gaps; empty for a solid line. */
  readonly dash: readonly number[];
  /** An SVG path in a box of 16 × 16, drawn in the legend and at the end of the line. */
  readonly mark: string;
  readonly points: readonly FigurePoint[];
  /** Behind the line, at equal distances from 0 to the end of the x axis; undefined for none. */
  readonly band: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> } | undefined;
}

export interface Figure {
  /** Unique in its document, of letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What the lines do, for whoever does not see them. */
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xMax: number;
  readonly xStep: number;
  readonly yMax: number;
  readonly yStep: number;
  readonly lines: readonly FigureLine[];
}

/** The drawing's own units; it scales with its place. */
export const FIGURE_WIDTH = 520;
const PLOT = { left: 46, right: 508, height: 196 };
const TITLE_BASELINE = 19;
const Y_LABEL_BASELINE = 40;
const LEGEND_TOP = 60;
const LEGEND_ROW = 22;
const LEGEND_PER_ROW = { few: 3, many: 4 };
const BELOW_PLOT = 44;
const MARK_SIZE = 11;
const MARK_BOX = 16;

/** Style rules for {@link figureSvg}, for the document that it stands in. Narrow figures get larger letters. */
export const FIGURE_STYLES = `
.figure { container-type: inline-size; }
.figure svg { display: block; width: 100%; height: auto; overflow: visible; }
.figure text { font-family: var(--font, system-ui, sans-serif); font-size: 12px; fill: var(--ink-soft); font-variant-numeric: tabular-nums; }
.figure .figure-title { font-size: 15px; font-weight: 650; fill: var(--ink); }
.figure .figure-legend { fill: var(--ink); }
.figure .grid { stroke: var(--hairline); stroke-width: 1; }
.figure .band { stroke: none; fill-opacity: 0.17; }
.figure .line { fill: none; stroke-width: 1.9; stroke-linejoin: round; }
.figure .mark { stroke: var(--sheet); stroke-width: 3; paint-order: stroke; }
@container (max-width: 440px) {
  .figure text { font-size: 16px; }
  .figure .figure-title { font-size: 18px; }
}`;

/** How tall the drawing is in its own units, so that its place can be kept before it is there. */
export function figureHeight(lines: number): number {
  return plotTop(lines) + PLOT.height + BELOW_PLOT;
}

/**
 * An svg element. Inside a document that has {@link FIGURE_STYLES} and the colours' custom properties it needs no `styles`;
 * as a file of its own it gets them with `styles`.
 */
export function figureSvg(figure: Figure, styles = ''): string {
  const { id, title, description, lines } = figure;
  const height = figureHeight(lines.length);
  const alone = styles !== '';
  return [
    `<svg ${alone ? 'xmlns="http://www.w3.org/2000/svg" class="figure" ' : ''}viewBox="0 0 ${FIGURE_WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-description">`,
    `<title id="${id}-title">${escapeMarkup(title)}</title><desc id="${id}-description">${escapeMarkup(description)}</desc>`,
    alone ? `<style>${styles}</style><rect width="100%" height="100%" fill="var(--sheet)"/>` : '',
    words(figure, height),
    legend(lines),
    `<clipPath id="${id}-clip"><rect x="${PLOT.left}" y="${plotTop(lines.length) - 6}" width="${PLOT.right - PLOT.left}" height="${PLOT.height + 9}"/></clipPath>`,
    axes(figure),
    `<g clip-path="url(#${id}-clip)">`,
    ...[...lines].reverse().map(line => bandPath(figure, line)),
    ...lines.map(line => linePath(figure, line)),
    '</g>',
    ...[...lines].reverse().map(line => endMark(figure, line)),
    '</svg>',
  ].join('');
}

function words({ title, xLabel, yLabel }: Figure, height: number): string {
  const middle = (PLOT.left + PLOT.right) / 2;
  return (
    `<text class="figure-title" x="4" y="${TITLE_BASELINE}">${escapeMarkup(title)}</text>` +
    `<text x="4" y="${Y_LABEL_BASELINE}">${escapeMarkup(yLabel)}</text>` +
    `<text x="${middle}" y="${height - 6}" text-anchor="middle">${escapeMarkup(xLabel)}</text>`
  );
}

function perRow(lines: number): number {
  return lines <= LEGEND_PER_ROW.few ? LEGEND_PER_ROW.few : LEGEND_PER_ROW.many;
}

function plotTop(lines: number): number {
  return LEGEND_TOP + Math.ceil(lines / perRow(lines)) * LEGEND_ROW + 2;
}

function legend(lines: readonly FigureLine[]): string {
  const columns = perRow(lines.length);
  const width = (FIGURE_WIDTH - 8) / columns;
  return lines
    .map(({ label, color, dash, mark }, i) => {
      const x = 4 + (i % columns) * width;
      const y = LEGEND_TOP + Math.floor(i / columns) * LEGEND_ROW;
      return (
        `<path class="line" style="stroke:${color}"${dashes(dash)} d="M${shortNumber(x)} ${y}h26"/>` +
        markAt(mark, color, x + 13, y) +
        `<text class="figure-legend" x="${shortNumber(x + 32)}" y="${y + 4.5}">${escapeMarkup(label)}</text>`
      );
    })
    .join('');
}

function axes(figure: Figure): string {
  const { xMax, xStep, yMax, yStep, lines } = figure;
  const bottom = plotTop(lines.length) + PLOT.height;
  const parts: string[] = [];
  for (let value = 0; value <= yMax * (1 + 1e-9); value += yStep) {
    const y = shortNumber(yOf(figure, value));
    parts.push(
      `<path class="grid" d="M${PLOT.left} ${y}H${PLOT.right}"/>`,
      `<text x="${PLOT.left - 7}" y="${y}" dy="0.35em" text-anchor="end">${shortNumber(value)}</text>`,
    );
  }
  for (let value = 0; value <= xMax * (1 + 1e-9); value += xStep)
    parts.push(
      `<text x="${shortNumber(xOf(figure, value))}" y="${bottom + 18}" text-anchor="middle">${shortNumber(value)}</text>`,
    );
  return parts.join('');
}

function bandPath(figure: Figure, { band, color }: FigureLine): string {
  if (!band) return '';
  const steps = band.low.length - 1;
  const corner = (values: ArrayLike<number>, i: number): string =>
    placeOf(figure, { x: (figure.xMax * i) / steps, y: values[i]! });
  const upper = Array.from({ length: steps + 1 }, (_, i) => corner(band.high, i));
  const lower = Array.from({ length: steps + 1 }, (_, i) => corner(band.low, steps - i));
  return `<path class="band" style="fill:${color}" d="M${[...upper, ...lower].join('L')}Z"/>`;
}

function linePath(figure: Figure, { points, color, dash }: FigureLine): string {
  if (points.length === 0) return '';
  const path = points.map(point => placeOf(figure, point)).join('L');
  return `<path class="line" style="stroke:${color}"${dashes(dash)} d="M${path}"/>`;
}

function endMark(figure: Figure, { points, color, mark }: FigureLine): string {
  const end = points.at(-1);
  return end ? markAt(mark, color, xOf(figure, end.x), yOf(figure, end.y)) : '';
}

function markAt(mark: string, color: string, x: number, y: number): string {
  const scale = MARK_SIZE / MARK_BOX;
  const half = MARK_SIZE / 2;
  return `<path class="mark" style="fill:${color}" transform="translate(${shortNumber(x - half)} ${shortNumber(y - half)}) scale(${scale})" d="${mark}"/>`;
}

function dashes(dash: readonly number[]): string {
  return dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
}

function placeOf(figure: Figure, { x, y }: FigurePoint): string {
  return `${tenths(xOf(figure, x))} ${tenths(yOf(figure, y))}`;
}

function xOf({ xMax }: Figure, x: number): number {
  return PLOT.left + (x / xMax) * (PLOT.right - PLOT.left);
}

function yOf({ yMax, lines }: Figure, y: number): number {
  return plotTop(lines.length) + (1 - y / yMax) * PLOT.height;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
