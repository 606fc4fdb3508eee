// The wakers, on timers that the test moves on by hand. The worker's own code runs here, with a clock that is not the page's.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RealScheduler } from './real-scheduler.ts';
import { timerWaker, workerWaker } from './wakers.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Lets the program of the wake worker run in this thread: whenever it does, the clock is apart by so much. */
function stubWorker(apartMs: number) {
  const counts = { wakes: 0 };
  const page = globalThis.performance;
  const own = { timeOrigin: page.timeOrigin, now: () => page.now() + apartMs };
  const there = (action: () => void) => {
    vi.stubGlobal('performance', own);
    action();
    vi.stubGlobal('performance', page);
  };
  let loaded: Promise<unknown> = Promise.resolve();
  class FakeWorker {
    onmessage: (() => void) | undefined;
    #hear: ((event: { data: unknown }) => void) | undefined;

    constructor() {
      vi.stubGlobal('addEventListener', (_: string, listener: (event: { data: unknown }) => void) => {
        this.#hear = listener;
      });
      vi.stubGlobal('postMessage', () => {
        counts.wakes += 1;
        this.onmessage?.();
      });
      loaded = import('./wake-worker.ts');
    }

    postMessage(data: unknown): void {
      there(() => this.#hear?.({ data }));
    }

    terminate(): void {
      this.onmessage = undefined;
    }
  }
  vi.stubGlobal('Worker', FakeWorker);
  return { counts, loaded: () => loaded };
}

test.each([0, -5000, 5000, 3_600_000])(
  'a worker whose clock is %d ms apart wakes its page in time, and not over and over',
  async apartMs => {
    const { counts, loaded } = stubWorker(apartMs);
    const startMs = performance.now();
    const scheduler = new RealScheduler({ now: () => performance.now() - startMs, waker: workerWaker });
    const ran: number[] = [];
    for (let k = 1; k <= 14; k++) scheduler.at(k * 500.25, () => ran.push(scheduler.nowMs()));
    await loaded();
    vi.advanceTimersByTime(7100);
    expect(ran).toHaveLength(14);
    ran.forEach((ranMs, i) => {
      expect(ranMs).toBeGreaterThanOrEqual((i + 1) * 500.25);
      expect(ranMs).toBeLessThan((i + 1) * 500.25 + 2);
    });
    expect(counts.wakes).toBeLessThanOrEqual(1 + 14);
    scheduler.close();
  },
);

test("on this thread's timers, a task never runs before its time", () => {
  const scheduler = new RealScheduler({ now: () => performance.now(), waker: timerWaker });
  const dueMs = performance.now() + 20.4;
  const ran: number[] = [];
  scheduler.at(dueMs, () => ran.push(performance.now()));
  vi.advanceTimersByTime(19);
  expect(ran).toEqual([]);
  vi.advanceTimersByTime(3);
  expect(ran).toHaveLength(1);
  expect(ran[0]).toBeGreaterThanOrEqual(dueMs);
  scheduler.close();
});
