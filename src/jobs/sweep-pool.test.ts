// A sweep: the same rows however it is cut and whoever runs it, and a stop that stops.
import { describe, expect, test } from 'vitest';
import { planSweep } from '../core/sweep-plan.ts';
import { emptyRows, isDone, placeRows } from '../core/sweep-rows.ts';
import { runSweep, type SliceRunner, type SweepProgress } from './sweep-pool.ts';
import { runSlice } from '../engine/sweep.ts';
import { startRunnerThread, threadRunner } from '../testing/runner-thread.ts';
import { workerRunner } from './runner.ts';
import { TaskFailedError, type TaskPort } from './task.ts';

const plan = planSweep({
  rates: [
    [5, 1, 5],
    [3, 3, 3],
  ],
  dieSides: [5, 10],
  delay: [{ kind: 'none' }, { kind: 'exponential', meanMs: 80 }],
  rule: ['increment-then-send', 'send-then-increment'],
  durationSeconds: [20],
  replicates: 7,
});
const whole = runSlice(plan, 0, plan.runs);

/** A worker that may break at its first slice, and says whether it was ended. */
function pretendWorker(breaks = false): TaskPort & { readonly isEnded: () => boolean } {
  const thread = startRunnerThread();
  let isEnded = false;
  let fail: (reason: string) => void = () => undefined;
  return {
    ...thread,
    post: message => {
      if (breaks && message.kind === 'ask' && message.name === 'slice')
        queueMicrotask(() => fail('out of memory'));
      else thread.post(message);
    },
    onError: listener => {
      fail = listener;
    },
    terminate: () => {
      isEnded = true;
      thread.terminate();
    },
    isEnded: () => isEnded,
  };
}

describe('a sweep', () => {
  test('is the same however it is cut', () => {
    const rows = emptyRows(0, plan.runs, plan.machines);
    for (const [from, to] of [
      [50, plan.runs],
      [0, 13],
      [13, 50],
    ] as const) {
      placeRows(rows, runSlice(plan, from, to));
    }
    expect(rows).toEqual(whole);
  });

  test.each([1, 2, 5])('is the same with %i workers', async runners => {
    const startRunner = (): SliceRunner => workerRunner(plan, () => pretendWorker());
    const outcome = await runSweep(plan, { startRunner, runners });
    expect(outcome).toEqual({ rows: whole, runsDone: plan.runs, complete: true });
  });

  test('is the same in this thread', async () => {
    const outcome = await runSweep(plan, { startRunner: () => threadRunner(plan), runners: 1 });
    expect(outcome.rows).toEqual(whole);
  });

  test('tells how far it is and how long it still takes, and closes its runners', async () => {
    const heard: SweepProgress[] = [];
    const workers: { isEnded: () => boolean }[] = [];
    let nowMs = 0;
    const long = planSweep({ rates: [[100, 100]], durationSeconds: [1000], replicates: 8 });
    const startRunner = (): SliceRunner =>
      workerRunner(long, () => {
        const worker = pretendWorker();
        workers.push(worker);
        return worker;
      });
    await runSweep(long, {
      startRunner,
      runners: 2,
      onProgress: p => heard.push(p),
      now: () => (nowMs += 10),
    });
    expect(heard.map(({ runsDone }) => runsDone)).toEqual([2, 4, 6, 8]);
    expect(heard[0]).toEqual({ runsDone: 2, runs: 8, elapsedMs: 10, remainingMs: 30 });
    expect(heard.at(-1)!.remainingMs).toBe(0);
    expect(workers.map(({ isEnded }) => isEnded())).toEqual([true, true]);
  });

  test('cancelled keeps what it has, ends at once and leaves nothing running', async () => {
    const abort = new AbortController();
    const long = planSweep({ rates: [[100, 100]], durationSeconds: [1000], replicates: 20 });
    let closed = 0;
    const startRunner = (): SliceRunner => {
      let slices = 0;
      return {
        // The third slice never ends.
        run: (from, to) =>
          ++slices < 3 ? Promise.resolve(runSlice(long, from, to)) : new Promise(() => undefined),
        close: () => {
          closed += 1;
        },
      };
    };
    const outcome = await runSweep(long, {
      startRunner,
      runners: 2,
      signal: abort.signal,
      onProgress: ({ runsDone }) => {
        if (runsDone === 8) abort.abort();
      },
    });
    expect(outcome.complete).toBe(false);
    expect(outcome.runsDone).toBe(8);
    expect(Array.from({ length: 20 }, (_, run) => isDone(outcome.rows, run)).filter(Boolean)).toHaveLength(8);
    expect(closed).toBe(2);
  });

  test('cancelled before it starts runs nothing', async () => {
    const startRunner = (): SliceRunner => {
      throw new Error('nothing must start');
    };
    const outcome = await runSweep(plan, { startRunner, runners: 2, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ runsDone: 0, complete: false });
  });

  test('fails with the reason of the worker that failed, and closes the others', async () => {
    const workers: { isEnded: () => boolean }[] = [];
    const startRunner = (): SliceRunner =>
      workerRunner(plan, () => {
        const worker = pretendWorker(true);
        workers.push(worker);
        return worker;
      });
    const sweep = runSweep(plan, { startRunner, runners: 2 });
    await expect(sweep).rejects.toThrow(TaskFailedError);
    await expect(sweep).rejects.toThrow('out of memory');
    expect(workers.every(({ isEnded }) => isEnded())).toBe(true);
  });
});
