// What the diagram knows of one machine's log besides its columns: where a stretch of time lies in it, even if its
// times go backwards, and how many events of each kind a stretch holds. Grows with the log; 1/8 byte for each event.
import { type MachineLog, RECEIVE, SEND } from '../../../core/machine-log.ts';
import { firstAbove, firstAtLeast } from '../../../core/search.ts';

const BLOCK = 64; // events between two running totals

/** Events from `first` up to but not including `end`. */
export interface EventRange {
  readonly first: number;
  readonly end: number;
}

export interface KindCounts {
  readonly internal: number;
  readonly send: number;
  readonly receive: number;
}

export class LaneIndex {
  /** Whether the log's times never fall, as the times of our own runs. */
  sorted = true;
  minMs = Infinity;
  maxMs = -Infinity;
  /** Only of a log whose times fall: the highest time up to each event, and the lowest from it on. */
  #highest: Float64Array | undefined;
  #lowest: Float64Array | undefined;
  /** Before each block: how many sends and receives. */
  #sends: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  #receives: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  #send = 0;
  #receive = 0;
  #count = 0;

  constructor(readonly log: MachineLog) {
    this.update();
  }

  /** Takes in what the log has gained. */
  update(): void {
    const { atMs, kinds, eventCount } = this.log;
    if (eventCount === this.#count) return;
    let previous = this.#count > 0 ? atMs[this.#count - 1]! : -Infinity;
    for (let index = this.#count; index < eventCount; index++) {
      if (index % BLOCK === 0) this.#note(index / BLOCK);
      const time = atMs[index]!;
      if (time < previous) this.sorted = false;
      previous = time;
      if (time < this.minMs) this.minMs = time;
      if (time > this.maxMs) this.maxMs = time;
      const kind = kinds[index];
      if (kind === SEND) this.#send += 1;
      else if (kind === RECEIVE) this.#receive += 1;
    }
    this.#count = eventCount;
    if (!this.sorted) this.#straighten();
  }

  /** Holds every event of the stretch; where times fall it may hold some others too. */
  range(fromMs: number, toMs: number): EventRange {
    const { atMs } = this.log;
    return {
      first: firstAtLeast(this.#highest ?? atMs, this.#count, fromMs),
      end: firstAbove(this.#lowest ?? atMs, this.#count, toMs),
    };
  }

  /** The index of the first event at or after the moment (of a log whose times fall: the first that may be). */
  firstFrom(ms: number): number {
    return firstAtLeast(this.#highest ?? this.log.atMs, this.#count, ms);
  }

  /** The event nearest to a moment; undefined in an empty log. */
  nearest(ms: number): number | undefined {
    const { atMs } = this.log;
    if (this.#count === 0) return undefined;
    if (this.sorted) {
      const after = firstAtLeast(atMs, this.#count, ms);
      if (after === this.#count) return after - 1;
      return after > 0 && ms - atMs[after - 1]! < atMs[after]! - ms ? after - 1 : after;
    }
    let best = 0;
    for (let index = 1; index < this.#count; index++)
      if (Math.abs(atMs[index]! - ms) < Math.abs(atMs[best]! - ms)) best = index;
    return best;
  }

  /** Reads at most 128 events, whatever the length of the range. */
  kinds({ first, end }: EventRange): KindCounts {
    const from = this.#before(first);
    const to = this.#before(end);
    const send = to.sends - from.sends;
    const receive = to.receives - from.receives;
    return { internal: end - first - send - receive, send, receive };
  }

  #before(index: number): { sends: number; receives: number } {
    if (index >= this.#count) return { sends: this.#send, receives: this.#receive };
    const { kinds } = this.log;
    const block = Math.floor(index / BLOCK);
    let sends = this.#sends[block]!;
    let receives = this.#receives[block]!;
    for (let at = block * BLOCK; at < index; at++) {
      if (kinds[at] === SEND) sends += 1;
      else if (kinds[at] === RECEIVE) receives += 1;
    }
    return { sends, receives };
  }

  #note(block: number): void {
    if (block === this.#sends.length) {
      this.#sends = widened(this.#sends);
      this.#receives = widened(this.#receives);
    }
    this.#sends[block] = this.#send;
    this.#receives[block] = this.#receive;
  }

  #straighten(): void {
    const highest = this.log.atMs.slice(0, this.#count);
    const lowest = highest.slice();
    for (let i = 1; i < highest.length; i++) highest[i] = Math.max(highest[i]!, highest[i - 1]!);
    for (let i = lowest.length - 2; i >= 0; i--) lowest[i] = Math.min(lowest[i]!, lowest[i + 1]!);
    this.#highest = highest;
    this.#lowest = lowest;
  }
}

function widened(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(from.length * 2);
  into.set(from);
  return into;
}
