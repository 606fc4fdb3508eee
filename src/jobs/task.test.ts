// The laws of a task, over a thread that plays the worker: every task is settled exactly once, however it ends.
import { expect, test, vi } from 'vitest';
import { servant, type JobTable } from './serve.ts';
import { runAlone, TaskFailedError, TaskWorker, type TaskPort } from './task.ts';
import { threadPort } from './worker-port.ts';

interface Jobs {
  readonly double: { request: number; result: number; progress: never };
  readonly count: { request: number; result: string; progress: number };
  readonly fail: { request: null; result: never; progress: never };
  readonly wait: { request: null; result: string; progress: never };
}

const TABLE: JobTable<Jobs> = {
  double: request => 2 * request,
  count: async (request, { progress, signal }) => {
    for (let i = 1; i <= request; i++) {
      progress(i);
      await Promise.resolve();
      if (signal.aborted) return 'cancelled';
    }
    return 'counted';
  },
  fail: () => {
    throw new Error('It cannot be done.');
  },
  wait: (_, { signal }) => new Promise(resolve => signal.addEventListener('abort', () => resolve('woken'))),
};

/** Threads that can die, and say how many were started and ended. */
function threads() {
  let started = 0;
  let ended = 0;
  let die: (reason: string) => void = () => undefined;
  const cancelled: number[] = [];
  const start = (): TaskPort => {
    started += 1;
    let take: ReturnType<typeof servant> | undefined;
    const port: TaskPort = threadPort((message, reply) => {
      if (message.kind === 'cancel') cancelled.push(message.id);
      take ??= servant(TABLE, answer => reply(structuredClone(answer)));
      take(message);
    });
    return {
      ...port,
      onError: listener => {
        die = listener;
      },
      terminate: () => {
        ended += 1;
        port.terminate();
      },
    };
  };
  return {
    start,
    die: (reason: string) => die(reason),
    cancelled,
    started: () => started,
    ended: () => ended,
  };
}

test('a task is answered, and many at once each with their own answer', async () => {
  const { start, started } = threads();
  const worker = new TaskWorker<Jobs>(start);
  expect(await Promise.all([1, 2, 3, 4].map(each => worker.run('double', each)))).toEqual([2, 4, 6, 8]);
  expect(worker.openTasks).toBe(0);
  expect(started()).toBe(1);
});

test('progress comes in order, and before the result', async () => {
  const worker = new TaskWorker<Jobs>(threads().start);
  const told: (number | string)[] = [];
  told.push(await worker.run('count', 3, { onProgress: progress => told.push(progress) }));
  expect(told).toEqual([1, 2, 3, 'counted']);
});

test('what a job throws is a failure with its sentence, and so is a job that does not exist', async () => {
  const worker = new TaskWorker<Jobs>(threads().start);
  await expect(worker.run('fail', null)).rejects.toThrow(new TaskFailedError('It cannot be done.'));
  await expect(worker.run('constructor' as 'fail', null)).rejects.toThrow(/no job called/);
  expect(await worker.run('double', 5)).toBe(10);
});

test('cancelling rejects with the reason of the signal, tells the worker, and leaves the other tasks alone', async () => {
  const { start, cancelled, ended } = threads();
  const worker = new TaskWorker<Jobs>(start);
  const stop = new AbortController();
  const waiting = worker.run('wait', null, { signal: stop.signal });
  const other = worker.run('double', 4);
  stop.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  expect(await other).toBe(8);
  await vi.waitFor(() => expect(cancelled).toHaveLength(1));
  expect(ended()).toBe(0);
});

test('a task that is cancelled before it begins is never asked', async () => {
  const { start, started } = threads();
  const signal = AbortSignal.abort('too late');
  await expect(new TaskWorker<Jobs>(start).run('double', 1, { signal })).rejects.toBe('too late');
  expect(started()).toBe(0);
});

test('no listener stays on a signal that outlives its tasks', async () => {
  const stop = new AbortController();
  const added = vi.spyOn(stop.signal, 'addEventListener');
  const removed = vi.spyOn(stop.signal, 'removeEventListener');
  const worker = new TaskWorker<Jobs>(threads().start);
  for (let i = 0; i < 5; i++) await worker.run('double', i, { signal: stop.signal });
  await expect(worker.run('fail', null, { signal: stop.signal })).rejects.toThrow();
  expect(added).toHaveBeenCalledTimes(6);
  expect(removed).toHaveBeenCalledTimes(6);
});

test('a worker that dies fails what is open, says so, and another one takes its place', async () => {
  const { start, die, started } = threads();
  const onEnd = vi.fn();
  const worker = new TaskWorker<Jobs>(start, onEnd);
  const open = [worker.run('wait', null), worker.run('wait', null)];
  die('Out of memory.');
  for (const task of open) await expect(task).rejects.toThrow(new TaskFailedError('Out of memory.'));
  expect(onEnd).toHaveBeenCalledOnce();
  expect(await worker.run('double', 3)).toBe(6);
  expect(started()).toBe(2);
});

test('a task alone ends its worker, however it ends', async () => {
  const { start, started, ended } = threads();
  expect(await runAlone<Jobs, 'double'>(start, 'double', 3)).toBe(6);
  await expect(runAlone<Jobs, 'fail'>(start, 'fail', null)).rejects.toThrow('It cannot be done.');
  const stop = new AbortController();
  const waiting = runAlone<Jobs, 'wait'>(start, 'wait', null, { signal: stop.signal });
  stop.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  expect([started(), ended()]).toEqual([3, 3]);
});
