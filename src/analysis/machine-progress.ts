// Where a machine stands right now, in constant time for each event: what its card shows, in its own tab as in the
// coordinator's page. It hears what a recorder hears.
import type { Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { MessageQueue } from '../core/message-queue.ts';
import type { TickSchedule } from '../core/tick-schedule.ts';
import { dueMs } from '../core/trial.ts';
import { LatenessHistogram } from './lateness-histogram.ts';

/** The last event, with what its sentence needs. */
export type LastEvent =
  | { readonly kind: 'internal'; readonly before: number; readonly after: number }
  | {
      readonly kind: 'send';
      readonly before: number;
      readonly after: number;
      readonly to: readonly MachineId[];
      readonly timestamp: number;
    }
  | {
      readonly kind: 'receive';
      readonly before: number;
      readonly after: number;
      /** Undefined, with the timestamp, only where an imported log does not tell and no message fits. */
      readonly from: MachineId | undefined;
      readonly timestamp: number | undefined;
    };

export interface MachineSnapshot {
  readonly machine: MachineId;
  /** Ticks per second. */
  readonly rate: number;
  /** Ticks done. */
  readonly ticks: number;
  readonly clock: number;
  /** The face of the last roll; undefined before the first tick and when a message was taken instead. */
  readonly face: number | undefined;
  readonly last: LastEvent | undefined;
  /** Messages taken. */
  readonly received: number;
  /** When the last event was, in milliseconds since the start; 0 before the first. */
  readonly atMs: number;
  /** The messages waiting; undefined only where an imported log does not tell. */
  readonly queue: number | undefined;
  /** The timestamps of the oldest of them, at most {@link WAITING_SHOWN}. */
  readonly waiting: readonly number[];
  /** Many wait and the queue has not been empty for a while. */
  readonly fallingBehind: boolean;
  /**
   * Milliseconds that 99 of 100 ticks did not exceed after their due time: as in the summary of the whole run, and up to
   * 0.5 % apart from that while it goes on.
   */
  readonly latenessP99Ms: number;
  /** The last events, newest first, at most {@link RECENT_SHOWN}. */
  readonly recent: readonly RecentEvent[];
}

export interface RecentEvent {
  readonly tick: number;
  readonly atMs: number;
  /** After the event; undefined only where an imported log does not tell. */
  readonly queue: number | undefined;
  readonly face: number | undefined;
  readonly event: LastEvent;
}

export const WAITING_SHOWN = 8;
export const RECENT_SHOWN = 12;
const MANY = 5; // waiting messages
const A_WHILE = 10; // ticks

/** Whether so many messages wait, and the queue has not been empty for so many ticks, that one should say so. */
export function isFallingBehind(queue: number, ticksSinceEmpty: number): boolean {
  return queue >= MANY && ticksSinceEmpty >= A_WHILE;
}

export class MachineProgress implements Recorder {
  #queue = new MessageQueue();
  readonly #lateness = new LatenessHistogram();
  #ticks = 0;
  /** Of a program's step that is being told of. */
  #step: { readonly tick: number; readonly isNew: boolean } | undefined;
  #received = 0;
  #clock = 0;
  #face: number | undefined;
  #recent: readonly RecentEvent[] = [];
  #lastEmptyTick = 0;

  constructor(
    readonly machine: MachineId,
    readonly rate: number,
    /** Where faults change it. */
    private readonly schedule?: TickSchedule,
  ) {}

  arrival(message: Message): void {
    this.#queue.push(message);
  }

  internal(atMs: number, clock: number, _queue: number, face: number): void {
    this.#happened(atMs, clock, face, { kind: 'internal', before: this.#clock, after: clock });
  }

  send(atMs: number, clock: number, _queue: number, face: number, messages: readonly Message[]): void {
    const to = messages.map(message => message.to);
    const timestamp = messages[0]?.timestamp ?? clock;
    this.#happened(atMs, clock, face, { kind: 'send', before: this.#clock, after: clock, to, timestamp });
  }

  receive(atMs: number, clock: number, _queue: number, { from, timestamp }: Message): void {
    this.#queue.shift();
    this.#received += 1;
    this.#happened(atMs, clock, undefined, {
      kind: 'receive',
      before: this.#clock,
      after: clock,
      from,
      timestamp,
    });
  }

  /** The events of one step of a program: they are of one tick, and none is a roll of a die. */
  ofStep(tick: number, tell: () => void): void {
    this.#step = { tick, isNew: tick > this.#ticks };
    tell();
    this.#step = undefined;
  }

  /** The machine has crashed, and starts again with clock 0 and an empty queue. */
  forget(): void {
    this.#queue = new MessageQueue();
    this.#clock = 0;
  }

  snapshot(): MachineSnapshot {
    return {
      machine: this.machine,
      rate: this.rate,
      ticks: this.#ticks,
      clock: this.#clock,
      face: this.#face,
      last: this.#recent[0]?.event,
      received: this.#received,
      atMs: this.#recent[0]?.atMs ?? 0,
      queue: this.#queue.length,
      waiting: this.#queue.peek(WAITING_SHOWN).map(message => message.timestamp),
      fallingBehind: isFallingBehind(this.#queue.length, this.#ticks - this.#lastEmptyTick),
      latenessP99Ms: this.#lateness.quantileMs(0.99),
      recent: this.#recent,
    };
  }

  #happened(atMs: number, clock: number, face: number | undefined, event: LastEvent): void {
    const step = this.#step;
    const isNewTick = !step || step.isNew;
    if (step) this.#step = { tick: step.tick, isNew: false };
    this.#ticks = step?.tick ?? this.#ticks + 1;
    this.#clock = clock;
    this.#face = step ? undefined : face;
    if (this.#queue.length === 0) this.#lastEmptyTick = this.#ticks;
    if (isNewTick)
      this.#lateness.add(atMs - (this.schedule?.atMs(this.#ticks) ?? dueMs(this.rate, this.#ticks)));
    const recent: RecentEvent = {
      tick: this.#ticks,
      atMs,
      queue: this.#queue.length,
      face: this.#face,
      event,
    };
    this.#recent = [recent, ...this.#recent.slice(0, RECENT_SHOWN - 1)];
  }
}
