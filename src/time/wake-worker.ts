// A worker that does nothing but wake its page at an absolute moment (milliseconds since the epoch), the last one asked for.

const SLACK_MS = 0.2; // a timer may fire this much early without being sent round again

function startWaking(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const arrange = (momentMs: number): void => {
    const leftMs = momentMs - (performance.timeOrigin + performance.now());
    if (leftMs <= SLACK_MS) postMessage(null);
    // Whole milliseconds, rounded up: browsers cut fractions off, and a timer that fires early and is set again a few
    // times counts as nested, which makes it four milliseconds late.
    else timer = setTimeout(() => arrange(momentMs), Math.ceil(leftMs));
  };

  addEventListener('message', ({ data }: MessageEvent<number>) => {
    clearTimeout(timer);
    arrange(data);
  });
}

startWaking();
