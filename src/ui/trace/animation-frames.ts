// The frames in which the browser draws this page, for what moves with them; none while the page is hidden.
import type { FrameClock } from './playback.ts';

export const ANIMATION_FRAMES: FrameClock = {
  request(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
};
