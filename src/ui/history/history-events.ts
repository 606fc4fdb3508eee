// What a person asks of the history that its page must know of.
import { ViewEvent } from '../parts/view-event.ts';

/** The list is to be shown again. */
export class ListRequestEvent extends ViewEvent {
  static readonly type = 'list-request';
  constructor() {
    super(ListRequestEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'list-request': ListRequestEvent;
  }
}
