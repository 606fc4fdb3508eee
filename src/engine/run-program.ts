// A program in virtual time: machines with clock rates, one input for each tick, messages that take their time. The same trial
// gives the same events, whoever runs it.
import { diceOf, rollDice } from '../core/dice.ts';
import type { MachineId } from '../core/message.ts';
import type { MessageDelayInput, LinkDelayInput } from '../core/message-delay.ts';
import type { Json } from '../core/program/json.ts';
import {
  askLaw,
  History,
  lawKindOf,
  type Law,
  type LawFinding,
  type LawKind,
  type World,
} from '../core/program/law.ts';
import {
  possibleCommand,
  seatsOf,
  takeInput,
  unbornMachine,
  type ProgramMachine,
  type Seat,
} from '../core/program/machine-state.ts';
import type { ProgramProblem } from '../core/program/problem.ts';
import type { Program } from '../core/program/program.ts';
import { wholeTrial, type Asked } from '../core/program/program-trial.ts';
import { eventsOfStep, type RunEvent } from '../core/program/run-event.ts';
import type { Input } from '../core/program/step.ts';
import { dueMs, smallestDie, ticksOf, TRIAL_DEFAULTS, trialFrom, type TimestampRule } from '../core/trial.ts';
import { linkDelayMsOf, type DelayMs } from './delay.ts';
import type { NumberedLetter } from './explore/program-world.ts';
import { Flight, Journeys } from './flight.ts';
import { tickOrderOf } from './tick-order.ts';

/** What to run: only the rates are a must. */
export interface SeededProgramTrial {
  /** Ticks per second of machine 1, 2, …; each takes one input, the one that has waited longest. */
  readonly rates: readonly number[];
  readonly durationSeconds?: number;
  readonly seed?: number;
  readonly rule?: TimestampRule;
  readonly delay?: MessageDelayInput;
  readonly linkDelays?: readonly LinkDelayInput[];
  /** What the program says, unless given. Without it a message arrives when its delay is over, whatever was sent before. */
  readonly fifo?: boolean;
  /** For machine 1, 2, …: what it is asked for, each on the first tick on which nothing waits and the program says it is possible. */
  readonly script?: readonly (readonly Asked[])[];
}

export type TimedRunEvent = RunEvent & {
  /** Of its machine, from 1; 0 at the start. */
  readonly tick: number;
  /** Milliseconds since the start. */
  readonly atMs: number;
  /** Messages that wait at the machine after it. */
  readonly queue: number;
};

/** holds: whenever it was asked. open: it is asked at the end, and something was left to happen. */
export type RunLawReport = { readonly name: string; readonly kind: LawKind | 'step' } & (
  | { readonly verdict: 'holds' | 'open' }
  | {
      readonly verdict: 'broken';
      readonly atMs: number;
      /** How many events there were by then. */
      readonly events: number;
      readonly finding?: LawFinding;
      readonly problem?: ProgramProblem;
    }
);

export interface SeededRun {
  /** In the order in which they happened. */
  readonly events: readonly TimedRunEvent[];
  /** Of machine 1, 2, …, at the end. */
  readonly states: readonly Json[];
  /** Machine by machine, with what happened before what among them. */
  readonly history: History;
  readonly laws: readonly RunLawReport[];
  /** Whether nothing was left to happen. */
  readonly isQuiet: boolean;
}

/** Throws {@link InvalidTrialError} and {@link ProgramProblemError}, both before anything is run. */
export function runProgram(program: Program, input: SeededProgramTrial): SeededRun {
  const run = new VirtualProgramRun(program, input);
  run.toEnd();
  return run.report();
}

interface RunningTimer {
  readonly timer: string;
  readonly endsMs: number;
}

interface Running {
  readonly seat: Seat;
  readonly rate: number;
  machine: ProgramMachine;
  ticks: number;
  events: number;
  sent: number;
  /** The oldest first. Bound: the messages of the trial. */
  queue: { readonly letter: NumberedLetter; readonly arrivedMs: number }[];
  timers: RunningTimer[];
}

class VirtualProgramRun {
  readonly #program: Program;
  readonly #running: readonly Running[];
  readonly #order: Uint16Array;
  readonly #ticks: number;
  readonly #seed: number;
  readonly #flight: Pick<Flight, 'takeUntil'> & { add(letter: NumberedLetter, sentMs: number): void };
  readonly #events: TimedRunEvent[] = [];
  readonly #breaches = new Map<Law | undefined, RunLawReport>();
  /** By the name of the message: what is on its way. */
  readonly #onTheWay = new Map<string, NumberedLetter>();
  /** Laws are asked of machines that have a state. */
  #areAllStarted = false;

  constructor(program: Program, { fifo, script, ...timed }: SeededProgramTrial) {
    const machines = timed.rates.length;
    const dieSides = Math.max(TRIAL_DEFAULTS.dieSides, smallestDie(machines));
    const trial = trialFrom({ ...timed, dieSides });
    const { rates, durationSeconds, seed, rule } = trial;
    const whole = wholeTrial(program, {
      machines,
      rule,
      ...(fifo !== undefined && { fifo }),
      ...(script && { script }),
    });
    this.#program = program;
    this.#seed = seed;
    this.#running = seatsOf(program, whole).map(seat => ({
      seat,
      rate: rates[seat.id - 1]!,
      machine: unbornMachine(machines),
      ticks: 0,
      events: 0,
      sent: 0,
      queue: [],
      timers: [],
    }));
    this.#order = tickOrderOf(rates);
    this.#ticks = rates.reduce((sum, rate) => sum + ticksOf(rate, durationSeconds), 0);
    const delayMs = linkDelayMsOf(trial, seed);
    this.#flight = whole.fifo ? new Flight(delayMs, machines) : new LooseFlight(delayMs);
  }

  toEnd(): void {
    for (const running of this.#running) this.#take(running, { kind: 'start', isAgain: false }, undefined, 0);
    this.#areAllStarted = true;
    this.#ask(law => lawKindOf(law) !== 'atEnd', 0);
    for (let done = 0; done < this.#ticks; done++)
      this.#tick(this.#running[this.#order[done % this.#order.length]!]!);
    this.#arriveUntil(Infinity);
  }

  report(): SeededRun {
    const isQuiet = this.#isQuiet();
    if (isQuiet) this.#ask(law => lawKindOf(law) === 'atEnd', this.#events.at(-1)?.atMs ?? 0);
    const failed = this.#breaches.get(undefined);
    return {
      events: this.#events,
      states: this.#running.map(({ machine }) => machine.state),
      history: this.#history(),
      laws: [
        failed ?? { name: 'step', kind: 'step', verdict: 'holds' },
        ...(this.#program.laws ?? []).map((law): RunLawReport => {
          const kind = lawKindOf(law);
          const verdict = kind === 'atEnd' && !isQuiet ? 'open' : 'holds';
          return this.#breaches.get(law) ?? { name: law.name, kind, verdict };
        }),
      ],
      isQuiet,
    };
  }

  #tick(running: Running): void {
    const tick = (running.ticks += 1);
    const atMs = dueMs(running.rate, tick);
    this.#arriveUntil(atMs);
    const waiting = running.queue[0];
    const ended = this.#firstEnded(running, atMs);
    if (ended && !(waiting && waiting.arrivedMs <= ended.endsMs)) {
      running.timers = running.timers.filter(each => each !== ended);
      this.#take(running, { kind: 'timer', timer: ended.timer }, undefined, atMs);
    } else if (waiting) {
      running.queue.shift();
      const { from, message, body, timestamp, vector } = waiting.letter;
      this.#take(running, { kind: 'message', from, message, body, timestamp, vector }, waiting.letter, atMs);
    } else {
      const command = possibleCommand(running.seat, running.machine);
      if (command) this.#take(running, command, undefined, atMs);
      else if (this.#program.idle) this.#take(running, { kind: 'idle' }, undefined, atMs);
    }
  }

  #firstEnded({ timers }: Running, atMs: number): RunningTimer | undefined {
    let first: RunningTimer | undefined;
    for (const timer of timers)
      if (timer.endsMs <= atMs && !(first && first.endsMs <= timer.endsMs)) first = timer;
    return first;
  }

  #take(running: Running, input: Input, letter: NumberedLetter | undefined, atMs: number): void {
    const { seat, machine } = running;
    const choose = this.#chooserOf(seat.id, running.ticks);
    const taken = takeInput(seat, machine, input, letter, { choose, localMs: atMs });
    const before = { machine: seat.id, events: running.events, sent: running.sent, clock: machine.clock };
    const events = eventsOfStep(before, input, taken.result, letter?.number);
    running.machine = taken.machine;
    running.events += events.length;
    if (letter) this.#onTheWay.delete(nameOf(letter));
    for (const event of events)
      this.#events.push({ ...event, tick: running.ticks, atMs, queue: running.queue.length });
    for (const { to: recipients, letter: posted } of taken.posted)
      for (const to of recipients) {
        running.sent += 1;
        const numbered = { ...posted, from: seat.id, to, number: running.sent };
        this.#onTheWay.set(nameOf(numbered), numbered);
        this.#flight.add(numbered, atMs);
      }
    this.#setTimers(running, taken.result.effects, choose, atMs);
    if (taken.result.problem)
      this.#breach(undefined, { name: 'step', kind: 'step', problem: taken.result.problem }, atMs);
    const outputs = taken.result.effects.filter(({ kind }) => kind === 'emit').length;
    this.#ask(law => lawKindOf(law) === 'always' || (outputs > 0 && lawKindOf(law) === 'history'), atMs);
  }

  #setTimers(
    running: Running,
    effects: ReturnType<typeof takeInput>['result']['effects'],
    choose: (options: number) => number,
    atMs: number,
  ): void {
    for (const effect of effects) {
      if (effect.kind !== 'after' && effect.kind !== 'cancel') continue;
      running.timers = running.timers.filter(({ timer }) => timer !== effect.timer);
      if (effect.kind === 'cancel') continue;
      const { timer, minMs, maxMs } = effect;
      const portion = minMs === maxMs ? 0 : choose(PORTIONS) / (PORTIONS - 1);
      running.timers.push({ timer, endsMs: atMs + minMs + (maxMs - minMs) * portion });
    }
  }

  /** The first choice of a tick is what the die of that tick shows; further ones have dice of their own. */
  #chooserOf(machine: MachineId, tick: number): (options: number) => number {
    let nth = 0;
    return options => {
      const seed = (this.#seed ^ Math.imul(nth, 0x9e3779b1)) >>> 0;
      nth += 1;
      return rollDice(diceOf(seed, machine), tick, options) - 1;
    };
  }

  #arriveUntil(untilMs: number): void {
    for (let next = this.#flight.takeUntil(untilMs); next; next = this.#flight.takeUntil(untilMs)) {
      const letter = next.message as NumberedLetter;
      this.#running[letter.to - 1]!.queue.push({ letter, arrivedMs: next.arrivesMs });
    }
  }

  #isQuiet(): boolean {
    if (this.#program.idle) return false;
    return this.#running.every(
      ({ seat, machine, queue, timers }) =>
        queue.length === 0 && timers.length === 0 && !possibleCommand(seat, machine),
    );
  }

  #history(): History {
    return new History(this.#running.flatMap(({ machine }) => machine.outputs));
  }

  #ask(isAsked: (law: Law) => boolean, atMs: number): void {
    if (!this.#areAllStarted) return;
    const laws = (this.#program.laws ?? []).filter(law => isAsked(law) && !this.#breaches.has(law));
    if (laws.length === 0) return;
    const world: World = {
      machines: this.#running.map(({ seat, machine }) => ({ id: seat.id, state: machine.state as object })),
      messages: [...this.#onTheWay.values()]
        .sort((a, b) => a.from - b.from || a.to - b.to || a.number - b.number)
        .map(({ from, to, message: kind, body }) => ({ from, to, kind, body })),
      history: this.#history(),
    };
    for (const law of laws) {
      const finding = askLaw(law, world);
      if (finding.kind !== 'holds')
        this.#breach(law, { name: law.name, kind: lawKindOf(law), finding }, atMs);
    }
  }

  #breach(
    law: Law | undefined,
    about: { name: string; kind: LawKind | 'step'; finding?: LawFinding; problem?: ProgramProblem },
    atMs: number,
  ): void {
    if (!this.#breaches.has(law))
      this.#breaches.set(law, { ...about, verdict: 'broken', atMs, events: this.#events.length });
  }
}

/** Steps between the bounds of a timer. */
const PORTIONS = 1_000_000;

function nameOf({ from, number }: NumberedLetter): string {
  return `${from}-${number}`;
}

/** Each message arrives when its delay is over. */
class LooseFlight {
  readonly #delayMs: DelayMs;
  readonly #journeys = new Journeys();

  constructor(delayMs: DelayMs) {
    this.#delayMs = delayMs;
  }

  add(letter: NumberedLetter, sentMs: number): void {
    this.#journeys.add(letter, sentMs + this.#delayMs(letter), false);
  }

  takeUntil(untilMs: number): ReturnType<Journeys['takeUntil']> {
    return this.#journeys.takeUntil(untilMs);
  }
}
