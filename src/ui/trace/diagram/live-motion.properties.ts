// Between reports a run goes on at its own pace: never back, never beyond what the frames say or its end, and never unasked.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LiveMotion } from './live-motion.ts';

const END_MS = 5000;

/** Frames by hand. */
class Frames {
  #waiting: ((frameMs: number) => void) | undefined;

  readonly clock = {
    request: (callback: (frameMs: number) => void): (() => void) => {
      this.#waiting = callback;
      return () => {
        this.#waiting = undefined;
      };
    },
  };

  get isAsked(): boolean {
    return this.#waiting !== undefined;
  }

  show(frameMs: number): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(frameMs);
  }
}

const steps = fc.array(
  fc.record({
    passedMs: fc.integer({ min: 1, max: 400 }),
    /** How late the page hears how far the run is; undefined: it hears nothing at this frame. */
    lateMs: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 60 },
);

test('whatever is reported and however late, now never goes back, nor beyond the run itself or its end', () => {
  fc.assert(
    fc.property(steps, all => {
      const frames = new Frames();
      const motion = new LiveMotion(frames.clock, () => true);
      let runMs = 1;
      let shownMs = 0;
      for (const { passedMs, lateMs } of all) {
        runMs += passedMs;
        if (lateMs !== undefined) motion.report(Math.max(1, Math.min(END_MS, runMs - lateMs)), END_MS);
        frames.show(runMs + 1e6);
        const nowMs = motion.nowMs ?? 0;
        if (lateMs === undefined || nowMs > 0) expect(nowMs).toBeLessThanOrEqual(Math.min(runMs, END_MS));
        // A report that is later than the one before it may put the run's clock back: then it is another run.
        if (lateMs === undefined) expect(nowMs).toBeGreaterThanOrEqual(shownMs);
        shownMs = nowMs;
      }
    }),
  );
});

test('between two reports it moves with the frames, and rests at the end of the run', () => {
  const frames = new Frames();
  let drawn = 0;
  const motion = new LiveMotion(frames.clock, () => (drawn += 1) > 0);
  motion.report(1000, 1050);
  for (const frameMs of [70_000, 70_016, 70_033]) frames.show(frameMs);
  expect(motion.nowMs).toBe(1033);
  expect(drawn).toBe(2);
  for (const frameMs of [70_050, 70_066]) frames.show(frameMs);
  expect(motion.nowMs).toBe(1050);
  expect(frames.isAsked).toBe(false);
});

test('nothing is asked for before a run begins, once nobody sees it, and after it', () => {
  const frames = new Frames();
  let isSeen = true;
  const motion = new LiveMotion(frames.clock, () => isSeen);
  expect(motion.nowMs).toBeUndefined();
  motion.report(0, END_MS);
  expect(frames.isAsked).toBe(false);
  motion.report(20, END_MS);
  expect(frames.isAsked).toBe(true);
  isSeen = false;
  for (const frameMs of [100, 120]) frames.show(frameMs);
  expect(frames.isAsked).toBe(false);
  motion.report(60, END_MS);
  expect(frames.isAsked).toBe(true);
  motion.report(undefined, END_MS);
  expect(frames.isAsked).toBe(false);
  expect(motion.nowMs).toBeUndefined();
});
