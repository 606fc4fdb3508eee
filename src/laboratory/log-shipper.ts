// The machine's side of log collection: numbers what its recorder is told in batches, and keeps each batch until it is
// acknowledged, so that a batch that got lost is sent again and nothing is missing at the end.
import type { MessageFault } from '../core/fault.ts';
import type { Recorder } from '../core/machine.ts';
import type { Message } from '../core/message.ts';
import type { FaultListener } from '../engine/host-faults.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { BATCH_MAX, type LogEntry } from './control-messages.ts';

export interface LogShipperOptions {
  readonly scheduler: Scheduler;
  readonly send: (sequence: number, entries: LogEntry[]) => void;
  /** The bound is reached: the coordinator has long acknowledged nothing. The shipper takes no more. */
  readonly onOverflow: () => void;
}

const FLUSH_MS = 50;
const RESEND_MS = 2000;
/** Entries that are kept for a coordinator that does not acknowledge them: about ten minutes at 1,000 ticks per second. */
export const UNACKNOWLEDGED_MAX = 1_000_000;

interface Batch {
  readonly sequence: number;
  readonly entries: LogEntry[];
  sentMs: number;
}

export class LogShipper implements Recorder, FaultListener {
  readonly #options: LogShipperOptions;
  #open: LogEntry[] = [];
  /** Sent and not acknowledged, oldest first. Bound: {@link UNACKNOWLEDGED_MAX} entries in all. */
  #unacknowledged: Batch[] = [];
  #kept = 0;
  #sequence = 0;
  #full = false;
  #cancelFlush: Cancel | undefined;
  #cancelResend: Cancel | undefined;

  constructor(options: LogShipperOptions) {
    this.#options = options;
  }

  /** How many batches there are so far, the last one included when {@link flush} has just been called. */
  get batches(): number {
    return this.#sequence;
  }

  arrival({ from, number, timestamp }: Message, atMs: number, beforeTick: number): void {
    this.#add({ kind: 'arrival', atMs, from, number, timestamp, beforeTick });
  }

  internal(atMs: number, clock: number, queue: number, face: number): void {
    this.#add({ kind: 'internal', atMs, clock, queue, face });
  }

  send(atMs: number, clock: number, queue: number, face: number, messages: readonly Message[]): void {
    const [{ timestamp, number }] = messages as [Message];
    this.#add({
      kind: 'send',
      atMs,
      clock,
      queue,
      face,
      timestamp,
      number,
      to: messages.map(message => message.to),
    });
  }

  receive(atMs: number, clock: number, queue: number, { from, number, timestamp }: Message): void {
    this.#add({ kind: 'receive', atMs, clock, queue, from, number, timestamp });
  }

  fault(fault: MessageFault): void {
    this.#add({ kind: 'fault', fault });
  }

  heldBack({ number }: Message): void {
    this.#add({ kind: 'held-back', number });
  }

  forgot(): void {
    this.#add({ kind: 'forgot' });
  }

  /** Sends what has gathered. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    if (this.#open.length === 0) return;
    const batch = { sequence: ++this.#sequence, entries: this.#open, sentMs: 0 };
    this.#open = [];
    this.#unacknowledged.push(batch);
    this.#ship(batch);
  }

  /** Batches 1 to `sequence` have come. */
  acknowledge(sequence: number): void {
    while (this.#unacknowledged[0] && this.#unacknowledged[0].sequence <= sequence)
      this.#kept -= this.#unacknowledged.shift()!.entries.length;
    if (this.#unacknowledged.length > 0) return;
    this.#cancelResend?.();
    this.#cancelResend = undefined;
  }

  /** Sends nothing any more. */
  close(): void {
    this.#full = true;
    this.#cancelFlush?.();
    this.#cancelResend?.();
  }

  #add(entry: LogEntry): void {
    if (this.#full) return;
    if (this.#kept >= UNACKNOWLEDGED_MAX) {
      this.#full = true;
      this.#options.onOverflow();
      return;
    }
    this.#kept += 1;
    this.#open.push(entry);
    const { scheduler } = this.#options;
    if (this.#open.length >= BATCH_MAX) this.flush();
    else this.#cancelFlush ??= scheduler.at(scheduler.nowMs() + FLUSH_MS, () => this.flush());
  }

  #ship(batch: Batch): void {
    const { scheduler, send } = this.#options;
    batch.sentMs = scheduler.nowMs();
    send(batch.sequence, batch.entries);
    this.#cancelResend ??= scheduler.at(batch.sentMs + RESEND_MS, () => this.#resend());
  }

  #resend(): void {
    this.#cancelResend = undefined;
    const nowMs = this.#options.scheduler.nowMs();
    for (const batch of this.#unacknowledged) if (nowMs - batch.sentMs >= RESEND_MS) this.#ship(batch);
    const oldest = this.#unacknowledged[0];
    if (oldest)
      this.#cancelResend ??= this.#options.scheduler.at(oldest.sentMs + RESEND_MS, () => this.#resend());
  }
}
