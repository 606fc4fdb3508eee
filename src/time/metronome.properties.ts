import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startMetronome } from './metronome.ts';
import { VirtualScheduler } from './virtual-scheduler.ts';

const rates = fc.integer({ min: 1, max: 1000 });
const ticks = fc.integer({ min: 0, max: 500 });

test('tick k comes at origin + k × period, without gaps and in order, and then the end comes once', () => {
  fc.assert(
    fc.property(rates, ticks, fc.integer({ min: 0, max: 1e6 }), (ticksPerSecond, ticks, originMs) => {
      const scheduler = new VirtualScheduler();
      const beats: { tick: number; atMs: number }[] = [];
      let ends = 0;
      const onTick = (tick: number) => beats.push({ tick, atMs: scheduler.nowMs() });
      const dueMs = (tick: number) => originMs + (tick * 1000) / ticksPerSecond;
      startMetronome(scheduler, { dueMs, ticks, onTick, onEnd: () => (ends += 1) });
      scheduler.runUntil(originMs + (ticks * 1000) / ticksPerSecond);
      expect(beats).toEqual(
        Array.from({ length: ticks }, (_, i) => ({
          tick: i + 1,
          atMs: originMs + ((i + 1) * 1000) / ticksPerSecond,
        })),
      );
      expect(ends).toBe(1);
    }),
  );
});

test('stopped, it ticks no more and never ends, even when stopped by its own tick', () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 50 }), (ticksPerSecond, stopAt) => {
      const scheduler = new VirtualScheduler();
      const beats: number[] = [];
      let ends = 0;
      const stop = startMetronome(scheduler, {
        dueMs: tick => (tick * 1000) / ticksPerSecond,
        ticks: 50,
        onTick: tick => {
          beats.push(tick);
          if (tick === stopAt) stop();
        },
        onEnd: () => (ends += 1),
      });
      scheduler.runUntil(100_000);
      expect(beats).toHaveLength(stopAt);
      expect(ends).toBe(0);
    }),
  );
});

test('a tick that throws ends neither the beat nor the end of it', () => {
  fc.assert(
    fc.property(rates, fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }), (ticksPerSecond, throws) => {
      const scheduler = new VirtualScheduler();
      const beats: number[] = [];
      let ends = 0;
      startMetronome(scheduler, {
        dueMs: tick => (tick * 1000) / ticksPerSecond,
        ticks: throws.length,
        onTick: tick => {
          beats.push(tick);
          if (throws[tick - 1]) throw new Error(`tick ${tick}`);
        },
        onEnd: () => (ends += 1),
      });
      const errors: string[] = [];
      while (ends === 0) {
        try {
          scheduler.runUntil(100_000);
        } catch (error) {
          errors.push((error as Error).message);
        }
      }
      expect(beats).toEqual(throws.map((_, i) => i + 1));
      expect(errors).toEqual(throws.flatMap((each, i) => (each ? [`tick ${i + 1}`] : [])));
      expect(ends).toBe(1);
    }),
  );
});
