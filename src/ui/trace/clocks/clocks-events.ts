// What a person chooses about clocks, for whoever shows timestamps elsewhere on the page.
import { ViewEvent } from '../../parts/view-event.ts';
import type { LensChoice } from './lens-labels.ts';

/** The timestamps that events are to bear, in the diagram too. */
export class LensChangeEvent extends ViewEvent {
  static readonly type = 'lens-change';
  constructor(readonly choice: LensChoice) {
    super(LensChangeEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'lens-change': LensChangeEvent;
  }
}
