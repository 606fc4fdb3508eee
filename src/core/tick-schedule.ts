// When the ticks of one machine are due. Without faults tick k is due k / rate seconds after the start; a crash takes ticks
// out, a change of rate moves the later ones, and a pause has those of its interval done at its end.
import type { TimedFault } from './fault-plan.ts';
import type { MachineId } from './message.ts';
import { dueMs, ticksOf, type Trial } from './trial.ts';

export interface TickSchedule {
  /** In the whole trial: ticks are numbered from 1, without a gap. */
  readonly ticks: number;
  /** When tick k is due, in milliseconds since the start. */
  dueMs(tick: number): number;
  /** When a machine that is never late does it: at the end of the pause in which it is due. */
  atMs(tick: number): number;
}

/** Of one machine of a trial. Time: constant for each tick, but for the machine's own faults. */
export function tickScheduleOf({ rates, durationSeconds, faults }: Trial, machine: MachineId): TickSchedule {
  const rate = rates[machine - 1]!;
  const own = faults?.timed.filter(fault => fault.kind !== 'partition' && fault.machine === machine) ?? [];
  if (own.length > 0) return new ChangedSchedule(rate, Math.round(durationSeconds * 1000), own);
  const due = (tick: number) => dueMs(rate, tick);
  return { ticks: ticksOf(rate, durationSeconds), dueMs: due, atMs: due };
}

/** Ticks of one rate, one after the other. */
interface Stretch {
  /** The tick before the first one. */
  readonly before: number;
  readonly originMs: number;
  readonly rate: number;
}

class ChangedSchedule implements TickSchedule {
  readonly ticks: number;
  readonly #stretches: Stretch[] = [];
  readonly #pauses: readonly { readonly fromMs: number; readonly toMs: number }[];

  constructor(firstRate: number, durationMs: number, faults: readonly TimedFault[]) {
    this.#pauses = faults.flatMap(fault => (fault.kind === 'pause' ? [fault] : []));
    let ticks = 0;
    let originMs = 0;
    let rate = firstRate;
    /** Ticks of the stretch that ends then, the moment itself included or not. */
    const endStretch = (endMs: number, isIncluded: boolean): void => {
      const exact = (Math.max(0, endMs - originMs) * rate) / 1000;
      const count = isIncluded ? Math.floor(exact) : Math.max(0, Math.ceil(exact) - 1);
      if (count > 0) this.#stretches.push({ before: ticks, originMs, rate });
      ticks += count;
    };
    for (const fault of faults.filter(({ kind }) => kind !== 'pause').sort((a, b) => a.fromMs - b.fromMs)) {
      if (fault.kind === 'crash') {
        endStretch(fault.fromMs, false);
        originMs = fault.toMs;
      } else if (fault.kind === 'rate') {
        // A machine that is down has its new rate from its restart on.
        if (fault.fromMs > originMs) {
          endStretch(fault.fromMs, true);
          originMs = fault.fromMs;
        }
        rate = fault.rate;
      }
    }
    endStretch(durationMs, true);
    this.ticks = ticks;
  }

  dueMs(tick: number): number {
    const stretches = this.#stretches;
    let at = stretches.length - 1;
    while (at > 0 && stretches[at]!.before >= tick) at -= 1;
    const stretch = stretches[at];
    if (!stretch) return 0;
    return stretch.originMs + dueMs(stretch.rate, tick - stretch.before);
  }

  atMs(tick: number): number {
    const due = this.dueMs(tick);
    const pause = this.#pauses.find(({ fromMs, toMs }) => due >= fromMs && due < toMs);
    return pause ? pause.toMs : due;
  }
}
