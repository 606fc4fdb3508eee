// One machine's part of a live run: its links, then its host, then the quiet end in which messages still arrive.
import type { Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';
import type { Link } from '../network/link.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { Host, type LinkTrouble } from './host.ts';

/** Opens a link to each other machine of the run; rejects when one cannot be had, or with the signal's reason. */
export type OpenLinks = (signal: AbortSignal) => Promise<OpenedLinks>;
export interface OpenedLinks {
  readonly links: readonly Link[];
  /** Closes them all. */
  close(): void;
}

export interface LiveMachineOptions {
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly scheduler: Scheduler;
  readonly openLinks: OpenLinks;
  readonly recorder: Recorder;
  readonly onUndeliverable: (message: Message, reason: string) => void;
  readonly onLinkEvent: (remote: MachineId, event: LinkTrouble) => void;
}

export class LiveMachine {
  readonly #options: LiveMachineOptions;
  readonly #abort = new AbortController();
  #opened: OpenedLinks | undefined;
  #host: Host | undefined;

  constructor(options: LiveMachineOptions) {
    this.#options = options;
  }

  /** Resolves when there is an open link to each other machine. */
  async connect(): Promise<void> {
    const opened = await this.#options.openLinks(this.#abort.signal);
    if (this.#abort.signal.aborted) opened.close();
    this.#abort.signal.throwIfAborted();
    this.#opened = opened;
  }

  /** Starts at `startMs` of the scheduler's clock; `onEnd` is called after the last tick. Only after {@link connect}. */
  start(startMs: number, onEnd: () => void): void {
    if (!this.#opened || this.#host) return;
    this.#host = new Host({ ...this.#options, links: this.#opened.links });
    this.#host.start(startMs, onEnd);
  }

  /** No more ticks; what arrives is still recorded. */
  stop(): void {
    this.#host?.stop();
  }

  /** Ends everything and closes the links. Idempotent. */
  close(): void {
    this.#abort.abort();
    this.#host?.close();
    this.#opened?.close();
  }
}
