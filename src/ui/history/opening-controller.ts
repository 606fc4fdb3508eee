// Opens saved runs for an element: once it is on the page and has its properties, and not for longer than it is there.
import type { LitElement, ReactiveController } from 'lit';
import type { Simulate } from '../../engine/simulate.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import { PANELS } from '../trace/panels.ts';
import { traceHomeOf } from '../trace/trace-home-request.ts';
import type { OpeningTools } from './open-entry.ts';

interface Opener extends LitElement {
  readonly history: HistoryDoor;
  readonly simulate: Simulate;
}

export interface Opening {
  /** Whether there is still something to open. */
  readonly isDue: () => boolean;
  /** May reject with the signal's reason. */
  readonly open: (tools: OpeningTools) => Promise<void>;
}

export class OpeningController implements ReactiveController {
  #abort: AbortController | undefined;

  constructor(
    private readonly host: Opener,
    private readonly opening: Opening,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.opening.isDue()) void this.#open();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
  }

  async #open(): Promise<void> {
    void PANELS[0]!.load().catch(() => undefined); // meanwhile; whoever shows it says so
    const abort = new AbortController();
    this.#abort = abort;
    // The address may be there before the element has its properties.
    await this.host.updateComplete;
    const { history, simulate } = this.host;
    try {
      await this.opening.open({
        history,
        simulate,
        home: () => traceHomeOf(this.host),
        signal: abort.signal,
      });
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  }
}
