// A host puts one machine on a scheduler and its links: it hands the machine its ticks and arrivals, and carries its
// messages away. It decides nothing that the model decides.
import { assert } from '../core/assert.ts';
import { diceOf, rollDice } from '../core/dice.ts';
import { Machine, type MachineState, type Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { tickScheduleOf, type TickSchedule } from '../core/tick-schedule.ts';
import { hasDelay, type Trial } from '../core/trial.ts';
import { LinkClosedError, LinkOverflowError, type Link, type Unsubscribe } from '../network/link.ts';
import { startMetronome } from '../time/metronome.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { PostMemory } from './faulty-post.ts';
import { forget } from './forget.ts';
import { HostFaults, type FaultListener } from './host-faults.ts';

export interface HostOptions {
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly scheduler: Scheduler;
  /** One open link to each other machine. The host subscribes to them and sends; it does not close them. */
  readonly links: readonly Link[];
  readonly recorder: Recorder;
  /** A message that could not be sent: it is on record as sent and will never arrive. `reason` says why. */
  readonly onUndeliverable?: (message: Message, reason: string) => void;
  /** Hears what the trial's faults and delays do; needed where it has any. */
  readonly faultListener?: FaultListener;
  /** Of a page that this one takes the place of: the machine goes on from there. Not where the trial has faults. */
  readonly memory?: HostMemory | undefined;
}

export interface HostMemory {
  readonly state: MachineState;
  /** Of what happened last, in milliseconds since the start. */
  readonly lastStampMs: number;
  /** Where the trial delays messages. */
  readonly post: PostMemory | undefined;
}

/** Stamps of one machine are this far apart at least, so that their order tells what happened first. */
const STAMP_STEP_MS = 0.001;

export class Host {
  readonly #options: HostOptions;
  readonly #machine: Machine;
  readonly #linkTo: ReadonlyMap<MachineId, Link>;
  readonly #subscriptions: Unsubscribe[] = [];
  #stopMetronome: Cancel = () => undefined;
  readonly #schedule: TickSchedule;
  #faults: HostFaults | undefined;
  #startMs = NaN;
  #lastStampMs = 0;
  /** Ticks whose time has come, and those that are done: fewer while a link takes no more. */
  #due = 0;
  #done = 0;
  #isStopped = false;
  #dice = 0;
  #onEnd: () => void = () => undefined;

  constructor(options: HostOptions) {
    const { machine, trial, recorder, links, memory } = options;
    this.#options = options;
    this.#machine = new Machine({ id: machine, machines: trial.rates.length, rule: trial.rule, recorder });
    this.#linkTo = new Map(links.map(link => [link.remote, link]));
    this.#schedule = tickScheduleOf(trial, machine);
    if (!memory) return;
    assert(!trial.faults, 'what faults do is not saved');
    this.#machine.restore(memory.state);
    this.#done = memory.state.ticks;
    this.#lastStampMs = memory.lastStampMs;
  }

  /**
   * Listens and ticks. Tick k is due by the machine's schedule after `startMs` (the scheduler's clock), in the past or in
   * the future; `onEnd` is called after the last one, and after the machine's last crash. Arrivals are recorded until {@link close}.
   * While a link is full the machine is held back: its ticks come late, and none is left out.
   */
  start(startMs: number, onEnd: () => void): void {
    const { machine, trial, scheduler, links } = this.#options;
    this.#startMs = startMs;
    this.#faults = this.#faultsFrom(startMs);
    for (const link of links)
      this.#subscriptions.push(
        link.subscribe(event => {
          if (event.kind === 'message') this.#hear(event.message);
          else if (event.kind !== 'rejected') {
            // A link has room again, or waits for nothing any more.
            this.#faults?.drain(link.remote);
            this.#catchUp();
          }
        }),
      );
    this.#faults?.goOn();
    this.#dice = diceOf(trial.seed, machine);
    this.#onEnd = onEnd;
    const { ticks } = this.#schedule;
    this.#stopMetronome = startMetronome(scheduler, {
      dueMs: tick => startMs + this.#schedule.atMs(tick),
      ticks,
      first: this.#done + 1,
      rank: machine,
      onTick: tick => {
        this.#due = tick;
        this.#catchUp();
      },
    });
    if (this.#done >= ticks) this.#endIfOver();
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

  /** Does the ticks that are due, as long as every link takes a message: an error ends none of them and is thrown at the end. */
  #catchUp(): void {
    const { dieSides } = this.#options.trial;
    const bugs: unknown[] = [];
    while (this.#done < this.#due && !this.#isStopped && !this.#isHeldBack()) {
      this.#done += 1;
      try {
        const atMs = this.#stamp();
        this.#faults?.crashUntil(atMs);
        this.#send(this.#machine.tick(rollDice(this.#dice, this.#done, dieSides), atMs));
      } catch (error) {
        bugs.push(error);
      }
      this.#endIfOver();
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
        if (this.#faults) this.#faults.send(message, this.#schedule.atMs(this.#done));
        else this.#carry(message, false);
      } catch (error) {
        bugs.push(error);
      }
    }
    if (bugs.length > 0) throw bugs[0];
  }

  /** A link that takes it no more makes it undeliverable; a second copy of it that finds the link closed is nobody's loss. */
  #carry(message: Message, isCopy: boolean): void {
    try {
      const link = this.#linkTo.get(message.to);
      if (!link) throw new LinkClosedError(`There is no link to machine ${message.to}.`);
      link.send(message);
    } catch (error) {
      if (!isCopy)
        this.#options.onUndeliverable?.(message, error instanceof Error ? error.message : String(error));
      if (!(error instanceof LinkClosedError || error instanceof LinkOverflowError)) throw error;
    }
  }

  #hear(message: Message): void {
    if (this.#faults) this.#faults.hear(message, this.#sinceStartMs());
    else this.#machine.arrive(message, this.#stamp());
  }

  #arrive(message: Message, isCopy: boolean): void {
    const atMs = this.#stamp();
    this.#faults?.crashUntil(atMs);
    const { from, to, number } = message;
    if (isCopy)
      this.#options.faultListener?.fault({
        kind: 'doubled',
        atMs,
        from,
        to,
        number,
        beforeTick: this.#done + 1,
      });
    this.#machine.arrive(message, atMs);
  }

  #endIfOver(): void {
    const hasTicksLeft = this.#done < this.#schedule.ticks;
    if (!hasTicksLeft && !this.#isStopped && this.#faults?.hasCrashesLeft !== true) this.#onEnd();
  }

  #faultsFrom(startMs: number): HostFaults | undefined {
    const { trial, scheduler, faultListener: listener, memory } = this.#options;
    if (!trial.faults && !hasDelay(trial)) return undefined;
    assert(listener, 'a machine of a trial with faults says what they do');
    return new HostFaults({
      machine: this.#options.machine,
      trial,
      scheduler,
      startMs,
      links: this.#linkTo,
      listener,
      memory: memory?.post,
      carry: (message, isCopy) => this.#carry(message, isCopy),
      arrive: (message, isCopy) => this.#arrive(message, isCopy),
      forget: atMs => forget(this.#machine, atMs, fault => listener.fault(fault)),
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
