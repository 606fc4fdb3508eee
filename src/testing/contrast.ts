// The contrast of colours by WCAG 2.2 (relative luminance), and the colours of a style sheet in light and in dark.
import { readFileSync } from 'node:fs';

/** The style sheet of the tokens of all pages. */
export const PAGE_TOKENS = readFileSync(new URL('../ui/parts/styles/tokens.css', import.meta.url), 'utf8');

export const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** The colour of a custom property, as `#rrggbb`. Throws where there is none. */
export type Tokens = (name: string) => string;

/** Of a style sheet that says what is light first and then, once, what is dark. */
export function tokensOf(css: string, scheme: Scheme): Tokens {
  const darkFrom = css.indexOf('(prefers-color-scheme: dark)');
  const part = scheme === 'light' ? css.slice(0, darkFrom) : css.slice(darkFrom);
  return name => {
    const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(part)?.[1];
    if (found === undefined) throw new Error(`no colour --${name} in ${scheme}`);
    return found;
  };
}

/** From 1 to 21: of a colour of some opacity on a ground, with that ground. */
export function contrast(color: string, opacity: number, ground: string): number {
  const [a, b] = [luminance(mixed(color, opacity, ground)), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** What is seen of a colour of some opacity on a ground; to whole parts of 255, as it is painted. */
export function mixed(color: string, opacity: number, ground: string): string {
  const below = partsOf(ground);
  const parts = partsOf(color).map((value, i) => Math.round(opacity * value + (1 - opacity) * below[i]!));
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function partsOf(hex: string): number[] {
  return [1, 3, 5].map(from => parseInt(hex.slice(from, from + 2), 16));
}

function luminance(hex: string): number {
  const [red, green, blue] = partsOf(hex).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
