// Virtual time beside the page: the simulation runs in a worker of its own, tells how far it is, and can be cancelled.
import { unpackTrace } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import type { Simulate } from '../engine/simulate.ts';
import type { SimulateReply } from './simulate-messages.ts';

/** The worker could not do it: the trial is too large, or the worker did not start. */
export class SimulationFailedError extends Error {
  override readonly name = 'SimulationFailedError';
}

/** Rejects with {@link SimulationFailedError} or the signal's reason. The worker is gone when it settles. */
export const simulateInWorker: Simulate = async (trial, { signal, onProgress }) => {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-simulate',
  });
  return new Promise<Trace>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onmessage = ({ data }: MessageEvent<SimulateReply>) => {
      if (data.kind === 'progress') onProgress?.(data.ticksDone / data.ticks);
      else if (data.kind === 'trace') resolve(unpackTrace(data.trace));
      else reject(new SimulationFailedError(data.reason));
    };
    worker.onerror = ({ message }) =>
      reject(new SimulationFailedError(message || 'The worker did not start.'));
    worker.postMessage({ trial });
  }).finally(() => worker.terminate());
};
