// Time in a page: a scheduler that counts from the epoch, so that pages can agree on a moment, and what only has to come later.
import { RealScheduler } from '../time/real-scheduler.ts';
import { workerWaker } from '../time/wakers.ts';

export function pageScheduler(): RealScheduler {
  return new RealScheduler({ now: () => performance.timeOrigin + performance.now(), waker: workerWaker });
}

/** Calls back once; returns what prevents it. For what may come late in a page that is hidden. */
export function after(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}
