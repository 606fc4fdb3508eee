// Writes a scene as SVG that is as wide as its place: where things are along the time axis is a part of the width, and everything
// else is in pixels, so that marks, letters and heights are those of the canvas whatever the width. For the page before any script.
import { escapeMarkup, shortNumber } from '../../../formats/figure/markup.ts';
import {
  CIRCLE,
  cornersOf,
  lineStyle,
  markStyle,
  textStyle,
  TOKEN_RADIUS,
  tokenGround,
  tokenStyle,
  tokenText,
  type Inks,
} from './scene-style.ts';
import { lookAttributes } from './scene-svg.ts';
import type { Group, LineGroup, MarkGroup, Scene, TextGroup, TokenGroup } from './scene.ts';

/** Pixels before the plot in which its lines still begin. */
const BEFORE = 10;

/** The pixels between which times are drawn: what is right of them keeps its distance. */
export interface PlotEdges {
  readonly left: number;
  readonly right: number;
}

/**
 * The markup should be as wide as the plot, with what is beside it in sight, and as high as the scene. `name` makes the names of its marks its own. Drawn
 * are the lines, marks, tokens and texts of a scene without bars and without a selected event.
 */
export function fluidSvg(scene: Scene, { left, right }: PlotEdges, inks: Inks, name: string): string {
  const writer = new FluidWriter(left, right, inks, name);
  const groups = scene.layers.flatMap(layer => layer.groups).map(group => writer.group(group));
  return (
    `<svg class="${name}" height="${scene.height}" font-family="inherit">${writer.definitions}` +
    `${groups.join('')}<svg x="100%" overflow="visible">${writer.beside}</svg></svg>`
  );
}

class FluidWriter {
  readonly #shapes = new Map<string, string>();
  /** Of the texts and tokens that are right of the plot. */
  beside = '';

  constructor(
    private readonly left: number,
    private readonly right: number,
    private readonly inks: Inks,
    private readonly name: string,
  ) {}

  get definitions(): string {
    return `<defs>${[...this.#shapes.values()].join('')}</defs>`;
  }

  group(group: Group): string {
    switch (group.kind) {
      case 'lines':
        return this.#lines(group);
      case 'marks':
        return this.#marks(group);
      case 'texts':
        return this.#texts(group);
      case 'tokens':
        return this.#tokens(group);
      case 'bars':
      case 'rings':
        throw new Error(`A fluid picture has no ${group.kind}.`);
    }
  }

  #lines(group: LineGroup): string {
    const { coordinates } = group;
    let lines = '';
    for (let i = 0; i < coordinates.length; i += 4) {
      const [x1, y1, x2, y2] = coordinates.slice(i, i + 4) as [number, number, number, number];
      const first = this.left - BEFORE;
      if (Math.max(x1, x2) <= first) continue;
      const at = Math.max(first, x1);
      const y = x1 === x2 ? y1 : y1 + ((at - x1) / (x2 - x1)) * (y2 - y1);
      lines += `<line x1="${this.#part(at)}" y1="${shortNumber(y)}" x2="${this.#part(x2)}" y2="${shortNumber(y2)}"/>`;
    }
    return `<g${lookAttributes(lineStyle(group, this.inks))}>${lines}</g>`;
  }

  #marks(group: MarkGroup): string {
    const { coordinates } = group;
    const id = this.#shapeOf(group);
    let marks = '';
    for (let i = 0; i < coordinates.length; i += 2) {
      const x = coordinates[i]!;
      if (x < this.left - BEFORE) continue;
      marks += `<use href="#${id}" x="${this.#part(x)}" y="${shortNumber(coordinates[i + 1]!)}"/>`;
    }
    return `<g${lookAttributes(markStyle(group, this.inks))}>${marks}</g>`;
  }

  #shapeOf({ shape, radius }: MarkGroup): string {
    const key = `${shape} ${radius}`;
    const id = `${this.name}-${shape}-${shortNumber(radius).replace('.', '-')}`;
    const corners = cornersOf(shape)
      ?.map(([x, y]) => `${shortNumber(x * radius)} ${shortNumber(y * radius)}`)
      .join('L');
    const outline = corners
      ? `<path id="${id}" d="M${corners}Z"/>`
      : `<circle id="${id}" r="${shortNumber(radius * CIRCLE)}"/>`;
    this.#shapes.set(key, outline);
    return id;
  }

  #texts(group: TextGroup): string {
    const { fill, size, weight, opacity, halo, haloWidth } = textStyle(group, this.inks);
    const isTimestamp = group.role === 'timestamp';
    const around = isTimestamp
      ? ` stroke="${halo}" stroke-width="${haloWidth}" stroke-linejoin="round" paint-order="stroke"`
      : '';
    const faint = opacity < 1 ? ` opacity="${opacity}"` : '';
    const open = `<g fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="${group.anchor}"${faint}${around}>`;
    const items = group.items.map(({ x, y, text }) => ({ x, y: isTimestamp ? y + size * 0.36 : y, text }));
    return this.#placed(open, items, (x, { y, text }) => textAt(x, y, text));
  }

  #tokens(group: TokenGroup): string {
    const { shape, width, height, items } = group;
    const [w, h] = [shortNumber(width), shortNumber(height)];
    const outline = (x: string, y: number): string =>
      shape === 'ball'
        ? `<circle cx="${x}" cy="${shortNumber(y)}" r="${shortNumber(width / 2)}"/>`
        : `<rect x="${x}" y="${shortNumber(y - height / 2)}" width="${w}" height="${h}" rx="${TOKEN_RADIUS}"/>`;
    const shift = shape === 'ball' ? 0 : -width / 2;
    const edges = items.map(({ x, y, text }) => ({ x: x + shift, y, text }));
    const layers = [tokenGround(this.inks), ...tokenStyle(group, this.inks)].map(style =>
      this.#placed(`<g${lookAttributes(style)}>`, edges, (x, { y }) => outline(x, y)),
    );
    const { fill, size, weight } = tokenText(group, this.inks);
    const open = `<g fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="middle">`;
    const texts = this.#placed(open, items, (x, { y, text }) => textAt(x, y + size * 0.36, text));
    return [...layers, texts].join('');
  }

  /** What is on the plot; what is right of it goes beside. */
  #placed<Item extends { readonly x: number }>(
    open: string,
    items: readonly Item[],
    write: (x: string, item: Item) => string,
  ): string {
    const behind = items.filter(({ x }) => x > this.right + 0.5);
    const inside = items.filter(({ x }) => x <= this.right + 0.5);
    if (behind.length > 0)
      this.beside += `${open}${behind.map(item => write(shortNumber(item.x - this.right), item)).join('')}</g>`;
    return inside.length === 0
      ? ''
      : `${open}${inside.map(item => write(this.#part(item.x), item)).join('')}</g>`;
  }

  #part(x: number): string {
    return `${shortNumber((100 * (x - this.left)) / (this.right - this.left))}%`;
  }
}

function textAt(x: string, y: number, text: string): string {
  return `<text x="${x}" y="${shortNumber(y)}">${escapeMarkup(text)}</text>`;
}
