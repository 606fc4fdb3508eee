// What a person asks of the view of the designs, as events: dispatched on a person's action only.
import type { DesignsDraft } from '../../address/designs.ts';
import { ViewEvent } from '../parts/view-event.ts';

/** A person changed what is compared; the owner of the draft is to take the new one over. */
export class DesignsDraftChangeEvent extends ViewEvent {
  static readonly type = 'designs-draft-change';
  constructor(readonly draft: DesignsDraft) {
    super(DesignsDraftChangeEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'designs-draft-change': DesignsDraftChangeEvent;
  }
}
