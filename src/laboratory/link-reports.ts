// What a machine's page tells its coordinator of its links: how they are, at once, and what they count, now and then.
import type { MachineId } from '../core/message.ts';
import { PAIRWISE_SEATS_MAX } from '../engine/settings.ts';
import { isSameState, type LinkReport } from '../network/link.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';

/** What the links count is reported so often at most. */
const COUNTS_EVERY_MS = 250;
/** Of a machine among many, which has many links, all that changes waits so long. */
const MANY_EVERY_MS = 5000;

export interface LinkReportsOptions {
  readonly machines: number;
  readonly scheduler: Scheduler;
  readonly post: (links: readonly LinkReport[]) => void;
}

export class LinkReports {
  readonly #options: LinkReportsOptions;
  readonly #links = new Map<MachineId, LinkReport>();
  #cancelPost: Cancel | undefined;

  constructor(options: LinkReportsOptions) {
    this.#options = options;
  }

  get all(): readonly LinkReport[] {
    return [...this.#links.values()].sort((a, b) => a.remote - b.remote);
  }

  /** Whether something has changed that was not told yet. */
  get isBehind(): boolean {
    return this.#cancelPost !== undefined;
  }

  report(report: LinkReport): void {
    const before = this.#links.get(report.remote);
    this.#links.set(report.remote, report);
    const { machines, scheduler } = this.#options;
    const areMany = machines > PAIRWISE_SEATS_MAX;
    if (!areMany && (!before || !isSameState(before, report))) this.post();
    else {
      const afterMs = areMany ? MANY_EVERY_MS : COUNTS_EVERY_MS;
      this.#cancelPost ??= scheduler.at(scheduler.nowMs() + afterMs, () => this.post());
    }
  }

  /** Tells how all of them are now. */
  post(): void {
    this.cancel();
    this.#options.post(this.all);
  }

  /** Nothing is told any more by itself. */
  cancel(): void {
    this.#cancelPost?.();
    this.#cancelPost = undefined;
  }
}
