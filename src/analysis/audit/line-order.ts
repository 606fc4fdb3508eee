// In what order the lines of a machine's log happened, as far as they tell: lines of the same time may have been written in
// either order, and without times so may a few neighbours.
import { RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import type { Doubt } from '../../core/trace-origin.ts';
import type { Trace } from '../../core/trace.ts';

/** More lines than that are not written in another order than they happened. */
const CHANGED_PLACES_MAX = 8;

/** What is asked of a trace beside its columns. */
interface ReadTrace {
  readonly trace: Trace;
  readonly isImported: boolean;
  doubts(log: MachineLog, index: number, doubt: Doubt): boolean;
}

export class LineOrder {
  readonly #read: ReadTrace;
  /** By machine: the first event whose clock is not above the one before it; filled when first asked for. */
  readonly #inOrder: number[] = [];
  /** By machine: how often its clock falls; filled when first asked for. */
  readonly #falls: number[] = [];
  /** By machine: whether its clock rises by 1 wherever nothing was received; filled when first asked for. */
  readonly #addsOne: boolean[] = [];
  /** By machine: how finely its times are written, in milliseconds; filled when first asked for. */
  readonly #steps: number[] = [];
  /** By machine: whether any of its lines states a time; filled when first asked for. */
  readonly #timed: boolean[] = [];

  constructor(read: ReadTrace) {
    this.#read = read;
  }

  /** Whether the clock of this event may be compared with the one before it on record, whatever happened in between. */
  isOrdered(log: MachineLog, index: number): boolean {
    if (!this.#read.isImported) return true;
    if (this.#read.doubts(log, index, 'gap')) return false;
    // Lines with the same time may have been written in either order.
    const rise = log.clocks[index]! - log.clocks[index - 1]!;
    if (rise > 0) return true;
    if (rise === 0 && !this.#mayBeOneSend(log, index))
      return !(this.#doAnyFall() && this.#mayBeInOtherOrder(log, index));
    // Times that fall say that the lines are in another order than the events, or that one of the times was misread.
    if (this.areTimesStated(log, index) && log.atMs[index]! < log.atMs[index - 1]!) return false;
    if (rise < 0 && !this.areAnyTimesStated(log)) return !this.#mayHaveChangedPlaces(log, index);
    return this.areTimesStated(log, index) || rise < 0 ? !this.mayBeAtOnce(log, index - 1, index) : false;
  }

  /** Whether this event and the one before it may have happened in the other order, as far as their times say. */
  #mayBeInOtherOrder(log: MachineLog, index: number): boolean {
    return !this.areAnyTimesStated(log) || this.mayBeAtOnce(log, index - 1, index);
  }

  /**
   * Whether a clock that falls at this event rises at each if a few neighbours change places: without times nothing tells
   * in what order they happened. One that falls below what came before them, or that comes twice and not for one send to
   * several, is explained by no order.
   */
  #mayHaveChangedPlaces(log: MachineLog, index: number): boolean {
    const { clocks, eventCount } = log;
    let [from, to] = [index - 1, index];
    let [lowest, highest] = [clocks[index]!, clocks[index - 1]!];
    for (;;) {
      const isLonger = from > 0 && clocks[from - 1]! >= lowest;
      if (!isLonger && (to + 1 >= eventCount || clocks[to + 1]! > highest)) break;
      const added = clocks[isLonger ? --from : ++to]!;
      lowest = Math.min(lowest, added);
      highest = Math.max(highest, added);
      if (to - from >= CHANGED_PLACES_MAX) return false;
    }
    // Where other lines changed places too, it is not known which of these stands where another was.
    if (this.#fallsOf(log) > 1) return true;
    for (let one = from; one < to; one++)
      for (let other = one + 1; other <= to; other++)
        if (clocks[one] === clocks[other] && !this.#mayShareClock(log, one, other)) return false;
    return true;
  }

  /** Whether two lines may be of one send, or one of the clocks is on no line. */
  #mayShareClock(log: MachineLog, one: number, other: number): boolean {
    const areSends = log.kinds[one] === SEND && log.kinds[other] === SEND;
    return areSends || this.#read.doubts(log, one, 'clock') || this.#read.doubts(log, other, 'clock');
  }

  /** Whether this line and the one before it may be of one send to several, or of one event that no word names. */
  #mayBeOneSend(log: MachineLog, index: number): boolean {
    const isDerived = this.#read.doubts(log, index, 'kind') || this.#read.doubts(log, index - 1, 'kind');
    if (log.kinds[index] !== log.kinds[index - 1] && !isDerived) return false;
    const isUntold = (at: number): boolean =>
      this.#read.doubts(log, at, 'recipients') || this.#read.doubts(log, at, 'kind');
    return isUntold(index) || isUntold(index - 1) || this.#areToOthers(log, index);
  }

  /** Whether this event and the one before it are sends, none of whose recipients is the same. */
  #areToOthers(log: MachineLog, index: number): boolean {
    if (log.kinds[index] !== SEND || log.kinds[index - 1] !== SEND) return false;
    const recipientsOf = (at: number): Uint16Array => {
      const row = log.messageNumbers[at]! - 1;
      return log.recipients.subarray(row, row + log.peers[at]!);
    };
    const before = recipientsOf(index - 1);
    return recipientsOf(index).every(to => !before.includes(to));
  }

  /** Whether the lines of a log up to an event are in the order of the events: those that changed places show a clock that falls. */
  isInOrderUpTo(log: MachineLog, index: number): boolean {
    if (!this.#read.isImported) return true;
    const inOrder = (this.#inOrder[log.machine - 1] ??= this.#firstFall(log));
    return index + 1 < inOrder;
  }

  /** Whether the clock of a log, as its lines are, always rises. */
  alwaysRises(log: MachineLog): boolean {
    return log.eventCount > 0 && this.isInOrderUpTo(log, log.eventCount - 1);
  }

  /** Whether the clock of a log falls anywhere, as its lines are. */
  falls(log: MachineLog): boolean {
    return this.#fallsOf(log) > 0;
  }

  /** Where lines of one log changed places, those of others may have: one program writes them all. */
  #doAnyFall(): boolean {
    return this.#read.trace.logs.some(log => this.falls(log));
  }

  /** Whether the clock of a log rises by 1 wherever nothing was received: otherwise a line is missing, or a clock is wrong. */
  addsOne(log: MachineLog): boolean {
    return (this.#addsOne[log.machine - 1] ??= addsOneIn(log));
  }

  /** How often the clock of a log falls, as its lines are: some may have changed places, or a clock went back. */
  #fallsOf(log: MachineLog): number {
    return (this.#falls[log.machine - 1] ??= fallsIn(log));
  }

  /** The first event whose clock is not above the one before it; beyond all others where there is none. */
  #firstFall(log: MachineLog): number {
    for (let index = 1; index < log.eventCount; index++)
      if (log.clocks[index]! <= log.clocks[index - 1]!) return index;
    return log.eventCount + 1;
  }

  /** Of this event and the one before it. */
  areTimesStated(log: MachineLog, index: number): boolean {
    return !this.#read.doubts(log, index, 'time') && !this.#read.doubts(log, index - 1, 'time');
  }

  /**
   * Whether two events of a machine may have had the same time as it is written, so that their lines may have been written
   * in either order. A log that gives times, and lacks that of one of the two, does not tell.
   */
  mayBeAtOnce(log: MachineLog, one: number, other: number): boolean {
    const isStated = !this.#read.doubts(log, one, 'time') && !this.#read.doubts(log, other, 'time');
    if (!isStated) return this.#read.trace.origin?.timeStepMs !== undefined || this.areAnyTimesStated(log);
    const stepMs =
      this.#read.trace.origin?.timeStepMs ?? (this.#steps[log.machine - 1] ??= this.#stepOf(log));
    return Math.abs(log.atMs[one]! - log.atMs[other]!) <= stepMs;
  }

  areAnyTimesStated(log: MachineLog): boolean {
    return (this.#timed[log.machine - 1] ??= this.#hasTimes(log));
  }

  #hasTimes(log: MachineLog): boolean {
    for (let index = 0; index < log.eventCount; index++)
      if (!this.#read.doubts(log, index, 'time')) return true;
    return false;
  }

  /** Of a machine whose times cannot be compared with others: the largest of 1,000, 100, … 0.001 of which all are multiples. */
  #stepOf(log: MachineLog): number {
    let stepMs = 1000;
    for (let index = 0; index < log.eventCount; index++) {
      if (this.#read.doubts(log, index, 'time')) continue;
      const micros = Math.round(log.atMs[index]! * 1000);
      while (stepMs > 0.001 && micros % Math.round(stepMs * 1000) !== 0) stepMs /= 10;
    }
    return stepMs;
  }
}

function fallsIn({ clocks, eventCount }: MachineLog): number {
  let count = 0;
  for (let index = 1; index < eventCount; index++) if (clocks[index]! < clocks[index - 1]!) count += 1;
  return count;
}

function addsOneIn({ clocks, kinds, eventCount }: MachineLog): boolean {
  for (let index = 1; index < eventCount; index++)
    if (kinds[index] !== RECEIVE && clocks[index] !== clocks[index - 1]! + 1) return false;
  return true;
}
