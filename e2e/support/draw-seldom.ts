// Pages that draw themselves four times a second, as those of a slow computer do. For tests of what machines do over many seconds: a
// browser without a graphics card spends most of its time on pictures that nobody looks at there.
import type { BrowserContext } from '@playwright/test';

const EVERY_MS = 250;

/** Of all pages and frames of the context that are opened from now on. Tests of what moves do without it. */
export async function drawSeldom(context: BrowserContext): Promise<void> {
  await context.addInitScript(everyMs => {
    const ask = window.requestAnimationFrame.bind(window);
    const withdraw = window.cancelAnimationFrame.bind(window);
    const waiting = new Map<number, () => void>();
    let last = 0;
    let nextMs = 0;
    window.requestAnimationFrame = callback => {
      const id = (last += 1);
      const draw = (): void => {
        const frame = ask(atMs => {
          waiting.delete(id);
          nextMs = performance.now() + everyMs;
          callback(atMs);
        });
        waiting.set(id, () => withdraw(frame));
      };
      const leftMs = nextMs - performance.now();
      if (leftMs <= 0) draw();
      else {
        const timer = setTimeout(draw, leftMs);
        waiting.set(id, () => clearTimeout(timer));
      }
      return id;
    };
    window.cancelAnimationFrame = id => {
      waiting.get(id)?.();
      waiting.delete(id);
    };
  }, EVERY_MS);
}
