// Which messages cross a stretch of time, whenever they were sent: the messages of each ordered pair of machines in the
// order of their sending. Links keep that order, so in each pair both the sends and the ends only rise, and a binary
// search finds all. 20 bytes for each message, and some room to spare.
import type { TraceFaults } from '../../../analysis/trace-faults.ts';
import { type MachineLog, NONE } from '../../../core/machine-log.ts';
import type { MachineId } from '../../../core/message.ts';
import { firstAbove, firstAtLeast, firstWhere } from '../../../core/search.ts';

/** The messages of one ordered pair. `begins` and `ends` never fall, though the times behind them may. */
export class PairMessages {
  count = 0;
  /** Rows in the sender's columns, in the order of sending. */
  rows = new Uint32Array(8);
  /** The lowest beginning from here on. */
  #begins = new Float64Array(8);
  /** The highest end up to here; Infinity while one waits in the queue. */
  #ends = new Float64Array(8);
  /** Up to here, ends do not change any more. */
  #settled = 0;
  /** Whether sends and receives are known to come in the same order without a hole, as on every link of ours. */
  ordered = true;
  #checked = 0;
  #lastReceived = -1;
  #lastSent = -1;

  constructor(
    readonly from: MachineLog,
    readonly to: MachineLog,
    /** Among all pairs, from 0. */
    readonly place: number,
    private readonly faults?: TraceFaults,
  ) {}

  /** When the message of a row was lost by the trial's plan; NaN where it was not. */
  lostMs(row: number): number {
    return !this.faults || this.faults.isEmpty ? NaN : this.faults.lostMs(this.from.machine, row + 1);
  }

  add(row: number): void {
    if (this.count === this.rows.length) this.#grow();
    this.rows[this.count] = row;
    this.#begins[this.count] = Infinity;
    this.count += 1;
    this.#begin(this.count - 1);
  }

  /** Takes in who has received what; costs the messages that wait. */
  settle(): void {
    const { receivedIndices } = this.from;
    for (let at = this.#settled; at < this.count; at++) {
      const row = this.rows[at]!;
      this.#begin(at); // an arrival may have been on record before its send
      this.#ends[at] = Math.max(at > 0 ? this.#ends[at - 1]! : -Infinity, this.#endOf(row));
      if (receivedIndices[row] !== NONE) this.#settled = at + 1;
    }
    for (; this.#checked < this.#settled; this.#checked++) this.#check(this.rows[this.#checked]!);
  }

  /** The first place from `first` on whose message was sent by the event `sentIndex` or later; `end` if none was. */
  firstSentFrom(sentIndex: number, first: number, end: number): number {
    if (!this.ordered) return first;
    return firstWhere(first, end, at => this.from.sentIndices[this.rows[at]!]! >= sentIndex);
  }

  #check(row: number): void {
    const sentIndex = this.from.sentIndices[row]!;
    const receivedIndex = this.from.receivedIndices[row]!;
    if (sentIndex === NONE || sentIndex < this.#lastSent) this.ordered = false;
    if (receivedIndex === NONE || receivedIndex < this.#lastReceived) this.ordered = false;
    this.#lastSent = sentIndex;
    this.#lastReceived = receivedIndex;
  }

  /** Places in `rows`, from `first` up to but not including `end`: all messages that cross the stretch. */
  crossing(fromMs: number, toMs: number): { readonly first: number; readonly end: number } {
    const first = firstAtLeast(this.#ends, this.count, fromMs);
    return { first, end: Math.max(first, firstAbove(this.#begins, this.count, toMs)) };
  }

  /** Lowers the beginning at a place to its message's; all before it are then no higher. */
  #begin(place: number): void {
    const begin = this.#beginOf(this.rows[place]!);
    for (let at = place; at >= 0 && this.#begins[at]! > begin; at--) this.#begins[at] = begin;
  }

  #beginOf(row: number): number {
    const { sentIndices, arrivedMs, atMs, eventCount } = this.from;
    const sentIndex = sentIndices[row]!;
    if (sentIndex < eventCount) return atMs[sentIndex]!;
    const arrival = arrivedMs[row]!;
    return Number.isNaN(arrival) ? 0 : arrival;
  }

  #endOf(row: number): number {
    const { receivedIndices, arrivedMs } = this.from;
    const receivedIndex = receivedIndices[row]!;
    if (receivedIndex < this.to.eventCount) return this.to.atMs[receivedIndex]!;
    const lostMs = this.lostMs(row);
    if (!Number.isNaN(lostMs)) return lostMs;
    return Number.isNaN(arrivedMs[row]!) ? this.#beginOf(row) : Infinity;
  }

  #grow(): void {
    const rows = new Uint32Array(this.rows.length * 2);
    const begins = new Float64Array(rows.length);
    const ends = new Float64Array(rows.length);
    rows.set(this.rows);
    begins.set(this.#begins);
    ends.set(this.#ends);
    this.rows = rows;
    this.#begins = begins;
    this.#ends = ends;
  }
}

export class MessageIndex {
  readonly pairs: PairMessages[] = [];
  readonly #byPair = new Map<number, PairMessages>();
  /** By machine: how many rows are taken in. */
  readonly #seen: Uint32Array;
  /** By machine: rows of which nothing was known yet when they were passed by. */
  readonly #unknown: number[][];

  constructor(
    readonly logs: readonly MachineLog[],
    private readonly faults?: TraceFaults,
  ) {
    this.#seen = new Uint32Array(logs.length);
    this.#unknown = logs.map(() => []);
    this.update();
  }

  update(): void {
    this.logs.forEach((log, i) => {
      const unknown = this.#unknown[i]!;
      if (unknown.length > 0) this.#unknown[i] = unknown.filter(row => !this.#take(log, row));
      for (let row = this.#seen[i]!; row < log.messageCount; row++)
        if (!this.#take(log, row)) this.#unknown[i]!.push(row);
      this.#seen[i] = log.messageCount;
    });
    for (const pair of this.pairs) pair.settle();
  }

  pair(from: MachineId, to: MachineId): PairMessages | undefined {
    return this.#byPair.get(from * (this.logs.length + 1) + to);
  }

  /** Whether the row is known and now in its pair. */
  #take(log: MachineLog, row: number): boolean {
    const to = log.recipients[row]!;
    const receiver = this.logs[to - 1];
    if (!receiver) return false;
    const key = log.machine * (this.logs.length + 1) + to;
    let pair = this.#byPair.get(key);
    if (!pair) {
      pair = new PairMessages(log, receiver, this.pairs.length, this.faults);
      this.#byPair.set(key, pair);
      this.pairs.push(pair);
    }
    pair.add(row);
    return true;
  }
}
