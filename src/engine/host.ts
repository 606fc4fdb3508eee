// A host puts one machine on a scheduler and its links: it hands the machine its ticks and arrivals, and carries its
// messages away. It decides nothing that the model decides.
import { diceOf, rollDice } from '../core/dice.ts';
import { Machine, type Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { ticksOf, type Trial } from '../core/trial.ts';
import { LinkClosedError, LinkOverflowError, type Link, type Unsubscribe } from '../network/link.ts';
import { startMetronome } from '../time/metronome.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';

export interface HostOptions {
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly scheduler: Scheduler;
  /** One open link to each other machine. The host subscribes to them and sends; it does not close them. */
  readonly links: readonly Link[];
  readonly recorder: Recorder;
  /** A message that could not be sent: it is on record as sent and will never arrive. `reason` says why. */
  readonly onUndeliverable?: (message: Message, reason: string) => void;
}

/** Stamps of one machine are this far apart at least, so that their order tells what happened first. */
const STAMP_STEP_MS = 0.001;

export class Host {
  readonly #options: HostOptions;
  readonly #machine: Machine;
  readonly #linkTo: ReadonlyMap<MachineId, Link>;
  readonly #subscriptions: Unsubscribe[] = [];
  #stopMetronome: Cancel = () => undefined;
  #startMs = NaN;
  #lastStampMs = 0;
  /** Ticks whose time has come, and those that are done: fewer while a link takes no more. */
  #due = 0;
  #done = 0;
  #isStopped = false;
  #dice = 0;
  #ticks = 0;
  #onEnd: () => void = () => undefined;

  constructor(options: HostOptions) {
    const { machine, trial, recorder, links } = options;
    this.#options = options;
    this.#machine = new Machine({ id: machine, machines: trial.rates.length, rule: trial.rule, recorder });
    this.#linkTo = new Map(links.map(link => [link.remote, link]));
  }

  /**
   * Listens and ticks. Tick k is due k / rate after `startMs` (the scheduler's clock), in the past or in the future;
   * `onEnd` is called after the last one, floor(rate × seconds). Arrivals are recorded until {@link close}.
   * While a link is full the machine is held back: its ticks come late, and none is left out.
   */
  start(startMs: number, onEnd: () => void): void {
    const { machine, trial, scheduler, links } = this.#options;
    this.#startMs = startMs;
    for (const link of links)
      this.#subscriptions.push(
        link.subscribe(event => {
          if (event.kind === 'message') this.#machine.arrive(event.message, this.#stamp());
          else if (event.kind !== 'rejected') this.#catchUp(); // a link has room again, or waits for nothing any more
        }),
      );
    const rate = trial.rates[machine - 1]!;
    this.#dice = diceOf(trial.seed, machine);
    this.#ticks = ticksOf(rate, trial.durationSeconds);
    this.#onEnd = onEnd;
    this.#stopMetronome = startMetronome(scheduler, {
      originMs: startMs,
      ticksPerSecond: rate,
      ticks: this.#ticks,
      rank: machine,
      onTick: tick => {
        this.#due = tick;
        this.#catchUp();
      },
    });
    if (this.#ticks === 0) onEnd();
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

  /** Does the ticks that are due, as long as every link takes a message: an error ends none of them and is thrown at the end. */
  #catchUp(): void {
    const { dieSides } = this.#options.trial;
    const bugs: unknown[] = [];
    while (this.#done < this.#due && !this.#isStopped && !this.#isHeldBack()) {
      this.#done += 1;
      try {
        this.#send(this.#machine.tick(rollDice(this.#dice, this.#done, dieSides), this.#stamp()));
      } catch (error) {
        bugs.push(error);
      }
      if (this.#done === this.#ticks) this.#onEnd();
    }
    if (bugs.length > 0) throw bugs[0];
  }

  /** A tick sends at most one message over each link. */
  #isHeldBack(): boolean {
    return this.#options.links.some(({ isFull }) => isFull);
  }

  /** Each message goes its way, whatever becomes of the others: an error of no link is thrown when all are gone. */
  #send(messages: readonly Message[]): void {
    const bugs: unknown[] = [];
    for (const message of messages) {
      try {
        const link = this.#linkTo.get(message.to);
        if (!link) throw new LinkClosedError(`There is no link to machine ${message.to}.`);
        link.send(message);
      } catch (error) {
        this.#options.onUndeliverable?.(message, error instanceof Error ? error.message : String(error));
        if (!(error instanceof LinkClosedError || error instanceof LinkOverflowError)) bugs.push(error);
      }
    }
    if (bugs.length > 0) throw bugs[0];
  }

  /** Milliseconds since the start, in whole microseconds, greater than any stamp before. */
  #stamp(): number {
    const sinceStartMs = Math.round((this.#options.scheduler.nowMs() - this.#startMs) * 1000) / 1000;
    const atMs = Math.max(sinceStartMs, Math.round((this.#lastStampMs + STAMP_STEP_MS) * 1000) / 1000);
    this.#lastStampMs = atMs;
    return atMs;
  }
}
