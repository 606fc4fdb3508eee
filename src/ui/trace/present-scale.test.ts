// What is presented has no letters smaller than the last row can read, however wide the screen is.
import { expect, test } from 'vitest';
import { textStyle, type Inks } from './diagram/scene-style.ts';
import type { Standing, TextRole } from './diagram/scene.ts';
import { DRAWN_TEXT, presentScale, READ_TEXT } from './present-scale.ts';

const STANDINGS: readonly Standing[] = ['neutral', 'past', 'itself', 'future', 'concurrent'];
const ROLES: readonly TextRole[] = [
  'timestamp',
  'name',
  'rate',
  'tick',
  'axis',
  'title',
  'legend',
  'waiting',
  'now',
];

test('no letter of a drawing is smaller than the presentation takes them to be', () => {
  const inks = { ink: '', soft: '', sheet: '' } as Inks;
  for (const role of ROLES)
    for (const standing of STANDINGS) {
      const { size } = textStyle({ kind: 'texts', role, standing, anchor: 'start', items: [] }, inks);
      expect(size, role).toBeGreaterThanOrEqual(DRAWN_TEXT);
    }
});

test.each([320, 1024, 1920, 3840])('at %d pixels they can be read', width => {
  expect(presentScale(width) * DRAWN_TEXT).toBeGreaterThanOrEqual(READ_TEXT);
});
