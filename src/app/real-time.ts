// The scheduler of a page: real time, counted from the epoch so that pages can agree on a moment.
import { RealScheduler } from '../time/real-scheduler.ts';
import { workerWaker } from '../time/wakers.ts';

export function pageScheduler(): RealScheduler {
  return new RealScheduler({ now: () => performance.timeOrigin + performance.now(), waker: workerWaker });
}
