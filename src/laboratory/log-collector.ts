// The coordinator's side of log collection: takes each batch once and in order, however often and in whatever order it
// comes, and turns the entries into the trace and the machines' progress.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import { latenessOf } from '../analysis/lateness.ts';
import { faultAtMs, type Fault, type MessageFault } from '../core/fault.ts';
import type { Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { NONE } from '../core/machine-log.ts';
import { Trace } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import { teeRecorder } from '../engine/tee-recorder.ts';
import type { LogEntry } from './control-messages.ts';
import { addLoss, faultsMax, isToTell, type Collector } from './collector.ts';
import { LogIntake } from './log-intake.ts';
import { messagesOf, tellRecorder } from './log-recorder.ts';

interface Log {
  readonly recorder: Recorder;
  readonly progress: MachineProgress;
  readonly intake: LogIntake<LogEntry>;
  /** Ticks of the whole trial. */
  readonly ticks: number;
  /** By recipient: messages on record as sent and neither as arrived nor as not sent. */
  readonly flying: Int32Array;
  /** Messages that will not arrive: they could not be sent, or the trial's faults had it so. Bound: those that the machine can send. */
  readonly ended: Set<number>;
}

export class LogCollector implements Collector {
  readonly trace: Trace;
  readonly #trial: Trial;
  readonly #logs: readonly Log[];

  constructor(trial: Trial, startedAtMs: number) {
    this.#trial = trial;
    this.trace = new Trace(trial, 'live', startedAtMs);
    for (const fault of trial.faults?.timed ?? []) this.#addFault(fault);
    this.#logs = trial.rates.map((rate, i) => {
      const schedule = tickScheduleOf(trial, i + 1);
      const progress = new MachineProgress(i + 1, rate, schedule);
      const recorder = teeRecorder(this.trace.recorderOf(i + 1), progress);
      return {
        recorder,
        progress,
        intake: new LogIntake(),
        ticks: schedule.ticks,
        flying: new Int32Array(trial.rates.length + 1),
        ended: new Set(),
      };
    });
  }

  /** Takes a batch in, before which there are `first` entries; returns the entries that are new and in order. */
  take(machine: MachineId, first: number, entries: readonly LogEntry[]): readonly LogEntry[] {
    const log = this.#logs[machine - 1]!;
    return log.intake.take(first, entries, entry => this.#apply(machine, log, entry));
  }

  /** How many entries of a machine were taken. */
  takenOf(machine: MachineId): number {
    return this.#logs[machine - 1]!.intake.taken;
  }

  /** The machine has said how many entries hold all its events. */
  expect(machine: MachineId, entries: number): void {
    this.#logs[machine - 1]!.intake.expected = entries;
  }

  expectedOf(machine: MachineId): number | undefined {
    return this.#logs[machine - 1]!.intake.expected;
  }

  /** Whether all events of a machine are here. */
  isComplete(machine: MachineId): boolean {
    return this.#logs[machine - 1]!.intake.isComplete;
  }

  /** Entries of a machine that were refused so far. */
  refusedOf(machine: MachineId): number {
    return this.#logs[machine - 1]!.intake.refused;
  }

  /** A message is, or will be, on record as sent, and was not: it is one of the trace's losses at once. */
  markUnsent(machine: MachineId, to: MachineId, number: number, reason: string): void {
    const log = this.#logs[machine - 1]!;
    if (to === machine || to > this.#logs.length || number > this.#numberMax(machine)) return;
    if (log.ended.has(number)) return;
    this.#endFlight(machine, to, number);
    addLoss(this.trace, machine, to, { kind: 'not-sent', reason });
  }

  snapshots(): MachineSnapshot[] {
    return this.#logs.map(log => log.progress.snapshot());
  }

  /** As {@link snapshots} at the end of the run, with the lateness that the summary of the trace has. */
  finalSnapshots(): MachineSnapshot[] {
    return this.#logs.map(({ progress }, i) => {
      const { p99Ms } = latenessOf(this.trace, i + 1);
      return { ...progress.snapshot(), latenessP99Ms: p99Ms };
    });
  }

  /**
   * Messages of which the send is known and the arrival is not, without those to or from the machines in `except` and
   * those that could not be sent. Time: one step for each pair of machines.
   */
  inFlight(except: ReadonlySet<MachineId>): number {
    let count = 0;
    for (const [i, { flying }] of this.#logs.entries()) {
      if (except.has(i + 1)) continue;
      for (let to = 1; to <= this.#logs.length; to++) if (!except.has(to)) count += flying[to]!;
    }
    return count;
  }

  /**
   * Nothing more comes: messages that did not arrive are lost. Of a machine in `except` nobody knows what arrived there,
   * as its log has a gap. Time: one pass over all messages.
   */
  giveUpFlight(except: ReadonlySet<MachineId>): void {
    for (const { machine, messageCount, recipients } of this.trace.logs)
      for (let row = 0; row < messageCount; row++) {
        const to = recipients[row]!;
        if (!except.has(to) && this.#isFlying(machine, row + 1))
          addLoss(this.trace, machine, to, { kind: 'never-arrived' });
      }
  }

  /**
   * By machine, from 1: messages on record as arrived there that no log has as sent; nobody knows what the machines in `except` sent.
   * Time: one pass over all messages.
   */
  neverSent(except: ReadonlySet<MachineId>): Uint32Array {
    const counts = new Uint32Array(this.#logs.length + 1);
    for (const { machine: from, messageCount, recipients, sentIndices, arrivedMs } of this.trace.logs)
      for (let row = 0; row < messageCount && !except.has(from); row++)
        if (sentIndices[row] === NONE && !Number.isNaN(arrivedMs[row])) counts[recipients[row]!]! += 1;
    return counts;
  }

  /** Ticks of the trial that are not on record. */
  missingTicksOf(machine: MachineId): number {
    return this.#logs[machine - 1]!.ticks - this.trace.logOf(machine).eventCount;
  }

  /** The run was stopped then: what the trial's faults had in store for later did not happen. */
  forgetFaultsAfter(atMs: number): void {
    const { faults } = this.trace;
    while (faults.length > 0 && faultAtMs(faults.at(-1)!) > atMs) faults.pop();
  }

  /** Keeps the order of time: most come at the end, or near it. */
  #addFault(fault: Fault): void {
    const { faults } = this.trace;
    let at = faults.length;
    while (at > 0 && faultAtMs(faults[at - 1]!) > faultAtMs(fault)) at -= 1;
    faults.splice(at, 0, fault);
  }

  #takeFault(machine: MachineId, fault: MessageFault): void {
    this.#addFault(fault);
    if (fault.kind === 'lost' && fault.from === machine) this.#endFlight(machine, fault.to, fault.number);
  }

  /** It will not arrive. */
  #endFlight(from: MachineId, to: MachineId, number: number): void {
    const log = this.#logs[from - 1]!;
    if (this.#isFlying(from, number)) log.flying[to]! -= 1;
    log.ended.add(number);
  }

  #apply(machine: MachineId, log: Log, entry: LogEntry): void {
    if (!this.#isPossible(machine, entry)) {
      log.intake.refused += 1;
      return;
    }
    if (entry.kind === 'arrival' && this.#isFlying(entry.from, entry.number))
      this.#logs[entry.from - 1]!.flying[machine]! -= 1;
    tellRecorder(log.recorder, machine, entry);
    switch (entry.kind) {
      case 'send':
        for (const { to, number } of messagesOf(machine, entry))
          if (this.#isFlying(machine, number)) log.flying[to]! += 1;
        return;
      case 'arrival':
      case 'internal':
      case 'receive':
        return;
      case 'fault':
        this.#takeFault(machine, entry.fault);
        return;
      case 'held-back':
        this.#endFlight(machine, this.trace.logOf(machine).recipients[entry.number - 1]!, entry.number);
        return;
      case 'forgot':
        log.progress.forget();
        return;
    }
  }

  /** Whether a message is on record as sent and neither as arrived nor as not sent. */
  #isFlying(from: MachineId, number: number): boolean {
    const { messageCount, arrivedMs, sentIndices } = this.trace.logOf(from);
    const row = number - 1;
    if (number > messageCount || sentIndices[row] === NONE || !Number.isNaN(arrivedMs[row])) return false;
    return !this.#logs[from - 1]!.ended.has(number);
  }

  /** The number of the last message that a machine can send. */
  #numberMax(machine: MachineId): number {
    return this.#logs[machine - 1]!.ticks * (this.#logs.length - 1);
  }

  /** Keeps the trace within the bounds of its trial and free of contradictions, whatever a page may claim. */
  #isPossible(machine: MachineId, entry: LogEntry): boolean {
    return this.#isWithinTrial(machine, entry) && !this.#contradictsRecord(machine, entry);
  }

  /** Whether the record knows another message by this name, or that this has happened to it already, or not yet what must come first. */
  #contradictsRecord(machine: MachineId, entry: LogEntry): boolean {
    const mayComeTwice = this.#trial.faults !== undefined;
    switch (entry.kind) {
      case 'send':
        return messagesOf(machine, entry).some(message => {
          const known = this.trace.message(machine, message.number);
          return known !== undefined && (isAnother(known, message) || known.sentIndex !== undefined);
        });
      case 'arrival':
      case 'receive': {
        const known = this.trace.message(entry.from, entry.number);
        if (known && isAnother(known, { to: machine, timestamp: entry.timestamp })) return true;
        if (mayComeTwice) return false;
        if (entry.kind === 'arrival') return known?.arrivedMs !== undefined;
        return known?.arrivedMs === undefined || known.receivedIndex !== undefined;
      }
      case 'internal':
      case 'fault':
      case 'held-back':
      case 'forgot':
        return false;
    }
  }

  #isWithinTrial(machine: MachineId, entry: LogEntry): boolean {
    const isOther = (id: MachineId): boolean => id !== machine && id <= this.#logs.length;
    const hasTicksLeft = this.trace.logOf(machine).eventCount < this.#logs[machine - 1]!.ticks;
    switch (entry.kind) {
      case 'internal':
        return hasTicksLeft;
      case 'send':
        return (
          hasTicksLeft &&
          entry.to.every(isOther) &&
          entry.number + entry.to.length - 1 <= this.#numberMax(machine)
        );
      case 'arrival':
        return isOther(entry.from) && entry.number <= this.#numberMax(entry.from);
      case 'receive':
        return hasTicksLeft && isOther(entry.from) && entry.number <= this.#numberMax(entry.from);
      case 'fault':
        return this.#isPossibleFault(machine, entry.fault);
      case 'held-back':
        return (
          (this.#trial.faults?.session ?? false) && entry.number <= this.trace.logOf(machine).messageCount
        );
      case 'forgot':
        return true;
    }
  }

  #isPossibleFault(machine: MachineId, fault: MessageFault): boolean {
    const { from, to, number } = fault;
    if (!this.#trial.faults || from > this.#logs.length || to > this.#logs.length) return false;
    const { messageCount, recipients } = this.trace.logOf(from);
    return (
      isToTell(machine, fault) &&
      number <= messageCount &&
      recipients[number - 1] === to &&
      this.trace.faults.length < faultsMax(this.trace.messageCount)
    );
  }
}

type Addressed = Pick<Message, 'to' | 'timestamp'>;

/** Of two messages with one name. */
function isAnother(known: Addressed, message: Addressed): boolean {
  return known.to !== message.to || known.timestamp !== message.timestamp;
}
