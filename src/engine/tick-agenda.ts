// Which machine ticks next, in virtual time with faults: by the schedules of a trial's machines, those due at one moment by their
// numbers.
import TinyQueue from 'tinyqueue';
import type { MachineId } from '../core/message.ts';
import { tickScheduleOf, type TickSchedule } from '../core/tick-schedule.ts';
import type { Trial } from '../core/trial.ts';

/** Good until the next one is taken. */
export interface DueTick {
  readonly machine: MachineId;
  /** From 1. */
  readonly tick: number;
  /** Milliseconds since the start. */
  readonly atMs: number;
}

interface Entry {
  readonly machine: MachineId;
  readonly schedule: TickSchedule;
  tick: number;
  atMs: number;
}

export class TickAgenda {
  /** Of all machines, in the whole trial. */
  readonly ticks: number;
  readonly #entries: TinyQueue<Entry>;
  #taken: Entry | undefined;

  constructor(trial: Trial) {
    const entries = trial.rates.map((_, i): Entry => {
      const schedule = tickScheduleOf(trial, i + 1);
      return { machine: i + 1, schedule, tick: 1, atMs: schedule.atMs(1) };
    });
    this.ticks = entries.reduce((sum, { schedule }) => sum + schedule.ticks, 0);
    this.#entries = new TinyQueue(
      entries.filter(({ schedule }) => schedule.ticks > 0),
      (a, b) => a.atMs - b.atMs || a.machine - b.machine,
    );
  }

  /** Undefined once all are done. */
  take(): DueTick | undefined {
    const last = this.#taken;
    if (last && last.tick < last.schedule.ticks) {
      last.tick += 1;
      last.atMs = last.schedule.atMs(last.tick);
      this.#entries.push(last);
    }
    this.#taken = this.#entries.pop();
    return this.#taken;
  }
}
