// What the frame of the page can ask of a part of the view that is shown: to be presented in large type, or to take the cursor
// into its search. Such a part says that it is there when it is connected.
import type { ReactiveControllerHost } from 'lit';
import type { Trace } from '../../core/trace.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import { ViewEvent } from './view-event.ts';

/** A trace as some part of the page shows it. */
export interface Presented {
  readonly trace: Trace;
  readonly revision: number;
  /** Whether the run goes on. */
  readonly live: boolean;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  readonly nowMs: number | undefined;
  readonly traceFocus: TraceFocus;
}

/** An element; of those that are visible the first one that can is asked. */
export interface PageTool extends HTMLElement {
  /** What is shown now; read again and again while a run goes on. */
  readonly presented?: Presented | undefined;
  /** Puts the cursor into its field. */
  takeSearch?(): void;
}

export class PageToolEvent extends ViewEvent {
  static readonly type = 'page-tool';
  constructor(readonly tool: PageTool) {
    super(PageToolEvent.type);
  }
}

/** Says it whenever the element is put on the page. */
export function announceTool(tool: PageTool & ReactiveControllerHost): void {
  tool.addController({ hostConnected: () => void tool.dispatchEvent(new PageToolEvent(tool)) });
}

declare global {
  interface HTMLElementEventMap {
    'page-tool': PageToolEvent;
  }
}
