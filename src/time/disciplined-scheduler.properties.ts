// A clock that is steered never goes back, does its tasks in their order and when they are due, and gets to where it is steered.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DisciplinedScheduler } from './disciplined-scheduler.ts';
import { VirtualScheduler } from './virtual-scheduler.ts';

const steerings = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 5000 }),
    offsetMs: fc.oneof(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -1e7, max: 1e7, noNaN: true }),
    ),
    rate: fc.double({ min: -250e-6, max: 250e-6, noNaN: true }),
  }),
  { maxLength: 10 },
);
const START_MS = 1_700_000_000_000;

test('time never goes back, and tasks are done in their order and never early', () => {
  fc.assert(
    fc.property(
      steerings,
      fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 20 }),
      (steers, dues) => {
        const own = new VirtualScheduler();
        own.runUntil(START_MS);
        const scheduler = new DisciplinedScheduler(own);
        let lastMs = -Infinity;
        const look = (): void => {
          const nowMs = scheduler.nowMs();
          expect(nowMs).toBeGreaterThanOrEqual(lastMs);
          lastMs = nowMs;
        };
        const done: number[] = [];
        for (const dueMs of dues)
          scheduler.at(START_MS + dueMs, () => {
            look();
            expect(scheduler.nowMs()).toBeGreaterThanOrEqual(START_MS + dueMs);
            done.push(dueMs);
          });
        scheduler.at(START_MS, look);
        for (const { afterMs, offsetMs, rate } of steers) {
          for (let i = 1; i <= 10; i++) {
            own.runUntil(own.nowMs() + afterMs / 10);
            look();
          }
          scheduler.steer(offsetMs, rate);
          look();
        }
        own.runUntil(own.nowMs() + 1e9);
        look();
        expect(done).toEqual([...dues].sort((a, b) => a - b));
      },
    ),
  );
});

test('before its first task it is set, back as well as forward', () => {
  const own = new VirtualScheduler();
  const scheduler = new DisciplinedScheduler(own);
  scheduler.steer(5000, 0);
  expect(scheduler.nowMs()).toBe(5000);
  scheduler.steer(-3000, 0);
  expect(scheduler.nowMs()).toBe(-3000);
});

test('a small correction is spread, and is whole after four seconds at the latest', () => {
  fc.assert(
    fc.property(fc.double({ min: -500, max: 999, noNaN: true }), offsetMs => {
      const own = new VirtualScheduler();
      const scheduler = new DisciplinedScheduler(own);
      scheduler.at(0, () => undefined);
      own.runUntil(1000);
      scheduler.steer(offsetMs, 0);
      expect(scheduler.nowMs()).toBe(1000);
      own.runUntil(5001);
      expect(scheduler.offsetMs).toBeCloseTo(offsetMs, 6);
      expect(scheduler.isSlewing).toBe(false);
    }),
  );
});

test('a clock that slept for an hour is set forward at once, and its tasks are done then', () => {
  const own = new VirtualScheduler();
  const scheduler = new DisciplinedScheduler(own);
  let doneMs = NaN;
  scheduler.at(3_000_000, () => {
    doneMs = own.nowMs();
  });
  own.runUntil(1000);
  scheduler.steer(3_600_000, 0);
  own.runUntil(1000);
  expect(doneMs).toBe(1000);
});

test('where nothing is to be corrected it is the own clock, to the last bit', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 2e12, noNaN: true }), timeMs => {
      const own = new VirtualScheduler();
      const scheduler = new DisciplinedScheduler(own);
      let doneMs = NaN;
      scheduler.at(timeMs, () => {
        doneMs = own.nowMs();
      });
      scheduler.steer(0, 0);
      own.runUntil(timeMs);
      expect(doneMs).toBe(timeMs);
      expect(scheduler.nowMs()).toBe(timeMs);
    }),
  );
});
