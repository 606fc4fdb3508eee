// What a search needs of a trace besides its columns, made once for all searches: the order of time, texts in lower case,
// what was lost, and what an audit found. It is of the trace as it was; one that has grown gets another.
import type { EventPlace } from '../../core/trace-order.ts';
import { NONE, type MachineLog } from '../../core/machine-log.ts';
import type { Trace } from '../../core/trace.ts';
import type { AuditReport } from '../audit/audit-report.ts';
import { conesOf, type Cones } from '../cones.ts';
import { programWords } from '../program-events.ts';
import { TraceFaults } from '../trace-faults.ts';
import { timeOrder } from './time-order.ts';
import { prefixesOf } from './query-names.ts';

/** Events `first` up to but not including `end` of one machine; `mask[0]` is `first`'s, 1 for what is still in. */
export interface Stretch {
  readonly log: MachineLog;
  readonly first: number;
  readonly end: number;
  readonly mask: Uint8Array;
}

export class SearchIndex {
  /** By machine: the first number of its events; an event's own is that and its index. */
  readonly offsets: Uint32Array;
  /** By machine: how many events it had. */
  readonly counts: readonly number[];
  readonly eventCount: number;
  /** By machine, as {@link prefixesOf}, in lower case. */
  readonly prefixes: readonly string[];
  #inTime: Uint32Array | undefined;
  #texts: (readonly string[] | undefined)[] | undefined;
  #programWords: (readonly string[] | undefined)[] = [];
  #faults: TraceFaults | undefined;
  #losingPairs: Set<string> | undefined;
  #audited: readonly Uint8Array[] | undefined;
  readonly #cones = new Map<string, Cones>();

  constructor(readonly trace: Trace) {
    this.counts = trace.logs.map(({ eventCount }) => eventCount);
    this.offsets = offsetsOf(this.counts);
    this.eventCount = trace.eventCount;
    this.prefixes = prefixesOf(trace).map(prefix => prefix.toLowerCase());
  }

  /** The numbers of all events by time, then machine, then index. */
  get inTime(): Uint32Array {
    return (this.#inTime ??= timeOrder(this.trace, this.offsets, this.counts));
  }

  /** By the index of the event; undefined where no file says anything. */
  textsOf(machine: number): readonly string[] | undefined {
    this.#texts ??= this.trace.logs.map(each =>
      this.trace.origin?.machines[each.machine - 1]?.texts?.map(text => text.toLowerCase()),
    );
    return this.#texts[machine - 1];
  }

  /** By the index of the event, what a program’s run says beside it; undefined where the trace is not of a program. */
  programWordsOf(machine: number): readonly string[] | undefined {
    const { program } = this.trace;
    return program && (this.#programWords[machine - 1] ??= programWords(this.trace, program, machine));
  }

  /** Kept for the last few events that were asked about. */
  conesOf(place: EventPlace): Cones {
    const key = `${place.machine} ${place.index}`;
    const cones = this.#cones.get(key) ?? conesOf(this.trace, place);
    this.#cones.delete(key);
    this.#cones.set(key, cones);
    const [oldest] = this.#cones.keys();
    if (this.#cones.size > CONES_MAX && oldest !== undefined) this.#cones.delete(oldest);
    return cones;
  }

  /** By the trial's plan, or because it never arrived between two machines whose messages the trace says were lost. */
  isLost(from: number, row: number): boolean {
    this.#faults ??= new TraceFaults(this.trace);
    if (this.#faults.isLost(from, row + 1)) return true;
    this.#losingPairs ??= new Set(this.trace.losses.map(loss => `${loss.from} ${loss.to}`));
    const { recipients, arrivedMs, receivedIndices } = this.trace.logOf(from);
    if (receivedIndices[row] !== NONE || !Number.isNaN(arrivedMs[row])) return false;
    return this.#losingPairs.has(`${from} ${recipients[row]}`);
  }

  get canLose(): boolean {
    return this.trace.faults.length > 0 || this.trace.losses.length > 0;
  }

  /** Where an audit found something; it has to be given before a query asks for it. */
  set audited(places: readonly EventPlace[]) {
    const marks = this.trace.logs.map(({ eventCount }) => new Uint8Array(eventCount));
    for (const { machine, index } of places) if (marks[machine - 1]) marks[machine - 1]![index] = 1;
    this.#audited = marks;
  }

  get isAudited(): boolean {
    return this.#audited !== undefined;
  }

  /** By the index of the event: 1 where an audit found something. */
  auditedOf(machine: number): Uint8Array | undefined {
    return this.#audited?.[machine - 1];
  }
}

/** The events at which rules are broken, as far as the report keeps them. */
export function auditedPlaces({ rules }: AuditReport): EventPlace[] {
  return rules.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'fault').map(({ place }) => place),
  );
}

/** By machine: how many events the machines before it have. */
export function offsetsOf(counts: readonly number[]): Uint32Array {
  const offsets = new Uint32Array(counts.length);
  for (let i = 1; i < counts.length; i++) offsets[i] = offsets[i - 1]! + counts[i - 1]!;
  return offsets;
}

const CONES_MAX = 4; // 8 bytes for each machine
