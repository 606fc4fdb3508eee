// A host of a machine that runs a program: it hands the program one input for each tick, through a door that may take its time (the
// program is behind a wall), carries its messages away, and keeps its queue and its timers. What the program decides is not its affair.
import type { MachineId, Message } from '../core/message.ts';
import type { RecordedArrival, RecordedStep } from '../core/program/recorded-run.ts';
import { tickScheduleOf, type TickSchedule } from '../core/tick-schedule.ts';
import type { Trial } from '../core/trial.ts';
import { LETTER_LENGTH_MAX, letterLength } from '../network/frame.ts';
import { LinkClosedError, LinkOverflowError, type Link, type Unsubscribe } from '../network/link.ts';
import { startMetronome } from '../time/metronome.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { LiveProgram } from './settings.ts';
import type { ProgramTurn, TimerChange, TurnCause, TurnTaken } from './program-seat.ts';

/** The program of one machine, wherever it is; one turn at a time. Rejects where the program cannot go on. */
export interface ProgramDoor {
  take(turn: ProgramTurn): Promise<TurnTaken | undefined>;
}

/** A program that was loaded for one machine. */
export interface OpenedProgram extends ProgramDoor {
  /** Kinds of messages, and commands, by name. */
  readonly messages: readonly string[];
  readonly commands: readonly string[];
  /** Ends the program, whatever it is at. Idempotent. */
  close(): void;
}

/** Rejects with a sentence to show where the text does not load. */
export type OpenProgram = (program: LiveProgram, machine: MachineId, seed: number) => Promise<OpenedProgram>;

export interface ProgramHostOptions {
  readonly machine: MachineId;
  /** Rates and length; without faults or delays. */
  readonly timed: Trial;
  readonly scheduler: Scheduler;
  /** One open link to each other machine. The host subscribes to them and sends; it does not close them. */
  readonly links: readonly Link[];
  readonly door: ProgramDoor;
  /** The kinds of messages that the program takes. What else comes is dropped and counted. */
  readonly kinds: ReadonlySet<string>;
  readonly recorder: { step(step: RecordedStep): void; arrival(arrival: RecordedArrival): void };
  /** A message that could not be sent: it is on record as sent and will never arrive. `reason` says why. */
  readonly onUndeliverable: (message: Message, reason: string) => void;
  /** The program cannot go on, and why. Called once; no tick follows. */
  readonly onFailed: (error: unknown) => void;
}

interface Waiting {
  readonly message: Message;
  readonly arrivedMs: number;
}

/** Stamps of one machine are this far apart at least, so that their order tells what happened first. */
const STAMP_STEP_MS = 0.001;
/** Messages that wait for the program; what comes beyond them is dropped and counted. */
export const WAITING_MAX = 65_536;

export class ProgramHost {
  readonly #options: ProgramHostOptions;
  readonly #schedule: TickSchedule;
  readonly #linkTo: ReadonlyMap<MachineId, Link>;
  readonly #subscriptions: Unsubscribe[] = [];
  /** The oldest first. */
  readonly #queue: Waiting[] = [];
  /** By name: when it ends. In the order in which they were set. */
  readonly #timers = new Map<string, number>();
  #stopMetronome: Cancel = () => undefined;
  #startMs = NaN;
  #lastStampMs = 0;
  /** Ticks whose time has come, and those that are done or being done. */
  #due = 0;
  #done = 0;
  #isBusy = false;
  #isStopped = false;
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

  /** The start of the program, at once; then one turn for each tick. `onEnd` is called after the last one. */
  start(startMs: number, onEnd: () => void): void {
    const { scheduler, links, machine } = this.#options;
    this.#startMs = startMs;
    this.#onEnd = onEnd;
    for (const link of links)
      this.#subscriptions.push(
        link.subscribe(event => {
          if (event.kind === 'message') this.#hear(event.message);
          else if (event.kind !== 'rejected') void this.#catchUp();
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

  /** No more ticks; arrivals are still recorded. Idempotent. */
  stop(): void {
    this.#isStopped = true;
    this.#stopMetronome();
  }

  /** Stops and listens no more. Idempotent. */
  close(): void {
    this.stop();
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
    while (this.#done < this.#due && !this.#isStopped && !this.#options.links.some(({ isFull }) => isFull)) {
      this.#done += 1;
      const atMs = this.#stamp();
      const cause = this.#nextCause(atMs);
      await this.#take({ tick: this.#done, atMs, queue: this.#queue.length, cause });
    }
    this.#isBusy = false;
    if (this.#done < this.#schedule.ticks || this.#isStopped) return;
    this.stop();
    this.#onEnd();
  }

  /** The input that has waited longest. */
  #nextCause(atMs: number): TurnCause {
    let ended: { readonly timer: string; readonly endsMs: number } | undefined;
    for (const [timer, endsMs] of this.#timers)
      if (endsMs <= atMs && !(ended && ended.endsMs <= endsMs)) ended = { timer, endsMs };
    const first = this.#queue[0];
    if (ended && !(first && first.arrivedMs <= ended.endsMs)) {
      this.#timers.delete(ended.timer);
      return { kind: 'timer', timer: ended.timer };
    }
    if (!first) return { kind: 'nothing-waits' };
    this.#queue.shift();
    return { kind: 'message', message: first.message };
  }

  async #take(turn: ProgramTurn): Promise<void> {
    const { door, recorder, onFailed } = this.#options;
    let taken: TurnTaken | undefined;
    try {
      taken = await door.take(turn);
    } catch (error) {
      if (this.#isStopped) return; // whoever stopped it may have ended the program
      this.stop();
      onFailed(error);
      return;
    }
    if (!taken) return;
    recorder.step(taken.step);
    for (const change of taken.timers) this.#setTimer(change, turn.atMs);
    for (const message of taken.messages) this.#send(message);
  }

  #setTimer(change: TimerChange, atMs: number): void {
    this.#timers.delete(change.timer);
    if (change.kind === 'after') this.#timers.set(change.timer, atMs + change.delayMs);
  }

  #send(message: Message): void {
    const { onUndeliverable } = this.#options;
    if (message.letter && letterLength(message.letter) > LETTER_LENGTH_MAX) {
      onUndeliverable(message, `What it says is longer than ${LETTER_LENGTH_MAX} characters.`);
      return;
    }
    try {
      const link = this.#linkTo.get(message.to);
      if (!link) throw new LinkClosedError(`There is no link to machine ${message.to}.`);
      link.send(message);
    } catch (error) {
      if (!(error instanceof LinkClosedError || error instanceof LinkOverflowError)) throw error;
      onUndeliverable(message, error.message);
    }
  }

  #hear(message: Message): void {
    const { kinds, recorder, timed } = this.#options;
    const { letter, from, number } = message;
    const isOurs = letter && kinds.has(letter.kind) && letter.vector?.length === timed.rates.length;
    if (!isOurs || this.#queue.length >= WAITING_MAX) {
      this.#rejected += 1;
      return;
    }
    const atMs = this.#stamp();
    this.#queue.push({ message, arrivedMs: atMs });
    recorder.arrival({ from, number, atMs, beforeTick: this.#done + 1 });
  }

  /** Milliseconds since the start, in whole microseconds, greater than any stamp before. */
  #stamp(): number {
    const sinceMs = Math.round((this.#options.scheduler.nowMs() - this.#startMs) * 1000) / 1000;
    const atMs = Math.max(sinceMs, Math.round((this.#lastStampMs + STAMP_STEP_MS) * 1000) / 1000);
    this.#lastStampMs = atMs;
    return atMs;
  }
}
