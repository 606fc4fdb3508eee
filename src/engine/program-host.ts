// A host of a machine that runs a program: it hands the program one input for each tick, through a door that may take its time (the
// program is behind a wall), carries its messages away, and keeps its queue and its timers. What the program decides is not its affair.
import type { MachineId, Message } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { RecordedStep } from '../core/program/recorded-run.ts';
import { tickScheduleOf, type TickSchedule } from '../core/tick-schedule.ts';
import { hasDelay, type Trial } from '../core/trial.ts';
import { LETTER_LENGTH_MAX, letterLength } from '../network/frame.ts';
import { LinkClosedError, LinkOverflowError, type Link, type Unsubscribe } from '../network/link.ts';
import { startMetronome } from '../time/metronome.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { HostFaults, type FaultListener } from './host-faults.ts';
import { ProgramInputs } from './program-inputs.ts';
import type { ProgramTurn, Turned } from './program-seat.ts';
import type { LiveProgram } from './settings.ts';

/** The program of one machine, wherever it is; one turn at a time. Rejects where the program cannot go on. */
export interface ProgramDoor {
  take(turn: ProgramTurn): Promise<Turned>;
}

/** A program that was loaded for one machine. */
export interface OpenedProgram extends ProgramDoor {
  /** Kinds of messages, and commands, by name. */
  readonly messages: readonly string[];
  readonly commands: readonly string[];
  /** Those of them that take an argument. */
  readonly withArgument: readonly string[];
  /** Ends the program, whatever it is at. Idempotent. */
  close(): void;
}

/** Rejects with a sentence to show where the text does not load. */
export type OpenProgram = (program: LiveProgram, machine: MachineId, seed: number) => Promise<OpenedProgram>;

/** What a host tells, in the order in which it happened to its machine. */
export interface ProgramRecorder extends FaultListener {
  /** `possible`: the commands that are possible after it. */
  step(step: RecordedStep, possible: readonly string[]): void;
  arrival(message: Message, atMs: number, beforeTick: number): void;
  /** A command by hand that was not possible when its turn came, or for which there was no room. */
  refused(name: string, atMs: number): void;
}

export interface ProgramHostOptions {
  readonly machine: MachineId;
  readonly timed: Trial;
  /** Whether messages of a pair keep their order where the trial delays them. */
  readonly fifo: boolean;
  readonly scheduler: Scheduler;
  /** One open link to each other machine. The host subscribes to them and sends; it does not close them. */
  readonly links: readonly Link[];
  readonly door: ProgramDoor;
  /** The kinds of messages that the program takes. What else comes is dropped and counted. */
  readonly kinds: ReadonlySet<string>;
  readonly recorder: ProgramRecorder;
  /** A message that could not be sent: it is on record as sent and will never arrive. `reason` says why. */
  readonly onUndeliverable: (message: Message, reason: string) => void;
  /** The program cannot go on, and why. Called once; no tick follows. */
  readonly onFailed: (error: unknown) => void;
}

/** Stamps of one machine are this far apart at least, so that their order tells what happened first. */
const STAMP_STEP_MS = 0.001;

export class ProgramHost {
  readonly #options: ProgramHostOptions;
  readonly #schedule: TickSchedule;
  readonly #linkTo: ReadonlyMap<MachineId, Link>;
  readonly #subscriptions: Unsubscribe[] = [];
  readonly #inputs = new ProgramInputs();
  #faults: HostFaults | undefined;
  #stopMetronome: Cancel = () => undefined;
  #startMs = NaN;
  #lastStampMs = 0;
  /** Ticks whose time has come, and those that are done or being done. */
  #due = 0;
  #done = 0;
  /** After crashes that it forgot everything in; not begun yet. */
  #restartsDue = 0;
  /** What is on record only after the turn that is being taken. Bound: what comes meanwhile, as for {@link ProgramInputs}. */
  readonly #told: (() => void)[] = [];
  #isTaking = false;
  #isBusy = false;
  #isStopped = false;
  #isEnded = false;
  #rejected = 0;
  #onEnd: () => void = () => undefined;

  constructor(options: ProgramHostOptions) {
    const { timed, machine, links } = options;
    this.#options = options;
    this.#schedule = tickScheduleOf(timed, machine);
    this.#linkTo = new Map(links.map(link => [link.remote, link]));
  }

  /** Messages that were none of the program's, or for which there was no room. */
  get rejected(): number {
    return this.#rejected;
  }

  /** The start of the program, at once; then one turn for each tick. `onEnd` is called after the last one, and after the last crash. */
  start(startMs: number, onEnd: () => void): void {
    const { scheduler, links, machine } = this.#options;
    this.#startMs = startMs;
    this.#onEnd = onEnd;
    this.#faults = this.#faultsFrom(startMs);
    for (const link of links)
      this.#subscriptions.push(
        link.subscribe(event => {
          if (event.kind === 'message') this.#hear(event.message);
          else if (event.kind !== 'rejected') {
            this.#faults?.drain(link.remote);
            void this.#catchUp();
          }
        }),
      );
    this.#stopMetronome = startMetronome(scheduler, {
      dueMs: tick => startMs + this.#schedule.atMs(tick),
      ticks: this.#schedule.ticks,
      first: 1,
      rank: machine,
      onTick: tick => {
        this.#due = tick;
        void this.#catchUp();
      },
    });
    void this.#begin();
  }

  /** Somebody asks for a command by hand; it waits for its turn as a message does. */
  command(name: string, argument: Json): void {
    const atMs = this.#stamp();
    const isOver = this.#isEnded || this.#isStopped || Number.isNaN(this.#startMs);
    if (isOver || !this.#inputs.ask(name, argument, atMs))
      this.#tell(() => this.#options.recorder.refused(name, atMs));
  }

  /** No more ticks, and no more delays; arrivals are still recorded. Idempotent. */
  stop(): void {
    this.#isStopped = true;
    this.#stopMetronome();
    this.#faults?.stop();
  }

  /** Stops and listens no more. Idempotent. */
  close(): void {
    this.stop();
    this.#faults?.close();
    for (const unsubscribe of this.#subscriptions.splice(0)) unsubscribe();
  }

  async #begin(): Promise<void> {
    this.#isBusy = true;
    await this.#take({ tick: 0, atMs: 0, queue: 0, cause: { kind: 'start' } });
    this.#isBusy = false;
    await this.#catchUp();
  }

  /** One turn at a time, as long as ticks are due and every link takes a message: no turn begins before the one before is done. */
  async #catchUp(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#hasTurn()) {
      const atMs = this.#stamp();
      // What was to have happened by now comes first: a crash clears the queue, and a restart has a turn of its own.
      this.#faults?.crashUntil(atMs);
      if (this.#restartsDue > 0) {
        this.#restartsDue -= 1;
        await this.#take({
          tick: this.#done,
          atMs,
          queue: this.#inputs.messages,
          cause: { kind: 'restart' },
        });
        continue;
      }
      this.#done += 1;
      const cause = this.#inputs.next(atMs);
      await this.#take({ tick: this.#done, atMs, queue: this.#inputs.messages, cause });
    }
    this.#isBusy = false;
    this.#endIfOver();
  }

  #hasTurn(): boolean {
    if (this.#isStopped || this.#options.links.some(({ isFull }) => isFull)) return false;
    return this.#restartsDue > 0 || this.#done < this.#due;
  }

  #endIfOver(): void {
    if (this.#isBusy || this.#isStopped || this.#isEnded || this.#done < this.#schedule.ticks) return;
    if (this.#restartsDue > 0 || this.#faults?.hasCrashesLeft === true) return;
    this.#isEnded = true;
    this.#stopMetronome();
    this.#onEnd();
  }

  async #take(turn: ProgramTurn): Promise<void> {
    const { door, recorder, onFailed } = this.#options;
    const { life } = this.#inputs;
    let turned: Turned;
    this.#isTaking = true;
    try {
      turned = await door.take(turn);
    } catch (error) {
      this.#endTurn();
      if (this.#isStopped) return; // whoever stopped it may have ended the program
      this.stop();
      onFailed(error);
      return;
    }
    // A turn that has not come back when the run is stopped is none of the run.
    if (this.#isStopped) return this.#endTurn();
    if (turned.kind === 'refused' && turn.cause.kind === 'command')
      recorder.refused(turn.cause.name, turn.atMs);
    if (turned.kind === 'taken') recorder.step(turned.step, turned.possible);
    this.#endTurn();
    if (turned.kind !== 'taken') return;
    // What it set before a crash that came meanwhile is forgotten; what it sent has left.
    if (life === this.#inputs.life) this.#inputs.setTimers(turned.timers, turn.atMs);
    for (const message of turned.messages) this.#send(message);
  }

  #tell(task: () => void): void {
    if (this.#isTaking) this.#told.push(task);
    else task();
  }

  #endTurn(): void {
    this.#isTaking = false;
    for (const task of this.#told.splice(0)) task();
  }

  #send(message: Message): void {
    const { onUndeliverable } = this.#options;
    if (message.letter && letterLength(message.letter) > LETTER_LENGTH_MAX)
      onUndeliverable(message, `What it says is longer than ${LETTER_LENGTH_MAX} characters.`);
    else if (this.#faults) this.#faults.send(message, this.#plannedMs);
    else this.#carry(message, false);
  }

  /** When the turn is planned that sends. */
  get #plannedMs(): number {
    return this.#done === 0 ? 0 : this.#schedule.atMs(this.#done);
  }

  #carry(message: Message, isCopy: boolean): void {
    try {
      const link = this.#linkTo.get(message.to);
      if (!link) throw new LinkClosedError(`There is no link to machine ${message.to}.`);
      link.send(message);
    } catch (error) {
      if (!(error instanceof LinkClosedError || error instanceof LinkOverflowError)) throw error;
      if (!isCopy) this.#options.onUndeliverable(message, error.message);
    }
  }

  #hear(message: Message): void {
    const { kinds, timed } = this.#options;
    const { letter } = message;
    const isOurs = letter && kinds.has(letter.kind) && letter.vector?.length === timed.rates.length;
    if (!isOurs) this.#rejected += 1;
    else if (this.#faults) this.#faults.hear(message, this.#sinceStartMs());
    else this.#arrive(message, false);
  }

  #arrive(message: Message, isCopy: boolean): void {
    const { recorder } = this.#options;
    const atMs = this.#stamp();
    this.#faults?.crashUntil(atMs);
    if (!this.#inputs.arrive(message, atMs)) {
      this.#rejected += 1;
      return;
    }
    const { from, to, number } = message;
    const beforeTick = this.#done + 1;
    this.#tell(() => {
      if (isCopy) recorder.fault({ kind: 'doubled', atMs, from, to, number, beforeTick });
      else recorder.arrival(message, atMs, beforeTick);
    });
  }

  #forget(atMs: number): void {
    const { recorder } = this.#options;
    const { messages, commands } = this.#inputs.forget();
    this.#tell(() => {
      for (const { from, to, number } of messages)
        recorder.fault({ kind: 'lost', atMs, from, to, number, cause: 'amnesia' });
      for (const name of commands) recorder.refused(name, atMs);
    });
  }

  #faultsFrom(startMs: number): HostFaults | undefined {
    const { timed: trial, machine, scheduler, recorder, fifo } = this.#options;
    if (!trial.faults && !hasDelay(trial)) return undefined;
    return new HostFaults({
      machine,
      trial,
      scheduler,
      startMs,
      links: this.#linkTo,
      memory: undefined,
      keepsOrder: fifo,
      listener: {
        fault: fault => this.#tell(() => recorder.fault(fault)),
        heldBack: message => this.#tell(() => recorder.heldBack(message)),
        forgot: () => this.#tell(() => recorder.forgot()),
      },
      carry: (message, isCopy) => this.#carry(message, isCopy),
      arrive: (message, isCopy) => this.#arrive(message, isCopy),
      forget: atMs => this.#forget(atMs),
      restart: () => {
        this.#restartsDue += 1;
        void this.#catchUp();
      },
      onLastCrash: () => this.#endIfOver(),
    });
  }

  /** Milliseconds since the start, in whole microseconds, greater than any stamp before. */
  #stamp(): number {
    const atMs = Math.max(
      this.#sinceStartMs(),
      Math.round((this.#lastStampMs + STAMP_STEP_MS) * 1000) / 1000,
    );
    this.#lastStampMs = atMs;
    return atMs;
  }

  #sinceStartMs(): number {
    return Math.round((this.#options.scheduler.nowMs() - this.#startMs) * 1000) / 1000;
  }
}
