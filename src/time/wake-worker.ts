// A worker that does nothing but wake its page when so many milliseconds have passed, the last number it was given. It
// knows no clock: the page's may be apart from its own, or stand still while the computer sleeps.

/** The longest that a timer takes. A page that is woken too early asks again. */
const DELAY_MAX_MS = 2 ** 31 - 1;

function startWaking(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener('message', ({ data: delayMs }: MessageEvent<number>) => {
    clearTimeout(timer);
    // Whole milliseconds, rounded up: browsers cut fractions off, and the page would be woken too early.
    timer = setTimeout(() => postMessage(null), Math.min(DELAY_MAX_MS, Math.max(0, Math.ceil(delayMs))));
  });
  postMessage(null); // it listens
}

startWaking();

export {};
