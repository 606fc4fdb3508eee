// The records of a log with vector clocks, in columns: a million of them with eight entries each are cheap to hold.
import { NONE } from '../../core/machine-log.ts';
import type { ReadTime } from '../logs/read-time.ts';

/** One record as a reader found it. */
export interface VectorRecord {
  readonly host: string;
  /** As it is written: by host. */
  readonly clock: readonly (readonly [host: string, entry: number])[];
  /** What happened, in the log's own words. */
  readonly text: string;
  readonly time: ReadTime | undefined;
  /** Lamport's clock, where the log states one beside the vector. */
  readonly lamport: number | undefined;
  readonly queue: number | undefined;
  /** The first of its lines, from 1. */
  readonly line: number;
}

/** Grows record by record; hosts are numbered from 0 in the order in which they are named. */
export class VectorRecords {
  readonly hosts: string[] = [];
  readonly texts: string[] = [];
  readonly times: (ReadTime | undefined)[] = [];
  count = 0;
  /** Whether a record is more than one line, so that two that each lost one may read as one. */
  spansLines = false;
  /** Of each record: the number of its host. */
  owners = new Uint32Array(16);
  lines = new Uint32Array(16);
  /** {@link NONE} where it is not stated. */
  lamports = new Uint32Array(16);
  queues = new Uint32Array(16);
  /** Record r has the entries from `ends[r - 1]` to `ends[r]`: a host and its value, one after the other. */
  ends = new Uint32Array(16);
  entries = new Uint32Array(64);
  readonly #numbers = new Map<string, number>();

  add({ host, clock, text, time, lamport, queue, line }: VectorRecord): void {
    const at = this.count;
    if (at === this.lines.length) this.#growRecords();
    const start = at === 0 ? 0 : this.ends[at - 1]!;
    const end = start + 2 * clock.length;
    while (end > this.entries.length) this.entries = widened(this.entries);
    this.owners[at] = this.numberOf(host);
    this.lines[at] = line;
    this.lamports[at] = lamport ?? NONE;
    this.queues[at] = queue ?? NONE;
    let place = start;
    for (const [name, entry] of clock) {
      this.entries[place++] = this.numberOf(name);
      this.entries[place++] = entry;
    }
    this.ends[at] = end;
    this.texts.push(text);
    this.times.push(time);
    this.count = at + 1;
  }

  numberOf(host: string): number {
    let number = this.#numbers.get(host);
    if (number === undefined) {
      number = this.hosts.length;
      this.#numbers.set(host, number);
      this.hosts.push(host);
    }
    return number;
  }

  #growRecords(): void {
    this.owners = widened(this.owners);
    this.lines = widened(this.lines);
    this.lamports = widened(this.lamports);
    this.queues = widened(this.queues);
    this.ends = widened(this.ends);
  }
}

function widened(from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(2 * from.length);
  into.set(from);
  return into;
}
