// A program in virtual time: machines with clock rates, one input for each tick, messages that take their time. The same trial
// gives the same run, whoever runs it.
import { diceOf, rollDice } from '../core/dice.ts';
import type { MachineId } from '../core/message.ts';
import type { MessageDelayInput, LinkDelayInput } from '../core/message-delay.ts';
import type { Json } from '../core/program/json.ts';
import { History, type World } from '../core/program/law.ts';
import {
  possibleCommand,
  seatsOf,
  takeInput,
  unbornMachine,
  type ProgramMachine,
  type Seat,
} from '../core/program/machine-state.ts';
import type { Program } from '../core/program/program.ts';
import { wholeTrial, type Asked, type WholeProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedArrival, RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import { recordedStep } from '../core/program/recorded-step.ts';
import type { Effect, Input } from '../core/program/step.ts';
import {
  dueMs,
  smallestDie,
  ticksOf,
  TRIAL_DEFAULTS,
  trialFrom,
  type TimestampRule,
  type Trial,
} from '../core/trial.ts';
import { linkDelayMsOf, type DelayMs } from './delay.ts';
import type { NumberedLetter } from './explore/program-world.ts';
import { Flight, Journeys } from './flight.ts';
import { RunLaws, type RunLawReport, type RunPlace } from './run-laws.ts';
import { checkSize } from './simulate.ts';
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

export interface SeededRun {
  readonly run: RecordedRun;
  /** Of machine 1, 2, …, at the end. */
  readonly states: readonly Json[];
  /** Machine by machine, with what happened before what among them. */
  readonly history: History;
  readonly laws: readonly RunLawReport[];
  /** Whether nothing was left to happen. */
  readonly isQuiet: boolean;
}

/** What a run may take by the estimate for a trace of its trial; its steps take several times as much. */
const RUN_BYTES_MAX = 2 ** 26;

/**
 * Throws {@link InvalidTrialError}, {@link ProgramProblemError} and {@link TrialTooLargeError}, all before anything is run.
 */
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
  readonly #trial: WholeProgramTrial;
  readonly #timed: Trial;
  readonly #steps: RecordedStep[] = [];
  readonly #arrivals: RecordedArrival[] = [];
  readonly #laws: RunLaws;
  /** By the name of the message: what is on its way. */
  readonly #onTheWay = new Map<string, NumberedLetter>();
  /** Laws are asked of machines that have a state. */
  #areAllStarted = false;

  constructor(program: Program, { fifo, script, ...timed }: SeededProgramTrial) {
    const machines = timed.rates.length;
    const dieSides = Math.max(TRIAL_DEFAULTS.dieSides, smallestDie(machines));
    const trial = trialFrom({ ...timed, dieSides });
    checkSize(trial, RUN_BYTES_MAX);
    const { rates, durationSeconds, seed, rule } = trial;
    const whole = wholeTrial(program, {
      machines,
      rule,
      ...(fifo !== undefined && { fifo }),
      ...(script && { script }),
    });
    this.#program = program;
    this.#trial = whole;
    this.#timed = trial;
    this.#laws = new RunLaws(program);
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
    this.#laws.ask(this.#world(), true, this.#place(0));
    for (let done = 0; done < this.#ticks; done++)
      this.#tick(this.#running[this.#order[done % this.#order.length]!]!);
    this.#arriveUntil(Infinity);
  }

  report(): SeededRun {
    const isQuiet = this.#isQuiet();
    if (isQuiet) this.#laws.askAtEnd(this.#world(), this.#place(this.#steps.at(-1)?.atMs ?? 0));
    return {
      run: {
        program: this.#program.name,
        trial: this.#trial,
        timed: this.#timed,
        steps: this.#steps,
        arrivals: this.#arrivals,
        faults: [],
      },
      states: this.#running.map(({ machine }) => machine.state),
      history: this.#history(),
      laws: this.#laws.reports(isQuiet),
      isQuiet,
    };
  }

  #tick(running: Running): void {
    const atMs = dueMs(running.rate, running.ticks + 1);
    this.#arriveUntil(atMs);
    running.ticks += 1;
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
    const chosen: number[] = [];
    const choose = this.#chooserOf(seat.id, running.ticks, chosen);
    const taken = takeInput(seat, machine, input, letter, { choose, localMs: atMs });
    const { effects, problem } = taken.result;
    const onRecord = recordedStep(this.#program, seat.id, running, {
      input,
      taken,
      number: letter?.number,
      chosen: [...chosen],
    });
    this.#steps.push({ ...onRecord, tick: running.ticks, atMs, queue: running.queue.length });
    running.machine = taken.machine;
    running.events += onRecord.events.length;
    if (letter) this.#onTheWay.delete(nameOf(letter));
    for (const { to: recipients, letter: posted } of taken.posted)
      for (const to of recipients) {
        running.sent += 1;
        const numbered = { ...posted, from: seat.id, to, number: running.sent };
        this.#onTheWay.set(nameOf(numbered), numbered);
        this.#flight.add(numbered, atMs);
      }
    this.#setTimers(running, effects, choose, atMs);
    if (problem) this.#laws.stepFailed(problem, this.#place(atMs));
    if (this.#areAllStarted)
      this.#laws.ask(
        this.#world(),
        effects.some(({ kind }) => kind === 'emit'),
        this.#place(atMs),
      );
  }

  #setTimers(
    running: Running,
    effects: readonly Effect[],
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
  #chooserOf(machine: MachineId, tick: number, chosen: number[]): (options: number) => number {
    return options => {
      const seed = (this.#seed ^ Math.imul(chosen.length, 0x9e3779b1)) >>> 0;
      const index = rollDice(diceOf(seed, machine), tick, options) - 1;
      chosen.push(index);
      return index;
    };
  }

  #arriveUntil(untilMs: number): void {
    for (let next = this.#flight.takeUntil(untilMs); next; next = this.#flight.takeUntil(untilMs)) {
      const letter = next.message as NumberedLetter;
      const recipient = this.#running[letter.to - 1]!;
      const { from, number } = letter;
      const { arrivesMs: atMs } = next;
      recipient.queue.push({ letter, arrivedMs: atMs });
      this.#arrivals.push({ from, number, atMs, beforeTick: recipient.ticks + 1 });
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

  #place(atMs: number): RunPlace {
    return { step: this.#steps.length - 1, atMs };
  }

  /** As laws see it now; worked out where they look. */
  #world(): World {
    const running = this.#running;
    const onTheWay = this.#onTheWay;
    const history = (): History => this.#history();
    return {
      machines: running.map(({ seat, machine }) => ({ id: seat.id, state: machine.state as object })),
      get messages() {
        return [...onTheWay.values()]
          .sort((a, b) => a.from - b.from || a.to - b.to || a.number - b.number)
          .map(({ from, to, message: kind, body }) => ({ from, to, kind, body }));
      },
      get history() {
        return history();
      },
    };
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
