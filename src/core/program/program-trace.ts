// The trace of a run of a program, whatever world it was in: the columns that every trace has, and the record of what its messages
// and steps say. Where time has no length, the place of an event in the order stands for its time (`STEP_MS`).
import { isMessageFault, faultAtMs, type Fault } from '../fault.ts';
import { importedTrial } from '../imported-trial.ts';
import { MachineLog, NONE } from '../machine-log.ts';
import type { MachineId, Message } from '../message.ts';
import { firstWhere } from '../search.ts';
import { Trace, type Engine } from '../trace.ts';
import { RecordKeeper } from './record-keeper.ts';
import { STEP_MS, type ProgramRecord } from './program-record.ts';
import type { RecordedArrival, RecordedRun, RecordedStep } from './recorded-run.ts';
import type { RunEvent } from './run-event.ts';

/** The events of one step take this part of it, so that each has a place of its own. */
const STEP_PART = 0.6;

export interface ProgramTraceOptions {
  /** What made the run; `virtual` where its time has a length and nothing is said, and always `stepped` where it has none. */
  readonly engine?: Extract<Engine, 'live' | 'virtual'>;
  /** The common start of a live run, in milliseconds since the epoch. */
  readonly startedAtMs?: number;
}

/** Never throws for a run that an engine has recorded. Time and memory: linear in its steps, for states of bounded size. */
export function traceOfProgram(run: RecordedRun, options: ProgramTraceOptions = {}): Trace {
  const steps = run.steps.filter(isCounted).length;
  const growing = new GrowingProgramTrace(run, { ...options, steps });
  for (const step of run.steps) growing.addStep(step);
  for (const arrival of run.arrivals) growing.addArrival(arrival);
  for (const fault of run.faults) growing.addFault(fault);
  growing.tell();
  return growing.trace;
}

export interface GrowingTraceOptions extends ProgramTraceOptions {
  /** How many steps there will be, where time has no length. */
  readonly steps?: number;
}

/** The trace of a run that goes on: it grows in place. Time: constant for a step of bounded size. */
export class GrowingProgramTrace {
  readonly trace: Trace;
  readonly #facts: Omit<ProgramRecord, 'machines'>;
  readonly #keeper: RecordKeeper;
  /** By machine: the tick of each event. */
  readonly #ticks: number[][];
  readonly #isTimed: boolean;
  /** Steps of all machines, but for the starts at the beginning. */
  #steps = 0;

  constructor(
    { program: name, code, trial: asked, timed }: Pick<RecordedRun, 'program' | 'code' | 'trial' | 'timed'>,
    { engine = 'virtual', startedAtMs, steps = 0 }: GrowingTraceOptions,
  ) {
    const { machines, rule } = asked;
    this.#isTimed = timed !== undefined;
    const trial =
      timed ??
      importedTrial({
        rates: new Array<number>(machines).fill(1),
        durationSeconds: Math.max(1, steps),
        rule,
      });
    const logs = Array.from({ length: machines }, (_, i) => new MachineLog(i + 1, 16));
    this.trace = new Trace(trial, this.#isTimed ? engine : 'stepped', startedAtMs, logs);
    this.#facts = { name, ...(code !== undefined && { code }), trial: asked };
    this.#keeper = new RecordKeeper(machines);
    this.#ticks = logs.map(() => []);
    this.tell();
  }

  /** To be called when something was added: the trace has a new record of its program then. */
  tell(): void {
    this.trace.program = this.#keeper.end(this.#facts);
  }

  /**
   * Before those of its recipient that are of its tick, or later. `known`: the message, where it may be none that is on record as sent;
   * otherwise such an arrival is left out.
   */
  addArrival({ from, number, atMs, beforeTick }: RecordedArrival, known?: Message): void {
    const message = this.#message(from, number) ?? known;
    if (message)
      this.trace.logOf(from).markArrived(message, atMs, this.#eventAfter(message.to, beforeTick, atMs));
  }

  /** Keeps the order of time. */
  addFault(fault: Fault): void {
    this.#insert(this.#inEvents(fault));
  }

  addStep(step: RecordedStep): void {
    const { machine, cause, events, state, chosen, shown, notes, problem, queue = NONE } = step;
    if (isCounted(step)) this.#steps += 1;
    const place = this.#steps * STEP_MS;
    if (cause.kind === 'lost') {
      this.#lose(cause, machine, step.atMs ?? place);
      return;
    }
    const log = this.trace.logOf(machine);
    const tick = step.tick ?? this.#steps;
    this.#keeper.step(machine, {
      at: log.eventCount,
      tick,
      cause,
      state,
      ...(chosen && { chosen }),
      ...(shown && { shown }),
      notes,
      ...(problem && { problem }),
    });
    for (const [i, event] of events.entries()) {
      const atMs = step.atMs ?? place + (STEP_PART * STEP_MS * i) / events.length;
      this.#ticks[machine - 1]!.push(tick);
      this.#addEvent(log, event, atMs, queue);
    }
  }

  #addEvent(log: MachineLog, event: RunEvent, atMs: number, queue: number): void {
    const { machine, clock } = event;
    const index = log.eventCount;
    switch (event.kind) {
      case 'internal':
        if (event.cause === 'output') this.#keeper.output(machine, index, event.name, event.value);
        log.addInternal(atMs, clock, queue, 0);
        return;
      case 'send': {
        const { timestamp, message: kind, body } = event;
        for (const { number } of event.copies) this.#keeper.letter(machine, number, kind, body);
        const messages = event.copies.map(({ to, number }) => ({ from: machine, to, number, timestamp }));
        log.addSend(atMs, clock, queue, 0, messages);
        return;
      }
      case 'receive': {
        const { from, number, timestamp, message: kind, body } = event;
        const message = { from, to: machine, number, timestamp };
        const sender = this.trace.logOf(from);
        this.#keeper.letter(from, number, kind, body);
        const received = sender.receivedIndices[number - 1];
        const isFirst = number > sender.messageCount || received === NONE || received === undefined;
        if (isFirst) sender.markReceived(message, index);
        // Without arrivals nothing else tells that it came twice.
        else if (!this.#isTimed)
          this.#insert({ kind: 'doubled', atMs, from, to: machine, number, beforeTick: index + 1 });
        log.addReceive(atMs, clock, queue, message);
      }
    }
  }

  #lose({ from, number }: { from: MachineId; number: number }, to: MachineId, atMs: number): void {
    // Where time has a length, the faults of the run tell of it.
    if (!this.#isTimed) this.addFault({ kind: 'lost', atMs, from, to, number, cause: 'chance' });
  }

  #message(from: MachineId, number: number): Message | undefined {
    const log = this.trace.logOf(from);
    const to = log.recipients[number - 1];
    if (number > log.messageCount || !to) return undefined;
    return { from, to, number, timestamp: log.timestamps[number - 1]! };
  }

  /**
   * The place, from 1, of a machine's first event in a tick, or after a moment: what traces of programs count in place of ticks. A start
   * after a crash has the tick of what was before it.
   */
  #eventAfter(machine: MachineId, tick: number, afterMs: number): number {
    const ticks = this.#ticks[machine - 1]!;
    const { atMs } = this.trace.logOf(machine);
    return firstWhere(0, ticks.length, i => ticks[i]! >= tick || atMs[i]! > afterMs) + 1;
  }

  #insert(fault: Fault): void {
    const { faults } = this.trace;
    let at = faults.length;
    while (at > 0 && faultAtMs(faults[at - 1]!) > faultAtMs(fault)) at -= 1;
    faults.splice(at, 0, fault);
  }

  #inEvents(fault: Fault): Fault {
    if (!isMessageFault(fault) || fault.kind !== 'doubled') return fault;
    return { ...fault, beforeTick: this.#eventAfter(fault.to, fault.beforeTick, fault.atMs) };
  }
}

/** The starts at the beginning come before the first step. */
function isCounted({ cause }: RecordedStep): boolean {
  return cause.kind !== 'start' || cause.isAgain;
}
