// What the faults and delays of a trial do to one machine of a live run: what it sends goes by a post that loses, doubles and
// delays it, what comes twice is told apart, and a crash keeps it from hearing anything and may have it forget everything.
import type { MessageFault } from '../core/fault.ts';
import { messageName, type MachineId, type Message } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';
import type { Link } from '../network/link.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { FaultCalendar } from './fault-calendar.ts';
import { faultDrawsOf, type FaultDraw } from './fault-draws.ts';
import { FaultyPost, type PostMemory } from './faulty-post.ts';
import { LANDING_MS } from './landing.ts';
import { MessageFates } from './message-fates.ts';

/** Hears what goes wrong at one machine, as far as it is on record there. */
export interface FaultListener {
  /** Of a message of this machine, when it is sent; of one to this machine, when it comes or is forgotten. */
  fault(fault: MessageFault): void;
  /** A message of this machine that the trial neither loses nor has arrive before the end. */
  heldBack(message: Message): void;
  /** The machine has clock 0 and an empty queue from now on. */
  forgot(): void;
}

export interface HostFaultsOptions {
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly scheduler: Scheduler;
  readonly startMs: number;
  readonly links: ReadonlyMap<MachineId, Link>;
  readonly listener: FaultListener;
  /** Of a trial whose messages are delayed and have no faults. */
  readonly memory: PostMemory | undefined;
  /** As {@link FaultyPostOptions.carry}. */
  readonly carry: (message: Message, isCopy: boolean) => void;
  /** A message that came enters the queue now. */
  readonly arrive: (message: Message, isCopy: boolean) => void;
  /** An amnesic crash was then: clock and queue are gone, with a fault on record for each message in it. */
  readonly forget: (atMs: number) => void;
  /** The machine starts again after an amnesic crash; left out where its ticks simply go on. */
  readonly restart?: () => void;
  /** It has crashed, or started again, for the last time. */
  readonly onLastCrash: () => void;
  /** Of {@link MessageFates}. */
  readonly keepsOrder?: boolean;
}

export class HostFaults {
  readonly #options: HostFaultsOptions;
  readonly #calendar: FaultCalendar;
  readonly #draw: FaultDraw;
  readonly #post: FaultyPost;
  readonly #durationMs: number;
  /** When the machine still is to forget everything, and to start again; in the order of time, in milliseconds since the start. */
  readonly #turns: { readonly atMs: number; readonly isRestart: boolean }[];
  readonly #cancels: Cancel[] = [];
  /** Came while the machine was down, with whether it is a copy. Bound: what comes within a moment, as nothing is sent then. */
  readonly #kept: Message[] = [];
  /** Messages that came once, of which a copy is to come. Bound: the messages of the trial that are doubled. */
  readonly #awaitedCopies = new Set<string>();

  constructor(options: HostFaultsOptions) {
    const { machine, trial, scheduler, startMs, links, listener, memory, carry, restart, keepsOrder } =
      options;
    const faults = trial.faults;
    this.#options = options;
    this.#durationMs = trial.durationSeconds * 1000;
    this.#calendar = new FaultCalendar(faults?.timed ?? []);
    this.#draw = faultDrawsOf(trial.seed);
    this.#post = new FaultyPost({
      fates:
        memory?.fates ?? new MessageFates(trial, this.#calendar, fault => listener.fault(fault), keepsOrder),
      scheduler,
      rank: machine / (trial.rates.length + 1),
      startMs,
      durationMs: this.#durationMs,
      links,
      carry,
      onHeldBack: message => listener.heldBack(message),
    });
    const crashes = this.#calendar.crashes.filter(crash => crash.machine === machine);
    this.#turns = crashes
      .filter(({ memory: kept }) => kept === 'amnesic')
      .flatMap(({ fromMs, toMs }) => [
        { atMs: fromMs, isRestart: false },
        ...(restart && toMs <= this.#durationMs ? [{ atMs: toMs, isRestart: true }] : []),
      ]);
    // At one moment machines crash and start again first, then messages arrive, then machines tick, whose ranks are from 1.
    for (const { fromMs, toMs } of crashes) {
      this.#cancels.push(
        scheduler.at(startMs + fromMs, () => this.crashUntil(fromMs)),
        scheduler.at(startMs + Math.min(toMs, this.#durationMs + LANDING_MS), () => {
          this.crashUntil(toMs);
          this.#arriveKept(toMs);
        }),
      );
    }
  }

  /** Whether the machine still has something to forget, or to start again. */
  get hasCrashesLeft(): boolean {
    return this.#turns.length > 0;
  }

  /** What an earlier page had on its way goes on: to be called once links are listened to. */
  goOn(): void {
    this.#post.goOn(this.#options.memory?.onTheWay ?? []);
  }

  send(message: Message, plannedMs: number): void {
    this.#post.send(message, plannedMs);
  }

  drain(remote: MachineId): void {
    this.#post.drain(remote);
  }

  /** A message has come at `atMs`, in milliseconds since the start. */
  hear(message: Message, atMs: number): void {
    this.crashUntil(atMs);
    this.#arriveKept(atMs);
    if (this.#isDown(atMs)) this.#kept.push(message);
    else this.#arrive(message);
  }

  /** Crashes and restarts that were to be by then have been: to be called before anything happens to the machine. */
  crashUntil(atMs: number): void {
    const { forget, restart, listener, onLastCrash } = this.#options;
    while (this.#turns.length > 0 && this.#turns[0]!.atMs <= atMs) {
      const turn = this.#turns.shift()!;
      if (turn.isRestart) restart?.();
      else {
        forget(turn.atMs);
        listener.forgot();
      }
      if (!this.hasCrashesLeft) onLastCrash();
    }
  }

  /** The run ends early: nothing is kept any longer. */
  stop(): void {
    this.#post.flush();
    this.#arriveKept(this.#durationMs);
  }

  close(): void {
    for (const cancel of this.#cancels.splice(0)) cancel();
    this.#post.close();
  }

  /** When the run is over nobody waits for a restart. */
  #isDown(atMs: number): boolean {
    return atMs < this.#durationMs && this.#calendar.downUntil(this.#options.machine, atMs) !== undefined;
  }

  #arriveKept(atMs: number): void {
    if (this.#kept.length === 0 || this.#isDown(atMs)) return;
    for (const message of this.#kept.splice(0)) this.#arrive(message);
  }

  #arrive(message: Message): void {
    this.#options.arrive(message, this.#isCopy(message));
  }

  #isCopy(message: Message): boolean {
    const { faults } = this.#options.trial;
    if (!faults || faults.session || !this.#draw('duplication', faults.duplicationPercent, message))
      return false;
    const name = messageName(message.from, message.number);
    if (this.#awaitedCopies.delete(name)) return true;
    this.#awaitedCopies.add(name);
    return false;
  }
}
