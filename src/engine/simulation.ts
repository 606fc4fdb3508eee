// The virtual engine: the same machines, in time that takes as long as its ticks take. It can be run in steps, so that
// a worker can report progress and be told to stop in between.
import { diceOf, rollDice } from '../core/dice.ts';
import { Machine, type Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { Trace } from '../core/trace.ts';
import { dueMs, hasDelay, ticksOf, type Trial } from '../core/trial.ts';
import { linkDelayMsOf } from './delay.ts';
import { Flight } from './flight.ts';
import { tickOrderOf } from './tick-order.ts';

/** A run in virtual time, step by step. */
export interface SteppedRun {
  /** Of all machines, in the whole trial. */
  readonly ticks: number;
  readonly ticksDone: number;
  /** Does at most `maxTicks` further ticks; true once the run is over. */
  step(maxTicks?: number): boolean;
}

/** A machine with what drives it. */
interface Driven {
  readonly machine: Machine;
  readonly rate: number;
  readonly dice: number;
  ticks: number;
}

export interface SimulationOptions {
  readonly recorderOf: (machine: MachineId) => Recorder;
  /** From {@link tickOrderOf}, where several trials share their rates. */
  readonly tickOrder?: Uint16Array;
}

/**
 * One run of a trial without faults. Ticks due at the same moment come in machine order. A message with no delay is in the receiver's
 * queue before the next tick; one with a delay, before any tick due at the moment of its arrival. Whatever is still on
 * its way at the end arrives after the last tick, as in a live run: sent = received + waiting.
 */
export class Simulation implements SteppedRun {
  readonly ticks: number;
  readonly #dieSides: number;
  readonly #driven: readonly Driven[];
  readonly #order: Uint16Array;
  readonly #flight: Flight | undefined;
  #ticksDone = 0;

  constructor(trial: Trial, { recorderOf, tickOrder = tickOrderOf(trial.rates) }: SimulationOptions) {
    const { rates, dieSides, durationSeconds, seed, rule } = trial;
    const machines = rates.length;
    this.#dieSides = dieSides;
    this.#driven = rates.map((rate, i) => ({
      machine: new Machine({ id: i + 1, machines, rule, recorder: recorderOf(i + 1) }),
      rate,
      dice: diceOf(seed, i + 1),
      ticks: 0,
    }));
    this.#order = tickOrder;
    this.#flight = hasDelay(trial) ? new Flight(linkDelayMsOf(trial, seed), machines) : undefined;
    this.ticks = rates.reduce((sum, rate) => sum + ticksOf(rate, durationSeconds), 0);
  }

  get ticksDone(): number {
    return this.#ticksDone;
  }

  step(maxTicks = Infinity): boolean {
    const order = this.#order;
    const until = Math.min(this.ticks, this.#ticksDone + maxTicks);
    let position = this.#ticksDone % order.length;
    // The ticks within the trial are the first ones of the order, so their number alone says where to stop.
    for (let left = until - this.#ticksDone; left > 0; left--) {
      this.#tick(this.#driven[order[position]!]!);
      position = position + 1 < order.length ? position + 1 : 0;
    }
    this.#ticksDone = until;
    if (this.#ticksDone < this.ticks) return false;
    this.#arriveUntil(Infinity);
    return true;
  }

  #tick(driven: Driven): void {
    const tick = (driven.ticks += 1);
    const atMs = dueMs(driven.rate, tick);
    if (this.#flight) this.#arriveUntil(atMs);
    const messages = driven.machine.tick(rollDice(driven.dice, tick, this.#dieSides), atMs);
    for (let i = 0; i < messages.length; i++) this.#post(messages[i]!, atMs);
  }

  #post(message: Message, atMs: number): void {
    if (this.#flight) this.#flight.add(message, atMs);
    else this.#driven[message.to - 1]!.machine.arrive(message, atMs);
  }

  #arriveUntil(untilMs: number): void {
    for (let next = this.#flight?.takeUntil(untilMs); next; next = this.#flight?.takeUntil(untilMs)) {
      this.#driven[next.message.to - 1]!.machine.arrive(next.message, next.arrivesMs);
    }
  }
}

/** The whole run of a trial without faults: for who needs no others, and does not load what they take. */
export function simulateWithoutFaults(trial: Trial): Trace {
  const trace = new Trace(trial, 'virtual');
  new Simulation(trial, { recorderOf: machine => trace.recorderOf(machine) }).step();
  return trace;
}
