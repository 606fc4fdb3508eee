// The coordinator's side of log collection where machines run a program: takes each batch once, puts the steps of all machines into one
// order in which no message is received before it is sent, whatever the clocks of tabs say, and lets trace and record grow by that.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import { faultAtMs, type Fault, type MessageFault } from '../core/fault.ts';
import type { MachineId } from '../core/message.ts';
import { GrowingProgramTrace } from '../core/program/program-trace.ts';
import type { RecordedArrival, RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import type { Trace } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import type { LiveProgram } from '../engine/settings.ts';
import { addLoss, faultsMax, isToTell, type Collector, type ProgramCollecting } from './collector.ts';
import type { SeatProgram } from './laboratory-state.ts';
import { LogIntake } from './log-intake.ts';
import { readProgramEntry, type ProgramEntry } from './program-entries.ts';
import { MessageBook } from './message-book.ts';
import { SeatProgramNow } from './seat-program.ts';
import { tellProgress } from './tell-progress.ts';

/** Characters of entries that a run may have on record; what comes beyond them is refused. */
export const RUN_CHARACTERS_MAX = 2 ** 28;
/** A machine of which nothing is heard holds up what the others did no longer than this. */
const LAG_MS = 1000;

type PendingEntry = Extract<ProgramEntry, { kind: 'step' | 'arrival' | 'fault' }>;

interface Log {
  readonly intake: LogIntake<unknown>;
  readonly progress: MachineProgress;
  readonly program: SeatProgramNow;
  /** Of the whole trial. */
  readonly ticks: number;
  /** Taken, and not put in order yet: what waits for what others sent, and what is younger than {@link LAG_MS}. */
  pending: PendingEntry[];
  /** Entries of {@link pending} that are in order already. */
  ordered: number;
  /** Counts of what it has on record: events, messages sent, its last tick and stamp. */
  events: number;
  sent: number;
  tick: number;
  stampMs: number;
  hasStarted: boolean;
  /** The number of its last message whose send is in order. */
  sentInOrder: number;
  isGivenUp: boolean;
}

export class ProgramCollector implements Collector, ProgramCollecting {
  readonly #trial: Trial;
  readonly #program: LiveProgram;
  readonly #growing: GrowingProgramTrace;
  readonly #logs: readonly Log[];
  readonly #messages: MessageBook;
  readonly #steps: RecordedStep[] = [];
  readonly #arrivals: RecordedArrival[] = [];
  /** In the order of time. */
  readonly #faults: Fault[] = [];
  #characters = 0;
  #recorded: RecordedRun | undefined;

  constructor(trial: Trial, program: LiveProgram, startedAtMs: number) {
    this.#trial = trial;
    this.#program = program;
    const { name, code, trial: asked } = program;
    this.#growing = new GrowingProgramTrace(
      { program: name, code, trial: asked, timed: trial },
      { engine: 'live', startedAtMs },
    );
    this.#messages = new MessageBook(trial.rates.length, trial.faults !== undefined);
    for (const fault of trial.faults?.timed ?? []) this.#addFault(fault);
    this.#logs = trial.rates.map((rate, i): Log => {
      const schedule = tickScheduleOf(trial, i + 1);
      return {
        intake: new LogIntake(),
        progress: new MachineProgress(i + 1, rate, schedule),
        program: new SeatProgramNow(),
        ticks: schedule.ticks,
        pending: [],
        ordered: 0,
        events: 0,
        sent: 0,
        tick: 0,
        stampMs: -1,
        hasStarted: false,
        sentInOrder: 0,
        isGivenUp: false,
      };
    });
  }

  readonly program: ProgramCollecting = this;

  get trace(): Trace {
    return this.#growing.trace;
  }

  /** New after each change. */
  get recorded(): RecordedRun {
    const { name: program, code, trial } = this.#program;
    this.#recorded ??= {
      program,
      code,
      trial,
      timed: this.#trial,
      steps: [...this.#steps],
      arrivals: [...this.#arrivals],
      faults: [...this.#faults],
    };
    return this.#recorded;
  }

  of(machine: MachineId): SeatProgram {
    return this.#log(machine).program.now;
  }

  has(machine: MachineId, commands: readonly string[]): void {
    this.#log(machine).program.commands = commands;
  }

  refuse(machine: MachineId): void {
    this.#log(machine).program.refuse();
  }

  take(machine: MachineId, first: number, entries: readonly unknown[]): readonly unknown[] {
    const log = this.#log(machine);
    return log.intake.take(first, entries, text => {
      const entry = this.#read(text);
      if (entry && this.#isPossible(machine, log, entry)) this.#apply(machine, log, entry);
      else log.intake.refused += 1;
    });
  }

  takenOf(machine: MachineId): number {
    return this.#log(machine).intake.taken;
  }

  expect(machine: MachineId, entries: number): void {
    this.#log(machine).intake.expected = entries;
  }

  expectedOf(machine: MachineId): number | undefined {
    return this.#log(machine).intake.expected;
  }

  isComplete(machine: MachineId): boolean {
    return this.#log(machine).intake.isComplete;
  }

  refusedOf(machine: MachineId): number {
    return this.#log(machine).intake.refused;
  }

  markUnsent(machine: MachineId, to: MachineId, number: number, reason: string): void {
    if (to === machine || to > this.#logs.length) return;
    if (this.#messages.end(machine, to, number))
      addLoss(this.trace, machine, to, { kind: 'not-sent', reason });
  }

  snapshots(): MachineSnapshot[] {
    return this.#logs.map(({ progress }) => progress.snapshot());
  }

  finalSnapshots(): MachineSnapshot[] {
    return this.snapshots();
  }

  inFlight(except: ReadonlySet<MachineId>): number {
    return this.#messages.inFlight(except);
  }

  giveUpFlight(except: ReadonlySet<MachineId>): void {
    this.settle(Infinity);
    for (const { from, to } of this.#messages.flying())
      if (!except.has(to)) addLoss(this.trace, from, to, { kind: 'never-arrived' });
  }

  neverSent(except: ReadonlySet<MachineId>): Uint32Array {
    const counts = new Uint32Array(this.#logs.length + 1);
    for (const { from, to } of this.#messages.unsent()) if (!except.has(from)) counts[to]! += 1;
    return counts;
  }

  /** A tick on which a program does nothing is on no record: what is missing cannot be told. */
  missingTicksOf(): number {
    return 0;
  }

  forgetFaultsAfter(atMs: number): void {
    for (const faults of [this.trace.faults, this.#faults])
      while (faults.length > 0 && faultAtMs(faults.at(-1)!) > atMs) faults.pop();
    this.#recorded = undefined;
  }

  giveUp(machine: MachineId): void {
    this.#log(machine).isGivenUp = true;
  }

  /**
   * By time, as far as nothing earlier can come any more: what is younger than what each machine has said, and not older than
   * {@link LAG_MS}, waits. What is received waits for what was sent, until its sender is given up or, at `Infinity`, all is over.
   */
  settle(untilMs: number): boolean {
    const heardMs = Math.min(...this.#logs.map(log => (isOver(log) ? Infinity : log.stampMs)));
    const orderedMs = Math.max(heardMs, untilMs - LAG_MS);
    let hasGrown = false;
    const isForced = untilMs === Infinity;
    for (let next = this.#next(orderedMs, isForced); next; next = this.#next(orderedMs, isForced)) {
      const entry = next.pending[next.ordered]!;
      next.ordered += 1;
      this.#order(this.#logs.indexOf(next) + 1, next, entry);
      hasGrown = true;
    }
    if (!hasGrown) return false;
    for (const log of this.#logs) log.pending.splice(0, log.ordered);
    for (const log of this.#logs) log.ordered = 0;
    this.#recorded = undefined;
    this.#growing.tell();
    return true;
  }

  /** Whose entry is the next one. `isForced`: also one that waits in vain. */
  #next(untilMs: number, isForced: boolean): Log | undefined {
    let next: Log | undefined;
    let nextMs = Infinity;
    let waits = true;
    for (const log of this.#logs) {
      const entry = log.pending[log.ordered];
      if (!entry) continue;
      const atMs =
        entry.kind === 'step' ? entry.step.atMs! : entry.kind === 'arrival' ? entry.atMs : -Infinity;
      const isWaiting = entry.kind === 'arrival' && this.#isToBeSent(entry);
      if (atMs > untilMs || (isWaiting && !isForced) || (isWaiting && !waits)) continue;
      if (atMs < nextMs || (waits && !isWaiting) || !next) [next, nextMs, waits] = [log, atMs, isWaiting];
    }
    return next;
  }

  #isToBeSent({ from, number }: { readonly from: MachineId; readonly number: number }): boolean {
    const sender = this.#log(from);
    if (number <= sender.sentInOrder) return false;
    return !isOver(sender) || sender.ordered < sender.pending.length;
  }

  #order(machine: MachineId, log: Log, entry: PendingEntry): void {
    switch (entry.kind) {
      case 'step':
        this.#growing.addStep(entry.step);
        this.#steps.push(entry.step);
        for (const event of entry.step.events)
          if (event.kind === 'send') log.sentInOrder += event.copies.length;
        return;
      case 'arrival': {
        const { from, number, atMs, beforeTick, timestamp } = entry;
        const arrival = { from, number, atMs, beforeTick };
        this.#growing.addArrival(arrival, { from, to: machine, number, timestamp });
        this.#arrivals.push(arrival);
        return;
      }
      case 'fault':
        this.#addFault(entry.fault);
    }
  }

  #addFault(fault: Fault): void {
    this.#growing.addFault(fault);
    let at = this.#faults.length;
    while (at > 0 && faultAtMs(this.#faults[at - 1]!) > faultAtMs(fault)) at -= 1;
    this.#faults.splice(at, 0, fault);
  }

  #read(text: unknown): ProgramEntry | undefined {
    if (typeof text !== 'string' || this.#characters + text.length > RUN_CHARACTERS_MAX) return undefined;
    this.#characters += text.length;
    return readProgramEntry(text);
  }

  #apply(machine: MachineId, log: Log, entry: ProgramEntry): void {
    log.program.take(entry);
    switch (entry.kind) {
      case 'step': {
        const { step } = entry;
        log.hasStarted = true;
        log.tick = step.tick!;
        log.stampMs = step.atMs!;
        log.events += step.events.length;
        for (const event of step.events)
          if (event.kind === 'receive') this.#messages.receive(event.from, event.number);
          else if (event.kind === 'send') {
            log.sent += event.copies.length;
            for (const { to, number } of event.copies)
              this.#messages.send(machine, to, number, event.timestamp);
          }
        tellProgress(log.progress, step);
        log.pending.push(entry);
        return;
      }
      case 'arrival':
        log.stampMs = entry.atMs;
        this.#messages.arrive(entry.from, machine, entry.number, entry.timestamp);
        log.progress.arrival({
          from: entry.from,
          to: machine,
          number: entry.number,
          timestamp: entry.timestamp,
        });
        log.pending.push(entry);
        return;
      case 'fault': {
        const { kind, from, to, number } = entry.fault;
        if (kind === 'lost' && from === machine) this.#messages.end(from, to, number);
        log.pending.push(entry);
        return;
      }
      case 'held-back':
        this.#messages.hold(machine, entry.number);
        return;
      case 'forgot':
        log.progress.forget();
        return;
      case 'refused':
        return;
    }
  }

  /** Keeps the record within the bounds of its trial and free of contradictions, whatever a page may claim. */
  #isPossible(machine: MachineId, log: Log, entry: ProgramEntry): boolean {
    const isOther = (id: MachineId): boolean => id !== machine && id <= this.#logs.length;
    switch (entry.kind) {
      case 'step':
        return this.#isPossibleStep(machine, log, entry.step, isOther);
      case 'arrival': {
        const { from, number, timestamp, atMs, beforeTick } = entry;
        if (!isOther(from) || atMs <= log.stampMs || beforeTick <= log.tick) return false;
        return this.#messages.canArrive(from, machine, number, timestamp);
      }
      case 'refused':
        return true;
      case 'fault':
        return this.#isPossibleFault(machine, entry.fault);
      case 'held-back':
        return this.#trial.faults?.session === true && entry.number <= log.sent;
      case 'forgot':
        return this.#trial.faults !== undefined;
    }
  }

  #isPossibleStep(
    machine: MachineId,
    log: Log,
    step: RecordedStep,
    isOther: (id: MachineId) => boolean,
  ): boolean {
    const { cause, events, tick = 0, atMs = 0 } = step;
    const isFirst = cause.kind === 'start' && !cause.isAgain;
    const isLater =
      atMs > log.stampMs && tick <= log.ticks && (isFirst || tick > log.tick || cause.kind === 'start');
    if (step.machine !== machine || isFirst === log.hasStarted || !isLater || cause.kind === 'lost')
      return false;
    let { sent } = log;
    return events.every((event, i) => {
      if (event.machine !== machine || event.index !== log.events + i) return false;
      if (event.kind === 'send')
        return event.copies.every(({ to, number }) => {
          sent += 1;
          return (
            isOther(to) && number === sent && this.#messages.canBeSent(machine, to, number, event.timestamp)
          );
        });
      if (event.kind !== 'receive') return true;
      const { from, number, timestamp } = event;
      const isOfCause = i === 0 && cause.kind === 'message' && cause.from === from && cause.number === number;
      return isOfCause && isOther(from) && this.#messages.canBeReceived(from, machine, number, timestamp);
    });
  }

  #isPossibleFault(machine: MachineId, fault: MessageFault): boolean {
    const { from, to, number } = fault;
    if (!this.#trial.faults || from > this.#logs.length || to > this.#logs.length) return false;
    const isWithin = this.#faults.length < faultsMax(Math.max(1, this.#messages.count));
    return isToTell(machine, fault) && isWithin && this.#messages.isFor(from, to, number);
  }

  #log(machine: MachineId): Log {
    return this.#logs[machine - 1]!;
  }
}

/** Whether nothing more is to come from a machine. */
function isOver({ intake, isGivenUp }: Log): boolean {
  return isGivenUp || intake.isComplete;
}
