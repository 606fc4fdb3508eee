// A program's machines in virtual time: each tick takes the one input that has waited longest, and whatever goes wrong by the trial's
// plan goes wrong. It can be run in steps, and with or without a record.
import { diceOf, rollDice } from '../core/dice.ts';
import { faultAtMs, type Fault } from '../core/fault.ts';
import { MessageQueue } from '../core/message-queue.ts';
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import { History, type MessageInTransit, type World } from '../core/program/law.ts';
import {
  possibleCommand,
  seatsOf,
  driveInput,
  contextOf,
  NO_NUMBERS,
  unbornMachine,
  UNMARKED,
  type DrivenMachine,
  type HowTaken,
  type Letter,
  type Marks,
  type SeatContext,
  type Seat,
} from '../core/program/machine-state.ts';
import type { Program } from '../core/program/program.ts';
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedArrival, RecordedStep } from '../core/program/recorded-run.ts';
import { recordedStep } from '../core/program/recorded-step.ts';
import { READS, type Effect, type Input } from '../core/program/step.ts';
import type { Trial } from '../core/trial.ts';
import type { NumberedLetter } from './explore/program-world.ts';
import { FaultCalendar } from './fault-calendar.ts';
import { ProgramPost } from './program-post.ts';
import { RunLaws, type RunLawReport, type RunPlace } from './run-laws.ts';
import type { Journey } from './flight.ts';
import type { SteppedRun } from './simulation.ts';
import { tickAgendaOf, type DueTick, type TickAgenda } from './tick-agenda.ts';
import { ALL_WATCHED, UnwatchedError, type Watched } from './watched.ts';

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
  readonly how: HowTaken & { readonly context: SeatContext };
  readonly dice: number;
  readonly machine: DrivenMachine;
  /** Done. */
  ticks: number;
  events: number;
  sent: number;
  /** The oldest first. Bound: the messages of the trial. */
  readonly queue: MessageQueue<Waiting>;
  timers: readonly RunningTimer[];
  /** Down, and does not start again before the end. */
  isGone: boolean;
}

/** A message is the input that it becomes. */
type LetterInput = NumberedLetter & { readonly kind: 'message' };

interface Waiting {
  readonly letter: LetterInput;
  readonly arrivedMs: number;
}

/** An amnesic crash, and the start after it. */
interface Turn {
  readonly atMs: number;
  readonly machine: MachineId;
  readonly kind: 'down' | 'gone' | 'up';
}

export interface VirtualProgramOptions {
  /** Nothing is recorded without one. */
  readonly recorder?: ProgramRecorder;
  /** All of it, unless given; otherwise `step` and `end` throw {@link UnwatchedError} where something else is looked at. */
  readonly watched?: Watched;
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
  readonly #watched: Watched;
  readonly #laws: RunLaws;
  /** Of the step that is being taken: the index of each option taken, and of each portion of a timer's bounds. */
  readonly #chosen: number[] = [];
  #chosenCount = 0;
  readonly #choose: (options: number) => number;
  /** Of what that step sends. */
  readonly #marks: Marks[] = [];
  #choosing: Running;
  #unwatched: keyof Watched | undefined;
  #ticksDone = 0;
  #turnsDone = 0;
  #steps = 0;
  #lastMs = 0;
  /** Laws are asked of machines that have a state. */
  #areAllStarted = false;
  #isOver = false;

  constructor(
    program: Program,
    timed: Trial,
    trial: WholeProgramTrial,
    { recorder, watched = ALL_WATCHED }: VirtualProgramOptions = {},
  ) {
    this.#program = program;
    this.#recorder = recorder;
    this.#watched = watched;
    this.#laws = new RunLaws(program);
    this.#seed = timed.seed;
    const choose = (options: number): number => this.#chooseFor(this.#choosing, options);
    this.#choose = choose;
    const unborn = unbornMachine(trial.machines);
    const { vector, history } = watched;
    this.#running = seatsOf(program, trial).map(seat => ({
      seat,
      how: { choose, localMs: 0, context: contextOf(seat.id, seat.others, trial, { choose, localMs: 0 }) },
      dice: diceOf(timed.seed, seat.id),
      machine: {
        ...unborn,
        vector: vector ? unborn.vector : NO_NUMBERS,
        knows: history ? unborn.knows : NO_NUMBERS,
      },
      ticks: 0,
      events: 0,
      sent: 0,
      queue: new MessageQueue<Waiting>(),
      timers: [],
      isGone: false,
    }));
    this.#choosing = this.#running[0]!;
    this.#agenda = tickAgendaOf(timed);
    this.ticks = this.#agenda.ticks;
    const planned = timed.faults?.timed ?? [];
    const calendar = new FaultCalendar(planned);
    this.#faults.push(...planned);
    this.#turns = turnsOf(calendar, timed.durationSeconds * 1000);
    this.#post = new ProgramPost(timed, calendar, fault => this.#faults.push(fault), {
      keepsOrder: trial.fifo,
      isWatched: watched.messages,
    });
  }

  get ticksDone(): number {
    return this.#ticksDone;
  }

  step(maxTicks = Infinity): boolean {
    if (!this.#areAllStarted) this.#start();
    const until = Math.min(this.ticks, this.#ticksDone + maxTicks);
    while (this.#ticksDone < until) this.#tick(this.#agenda.take());
    if (this.#ticksDone < this.ticks) return false;
    if (!this.#isOver) this.#happenUntil(Infinity);
    this.#isOver = true;
    return true;
  }

  /** Once {@link step} has returned true. */
  end(): VirtualProgramEnd {
    const isQuiet = this.#isQuiet();
    if (isQuiet) this.#laws.askAtEnd(this.#world(), this.#place(this.#lastMs));
    this.#throwUnwatched();
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
    this.#throwUnwatched();
  }

  #tick({ machine: id, tick, atMs }: DueTick): void {
    this.#happenUntil(atMs);
    const running = this.#running[id - 1]!;
    running.ticks = tick;
    this.#ticksDone += 1;
    const { first } = running.queue;
    const ended = running.timers.length === 0 ? undefined : firstEnded(running.timers, atMs);
    if (ended && !(first && first.arrivedMs <= ended.endsMs)) {
      running.timers = running.timers.filter(each => each !== ended);
      this.#take(running, { kind: 'timer', timer: ended.timer }, undefined, atMs);
    } else if (first) {
      running.queue.shift();
      this.#take(running, first.letter, first.letter, atMs);
    } else {
      const command = possibleCommand(running.seat, running.machine, atMs);
      if (command) this.#take(running, command, undefined, atMs);
      else if (this.#program.idle) this.#take(running, IDLE, undefined, atMs);
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
      const journey = this.#post.takeUntil(untilMs);
      if (!journey) return;
      this.#arrive(journey);
    }
  }

  #turn({ kind, machine: id, atMs }: Turn): void {
    const running = this.#running[id - 1]!;
    if (kind === 'up') {
      const { stored } = running.machine;
      this.#take(running, { kind: 'start', isAgain: true, stored }, undefined, atMs);
      return;
    }
    for (let waiting = running.queue.shift(); waiting; waiting = running.queue.shift()) {
      const { letter } = waiting;
      const { from, to, number } = letter;
      this.#faults.push({ kind: 'lost', atMs, from, to, number, cause: 'amnesia' });
      this.#post.done(letter);
    }
    running.timers = [];
    running.isGone = kind === 'gone';
  }

  #arrive({ message, arrivesMs: atMs, isCopy }: Journey): void {
    if (isCopy) {
      const { from, to, number } = message;
      const beforeTick = this.#running[to - 1]!.ticks + 1;
      this.#faults.push({ kind: 'doubled', atMs, from, to, number, beforeTick });
      this.#running[to - 1]!.queue.push({ letter: message as LetterInput, arrivedMs: atMs });
    } else this.#enter(message as LetterInput, atMs);
  }

  #enter(letter: LetterInput, atMs: number): void {
    const { from, to, number } = letter;
    const running = this.#running[to - 1]!;
    this.#recorder?.arrival({ from, number, atMs, beforeTick: running.ticks + 1 });
    running.queue.push({ letter, arrivedMs: atMs });
  }

  #take(running: Running, input: Input, letter: NumberedLetter | undefined, atMs: number): void {
    const { seat, machine } = running;
    const { clock } = machine;
    this.#choosing = running;
    this.#chosenCount = 0;
    if (this.#marks.length > 0) this.#marks.length = 0;
    running.how.context.localMs = atMs;
    const result = driveInput(seat, machine, input, letter, running.how, this.#marks);
    const { effects, problem, events, reads } = result;
    if (this.#recorder) {
      const before = { machine: seat.id, events: running.events, sent: running.sent, clock };
      const when = { tick: running.ticks, atMs, queue: running.queue.length };
      const chosen = this.#chosen.slice(0, this.#chosenCount);
      const moment = { input, result, number: letter?.number, chosen, when };
      this.#recorder.step(recordedStep(this.#program, before, moment));
    }
    if ((reads & READS.vector) !== 0 && !this.#watched.vector) throw new UnwatchedError('vector');
    this.#steps += 1;
    this.#lastMs = atMs;
    running.events += events;
    if (letter) this.#post.done(letter);
    let emits = false;
    let setsTimers = false;
    let sends = 0;
    for (let i = 0; i < effects.length; i++) {
      const effect = effects[i]!;
      if (effect.kind === 'send') {
        const marks = sends < this.#marks.length ? this.#marks[sends++]! : UNMARKED;
        for (let j = 0; j < effect.to.length; j++) this.#send(running, effect, marks, effect.to[j]!, atMs);
      } else if (effect.kind === 'emit') emits = true;
      else if (effect.kind === 'after' || effect.kind === 'cancel') setsTimers = true;
    }
    if (setsTimers) setTimers(running, effects, this.#choose, atMs);
    if (problem) this.#laws.stepFailed(problem, this.#place(atMs));
    if (!this.#areAllStarted || !this.#laws.wants(emits)) return;
    this.#laws.ask(this.#world(), emits, this.#place(atMs));
    this.#throwUnwatched();
  }

  #send(
    running: Running,
    { message, body, timestamp }: Omit<Letter, keyof Marks>,
    { vector, knows }: Marks,
    to: MachineId,
    atMs: number,
  ): void {
    const from = running.seat.id;
    const kind = 'message' as const;
    running.sent += 1;
    const number = running.sent;
    const letter = { kind, message, body, timestamp, vector, knows, from, to, number, left: 1 };
    if (this.#post.send(letter, atMs)) this.#enter(letter, atMs);
  }

  /** The first choice of a tick is what the die of that tick shows; further ones have dice of their own. */
  #chooseFor({ seat, ticks, dice }: Running, options: number): number {
    const nth = this.#chosenCount;
    const own = nth === 0 ? dice : diceOf((this.#seed ^ Math.imul(nth, 0x9e3779b1)) >>> 0, seat.id);
    const index = rollDice(own, ticks, options) - 1;
    this.#chosen[nth] = index;
    this.#chosenCount = nth + 1;
    return index;
  }

  #throwUnwatched(): void {
    if (this.#unwatched !== undefined) throw new UnwatchedError(this.#unwatched);
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
    const messages = (): readonly MessageInTransit[] => this.#messages();
    const history = (): History => {
      if (!this.#watched.history) this.#unwatched = 'history';
      return this.#history();
    };
    return {
      machines: this.#running.map(({ seat, machine }) => ({ id: seat.id, state: machine.state as object })),
      get messages() {
        return messages();
      },
      get history() {
        return history();
      },
    };
  }

  #messages(): readonly MessageInTransit[] {
    const messages = this.#post.messages();
    if (!messages) this.#unwatched = 'messages';
    return messages ?? [];
  }
}

const IDLE: Input = { kind: 'idle' };

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
    running.timers = [...running.timers, { timer, endsMs: atMs + minMs + (maxMs - minMs) * portion }];
  }
}
