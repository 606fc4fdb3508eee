// How an element deep in a view finds the home of the page's traces: it asks upwards, and the page answers with the place
// where the home is kept. The home is made when it is first asked for, so that a page which asks for nothing starts no worker.
import { ViewEvent } from '../parts/view-event.ts';
import { assert } from '../../core/assert.ts';
import { TraceHome } from '../../jobs/trace-home.ts';

/** Where a page keeps its home of traces. */
export interface TraceHomeKeeper {
  home?: TraceHome;
}

export class TraceHomeRequestEvent extends ViewEvent {
  static readonly type = 'trace-home-request';
  /** Set by the page. */
  keeper: TraceHomeKeeper | undefined;

  constructor() {
    super(TraceHomeRequestEvent.type);
  }
}

/** The home that the page of a connected element keeps. */
export function traceHomeOf(element: EventTarget): TraceHome {
  const request = new TraceHomeRequestEvent();
  element.dispatchEvent(request);
  assert(request.keeper, 'no page keeps a home of traces');
  return (request.keeper.home ??= new TraceHome());
}

declare global {
  interface HTMLElementEventMap {
    'trace-home-request': TraceHomeRequestEvent;
  }
}
