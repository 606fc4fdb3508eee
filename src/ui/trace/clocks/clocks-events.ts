// What a person chooses about clocks, for whoever shows timestamps elsewhere on the page.
import type { LensChoice } from './lens-labels.ts';

/** The timestamps that events are to bear, in the diagram too. */
export class LensChangeEvent extends Event {
  static readonly type = 'lens-change';
  constructor(readonly choice: LensChoice) {
    super(LensChangeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'lens-change': LensChangeEvent;
  }
}
