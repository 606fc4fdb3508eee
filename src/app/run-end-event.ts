// A run is over, or a log was opened: whoever keeps the history takes it. It goes up to the page's frame, because the history
// is the whole page's and is loaded only when there is something to keep.
import { ViewEvent } from '../ui/parts/view-event.ts';
import type { HistoryEntry } from '../history/entry.ts';
import type { Trace } from '../core/trace.ts';

export interface EndedRun extends Pick<HistoryEntry, 'came' | 'ended' | 'files' | 'programQuery'> {
  readonly trace: Trace;
  /** Undefined: it is called after its trial. */
  readonly name: string | undefined;
}

export class RunEndEvent extends ViewEvent {
  static readonly type = 'run-end';
  constructor(readonly run: EndedRun) {
    super(RunEndEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'run-end': RunEndEvent;
  }
}
