// Contrast is computed as WCAG says.
import { expect, test } from 'vitest';
import { contrast, mixed } from './contrast.ts';

test('black, a known grey, and half of one on the other', () => {
  expect(contrast('#000000', 1, '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#777777', 1, '#ffffff')).toBeCloseTo(4.48, 2);
  expect(mixed('#000000', 0.5, '#ffffff')).toBe('#808080');
  expect(contrast('#000000', 0.5, '#ffffff')).toBeCloseTo(contrast('#808080', 1, '#ffffff'), 6);
});
