// A trace: the record of one run, whichever engine made it. One log per machine; nothing in it depends on the engine.
import { assert } from './assert.ts';
import { balanceOf, messagesPerRoll } from './balance.ts';
import type { Certificate } from './certificate.ts';
import type { Event, ReceivedMessage, SentMessage } from './event.ts';
import { FAULT_BYTES, type Fault } from './fault.ts';
import { EVENT_BYTES, INTERNAL, MachineLog, MESSAGE_BYTES, NONE, SEND } from './machine-log.ts';
import type { Recorder } from './machine.ts';
import { shownMessageName, type MachineId, type Message } from './message.ts';
import type { Note } from './note.ts';
import { stepOf, type ProgramRecord } from './program/program-record.ts';
import { withSeatName } from './seat-name.ts';
import type { TraceOrigin } from './trace-origin.ts';
import { tickScheduleOf, type TickSchedule } from './tick-schedule.ts';
import type { Trial } from './trial.ts';

/**
 * What made a trace. imported: the log of some other program. stepped: a run of a program whose order a search or a person chose;
 * its times are places in that order, a second for each step, and none of them has a length.
 */
export const TRACE_ENGINES = ['live', 'virtual', 'imported', 'stepped'] as const;
export type Engine = (typeof TRACE_ENGINES)[number];

/** Whether the trial of a trace is one that was asked for. Of others a few facts are known, and nothing can be run again by them. */
export function hasOwnTrial(engine: Engine): boolean {
  return engine === 'live' || engine === 'virtual';
}

/** Why the log of one machine is not the whole of its run. */
export type Gap = { readonly machine: MachineId; readonly reason: string };

/** Messages from one machine to another that are on record as sent and got lost on their way. */
export type Loss = {
  readonly from: MachineId;
  readonly to: MachineId;
  /** At least 1. */
  readonly count: number;
} & LossCause;
export type LossCause =
  | {
      /** The link did not take them. */ readonly kind: 'not-sent';
      /** A sentence. */ readonly reason: string;
    }
  | { /** The link took them, and the run was over before they came. */ readonly kind: 'never-arrived' };

/** A message as the trace knows it: each moment of its life is there or not yet. */
export interface TracedMessage {
  readonly from: MachineId;
  readonly number: number;
  readonly to: MachineId;
  readonly timestamp: number;
  readonly sentIndex?: number;
  readonly sentMs?: number;
  readonly arrivedMs?: number;
  readonly arrivedBeforeTick?: number;
  readonly receivedIndex?: number;
  readonly receivedMs?: number;
}

/** How large the trace of a whole run is going to be. */
export interface TraceSize {
  /** Of all machines; each is one event. */
  readonly ticks: number;
  /** Held by the columns, with some room to spare. */
  readonly bytes: number;
}

export function traceSizeOf(trial: Trial): TraceSize {
  const rooms = roomsOf(trial);
  const ticks = rooms.reduce((sum, room) => sum + room.ticks, 0);
  const messages = rooms.reduce((sum, room) => sum + room.messages, 0);
  return {
    ticks,
    bytes: ticks * EVENT_BYTES + messages * MESSAGE_BYTES + messages * faultsPerMessage(trial) * FAULT_BYTES,
  };
}

/** How many items of a trace each message makes at the most, or is expected to. */
function faultsPerMessage({ faults }: Trial): number {
  if (!faults) return 0;
  const chance = (faults.lossPercent + faults.duplicationPercent + faults.reorderingPercent) / 100;
  return faults.timed.some(({ kind }) => kind === 'partition' || kind === 'crash') ? chance + 1 : chance;
}

/** Room for the events of each machine and for as many messages as the balance expects it to send, and some more. */
function roomsOf(trial: Trial): { ticks: number; messages: number }[] {
  const { rates, dieSides } = trial;
  const perRoll = messagesPerRoll(dieSides) * (rates.length - 1);
  return balanceOf(rates, messagesPerRoll(dieSides)).map(({ rolls }, i) => {
    const { ticks } = tickScheduleOf(trial, i + 1);
    return { ticks, messages: Math.ceil(1.1 * ticks * (rolls / rates[i]!) * perRoll) + 16 };
  });
}

export class Trace {
  /** By machine: `logs[0]` is machine 1's. */
  readonly logs: readonly MachineLog[];
  /** Machines whose logs are not whole. */
  readonly gaps: Gap[] = [];
  /** Messages that were lost. Empty, with no gaps, when every message of the run is accounted for. */
  readonly losses: Loss[] = [];
  /** What went wrong by the trial's plan, in the order of time. What it lost is not among the losses above. */
  readonly faults: Fault[] = [];
  /** Of a run of a program: what its messages and steps say. Undefined for the die. */
  program: ProgramRecord | undefined;
  /** How the run went, beside its events; of live runs that are over. */
  certificate: Certificate | undefined;
  /** What somebody has written about it. */
  notes: readonly Note[] = [];
  /** By machine: what the person in its seat was called (core/seat-name.ts). Null or missing: nobody has said. */
  seatNames: readonly (string | null)[] = [];
  #names: readonly string[] | undefined;
  /** By machine; filled when first asked for. */
  readonly #schedules: TickSchedule[] = [];

  constructor(
    readonly trial: Trial,
    readonly engine: Engine,
    /** The common start, in milliseconds since the epoch; undefined in virtual time and where files do not tell. */
    readonly startedAtMs?: number,
    /** Taken over, one for each machine; fresh ones by default. */
    logs?: readonly MachineLog[],
    /** Of a trace that was read from files: where each event stands. */
    readonly origin?: TraceOrigin,
  ) {
    this.logs =
      logs ??
      roomsOf(trial).map(({ ticks, messages }, i) =>
        engine === 'virtual'
          ? new MachineLog(i + 1, ticks, messages)
          : new MachineLog(i + 1, Math.min(ticks, 1024)),
      );
  }

  get machines(): number {
    return this.logs.length;
  }

  get eventCount(): number {
    return this.logs.reduce((sum, log) => sum + log.eventCount, 0);
  }

  /** Of all machines, as far as their numbers are known. */
  get messageCount(): number {
    return this.logs.reduce((sum, log) => sum + log.messageCount, 0);
  }

  logOf(machine: MachineId): MachineLog {
    const log = this.logs[machine - 1];
    assert(log, `there is no machine ${machine}`);
    return log;
  }

  /** As the files call it that the trace was read from, and otherwise `machine 2`; where a person sat in its seat, `machine 2 (Ada)`. */
  nameOf(machine: MachineId): string {
    return withSeatName(this.plainNameOf(machine), this.seatNameOf(machine));
  }

  /** The same without the person. */
  plainNameOf(machine: MachineId): string {
    return this.origin?.machines[machine - 1]?.name ?? `machine ${machine}`;
  }

  /** Undefined where nobody has said one. */
  seatNameOf(machine: MachineId): string | undefined {
    return this.seatNames[machine - 1] ?? undefined;
  }

  /** How a message is called where people read it: after its sender's own name. */
  messageNameOf(from: MachineId, number: number): string {
    this.#names ??= this.origin?.machines.map(({ name }) => name) ?? [];
    return shownMessageName(this.#names, from, number);
  }

  /** What is told to this recorder about `machine` becomes part of the trace. */
  recorderOf(machine: MachineId): Recorder {
    const log = this.logOf(machine);
    return this.trial.faults ? new FirstTimeRecorder(this.logs, log) : new TraceRecorder(this.logs, log);
  }

  /** When the ticks of a machine were due. */
  scheduleOf(machine: MachineId): TickSchedule {
    return (this.#schedules[machine - 1] ??= tickScheduleOf(this.trial, machine));
  }

  /** The tick that made an event, from 1; the start of a program is 0. Where time has no length: the step of the run. */
  tickOf(machine: MachineId, index: number): number {
    if (this.program) return stepOf(this.program, machine, index)?.tick ?? 0;
    return (this.origin?.machines[machine - 1]?.indices[index] ?? index) + 1;
  }

  /** When the tick of an event was due; with `isPaused`, at the end of the pause in which it was due. */
  dueMsOf(machine: MachineId, index: number, isPaused = false): number {
    if (this.engine === 'stepped') return this.logOf(machine).atMs[index]!;
    const tick = this.tickOf(machine, index);
    if (tick === 0) return 0;
    const schedule = this.scheduleOf(machine);
    return isPaused ? schedule.atMs(tick) : schedule.dueMs(tick);
  }

  /** One event as an object. Throws when there is no such event. */
  event(machine: MachineId, index: number): Event {
    const log = this.logOf(machine);
    assert(index >= 0 && index < log.eventCount, `machine ${machine} has no event ${index}`);
    const facts = {
      machine,
      index,
      tick: this.tickOf(machine, index),
      dueMs: this.dueMsOf(machine, index),
      atMs: log.atMs[index]!,
      clock: log.clocks[index]!,
      queue: log.queues[index] === NONE ? undefined : log.queues[index]!,
    };
    const kind = log.kinds[index];
    if (kind === INTERNAL) return { ...facts, kind: 'internal', roll: log.faces[index]! };
    if (kind === SEND) {
      const first = log.messageNumbers[index]!;
      const messages = Array.from({ length: log.peers[index]! }, (_, i) => this.#sent(machine, first + i));
      return { ...facts, kind: 'send', roll: log.faces[index]!, messages };
    }
    const number = log.messageNumbers[index]!;
    const message = number === NONE ? undefined : this.#received(log.peers[index]!, number);
    return { ...facts, kind: 'receive', message };
  }

  /** Undefined when the trace knows nothing of it. */
  message(from: MachineId, number: number): TracedMessage | undefined {
    const log = this.logOf(from);
    const row = number - 1;
    const to = log.recipients[row];
    if (row >= log.messageCount || !to) return undefined;
    const sentIndex = log.sentIndices[row]!;
    const receivedIndex = log.receivedIndices[row]!;
    const arrivedMs = log.arrivedMs[row]!;
    return {
      from,
      number,
      to,
      timestamp: log.timestamps[row]!,
      ...(sentIndex !== NONE && { sentIndex, sentMs: log.atMs[sentIndex]! }),
      ...(!Number.isNaN(arrivedMs) && { arrivedMs, arrivedBeforeTick: log.arrivedBeforeTicks[row]! }),
      ...(receivedIndex !== NONE && { receivedIndex, receivedMs: this.logOf(to).atMs[receivedIndex]! }),
    };
  }

  #sent(from: MachineId, number: number): SentMessage {
    const { to, timestamp, arrivedMs, arrivedBeforeTick } = this.message(from, number)!;
    return {
      number,
      to,
      timestamp,
      ...(arrivedMs !== undefined && { arrivedMs }),
      ...(arrivedBeforeTick !== undefined && { arrivedBeforeTick }),
    };
  }

  #received(from: MachineId, number: number): ReceivedMessage {
    const { timestamp, sentMs, arrivedMs } = this.message(from, number)!;
    return {
      number,
      from,
      timestamp,
      ...(sentMs !== undefined && { sentMs }),
      ...(arrivedMs !== undefined && { arrivedMs }),
    };
  }
}

class TraceRecorder implements Recorder {
  constructor(
    protected readonly logs: readonly MachineLog[],
    private readonly log: MachineLog,
  ) {}

  arrival(message: Message, atMs: number, beforeTick: number): void {
    this.logs[message.from - 1]!.markArrived(message, atMs, beforeTick);
  }

  internal(atMs: number, clock: number, queue: number, face: number): void {
    this.log.addInternal(atMs, clock, queue, face);
  }

  send(atMs: number, clock: number, queue: number, face: number, messages: readonly Message[]): void {
    this.log.addSend(atMs, clock, queue, face, messages);
  }

  receive(atMs: number, clock: number, queue: number, message: Message): void {
    this.logs[message.from - 1]!.markReceived(message, this.log.eventCount);
    this.log.addReceive(atMs, clock, queue, message);
  }
}

/** Where a message can come twice: its columns tell of the first time, and the trace's faults of the second. */
class FirstTimeRecorder extends TraceRecorder {
  override arrival(message: Message, atMs: number, beforeTick: number): void {
    const { messageCount, arrivedMs } = this.logs[message.from - 1]!;
    const row = message.number - 1;
    if (row >= messageCount || Number.isNaN(arrivedMs[row])) super.arrival(message, atMs, beforeTick);
  }

  override receive(atMs: number, clock: number, queue: number, message: Message): void {
    const sender = this.logs[message.from - 1]!;
    const row = message.number - 1;
    const first = row < sender.messageCount ? sender.receivedIndices[row]! : NONE;
    super.receive(atMs, clock, queue, message);
    if (first !== NONE) sender.receivedIndices[row] = first;
  }
}
