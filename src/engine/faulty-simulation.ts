// The virtual engine for trials with faults: the same machines, with links that lose, double and delay what they carry, and
// with machines that pause, crash and change their rate. Trials without faults have an engine of their own, which is faster.
import TinyQueue from 'tinyqueue';
import { diceOf, rollDice } from '../core/dice.ts';
import { faultAtMs, type Fault } from '../core/fault.ts';
import type { FaultPlan } from '../core/fault-plan.ts';
import { lamportClock } from '../core/logical-clock.ts';
import { Machine, type Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { tickScheduleOf, type TickSchedule } from '../core/tick-schedule.ts';
import type { Trial } from '../core/trial.ts';
import { FaultCalendar } from './fault-calendar.ts';
import { FaultyLinks, type FaultyJourney } from './faulty-links.ts';
import type { SteppedRun } from './simulation.ts';

interface Driven {
  readonly machine: Machine;
  readonly schedule: TickSchedule;
  readonly dice: number;
  /** Ticks done. */
  ticks: number;
  /** When the next one is. */
  nextMs: number;
}

export interface FaultySimulationOptions {
  readonly recorderOf: (machine: MachineId) => Recorder;
  /** Once, when the run is over: what went wrong, in the order of time. */
  readonly onFaults?: (faults: readonly Fault[]) => void;
}

/**
 * At one moment machines crash first, then messages arrive, then machines tick in the order of their numbers. Whatever is
 * still on its way at the end arrives after the last tick.
 */
export class FaultySimulation implements SteppedRun {
  readonly ticks: number;
  readonly #dieSides: number;
  readonly #driven: readonly Driven[];
  readonly #agenda: TinyQueue<Driven>;
  readonly #calendar: FaultCalendar;
  readonly #links: FaultyLinks;
  readonly #faults: Fault[] = [];
  /** Those that came while their machine was down: their second copies are as lost as they are. */
  readonly #missed = new WeakSet<Message>();
  readonly #onFaults: (faults: readonly Fault[]) => void;
  #crashesDone = 0;
  #ticksDone = 0;
  #isOver = false;

  constructor(
    trial: Trial,
    plan: FaultPlan,
    { recorderOf, onFaults = () => undefined }: FaultySimulationOptions,
  ) {
    const { rates, dieSides, seed, rule } = trial;
    this.#dieSides = dieSides;
    this.#onFaults = onFaults;
    this.#driven = rates.map((_, i) => {
      const id = i + 1;
      const schedule = tickScheduleOf(trial, id);
      const machine = new Machine({ id, machines: rates.length, rule, recorder: recorderOf(id) });
      return { machine, schedule, dice: diceOf(seed, id), ticks: 0, nextMs: schedule.atMs(1) };
    });
    this.#agenda = new TinyQueue(
      this.#driven.filter(({ schedule }) => schedule.ticks > 0),
      (a, b) => a.nextMs - b.nextMs || a.machine.id - b.machine.id,
    );
    this.#calendar = new FaultCalendar(plan);
    this.#faults.push(...plan.timed);
    this.#links = new FaultyLinks(trial, plan, this.#calendar, fault => this.#faults.push(fault));
    this.ticks = this.#driven.reduce((sum, { schedule }) => sum + schedule.ticks, 0);
  }

  get ticksDone(): number {
    return this.#ticksDone;
  }

  step(maxTicks = Infinity): boolean {
    const until = Math.min(this.ticks, this.#ticksDone + maxTicks);
    while (this.#ticksDone < until) this.#tick(this.#agenda.pop()!);
    if (this.#ticksDone < this.ticks) return false;
    if (this.#isOver) return true;
    this.#isOver = true;
    this.#happenUntil(Infinity);
    this.#onFaults(this.#faults.sort((a, b) => faultAtMs(a) - faultAtMs(b)));
    return true;
  }

  #tick(driven: Driven): void {
    const { machine, schedule, dice, nextMs } = driven;
    this.#happenUntil(nextMs);
    const tick = (driven.ticks += 1);
    for (const message of machine.tick(rollDice(dice, tick, this.#dieSides), nextMs))
      this.#links.send(message, nextMs);
    this.#ticksDone += 1;
    if (tick === schedule.ticks) return;
    driven.nextMs = schedule.atMs(tick + 1);
    this.#agenda.push(driven);
  }

  #happenUntil(untilMs: number): void {
    for (;;) {
      const crash = this.#calendar.crashes[this.#crashesDone];
      const { nextMs } = this.#links;
      if (crash && crash.fromMs <= untilMs && crash.fromMs <= nextMs) {
        this.#crashesDone += 1;
        if (crash.memory === 'amnesic') this.#forget(crash.machine, crash.fromMs);
        continue;
      }
      const journey = nextMs <= untilMs ? this.#links.take() : undefined;
      if (!journey) return;
      this.#arrive(journey);
    }
  }

  /** The machine's numbers of ticks and messages are the record's names for them: they go on. */
  #forget(id: MachineId, atMs: number): void {
    const { machine } = this.#driven[id - 1]!;
    const { queue, ticks, sent } = machine.snapshot();
    for (const { from, to, number } of queue)
      this.#faults.push({ kind: 'lost', atMs, from, to, number, cause: 'amnesia' });
    machine.restore({ clock: lamportClock.zero, ticks, sent, queue: [] });
  }

  #arrive({ message, arrivesMs: atMs, isCopy }: FaultyJourney): void {
    const { from, to, number } = message;
    const { machine, ticks } = this.#driven[to - 1]!;
    const name = { atMs, from, to, number };
    if (isCopy && this.#links.hasSession) {
      this.#faults.push({ kind: 'copy-dropped', ...name, by: 'session' });
      return;
    }
    const isMissed = isCopy && this.#missed.has(message);
    if (isMissed || this.#calendar.downUntil(to, atMs) !== undefined) {
      this.#missed.add(message);
      this.#faults.push(
        isCopy ? { kind: 'copy-dropped', ...name, by: 'down' } : { kind: 'lost', ...name, cause: 'down' },
      );
      return;
    }
    if (isCopy) this.#faults.push({ kind: 'doubled', ...name, beforeTick: ticks + 1 });
    machine.arrive(message, atMs);
  }
}
