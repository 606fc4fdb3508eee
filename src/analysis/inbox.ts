// What came to one machine, in the order of its queue, so that what waits there at any moment is found by a search and not by
// playing the run from its start.
import { NONE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import { firstAbove, firstAtLeast } from '../core/search.ts';
import type { Trace } from '../core/trace.ts';

/** How far a run is at some moment. */
export interface Progress {
  /** In milliseconds since the start of the run. */
  readonly timeMs: number;
  /** By machine: how many of its events have happened. */
  readonly counts: Uint32Array;
}

/** A message that waits in a queue. */
export interface WaitingMessage {
  readonly from: MachineId;
  readonly number: number;
  readonly timestamp: number;
  /** When it entered the queue, in milliseconds since the start. */
  readonly arrivedMs: number;
}

/** A message that entered the queue. */
export interface Arrival {
  readonly from: MachineId;
  /** Among the messages of its sender, from 0. */
  readonly row: number;
  readonly arrivedMs: number;
  /** The receiver's first tick after it. */
  readonly beforeTick: number;
  /** Where faults decide what became of it; otherwise its sender's columns say. */
  readonly fate?: Fate;
}

/** What became of a message that came twice or was forgotten. */
export interface Fate {
  /** The receiver's event that took it, or its first one after it was forgotten; {@link NONE} where it waits to the end. */
  readonly goneIndex: number;
  /** Infinity where it was not forgotten. */
  readonly forgottenMs: number;
}

/** Whether a message has set out; one of which only the arrival is known has. */
export function isSent({ logs }: Trace, from: MachineId, row: number, counts: Uint32Array): boolean {
  const index = logs[from - 1]!.sentIndices[row]!;
  return index === NONE || index < counts[from - 1]!;
}

/** Memory: 26 bytes for each message that came, with some room to spare. */
export class Inbox {
  #count = 0;
  #arrivedMs = new Float64Array(16);
  #beforeTicks = new Uint32Array(16);
  #froms = new Uint16Array(16);
  #rows = new Uint32Array(16);
  /** The largest index of a receive that took this entry or one before it; {@link NONE} from the first that waits to the end. */
  #goneMax = new Uint32Array(16);
  #fates: (Fate | undefined)[] | undefined;
  /** Entries before it are gone for good. */
  #settled = 0;
  /** Whether messages were taken in the order in which they came, and none was forgotten. */
  #inOrder = true;
  /** How many were taken, of all and of those that are settled. */
  #taken = 0;
  #takenSettled = 0;

  constructor(
    private readonly trace: Trace,
    private readonly machine: MachineId,
  ) {}

  /** How many of its messages a receive is known to have taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes in messages that came, and what has become of the others. Time: theirs, and the number of those that wait. */
  add(arrivals: Arrival[]): void {
    const fresh = arrivals.sort(this.#compare);
    const first = fresh[0];
    if (first) {
      let kept = this.#count;
      while (kept > 0 && this.#compare(this.#arrivalAt(kept - 1), first) > 0) kept -= 1;
      const moved = Array.from({ length: this.#count - kept }, (_, i) => this.#arrivalAt(kept + i));
      this.#count = kept;
      for (const arrival of moved.length > 0 ? [...moved, ...fresh].sort(this.#compare) : fresh)
        this.#push(arrival);
      if (this.#settled > kept) [this.#settled, this.#takenSettled] = [0, 0];
    }
    this.#settle();
  }

  /** How many wait at a moment. Time: two searches; where messages were not taken in their order, one step for each that waits. */
  lengthAt(progress: Progress): number {
    const [from, to] = this.#range(progress);
    if (this.#inOrder && (to === 0 || this.#arrivedMs[to - 1]! < progress.timeMs))
      return Math.max(0, to - from);
    let length = 0;
    for (let at = from; at < to; at++) if (this.#waits(at, progress)) length += 1;
    return length;
  }

  /** The oldest of those that wait at a moment, at most `limit`. */
  waitingAt(progress: Progress, limit: number): WaitingMessage[] {
    const [from, to] = this.#range(progress);
    const waiting: WaitingMessage[] = [];
    for (let at = from; at < to && waiting.length < limit; at++) {
      if (!this.#waits(at, progress)) continue;
      const sender = this.#froms[at]!;
      const row = this.#rows[at]!;
      const timestamp = this.trace.logs[sender - 1]!.timestamps[row]!;
      waiting.push({ from: sender, number: row + 1, timestamp, arrivedMs: this.#arrivedMs[at]! });
    }
    return waiting;
  }

  /** All entries before it are gone, all from its end on have not come. */
  #range({ timeMs, counts }: Progress): readonly [from: number, to: number] {
    const to = firstAbove(this.#arrivedMs, this.#count, timeMs);
    return [firstAtLeast(this.#goneMax, to, counts[this.machine - 1]!), to];
  }

  #waits(at: number, { timeMs, counts }: Progress): boolean {
    if (this.#goneIndex(at) < counts[this.machine - 1]!) return false;
    if ((this.#fates?.[at]?.forgottenMs ?? Infinity) <= timeMs) return false;
    return this.#arrivedMs[at]! < timeMs || isSent(this.trace, this.#froms[at]!, this.#rows[at]!, counts);
  }

  #goneIndex(at: number): number {
    return this.#fates?.[at]?.goneIndex ?? this.#takenBy(this.#froms[at]!, this.#rows[at]!);
  }

  #takenBy(from: MachineId, row: number): number {
    return this.trace.logs[from - 1]!.receivedIndices[row]!;
  }

  /** Looks at what has become of those that may still have waited. */
  #settle(): void {
    let max = this.#settled === 0 ? 0 : this.#goneMax[this.#settled - 1]!;
    let isSettled = true;
    let taken = this.#takenSettled;
    for (let at = this.#settled; at < this.#count; at++) {
      const gone = this.#goneIndex(at);
      const fate = this.#fates?.[at];
      if (gone < max || fate) this.#inOrder = false;
      if (gone !== NONE && (fate?.forgottenMs ?? Infinity) === Infinity) taken += 1;
      max = Math.max(max, gone);
      this.#goneMax[at] = max;
      isSettled &&= gone !== NONE;
      if (isSettled) [this.#settled, this.#takenSettled] = [at + 1, taken];
    }
    this.#taken = taken;
  }

  #arrivalAt(at: number): Arrival {
    const fate = this.#fates?.[at];
    return {
      from: this.#froms[at]!,
      row: this.#rows[at]!,
      arrivedMs: this.#arrivedMs[at]!,
      beforeTick: this.#beforeTicks[at]!,
      ...(fate && { fate }),
    };
  }

  #push({ from, row, arrivedMs, beforeTick, fate }: Arrival): void {
    const at = this.#count;
    if (at === this.#rows.length) this.#grow();
    this.#froms[at] = from;
    this.#rows[at] = row;
    this.#arrivedMs[at] = arrivedMs;
    this.#beforeTicks[at] = beforeTick;
    if (fate) this.#fates ??= [];
    if (this.#fates) this.#fates[at] = fate;
    this.#count = at + 1;
  }

  #grow(): void {
    const room = this.#rows.length * 2;
    const wider = <T extends Float64Array | Uint32Array | Uint16Array>(from: T, into: T): T => {
      into.set(from);
      return into;
    };
    this.#arrivedMs = wider(this.#arrivedMs, new Float64Array(room));
    this.#beforeTicks = wider(this.#beforeTicks, new Uint32Array(room));
    this.#froms = wider(this.#froms, new Uint16Array(room));
    this.#rows = wider(this.#rows, new Uint32Array(room));
    this.#goneMax = wider(this.#goneMax, new Uint32Array(room));
  }

  /** By time; at one moment as they were taken, and those that nobody took as they set out. */
  readonly #compare = (a: Arrival, b: Arrival): number =>
    a.arrivedMs - b.arrivedMs ||
    a.beforeTick - b.beforeTick ||
    (a.fate?.goneIndex ?? this.#takenBy(a.from, a.row)) -
      (b.fate?.goneIndex ?? this.#takenBy(b.from, b.row)) ||
    this.#sentMs(a) - this.#sentMs(b) ||
    a.from - b.from ||
    a.row - b.row;

  #sentMs({ from, row }: Arrival): number {
    const log = this.trace.logs[from - 1]!;
    const index = log.sentIndices[row]!;
    return index === NONE ? 0 : log.atMs[index]!;
  }
}
