// A program's laws on a run that was made elsewhere: live in tabs, by seed, found, or by hand. Its states, outputs and messages are
// taken from the record; handlers are called again only to know which timers run.
import type { MachineId } from '../core/message.ts';
import { isMessageFault } from '../core/fault.ts';
import type { Json } from '../core/program/json.ts';
import { History, type MessageInTransit, type Output, type World } from '../core/program/law.ts';
import {
  isNextOfScript,
  possibleCommand,
  seatsOf,
  unbornMachine,
  type Seat,
} from '../core/program/machine-state.ts';
import type { Program } from '../core/program/program.ts';
import { inCausalOrder, nameOf } from '../core/program/causal-order.ts';
import type { RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import type { RunEvent } from '../core/program/run-event.ts';
import { step as stepOnce, type Input } from '../core/program/step.ts';
import { timersAfter, type SetTimer } from '../core/program/timers.ts';
import { RunLaws, type RunLawReport } from './run-laws.ts';

/**
 * In the order of the record; a step that received a message is looked at after the one that sent it, whatever the order of their
 * times. `step` in what is broken is the index of the step in the record. Pure, if the program's handlers are. Throws
 * {@link ProgramProblemError} where the trial of the run asks for a command that the program does not have.
 */
export function lawsOnRun(program: Program, run: RecordedRun): readonly RunLawReport[] {
  const laws = new RunLaws(program);
  const past = new Past(program, run);
  let last = -1;
  for (const index of inCausalOrder(run.steps)) {
    const step = run.steps[index]!;
    const { problem, atMs, events } = step;
    const place = { step: index, ...(atMs !== undefined && { atMs }) };
    past.take(step);
    last = index;
    if (problem && !problem.kind.startsWith('show')) laws.stepFailed(problem, place);
    if (!past.areAllStarted) continue;
    laws.ask(past, events.some(isOutput) || !past.wasAsked, place);
    past.wasAsked = true;
  }
  const isQuiet = past.isQuiet();
  const atMs = run.steps[last]?.atMs;
  if (isQuiet) laws.askAtEnd(past, { step: last, ...(atMs !== undefined && { atMs }) });
  return laws.reports(isQuiet);
}

function isOutput(event: RunEvent): boolean {
  return event.kind === 'internal' && event.cause === 'output';
}

interface Sent extends MessageInTransit {
  readonly number: number;
  /** How many outputs of each machine its sender knew. */
  readonly knows: readonly number[];
  /** How many times it is still received; it is on its way until then. */
  left: number;
}

/** The machines of a recorded run, as they are after some of its steps; as laws see them. */
class Past implements World {
  wasAsked = false;
  readonly #program: Program;
  readonly #seats: readonly Seat[];
  readonly #states: Json[];
  readonly #asked: number[];
  readonly #timers: (readonly SetTimer[])[];
  readonly #knows: number[][];
  readonly #outputs: Output[][];
  readonly #sent = new Map<string, Sent>();
  /** How many times a message is received that was lost or doubled by the trial's plan. */
  readonly #uses = new Map<string, number>();
  /** Had arrived, and were forgotten in a queue; the earliest first. */
  readonly #forgotten: { readonly name: string; readonly atMs: number }[] = [];
  readonly #stored: (Json | undefined)[];
  readonly #clocks: number[];
  readonly #started = new Set<MachineId>();

  constructor(program: Program, { trial, faults, arrivals }: RecordedRun) {
    const ids = Array.from({ length: trial.machines }, (_, i) => i + 1);
    this.#program = program;
    this.#seats = seatsOf(program, trial);
    this.#states = ids.map(() => null);
    this.#asked = ids.map(() => 0);
    this.#timers = ids.map(() => []);
    this.#stored = ids.map(() => undefined);
    this.#clocks = ids.map(() => 0);
    this.#knows = ids.map(() => ids.map(() => 0));
    this.#outputs = ids.map(() => []);
    const hasArrived = new Set(arrivals.map(({ from, number }) => nameOf(from, number)));
    for (const fault of faults) {
      if (!isMessageFault(fault) || (fault.kind !== 'lost' && fault.kind !== 'doubled')) continue;
      const name = nameOf(fault.from, fault.number);
      if (fault.kind === 'lost' && fault.cause === 'amnesia' && hasArrived.has(name))
        this.#forgotten.push({ name, atMs: fault.atMs });
      else this.#uses.set(name, (this.#uses.get(name) ?? 1) + (fault.kind === 'doubled' ? 1 : -1));
    }
    this.#forgotten.sort((one, other) => one.atMs - other.atMs);
  }

  get areAllStarted(): boolean {
    return this.#started.size === this.#seats.length;
  }

  get machines(): World['machines'] {
    return this.#states.map((state, i) => ({ id: i + 1, state: state as object }));
  }

  get messages(): World['messages'] {
    return [...this.#sent.values()]
      .sort((a, b) => a.from - b.from || a.to - b.to || a.number - b.number)
      .map(({ from, to, kind, body }) => ({ from, to, kind, body }));
  }

  get history(): History {
    return new History(this.#outputs.flat());
  }

  take(step: RecordedStep): void {
    const { machine: id, cause, events } = step;
    const own = id - 1;
    this.#forgetUntil(step.atMs ?? -Infinity);
    this.#runTimers(step);
    if (cause.kind === 'lost') this.#sent.delete(nameOf(cause.from, cause.number));
    if (cause.kind === 'message') this.#receive(own, cause.from, cause.number);
    if (cause.kind === 'command') {
      const asked = this.#asked[own]!;
      const input = { command: cause.name, argument: cause.argument };
      if (isNextOfScript(this.#seats[own]!.trial, id, asked, input)) this.#asked[own] = asked + 1;
    }
    if (cause.kind === 'start') this.#started.add(id);
    const knows = this.#knows[own]!;
    for (const event of events) {
      if (event.kind === 'send') {
        const { message: kind, body } = event;
        for (const { to, number } of event.copies) {
          const name = nameOf(id, number);
          const left = this.#uses.get(name) ?? 1;
          if (left > 0) this.#sent.set(name, { from: id, to, kind, body, number, knows: [...knows], left });
        }
      } else if (event.kind === 'internal' && event.cause === 'output') {
        knows[own] = knows[own]! + 1;
        const outputs = this.#outputs[own]!;
        const { name, value } = event;
        outputs.push({ machine: id, index: outputs.length, name, value, knows: [...knows] });
      }
    }
    this.#states[own] = step.state;
    this.#clocks[own] = events.at(-1)?.clock ?? this.#clocks[own]!;
  }

  /** Whether nothing is left to happen, as far as the record tells. */
  isQuiet(): boolean {
    this.#forgetUntil(Infinity);
    if (this.#program.idle || this.#sent.size > 0 || !this.areAllStarted) return false;
    return this.#seats.every((seat, i) => {
      const machine = {
        ...unbornMachine(this.#seats.length),
        state: this.#states[i]!,
        asked: this.#asked[i]!,
      };
      return this.#timers[i]!.length === 0 && !possibleCommand(seat, machine);
    });
  }

  /** Of a message that is not on record as sent, nothing is known. */
  #receive(own: number, from: MachineId, number: number): void {
    const sent = this.#sent.get(nameOf(from, number));
    if (!sent) return;
    this.#knows[own] = this.#knows[own]!.map((known, i) => Math.max(known, sent.knows[i]!));
    this.#use(sent);
  }

  #use(sent: Sent): void {
    if ((sent.left -= 1) === 0) this.#sent.delete(nameOf(sent.from, sent.number));
  }

  #forgetUntil(atMs: number): void {
    while (this.#forgotten.length > 0 && this.#forgotten[0]!.atMs <= atMs) {
      const sent = this.#sent.get(this.#forgotten.shift()!.name);
      if (sent) this.#use(sent);
    }
  }

  /** What the step set, cancelled and stored is not on record: the handler is asked once more. */
  #runTimers(step: RecordedStep): void {
    const { machine: id, cause, chosen = [], atMs } = step;
    const own = id - 1;
    const input = this.#program.timers && inputOf(step, this.#stored[own]);
    if (!input) return;
    const { others, trial } = this.#seats[own]!;
    let next = 0;
    const { effects } = stepOnce(this.#program, this.#states[own]!, input, {
      id,
      others,
      isIncrementFirst: trial.rule === 'increment-then-send',
      clock: this.#clocks[own]!,
      localMs: atMs,
      choose: options => Math.min(chosen[next++] ?? 0, options - 1),
    });
    for (const effect of effects) if (effect.kind === 'store') this.#stored[own] = effect.value;
    const before = cause.kind === 'start' ? [] : this.#timers[own]!;
    this.#timers[own] = timersAfter(before, effects, cause.kind === 'timer' ? cause.name : undefined);
  }
}

/** Undefined where no machine took part, or where the record has lost what it was. */
function inputOf({ cause, events }: RecordedStep, stored: Json | undefined): Input | undefined {
  switch (cause.kind) {
    case 'start':
      return { kind: 'start', isAgain: cause.isAgain, stored };
    case 'timer':
      return { kind: 'timer', timer: cause.name };
    case 'command':
      return { kind: 'command', command: cause.name, argument: cause.argument };
    case 'idle':
      return { kind: 'idle' };
    case 'lost':
      return undefined;
    case 'message': {
      const [received] = events;
      if (received?.kind !== 'receive') return undefined;
      const { from, message, body, timestamp } = received;
      return { kind: 'message', from, message, body, timestamp };
    }
  }
}
