// Everybody can see what the diagram shows: text has a contrast of 4.5:1 and marks one of 3:1 on the sheet (WCAG 2.2, success
// criteria 1.4.3 and 1.4.11), in light and in dark, whichever way an event stands to the chosen one.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { markStyle, textStyle, type Inks } from './scene-style.ts';
import type { MarkShape, Standing, TextRole } from './scene.ts';

const STANDINGS: readonly Standing[] = ['neutral', 'past', 'itself', 'future', 'concurrent'];
const SHAPES: readonly MarkShape[] = ['internal', 'send', 'receive', 'arrival'];
const ROLES: readonly TextRole[] = [
  'timestamp',
  'waiting',
  'now',
  'name',
  'rate',
  'tick',
  'axis',
  'title',
  'legend',
];
const MACHINES = 8;

const css = readFileSync(new URL('../../parts/styles/tokens.css', import.meta.url), 'utf8');
const darkFrom = css.indexOf('(prefers-color-scheme: dark)');

function inksOf(part: string): Inks {
  const color = (token: string): string => {
    const found = new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(part)?.[1];
    expect(found, token).toBeDefined();
    return found!;
  };
  return {
    ink: color('ink'),
    soft: color('ink-soft'),
    sheet: color('sheet'),
    hairline: color('hairline'),
    amber: color('amber'),
    amberText: color('amber-text'),
    problem: color('problem'),
    font: 'sans-serif',
    machines: Array.from({ length: MACHINES }, (_, i) => color(`machine-${i + 1}`)),
  };
}

type Color = readonly [red: number, green: number, blue: number];

function parsed(hex: string): Color {
  const part = (from: number): number => parseInt(hex.slice(from, from + 2), 16);
  return [part(1), part(3), part(5)];
}

function luminance(color: Color): number {
  const [red, green, blue] = color.map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Of a colour of some opacity that lies on the sheet. */
function contrast(hex: string, opacity: number, sheetHex: string): number {
  const sheet = parsed(sheetHex);
  const [red, green, blue] = parsed(hex).map((value, i) => opacity * value + (1 - opacity) * sheet[i]!);
  const [a, b] = [luminance([red!, green!, blue!]), luminance(sheet)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

test('contrast is computed as WCAG says', () => {
  expect(contrast('#000000', 1, '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#777777', 1, '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each([
  ['light', css.slice(0, darkFrom)],
  ['dark', css.slice(darkFrom)],
])('in %s', (_, part) => {
  const inks = inksOf(part);

  test.each(STANDINGS)('texts that are %s: 4.5:1', standing => {
    for (const role of ROLES) {
      const { fill, opacity } = textStyle(
        { kind: 'texts', role, standing, anchor: 'middle', items: [] },
        inks,
      );
      expect(contrast(fill, opacity, inks.sheet), role).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(STANDINGS)('marks that are %s: 3:1', standing => {
    for (const shape of SHAPES)
      for (let machine = 1; machine <= MACHINES; machine++) {
        const style = markStyle(
          { kind: 'marks', shape, standing, machine, radius: 5, coordinates: [] },
          inks,
        );
        const seen = style.fill === inks.sheet ? style.stroke : style.fill;
        expect(contrast(seen!, style.opacity, inks.sheet), `${shape} ${machine}`).toBeGreaterThanOrEqual(3);
      }
  });
});
