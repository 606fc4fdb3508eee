// Measures one design with so many machines: opens the links, lets real hosts run the trial over them, and counts; where
// somebody is to die in mid-run, finds out what that did.
import { quantileOf, sortedCopy } from '../../analysis/statistics.ts';
import {
  SERVER,
  shortReason,
  type Design,
  type DesignDeath,
  type DesignRun,
  type MeasuredDesign,
} from '../../core/design-facts.ts';
import type { Recorder } from '../../core/machine.ts';
import type { MachineId } from '../../core/message.ts';
import type { Trial } from '../../core/trial.ts';
import { Host } from '../../engine/host.ts';
import type { Mesh } from '../../network/mesh.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import { deathFacts } from './death-facts.ts';
import type { DesignMaker, DesignRoom, DesignSeat } from './design-room.ts';
import { Meter } from './meter.ts';
import { MessageWatch, rounded, WatchedLink } from './message-watch.ts';

/** What set-up has left on its way, such as acknowledgements, is over by then; and so is what the run leaves. */
const SETTLE_MS = 300;
/** The first tick is so far ahead. */
const START_MS = 50;
/** After the last tick: how long messages may take, where nobody died and where a server came back. */
const DRAIN_MAX_MS = 3000;
const CATCH_UP_MAX_MS = 10_000;
/** How often it is looked whether everything is there. */
const LOOK_EVERY_MS = 20;

export interface DeathPlan {
  /** A machine or {@link SERVER}. */
  readonly party: number;
  /** Since the first tick. */
  readonly atMs: number;
  /** After its death; it stays dead without it. */
  readonly backAfterMs?: number;
}

export interface MeasureOptions {
  readonly maker: DesignMaker;
  /** One that keeps its pace in hidden tabs. */
  readonly scheduler: Scheduler;
  readonly trial: Trial;
  /** Nobody else has a room of this name. */
  readonly room: string;
  readonly death?: DeathPlan;
  /** Aborting rejects with its reason, and leaves nothing open. */
  readonly signal: AbortSignal;
}

export interface Measurement {
  readonly run: DesignRun;
  /** Where somebody was to die, and the design came up. */
  readonly death?: DesignDeath;
}

/** Resolves with what was measured, or with why the design did not come up. */
export async function measureDesign(options: MeasureOptions): Promise<Measurement> {
  const { maker, scheduler, trial, signal, room } = options;
  signal.throwIfAborted();
  await maker.prepare?.();
  const machines = trial.rates.length;
  const meter = new Meter(machines);
  const world = new World(options, meter);
  const beginMs = scheduler.nowMs();
  try {
    try {
      await world.connect(room);
    } catch (error) {
      signal.throwIfAborted();
      return {
        run: {
          kind: 'refused',
          design: maker.design,
          machines,
          reason: shortReason(error instanceof Error ? error.message : String(error)),
          connections: meter.connections,
          afterMs: rounded(scheduler.nowMs() - beginMs),
        },
      };
    }
    const setupMs = scheduler.nowMs() - beginMs;
    return await world.run(setupMs);
  } finally {
    world.close();
  }
}

/** The machines of one measurement, all of them here. */
class World {
  readonly #options: MeasureOptions;
  readonly #meter: Meter;
  readonly #watch: MessageWatch;
  readonly #machines: number;
  readonly #abort = new AbortController();
  readonly #seats: DesignSeat[] = [];
  readonly #hosts = new Map<MachineId, Host>();
  #meshes: readonly Mesh[] = [];
  #room: DesignRoom | undefined;
  #isClosed = false;

  constructor(options: MeasureOptions, meter: Meter) {
    this.#options = options;
    this.#meter = meter;
    this.#machines = options.trial.rates.length;
    this.#watch = new MessageWatch(() => options.scheduler.nowMs());
  }

  get #design(): Design {
    return this.#options.maker.design;
  }

  /** Rejects as soon as one pair of machines cannot be linked. */
  async connect(room: string): Promise<void> {
    const { maker, scheduler, signal } = this.#options;
    const own = AbortSignal.any([signal, this.#abort.signal]);
    const opened = await maker.open({
      room,
      run: 'designs',
      machines: this.#machines,
      meter: this.#meter,
      scheduler,
      signal: own,
    });
    this.#room = opened;
    const joining = Array.from({ length: this.#machines }, (_, i) => this.#join(opened, i + 1, own));
    try {
      this.#meshes = await Promise.all(joining);
    } catch (error) {
      this.#abort.abort(error);
      for (const joined of await Promise.allSettled(joining))
        if (joined.status === 'fulfilled') joined.value.close();
      throw error;
    }
  }

  async run(setupMs: number): Promise<Measurement> {
    const { scheduler, death } = this.#options;
    await this.#pass(SETTLE_MS);
    this.#meter.begin();
    const startMs = scheduler.nowMs() + START_MS;
    this.#start(startMs);
    const diedMs = death && startMs + death.atMs;
    const backMs =
      diedMs !== undefined && death?.backAfterMs !== undefined ? diedMs + death.backAfterMs : undefined;
    if (death && diedMs !== undefined) {
      await this.#passUntil(diedMs);
      this.#kill(death.party);
    }
    if (death && backMs !== undefined) {
      await this.#passUntil(backMs);
      this.#revive(death.party);
    }
    await this.#passUntil(startMs + this.#options.trial.durationSeconds * 1000);
    await this.#drain(
      death === undefined ? DRAIN_MAX_MS : backMs === undefined ? SETTLE_MS : CATCH_UP_MAX_MS,
    );
    const endMs = scheduler.nowMs();
    await this.#pass(SETTLE_MS);
    const run = this.#measured(setupMs, endMs - startMs);
    if (!death || diedMs === undefined) return { run };
    const facts = deathFacts(
      {
        design: this.#design,
        machines: this.#machines,
        died: death.party,
        startMs,
        diedMs,
        watchedUntilMs: backMs ?? endMs,
        cameBack: backMs !== undefined,
      },
      this.#watch.messages,
    );
    return { run, death: facts };
  }

  /** Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const host of this.#hosts.values()) host.close();
    for (const mesh of this.#meshes) mesh.close();
    for (const seat of this.#seats) seat.close();
    this.#room?.close();
  }

  async #join(room: DesignRoom, self: MachineId, signal: AbortSignal): Promise<Mesh> {
    const seat = await room.join(self);
    this.#seats.push(seat);
    if (this.#isClosed) seat.close();
    return seat.openMesh(signal);
  }

  /** All in one thread: machines begin one after the other within a tick, so that they do not queue behind each other. */
  #start(startMs: number): void {
    const { trial, scheduler } = this.#options;
    this.#meshes.forEach((mesh, i) => {
      const machine = i + 1;
      const host = new Host({
        machine,
        trial,
        scheduler,
        links: [...mesh.links.values()].map(link => new WatchedLink(link, this.#watch)),
        recorder: UNRECORDED,
      });
      this.#hosts.set(machine, host);
      const periodMs = 1000 / trial.rates[i]!;
      host.start(startMs + (i / this.#machines - 1) * periodMs, () => undefined);
    });
  }

  /** Without a goodbye: a machine does nothing any more, and nothing passes it. */
  #kill(party: number): void {
    if (party !== SERVER) this.#hosts.get(party)!.close();
    this.#meter.kill(party);
    if (party === SERVER) this.#room!.serverDies?.();
  }

  #revive(party: number): void {
    this.#meter.revive(party);
    if (party === SERVER) this.#room!.serverReturns?.();
  }

  async #drain(mostMs: number): Promise<void> {
    const { scheduler } = this.#options;
    const untilMs = scheduler.nowMs() + mostMs;
    while (!this.#watch.isAllThere && scheduler.nowMs() < untilMs) await this.#pass(LOOK_EVERY_MS);
  }

  #measured(setupMs: number, runMs: number): MeasuredDesign {
    const latenciesMs = sortedCopy(
      this.#watch.messages
        .filter(({ arrivedMs }) => !Number.isNaN(arrivedMs))
        .map(({ sentMs, arrivedMs }) => arrivedMs - sentMs),
    );
    const { connections, directions, hops } = this.#meter;
    return {
      kind: 'measured',
      design: this.#design,
      machines: this.#machines,
      connections,
      directions,
      setupMs: rounded(setupMs),
      runMs: rounded(runMs),
      messages: this.#watch.messages.length,
      arrived: latenciesMs.length,
      ...(latenciesMs.length > 0 && {
        latency: {
          medianMs: rounded(quantileOf(latenciesMs, 0.5)),
          p99Ms: rounded(quantileOf(latenciesMs, 0.99)),
          maxMs: rounded(latenciesMs.at(-1)!),
        },
      }),
      hops,
      busiest: this.#meter.busiest(true),
      busiestMachine: this.#meter.busiest(false),
    };
  }

  #pass(milliseconds: number): Promise<void> {
    return this.#passUntil(this.#options.scheduler.nowMs() + milliseconds);
  }

  #passUntil(timeMs: number): Promise<void> {
    const { scheduler, signal } = this.#options;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const onAbort = (): void => {
        cancel();
        reject(signal.reason);
      };
      const cancel = scheduler.at(timeMs, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}

/** What machines do is not kept: messages are watched on their links. */
const UNRECORDED: Recorder = {
  arrival: () => undefined,
  internal: () => undefined,
  send: () => undefined,
  receive: () => undefined,
};
