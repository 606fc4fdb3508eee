// Has a sweep's runs digested in a worker of its own.
import type { SweepCellDigest } from '../analysis/sweep-digest.ts';
import type { SweepPlan } from '../core/sweep-plan.ts';
import type { SweepRows } from '../core/sweep-rows.ts';

/** The worker failed; the runs are lost to the page. */
export class SweepDigestError extends Error {
  override readonly name = 'SweepDigestError';
}

/** Takes `rows` over: they are empty afterwards. Aborting leaves the promise open and ends the worker. */
export function digestInWorker(
  plan: SweepPlan,
  rows: SweepRows,
  signal: AbortSignal,
): Promise<SweepCellDigest[]> {
  const worker = new Worker(new URL('./sweep-digest-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-sweep-digest',
  });
  signal.addEventListener('abort', () => worker.terminate());
  return new Promise<SweepCellDigest[]>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<SweepCellDigest[]>) => resolve(data);
    worker.onerror = ({ message }) =>
      reject(new SweepDigestError(message || 'the worker that counts did not start'));
    worker.postMessage({ plan, rows }, [rows.values.buffer]);
  }).finally(() => worker.terminate());
}
