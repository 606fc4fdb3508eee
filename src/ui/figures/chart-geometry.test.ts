// The caption of a band stays within the chart, wherever the band is and however narrow the chart.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { captionPlace, coversAll } from './chart-geometry.ts';

const CHART = { left: 40, right: 340 };

test('the caption is in the band, after it or before it, where it has room first', () => {
  expect(captionPlace(CHART, { left: 60, right: 260 }, 140).side).toBe('inside');
  expect(captionPlace(CHART, { left: 60, right: 100 }, 140).side).toBe('after');
  expect(captionPlace(CHART, { left: 280, right: 320 }, 140).side).toBe('before');
});

test('where it has room nowhere, it gets the widest place, and no more than that', () => {
  expect(captionPlace(CHART, { left: 140, right: 250 }, 142)).toEqual({ side: 'inside', roomPixels: 110 });
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 400 }), (from, to, wanted) => {
      const band = { left: 40 + Math.min(from, to), right: 40 + Math.max(from, to) };
      const { side, roomPixels } = captionPlace(CHART, band, wanted);
      const start = side === 'inside' ? band.left : side === 'after' ? band.right : band.left - roomPixels;
      expect(start).toBeGreaterThanOrEqual(CHART.left);
      expect(start + roomPixels).toBeLessThanOrEqual(CHART.right);
      expect(roomPixels).toBeGreaterThanOrEqual(Math.min(wanted, 100));
    }),
  );
});

test('a stretch is all of the axis where it reaches both of its ends', () => {
  const axis = { durationMs: 10_000 };
  expect(coversAll(axis, { fromMs: 0, toMs: 10_000 })).toBe(true);
  expect(coversAll(axis, { fromMs: -5, toMs: 12_000 })).toBe(true);
  expect(coversAll(axis, { fromMs: 1, toMs: 10_000 })).toBe(false);
  expect(coversAll(axis, { fromMs: 0, toMs: 9999 })).toBe(false);
});
