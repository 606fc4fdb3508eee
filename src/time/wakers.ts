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

/**
 * A dedicated worker's timers. One worker for each scheduler; `close` ends it. The worker is told how long to wait, and
 * never a moment: its clock need not be the page's. It says a first word when it listens, so that its start costs nothing.
 */
export const workerWaker: MakeWaker = (onWake, now) => {
  const worker = new Worker(new URL('./wake-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-wake',
  });
  let isListening = false;
  let wakeMs: number | undefined;
  const ask = (): void => {
    if (isListening && wakeMs !== undefined) worker.postMessage(wakeMs - now());
  };
  worker.onmessage = () => {
    if (isListening) onWake();
    else {
      isListening = true;
      ask();
    }
  };
  return {
    wakeAt(timeMs) {
      wakeMs = timeMs;
      ask();
    },
    close() {
      worker.terminate();
    },
  };
};
