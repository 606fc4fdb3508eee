// What one machine sent, so that the messages on their way at any moment are found by a search.
import { NONE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import { firstAtLeast } from '../core/search.ts';
import type { Trace } from '../core/trace.ts';
import type { EventTimes } from './event-times.ts';
import type { Arrival, Progress } from './inbox.ts';
import type { TraceFaults } from './trace-faults.ts';

/** A message on its way. */
export interface FlyingMessage {
  readonly from: MachineId;
  /** Among the messages of its sender, from 1. */
  readonly number: number;
  readonly to: MachineId;
  readonly timestamp: number;
  /** In milliseconds since the start of the run. */
  readonly sentMs: number;
  /** When it enters the receiver's queue, or is received where nothing else is known; undefined where it never does. */
  readonly arrivedMs: number | undefined;
}

/** Memory: 12 bytes for each message, with some room to spare. */
export class Flights {
  /** By row: when it and all before it have landed, but for those that never do. */
  #landedMs = new Float64Array(16);
  /** Rows that do not land, as far as is known, in ascending order. */
  readonly #endless: number[] = [];
  /** Rows of which the arrival is not known. */
  #pending: number[] = [];
  #count = 0;
  /** Rows before it have landed for good. */
  #settled = 0;
  /** Whether later messages were sent by later events. */
  #isRising = true;

  constructor(
    private readonly trace: Trace,
    private readonly machine: MachineId,
    private readonly times: readonly EventTimes[],
  ) {}

  /** Takes in what is new, and reports each arrival once. Time: what is new, and what has not landed. */
  update(faults: TraceFaults, arrived: (to: MachineId, arrival: Arrival) => void): void {
    const log = this.trace.logs[this.machine - 1]!;
    for (let row = this.#count; row < log.messageCount; row++) this.#pending.push(row);
    this.#count = log.messageCount;
    this.#pending = this.#pending.filter(row => {
      const to = log.recipients[row]!;
      const arrivedMs = log.arrivedMs[row]!;
      if (to === 0 || Number.isNaN(arrivedMs)) return true;
      arrived(to, { from: this.machine, row, arrivedMs, beforeTick: log.arrivedBeforeTicks[row]! });
      return false;
    });
    this.#settle(faults);
  }

  /** The messages on their way at a moment; of too many, the `limit` that were sent last. */
  flyingAt({ timeMs, counts }: Progress, limit: number, faults: TraceFaults): FlyingMessage[] {
    const log = this.trace.logs[this.machine - 1]!;
    const own = counts[this.machine - 1]!;
    const from = firstAtLeast(this.#landedMs, this.#count, timeMs);
    const to = this.#isRising ? firstAtLeast(log.sentIndices, this.#count, own) : this.#count;
    const flying: FlyingMessage[] = [];
    const add = (row: number): void => {
      const recipient = log.recipients[row]!;
      const sentIndex = log.sentIndices[row]!;
      if (recipient === 0 || sentIndex === NONE || sentIndex >= own) return;
      if (log.receivedIndices[row]! < counts[recipient - 1]! || log.arrivedMs[row]! <= timeMs) return;
      if (this.#lostMs(row, faults) <= timeMs) return;
      const landsMs = this.#landsMs(row, faults);
      flying.push({
        from: this.machine,
        number: row + 1,
        to: recipient,
        timestamp: log.timestamps[row]!,
        sentMs: this.times[this.machine - 1]!.columnMs[sentIndex]!,
        arrivedMs: landsMs === Infinity || this.#lostMs(row, faults) === landsMs ? undefined : landsMs,
      });
    };
    for (let row = to - 1; row >= from && flying.length < limit; row--) add(row);
    for (let at = firstAtLeast(this.#endless, this.#endless.length, Math.min(from, to)) - 1; at >= 0; at--) {
      if (flying.length >= limit) break;
      add(this.#endless[at]!);
    }
    return flying.reverse();
  }

  #settle(faults: TraceFaults): void {
    const { sentIndices } = this.trace.logs[this.machine - 1]!;
    if (this.#count > this.#landedMs.length) {
      const wider = new Float64Array(Math.max(this.#count, this.#landedMs.length * 2));
      wider.set(this.#landedMs);
      this.#landedMs = wider;
    }
    const first = this.#settled;
    this.#endless.length = firstAtLeast(this.#endless, this.#endless.length, first);
    let latestMs = first === 0 ? -Infinity : this.#landedMs[first - 1]!;
    for (let row = first; row < this.#count; row++) {
      if (row > 0 && sentIndices[row]! < sentIndices[row - 1]!) this.#isRising = false;
      const landsMs = this.#landsMs(row, faults);
      if (landsMs === Infinity) this.#endless.push(row);
      else latestMs = Math.max(latestMs, landsMs);
      this.#landedMs[row] = latestMs;
      if (landsMs !== Infinity && this.#settled === row) this.#settled = row + 1;
    }
  }

  /** Infinity where it does not, as far as is known. */
  #landsMs(row: number, faults: TraceFaults): number {
    const log = this.trace.logs[this.machine - 1]!;
    const arrivedMs = log.arrivedMs[row]!;
    const received = log.receivedIndices[row]!;
    const to = this.times[log.recipients[row]! - 1];
    const receivedMs = received === NONE || !to ? Infinity : to.columnMs[received]!;
    return Math.min(receivedMs, Number.isNaN(arrivedMs) ? Infinity : arrivedMs, this.#lostMs(row, faults));
  }

  /** Infinity where it was not lost on its way. */
  #lostMs(row: number, faults: TraceFaults): number {
    if (faults.isEmpty || !Number.isNaN(this.trace.logs[this.machine - 1]!.arrivedMs[row]!)) return Infinity;
    const lostMs = faults.lostMs(this.machine, row + 1);
    return Number.isNaN(lostMs) ? Infinity : lostMs;
  }
}
