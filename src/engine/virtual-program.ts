// A program's machines in virtual time: each tick takes the one input that has waited longest, and whatever goes wrong by the trial's
// plan goes wrong. It can be run in steps, and with or without a record.
import { diceOf, rollDice } from '../core/dice.ts';
import { faultAtMs, type Fault } from '../core/fault.ts';
import type { MachineId } from '../core/message.ts';
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
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedArrival, RecordedStep } from '../core/program/recorded-run.ts';
import { recordedStep } from '../core/program/recorded-step.ts';
import type { Effect, Input } from '../core/program/step.ts';
import type { Trial } from '../core/trial.ts';
import type { NumberedLetter } from './explore/program-world.ts';
import { FaultCalendar } from './fault-calendar.ts';
import { ProgramPost, type Delivery } from './program-post.ts';
import { RunLaws, type RunLawReport, type RunPlace } from './run-laws.ts';
import type { SteppedRun } from './simulation.ts';
import { TickAgenda, type DueTick } from './tick-agenda.ts';

export interface ProgramRecorder {
  step(step: RecordedStep): void;
  arrival(arrival: RecordedArrival): void;
}

export interface VirtualProgramEnd {
  /** Of machine 1, 2, …. */
  readonly states: readonly Json[];
  /** Machine by machine, with what happened before what among them. */
  readonly history: History;
  readonly laws: readonly RunLawReport[];
  /** In the order of time. */
  readonly faults: readonly Fault[];
  /** Whether nothing was left to happen. */
  readonly isQuiet: boolean;
}

interface RunningTimer {
  readonly timer: string;
  readonly endsMs: number;
}

interface Running {
  readonly seat: Seat;
  machine: ProgramMachine;
  /** Done. */
  ticks: number;
  events: number;
  sent: number;
  /** The oldest first. Bound: the messages of the trial. */
  queue: { readonly letter: NumberedLetter; readonly arrivedMs: number }[];
  timers: RunningTimer[];
  /** Down, and does not start again before the end. */
  isGone: boolean;
}

/** An amnesic crash, and the start after it. */
interface Turn {
  readonly atMs: number;
  readonly machine: MachineId;
  readonly kind: 'down' | 'gone' | 'up';
}

/** At one moment machines crash and start again first, then messages arrive, then machines tick. */
export class VirtualProgram implements SteppedRun {
  readonly ticks: number;
  readonly #program: Program;
  readonly #running: readonly Running[];
  readonly #agenda: TickAgenda;
  readonly #seed: number;
  readonly #post: ProgramPost;
  readonly #faults: Fault[] = [];
  readonly #turns: readonly Turn[];
  readonly #recorder: ProgramRecorder | undefined;
  readonly #laws: RunLaws;
  #ticksDone = 0;
  #turnsDone = 0;
  #steps = 0;
  #lastMs = 0;
  /** Laws are asked of machines that have a state. */
  #areAllStarted = false;
  #isOver = false;

  constructor(program: Program, timed: Trial, trial: WholeProgramTrial, recorder?: ProgramRecorder) {
    this.#program = program;
    this.#recorder = recorder;
    this.#laws = new RunLaws(program);
    this.#seed = timed.seed;
    this.#running = seatsOf(program, trial).map(seat => ({
      seat,
      machine: unbornMachine(trial.machines),
      ticks: 0,
      events: 0,
      sent: 0,
      queue: [],
      timers: [],
      isGone: false,
    }));
    this.#agenda = new TickAgenda(timed);
    this.ticks = this.#agenda.ticks;
    const planned = timed.faults?.timed ?? [];
    const calendar = new FaultCalendar(planned);
    this.#faults.push(...planned);
    this.#turns = turnsOf(calendar, timed.durationSeconds * 1000);
    this.#post = new ProgramPost(timed, calendar, fault => this.#faults.push(fault), trial.fifo);
  }

  get ticksDone(): number {
    return this.#ticksDone;
  }

  step(maxTicks = Infinity): boolean {
    if (!this.#areAllStarted) this.#start();
    const until = Math.min(this.ticks, this.#ticksDone + maxTicks);
    while (this.#ticksDone < until) this.#tick(this.#agenda.take()!);
    if (this.#ticksDone < this.ticks) return false;
    if (!this.#isOver) this.#happenUntil(Infinity);
    this.#isOver = true;
    return true;
  }

  /** Once {@link step} has returned true. */
  end(): VirtualProgramEnd {
    const isQuiet = this.#isQuiet();
    if (isQuiet) this.#laws.askAtEnd(this.#world(), this.#place(this.#lastMs));
    return {
      states: this.#running.map(({ machine }) => machine.state),
      history: this.#history(),
      laws: this.#laws.reports(isQuiet),
      faults: this.#faults.sort((a, b) => faultAtMs(a) - faultAtMs(b)),
      isQuiet,
    };
  }

  #start(): void {
    for (const running of this.#running) this.#take(running, { kind: 'start', isAgain: false }, undefined, 0);
    this.#areAllStarted = true;
    this.#laws.ask(this.#world(), true, this.#place(0));
  }

  #tick({ machine: id, tick, atMs }: DueTick): void {
    this.#happenUntil(atMs);
    const running = this.#running[id - 1]!;
    running.ticks = tick;
    this.#ticksDone += 1;
    const waiting = running.queue[0];
    const ended = firstEnded(running.timers, atMs);
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

  #happenUntil(untilMs: number): void {
    for (;;) {
      const turn = this.#turns[this.#turnsDone];
      if (turn && turn.atMs <= untilMs && turn.atMs <= this.#post.nextMs) {
        this.#turnsDone += 1;
        this.#turn(turn);
        continue;
      }
      const delivery = this.#post.takeUntil(untilMs);
      if (!delivery) return;
      this.#arrive(delivery);
    }
  }

  #turn({ kind, machine: id, atMs }: Turn): void {
    const running = this.#running[id - 1]!;
    if (kind === 'up') {
      const { stored } = running.machine;
      this.#take(running, { kind: 'start', isAgain: true, stored }, undefined, atMs);
      return;
    }
    for (const { letter } of running.queue.splice(0)) {
      const { from, to, number } = letter;
      this.#faults.push({ kind: 'lost', atMs, from, to, number, cause: 'amnesia' });
      this.#post.done(letter);
    }
    running.timers = [];
    running.isGone = kind === 'gone';
  }

  #arrive({ letter, arrivesMs: atMs, isCopy }: Delivery): void {
    const { from, to, number } = letter;
    const running = this.#running[to - 1]!;
    const beforeTick = running.ticks + 1;
    if (isCopy) this.#faults.push({ kind: 'doubled', atMs, from, to, number, beforeTick });
    else this.#recorder?.arrival({ from, number, atMs, beforeTick });
    running.queue.push({ letter, arrivedMs: atMs });
  }

  #take(running: Running, input: Input, letter: NumberedLetter | undefined, atMs: number): void {
    const { seat, machine } = running;
    const chosen: number[] = [];
    const choose = this.#chooserOf(seat.id, running.ticks, chosen);
    const taken = takeInput(seat, machine, input, letter, { choose, localMs: atMs });
    const { effects, problem, events } = taken.result;
    if (this.#recorder) {
      const moment = { input, taken, number: letter?.number, chosen: [...chosen] };
      const onRecord = recordedStep(this.#program, seat.id, running, moment);
      const { ticks: tick, queue } = running;
      this.#recorder.step({ ...onRecord, tick, atMs, queue: queue.length });
    }
    this.#steps += 1;
    this.#lastMs = atMs;
    running.machine = taken.machine;
    running.events += events;
    if (letter) this.#post.done(letter);
    for (const { to: recipients, letter: posted } of taken.posted)
      for (const to of recipients) {
        running.sent += 1;
        this.#post.send({ ...posted, from: seat.id, to, number: running.sent }, atMs);
      }
    setTimers(running, effects, choose, atMs);
    if (problem) this.#laws.stepFailed(problem, this.#place(atMs));
    if (!this.#areAllStarted) return;
    const emits = effects.some(({ kind }) => kind === 'emit');
    this.#laws.ask(this.#world(), emits, this.#place(atMs));
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

  #isQuiet(): boolean {
    if (this.#program.idle || !this.#post.isEmpty) return false;
    return this.#running.every(
      ({ seat, machine, timers, isGone }) =>
        isGone || (timers.length === 0 && !possibleCommand(seat, machine)),
    );
  }

  #history(): History {
    return new History(this.#running.flatMap(({ machine }) => machine.outputs));
  }

  #place(atMs: number): RunPlace {
    return { step: this.#steps - 1, atMs };
  }

  /** As laws see it now; worked out where they look. */
  #world(): World {
    const post = this.#post;
    const history = (): History => this.#history();
    return {
      machines: this.#running.map(({ seat, machine }) => ({ id: seat.id, state: machine.state as object })),
      get messages() {
        return post.messages();
      },
      get history() {
        return history();
      },
    };
  }
}

/** Steps between the bounds of a timer. */
const PORTIONS = 1_000_000;

function turnsOf(calendar: FaultCalendar, durationMs: number): readonly Turn[] {
  return calendar.crashes
    .filter(({ memory }) => memory === 'amnesic')
    .flatMap(({ machine, fromMs, toMs }): Turn[] =>
      toMs > durationMs
        ? [{ atMs: fromMs, machine, kind: 'gone' }]
        : [
            { atMs: fromMs, machine, kind: 'down' },
            { atMs: toMs, machine, kind: 'up' },
          ],
    )
    .sort((a, b) => a.atMs - b.atMs || a.machine - b.machine);
}

function firstEnded(timers: readonly RunningTimer[], atMs: number): RunningTimer | undefined {
  let first: RunningTimer | undefined;
  for (const timer of timers)
    if (timer.endsMs <= atMs && !(first && first.endsMs <= timer.endsMs)) first = timer;
  return first;
}

function setTimers(
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
