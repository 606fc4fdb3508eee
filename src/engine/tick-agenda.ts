// Which machine ticks next in virtual time, those due at one moment by their numbers: without faults in the order of one second,
// over and over; with faults by the schedules of the machines.
import TinyQueue from 'tinyqueue';
import type { MachineId } from '../core/message.ts';
import { tickScheduleOf, type TickSchedule } from '../core/tick-schedule.ts';
import { dueMs, ticksOf, type Trial } from '../core/trial.ts';
import { tickOrderOf } from './tick-order.ts';

/** Good until the next one is taken. */
export interface DueTick {
  readonly machine: MachineId;
  /** From 1. */
  readonly tick: number;
  /** Milliseconds since the start. */
  readonly atMs: number;
}

export interface TickAgenda {
  /** Of all machines, in the whole trial. */
  readonly ticks: number;
  /** Not once all are done. */
  take(): DueTick;
}

export function tickAgendaOf(trial: Trial): TickAgenda {
  return trial.faults ? new ScheduledTicks(trial) : new RegularTicks(trial);
}

interface Entry {
  readonly machine: MachineId;
  tick: number;
  atMs: number;
}

class RegularTicks implements TickAgenda {
  readonly ticks: number;
  readonly #rates: readonly number[];
  readonly #order: Uint16Array;
  readonly #entries: readonly Entry[];
  #position = 0;

  constructor({ rates, durationSeconds }: Trial) {
    this.ticks = rates.reduce((sum, rate) => sum + ticksOf(rate, durationSeconds), 0);
    this.#rates = rates;
    this.#order = tickOrderOf(rates);
    this.#entries = rates.map((_, i) => ({ machine: i + 1, tick: 0, atMs: 0 }));
  }

  /** The ticks within the trial are the first ones of the order. */
  take(): DueTick {
    const seat = this.#order[this.#position]!;
    this.#position = this.#position + 1 < this.#order.length ? this.#position + 1 : 0;
    const entry = this.#entries[seat]!;
    entry.tick += 1;
    entry.atMs = dueMs(this.#rates[seat]!, entry.tick);
    return entry;
  }
}

interface ScheduledEntry extends Entry {
  readonly schedule: TickSchedule;
}

class ScheduledTicks implements TickAgenda {
  readonly ticks: number;
  readonly #entries: TinyQueue<ScheduledEntry>;
  #taken: ScheduledEntry | undefined;

  constructor(trial: Trial) {
    const entries = trial.rates.map((_, i): ScheduledEntry => {
      const schedule = tickScheduleOf(trial, i + 1);
      return { machine: i + 1, schedule, tick: 1, atMs: schedule.atMs(1) };
    });
    this.ticks = entries.reduce((sum, { schedule }) => sum + schedule.ticks, 0);
    this.#entries = new TinyQueue(
      entries.filter(({ schedule }) => schedule.ticks > 0),
      (a, b) => a.atMs - b.atMs || a.machine - b.machine,
    );
  }

  take(): DueTick {
    const last = this.#taken;
    if (last && last.tick < last.schedule.ticks) {
      last.tick += 1;
      last.atMs = last.schedule.atMs(last.tick);
      this.#entries.push(last);
    }
    this.#taken = this.#entries.pop();
    return this.#taken!;
  }
}
