// What the frame of the page can ask of a part of the view that is shown: to take the cursor into its search. Such a part says that
// it is there when it is connected.
import { ViewEvent } from './view-event.ts';

/** An element; of those that are visible the first one that can is asked. */
export interface PageTool extends HTMLElement {
  /** Puts the cursor into its field. */
  takeSearch?(): void;
}

export class PageToolEvent extends ViewEvent {
  static readonly type = 'page-tool';
  constructor(readonly tool: PageTool) {
    super(PageToolEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'page-tool': PageToolEvent;
  }
}
