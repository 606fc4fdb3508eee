// The virtual engine for trials with faults: the same machines, with links that lose, double and delay what they carry, and
// with machines that pause, crash and change their rate. Trials without faults have an engine of their own, which is faster.
import { diceOf, rollDice } from '../core/dice.ts';
import { faultAtMs, type Fault } from '../core/fault.ts';
import type { FaultPlan } from '../core/fault-plan.ts';
import { Machine, type Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';
import { FaultCalendar } from './fault-calendar.ts';
import { Journeys, type Journey } from './flight.ts';
import { forget } from './forget.ts';
import { MessageFates } from './message-fates.ts';
import type { SteppedRun } from './simulation.ts';
import { tickAgendaOf, type DueTick, type TickAgenda } from './tick-agenda.ts';

interface Driven {
  readonly machine: Machine;
  readonly dice: number;
  /** Done. */
  ticks: number;
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
  readonly #agenda: TickAgenda;
  readonly #calendar: FaultCalendar;
  readonly #fates: MessageFates;
  /** Bound: the messages that the trial sends within its longest delay, twice. */
  readonly #journeys = new Journeys();
  readonly #faults: Fault[] = [];
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
      const machine = new Machine({ id, machines: rates.length, rule, recorder: recorderOf(id) });
      return { machine, dice: diceOf(seed, id), ticks: 0 };
    });
    this.#agenda = tickAgendaOf(trial);
    this.ticks = this.#agenda.ticks;
    this.#calendar = new FaultCalendar(plan.timed);
    this.#faults.push(...plan.timed);
    this.#fates = new MessageFates(trial, this.#calendar, fault => this.#faults.push(fault));
  }

  get ticksDone(): number {
    return this.#ticksDone;
  }

  step(maxTicks = Infinity): boolean {
    const until = Math.min(this.ticks, this.#ticksDone + maxTicks);
    while (this.#ticksDone < until) this.#tick(this.#agenda.take());
    if (this.#ticksDone < this.ticks) return false;
    if (this.#isOver) return true;
    this.#isOver = true;
    this.#happenUntil(Infinity);
    this.#onFaults(this.#faults.sort((a, b) => faultAtMs(a) - faultAtMs(b)));
    return true;
  }

  #tick({ machine: id, tick, atMs }: DueTick): void {
    this.#happenUntil(atMs);
    const driven = this.#driven[id - 1]!;
    driven.ticks = tick;
    for (const message of driven.machine.tick(rollDice(driven.dice, tick, this.#dieSides), atMs))
      this.#send(message, atMs);
    this.#ticksDone += 1;
  }

  #happenUntil(untilMs: number): void {
    for (;;) {
      const crash = this.#calendar.crashes[this.#crashesDone];
      const arrivesMs = this.#journeys.next?.arrivesMs ?? Infinity;
      if (crash && crash.fromMs <= untilMs && crash.fromMs <= arrivesMs) {
        this.#crashesDone += 1;
        if (crash.memory === 'amnesic') this.#forget(crash);
        continue;
      }
      const journey = this.#journeys.takeUntil(untilMs);
      if (!journey) return;
      this.#arrive(journey);
    }
  }

  #forget({ machine: id, fromMs }: { readonly machine: MachineId; readonly fromMs: number }): void {
    forget(this.#driven[id - 1]!.machine, fromMs, fault => this.#faults.push(fault));
  }

  #arrive({ message, arrivesMs: atMs, isCopy }: Journey): void {
    const { from, to, number } = message;
    const { machine, ticks } = this.#driven[to - 1]!;
    if (isCopy) this.#faults.push({ kind: 'doubled', atMs, from, to, number, beforeTick: ticks + 1 });
    machine.arrive(message, atMs);
  }

  #send(message: Message, sentMs: number): void {
    const { arrivesMs, copyArrivesMs } = this.#fates.send(message, sentMs);
    if (arrivesMs !== undefined) this.#journeys.add(message, arrivesMs, false);
    if (copyArrivesMs !== undefined) this.#journeys.add(message, copyArrivesMs, true);
  }
}
