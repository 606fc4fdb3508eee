// Everybody can see what the diagram shows: text has a contrast of 4.5:1 and marks one of 3:1 on the sheet (WCAG 2.2, success
// criteria 1.4.3 and 1.4.11), in light and in dark, whichever way an event stands to the chosen one.
import { describe, expect, test } from 'vitest';
import { SHOWN_TONES } from '../../../core/program/program.ts';
import { contrast, mixed, PAGE_TOKENS, SCHEMES, tokensOf, type Tokens } from '../../../testing/contrast.ts';
import { barStyle, lineStyle, markStyle, PATTERNS, textStyle, type Inks } from './scene-style.ts';
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
const PROGRAM_ROLES: readonly TextRole[] = ['kind', 'step', 'shown', 'note', ...ROLES];

function inksOf(color: Tokens): Inks {
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

describe.each(SCHEMES)('in %s', scheme => {
  const inks = inksOf(tokensOf(PAGE_TOKENS, scheme));
  const bands = SHOWN_TONES.flatMap(tone =>
    Array.from({ length: MACHINES }, (_, i) => {
      const { fill, opacity } = barStyle(
        { kind: 'bars', shape: tone, standing: 'neutral', machine: i + 1, coordinates: [] },
        inks,
      );
      return { tone, machine: i + 1, ground: mixed(fill!, opacity, inks.sheet) };
    }),
  );

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

  test('texts on the bands of what a program shows: 4.5:1, whatever they say', () => {
    for (const { tone, ground } of bands)
      for (const role of PROGRAM_ROLES)
        for (const standing of STANDINGS) {
          const style = textStyle({ kind: 'texts', role, standing, anchor: 'middle', items: [] }, inks);
          expect(style.opacity).toBe(1);
          expect(contrast(style.fill, 1, ground), `${role} on ${tone}`).toBeGreaterThanOrEqual(4.5);
        }
  });

  test('marks on these bands: 3:1, of whichever machine', () => {
    for (const { tone, ground } of bands)
      for (const standing of STANDINGS)
        for (const shape of SHAPES)
          for (let machine = 1; machine <= MACHINES; machine++) {
            const style = markStyle(
              { kind: 'marks', shape, standing, machine, radius: 5, coordinates: [] },
              inks,
            );
            const seen = style.fill === inks.sheet ? style.stroke : style.fill;
            expect(contrast(seen!, style.opacity, ground), `${shape} on ${tone}`).toBeGreaterThanOrEqual(3);
          }
  });

  test('edges of these bands and arrows of kinds: 3:1', () => {
    const line = { kind: 'lines' as const, dense: false, coordinates: [] };
    for (let machine = 1; machine <= MACHINES; machine++) {
      for (const [pattern, tone] of SHOWN_TONES.entries()) {
        const { stroke, opacity } = lineStyle(
          { ...line, role: 'shown', standing: 'neutral', machine, pattern },
          inks,
        );
        expect(contrast(stroke!, opacity, inks.sheet), tone).toBeGreaterThanOrEqual(3);
      }
      for (let pattern = 1; pattern < PATTERNS.length; pattern++)
        for (const standing of ['neutral', 'past', 'itself', 'future'] as const) {
          const { stroke, opacity } = lineStyle(
            { ...line, role: 'flight', standing, machine, pattern },
            inks,
          );
          expect(contrast(stroke!, opacity, inks.sheet), `${standing} ${pattern}`).toBeGreaterThanOrEqual(3);
        }
    }
  });
});
