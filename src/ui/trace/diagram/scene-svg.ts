// Writes a scene as an SVG file that needs nothing but itself: a title, a description, its fonts and its background.
import { escapeMarkup, shortNumber } from '../../../formats/figure/markup.ts';
import {
  barStyle,
  CIRCLE,
  cornersOf,
  lineStyle,
  markStyle,
  ringStyle,
  textStyle,
  TOKEN_RADIUS,
  tokenGround,
  tokenStyle,
  tokenText,
  type Inks,
  type Style,
} from './scene-style.ts';
import {
  isHaloed,
  type Group,
  type Layer,
  type MarkGroup,
  type Scene,
  type TextGroup,
  type TokenGroup,
} from './scene.ts';

export interface SvgWords {
  readonly title: string;
  /** What is to be seen, for whoever does not see it. */
  readonly description: string;
}

export function sceneSvg(scene: Scene, inks: Inks, { title, description }: SvgWords): string {
  const { width, height, layers } = scene;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` role="img" aria-labelledby="title description" font-family="${escapeMarkup(inks.font)}" font-variant-numeric="tabular-nums">`,
    `<title id="title">${escapeMarkup(title)}</title>`,
    `<desc id="description">${escapeMarkup(description)}</desc>`,
    `<rect class="background" width="${width}" height="${height}" fill="${inks.sheet}"/>`,
    ...layers.map((layer, i) => layerSvg(layer, i, inks)),
    '</svg>\n',
  ].join('\n');
}

function layerSvg({ clip, groups }: Layer, place: number, inks: Inks): string {
  const content = groups.map(group => groupSvg(group, inks)).join('\n');
  if (!clip) return `<g>\n${content}\n</g>`;
  const { x, y, width, height } = clip;
  return [
    `<clipPath id="clip-${place}"><rect x="${shortNumber(x)}" y="${shortNumber(y)}" width="${shortNumber(width)}" height="${shortNumber(height)}"/></clipPath>`,
    `<g clip-path="url(#clip-${place})">\n${content}\n</g>`,
  ].join('\n');
}

function groupSvg(group: Group, inks: Inks): string {
  switch (group.kind) {
    case 'lines':
      return `<path class="${group.role} ${group.standing}" d="${linePath(group.coordinates)}"${lookAttributes(lineStyle(group, inks))}/>`;
    case 'marks':
      return `<g class="marks ${group.shape} ${group.standing}"${lookAttributes(markStyle(group, inks))}>${markPaths(group)}</g>`;
    case 'bars':
      return `<path class="bars ${group.shape} ${group.standing}" d="${boxPath(group.coordinates)}"${lookAttributes(barStyle(group, inks))}/>`;
    case 'rings':
      return `<circle class="chosen" cx="${shortNumber(group.coordinates[0]!)}" cy="${shortNumber(group.coordinates[1]!)}" r="${group.radius}"${lookAttributes(ringStyle(inks))}/>`;
    case 'tokens':
      return tokensSvg(group, inks);
    case 'texts':
      return textSvg(group, inks);
  }
}

function tokensSvg(group: TokenGroup, inks: Inks): string {
  const { shape, width, height, items } = group;
  const [w, h] = [shortNumber(width), shortNumber(height)];
  const outlines = items.map(({ x, y }) =>
    shape === 'ball'
      ? `<circle cx="${shortNumber(x)}" cy="${shortNumber(y)}" r="${shortNumber(width / 2)}"/>`
      : `<rect x="${shortNumber(x - width / 2)}" y="${shortNumber(y - height / 2)}" width="${w}" height="${h}" rx="${TOKEN_RADIUS}"/>`,
  );
  const layers = [tokenGround(inks), ...tokenStyle(group, inks)].map(
    style => `<g${lookAttributes(style)}>${outlines.join('')}</g>`,
  );
  const { fill, size, weight } = tokenText(group, inks);
  const texts = items.map(
    ({ x, y, text }) =>
      `<text x="${shortNumber(x)}" y="${shortNumber(y + size * 0.36)}">${escapeMarkup(text)}</text>`,
  );
  return `<g class="tokens ${shape}">${layers.join('')}<g fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="middle">${texts.join('')}</g></g>`;
}

/** Of an SVG element. */
export function lookAttributes({ fill, stroke, width, dash, opacity }: Style): string {
  const parts = [` fill="${fill ?? 'none'}"`];
  if (stroke) parts.push(` stroke="${stroke}" stroke-width="${width ?? 1}" stroke-linejoin="round"`);
  if (dash) parts.push(` stroke-dasharray="${dash.join(' ')}"`);
  if (opacity < 1) parts.push(` opacity="${shortNumber(opacity)}"`);
  return parts.join('');
}

function linePath(ends: readonly number[]): string {
  let path = '';
  for (let i = 0; i < ends.length; i += 4)
    path += `M${shortNumber(ends[i]!)} ${shortNumber(ends[i + 1]!)}L${shortNumber(ends[i + 2]!)} ${shortNumber(ends[i + 3]!)}`;
  return path;
}

function boxPath(boxes: readonly number[]): string {
  let path = '';
  for (let i = 0; i < boxes.length; i += 4)
    path += `M${shortNumber(boxes[i]!)} ${shortNumber(boxes[i + 1]!)}h${shortNumber(boxes[i + 2]!)}v${shortNumber(boxes[i + 3]!)}h${shortNumber(-boxes[i + 2]!)}Z`;
  return path;
}

/** One element for each mark, so that a drawing program can take it up. */
function markPaths({ shape, radius, coordinates }: MarkGroup): string {
  const corners = cornersOf(shape);
  let paths = '';
  for (let i = 0; i < coordinates.length; i += 2) {
    const [x, y] = [coordinates[i]!, coordinates[i + 1]!];
    paths += corners
      ? `<path d="M${corners.map(([dx, dy]) => `${shortNumber(x + dx * radius)} ${shortNumber(y + dy * radius)}`).join('L')}Z"/>`
      : `<circle cx="${shortNumber(x)}" cy="${shortNumber(y)}" r="${shortNumber(radius * CIRCLE)}"/>`;
  }
  return paths;
}

function textSvg(group: TextGroup, inks: Inks): string {
  const { fill, size, weight, opacity, halo, haloWidth } = textStyle(group, inks);
  const isAround = isHaloed(group.role);
  const around = isAround
    ? ` stroke="${halo}" stroke-width="${haloWidth}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  const texts = group.items.map(
    ({ x, y, text }) =>
      `<text x="${shortNumber(x)}" y="${shortNumber(isAround ? y + size * 0.36 : y)}">${escapeMarkup(text)}</text>`,
  );
  return `<g class="${group.role} ${group.standing}" fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="${group.anchor}"${opacity < 1 ? ` opacity="${opacity}"` : ''}${around}>${texts.join('')}</g>`;
}
