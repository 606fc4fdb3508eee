// The two wakers: a dedicated worker for pages (its timers keep their pace in hidden tabs), plain timers elsewhere.
import type { RealSchedulerOptions } from './real-scheduler.ts';

type MakeWaker = RealSchedulerOptions['waker'];

/** Timers of this very thread: for Node, and for nothing that may be hidden. */
export const timerWaker: MakeWaker = (onWake, now) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    wakeAt(timeMs) {
      clearTimeout(timer);
      timer = setTimeout(onWake, Math.max(0, timeMs - now()));
    },
    close() {
      clearTimeout(timer);
    },
  };
};

/** A dedicated worker's timers. One worker for each scheduler; `close` ends it. */
export const workerWaker: MakeWaker = (onWake, now) => {
  const worker = new Worker(new URL('./wake-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-wake',
  });
  worker.onmessage = onWake;
  return {
    wakeAt(timeMs) {
      // The worker's clock has an origin of its own: it gets the moment on the clock that both share.
      worker.postMessage(performance.timeOrigin + performance.now() + (timeMs - now()));
    },
    close() {
      worker.terminate();
    },
  };
};
