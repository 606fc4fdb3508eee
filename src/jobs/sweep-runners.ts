// Where the slices of a sweep may run: in workers, or in this very thread where there are none.
import type { SweepPlan } from '../core/sweep-plan.ts';
import type { SweepRows } from '../core/sweep-rows.ts';
import type { SweepReply, SweepRequest } from './sweep-messages.ts';
import type { SliceRunner } from './sweep-pool.ts';
import { runSlice } from '../engine/sweep.ts';

/** A worker failed; the sweep it belonged to cannot go on. */
export class SweepWorkerError extends Error {
  override readonly name = 'SweepWorkerError';
}

/** Runs slices in this thread, which gets a turn between two of them. */
export function threadRunner(plan: SweepPlan): SliceRunner {
  return {
    run: async (from, to) => {
      await new Promise(resolve => setTimeout(resolve));
      return runSlice(plan, from, to);
    },
    close: () => undefined,
  };
}

/** A worker as its owner sees it, in a browser or elsewhere. */
export interface SweepWorker {
  post(request: SweepRequest): void;
  onReply(listener: (reply: SweepReply) => void): void;
  onError(listener: (reason: string) => void): void;
  terminate(): void;
}

/** A browser's module worker. */
export function startSweepWorker(): SweepWorker {
  const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-sweep',
  });
  return {
    post: request => worker.postMessage(request),
    onReply: listener => {
      worker.onmessage = ({ data }: MessageEvent<SweepReply>) => listener(data);
    },
    onError: listener => {
      worker.onerror = ({ message }) => listener(message || 'the worker did not start');
    },
    terminate: () => worker.terminate(),
  };
}

/** Runs slices in a worker of its own. */
export function workerRunner(
  plan: SweepPlan,
  startWorker: () => SweepWorker = startSweepWorker,
): SliceRunner {
  const worker = startWorker();
  let pending: { resolve: (rows: SweepRows) => void; reject: (error: Error) => void } | undefined;
  let failure: SweepWorkerError | undefined;
  const fail = (reason: string): void => {
    failure = new SweepWorkerError(reason);
    pending?.reject(failure);
    pending = undefined;
  };
  worker.onError(fail);
  worker.onReply(reply => {
    if (reply.kind === 'failed') return fail(reply.reason);
    pending?.resolve(reply.rows);
    pending = undefined;
  });
  worker.post({ kind: 'plan', plan });
  return {
    run: (from, to) =>
      new Promise((resolve, reject) => {
        if (failure) {
          reject(failure);
          return;
        }
        pending = { resolve, reject };
        worker.post({ kind: 'slice', from, to });
      }),
    close: () => worker.terminate(),
  };
}
