// What every card, queue and message on its way is at any moment of a trace, whichever way somebody moves through it: a run that is
// played, stepped or scrubbed asks here. Nothing is played from the start; a moment is a few searches in each machine's columns.
import { NONE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { runEndMs } from '../core/trial.ts';
import { EventTimes } from './event-times.ts';
import { Flights, type FlyingMessage } from './flights.ts';
import { Inbox, type Arrival, type Progress, type WaitingMessage } from './inbox.ts';
import { LogCounts } from './log-counts.ts';
import { isFallingBehind, WAITING_SHOWN, type MachineSnapshot } from './machine-progress.ts';
import { arrivalFatesOf } from './arrival-fates.ts';
import { recentEventsOf } from './snapshot-of-trace.ts';
import { TraceFaults } from './trace-faults.ts';

export type { FlyingMessage } from './flights.ts';
export type { WaitingMessage } from './inbox.ts';

/** One moment of a run. */
export interface Moment {
  /** In milliseconds since the start of the run. */
  readonly timeMs: number;
  /** As their cards show them; by machine. */
  readonly machines: readonly MachineSnapshot[];
  /** On their way; of each machine in the order in which it sent them, and the last {@link FLYING_SHOWN} of too many. */
  readonly flying: readonly FlyingMessage[];
  /** By machine: the messages that wait, in the order of its queue, the oldest {@link CHIPS_SHOWN}. */
  readonly waiting: readonly (readonly WaitingMessage[])[];
}

/** Of one machine; more than these nobody can tell apart. */
export const FLYING_SHOWN = 100;
/** Of one machine. */
export const CHIPS_SHOWN = 60;

const A_WHILE = 10; // events: isFallingBehind asks no further back

/**
 * Of a trace that may grow: new events are taken in when a moment is asked for, and arrivals without one by {@link Moments.update}. Memory: about 40 bytes for each message. Time: for a
 * moment, some searches for each machine, and what it shows.
 */
export class Moments {
  #times: readonly EventTimes[] = [];
  #inboxes: readonly Inbox[] = [];
  #flights: readonly Flights[] = [];
  #counts: readonly LogCounts[] = [];
  #faults: TraceFaults;
  #seen = '';
  /** By machine; undefined where nobody has asked yet. */
  readonly #queuesTold: (boolean | undefined)[] = [];
  /** What was asked for last: several views ask for the same moment. */
  #last: { readonly moment: Moment; readonly event: EventPlace | undefined } | undefined;

  constructor(readonly trace: Trace) {
    this.#faults = new TraceFaults(trace);
    this.#begin();
    this.update();
  }

  /**
   * The moment at `timeMs`: all that has happened until then, and at that very moment. Infinity is the end of the run. With `last`, an event
   * of that moment, those have not happened that come after it in the order of time, machine and index.
   */
  at(timeMs: number, last?: EventPlace): Moment {
    this.#updateIfGrown();
    if (this.#last?.moment.timeMs !== timeMs || this.#last.event !== last)
      this.#last = { moment: this.#momentAt(timeMs, last), event: last };
    return this.#last.moment;
  }

  #momentAt(timeMs: number, last: EventPlace | undefined): Moment {
    const progress = this.progressAt(timeMs, last);
    const isEnd = timeMs >= this.trace.trial.durationSeconds * 1000;
    return {
      timeMs,
      machines: this.trace.logs.map(({ machine }) => this.#snapshot(machine, progress, isEnd)),
      flying: this.#flights.flatMap(flights => flights.flyingAt(progress, FLYING_SHOWN, this.#faults)),
      waiting: this.#inboxes.map(inbox => inbox.waitingAt(progress, CHIPS_SHOWN)),
    };
  }

  /** How far each machine is at a moment, as {@link at} has it. Time: log n for each machine. */
  progressAt(timeMs: number, last?: EventPlace): Progress {
    this.#updateIfGrown();
    const counts = Uint32Array.from(this.#times, (times, i) => {
      if (!last || i + 1 < last.machine) return times.countUntil(timeMs);
      return i + 1 === last.machine ? last.index + 1 : times.countBefore(timeMs);
    });
    // What never happens is at Infinity.
    return { timeMs: Math.min(timeMs, Number.MAX_VALUE), counts };
  }

  /** The first event that has not happened, in the order of time, machine and index; undefined at the end. Time: the machines. */
  next({ counts }: Progress): EventPlace | undefined {
    let found: EventPlace | undefined;
    let foundMs = Infinity;
    for (const [i, times] of this.#times.entries()) {
      const index = counts[i]!;
      if (index >= times.count || times.columnMs[index]! >= foundMs) continue;
      foundMs = times.columnMs[index]!;
      found = { machine: i + 1, index };
    }
    return found;
  }

  /** The last event that has happened; undefined at the start. Time: the machines. */
  previous({ counts }: Progress): EventPlace | undefined {
    let found: EventPlace | undefined;
    let foundMs = -Infinity;
    for (const [i, times] of this.#times.entries()) {
      const index = counts[i]! - 1;
      if (index < 0 || times.columnMs[index]! < foundMs) continue;
      foundMs = times.columnMs[index]!;
      found = { machine: i + 1, index };
    }
    return found;
  }

  /** When an event happens: its own time, but never before the events of its machine before it. */
  timeOf({ machine, index }: EventPlace): number {
    return this.#times[machine - 1]!.columnMs[index]!;
  }

  /** When the last event that is known happens; 0 without any. */
  get lastEventMs(): number {
    return this.#times.reduce(
      (latest, { count, columnMs }) => Math.max(latest, count > 0 ? columnMs[count - 1]! : 0),
      0,
    );
  }

  /** Before anything has happened: 0, but for logs whose first event is there or earlier. */
  get startMs(): number {
    const firstMs = this.#times.reduce(
      (first, { count, columnMs }) => Math.min(first, count > 0 ? columnMs[0]! : Infinity),
      Infinity,
    );
    return firstMs > 0 ? 0 : firstMs - 1;
  }

  /** How long the run is, in milliseconds since its start. */
  get endMs(): number {
    return runEndMs(this.trace.trial, this.lastEventMs);
  }

  /** Takes in what is new, arrivals after the last event included. Time: what is new, and what is on its way or waits. */
  update(): void {
    this.#seen = this.#size();
    this.#last = undefined;
    // What became of copies and of what was forgotten depends on what came later.
    if (!this.#faults.isEmpty || this.trace.faults.length > 0) this.#begin();
    for (const times of this.#times) times.update();
    const arrivals = this.trace.logs.map((): Arrival[] => []);
    for (const flights of this.#flights)
      flights.update(this.#faults, (to, arrival) => arrivals[to - 1]?.push(arrival));
    const fated = this.#faults.isEmpty
      ? arrivals
      : arrivalFatesOf(this.trace, this.#faults, this.#times, arrivals);
    for (const [i, inbox] of this.#inboxes.entries()) inbox.add(fated[i]!);
  }

  #begin(): void {
    const { trace } = this;
    this.#faults = new TraceFaults(trace);
    this.#times = trace.logs.map(log => new EventTimes(log));
    this.#inboxes = trace.logs.map(({ machine }) => new Inbox(trace, machine));
    this.#flights = trace.logs.map(({ machine }) => new Flights(trace, machine, this.#times));
    if (this.#counts.length === 0)
      this.#counts = trace.logs.map(({ machine }) => new LogCounts(trace, machine));
  }

  #updateIfGrown(): void {
    if (this.#size() !== this.#seen) this.update();
  }

  #size(): string {
    const { eventCount, messageCount, faults } = this.trace;
    return `${eventCount} ${messageCount} ${faults.length}`;
  }

  #snapshot(machine: MachineId, progress: Progress, isEnd: boolean): MachineSnapshot {
    const { trace } = this;
    const count = progress.counts[machine - 1]!;
    const counts = this.#counts[machine - 1]!;
    const inbox = this.#inboxes[machine - 1]!;
    const recent = recentEventsOf(trace, machine, count, this.#faults);
    const queue = this.#queue(machine, progress);
    return {
      machine,
      rate: trace.trial.rates[machine - 1]!,
      ticks: count,
      clock: this.#clock(machine, progress),
      face: recent[0]?.face,
      last: recent[0]?.event,
      received: counts.receivedUntil(count),
      atMs: recent[0]?.atMs ?? 0,
      queue,
      waiting: inbox.waitingAt(progress, WAITING_SHOWN).map(({ timestamp }) => timestamp),
      fallingBehind: queue !== undefined && isFallingBehind(queue, this.#ticksSinceEmpty(machine, count)),
      latenessP99Ms: counts.latenessP99Ms(count, isEnd),
      recent,
    };
  }

  #clock(machine: MachineId, { timeMs, counts }: Progress): number {
    const count = counts[machine - 1]!;
    const hasForgotten = this.#faults.restarts.some(
      restart => restart.machine === machine && restart.index === count && restart.crashedMs <= timeMs,
    );
    return hasForgotten || count === 0 ? 0 : this.trace.logOf(machine).clocks[count - 1]!;
  }

  /** By what came, where that is known of all that was taken; else as the log tells it last, with what came since. */
  #queue(machine: MachineId, progress: Progress): number | undefined {
    const log = this.trace.logOf(machine);
    if (this.#knowsArrivals(machine)) return this.#inboxes[machine - 1]!.lengthAt(progress);
    if (!this.#tellsQueue(machine)) return undefined;
    let index = progress.counts[machine - 1]! - 1;
    while (index >= 0 && log.queues[index] === NONE) index -= 1;
    return index < 0 ? 0 : log.queues[index]!;
  }

  /** Whether it is known of any machine how many messages wait. */
  get tellsQueues(): boolean {
    return this.trace.logs.some(({ machine }) => this.#knowsQueue(machine));
  }

  #knowsQueue(machine: MachineId): boolean {
    return this.#knowsArrivals(machine) || this.#tellsQueue(machine);
  }

  /** Whether all that it took is known to have come to it. */
  #knowsArrivals(machine: MachineId): boolean {
    const received = this.#counts[machine - 1]!.receivedUntil(this.trace.logOf(machine).eventCount);
    return this.#inboxes[machine - 1]!.taken >= received;
  }

  /** Whether any event of a machine tells it. Looked for once: a log that tells none was read as a whole. */
  #tellsQueue(machine: MachineId): boolean {
    const { queues, eventCount } = this.trace.logOf(machine);
    return (this.#queuesTold[machine - 1] ??= queues.subarray(0, eventCount).some(queue => queue !== NONE));
  }

  /** At most {@link A_WHILE}. */
  #ticksSinceEmpty(machine: MachineId, count: number): number {
    const { queues } = this.trace.logOf(machine);
    const most = Math.min(count, A_WHILE);
    let ticks = 0;
    while (ticks < most && queues[count - 1 - ticks] !== 0) ticks += 1;
    return ticks;
  }
}
