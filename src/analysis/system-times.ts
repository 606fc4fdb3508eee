// When something happened, and by whose clock: by the common time of a live run with its bound, and as the machine's own clock had it.
// The certificate says how each clock was corrected.
import type { ClockSample, MachineClock } from '../core/certificate.ts';
import type { MachineId } from '../core/message.ts';
import { packCopy, unpackTrace } from '../core/packed-trace.ts';
import { firstWhere } from '../core/search.ts';
import type { Trace } from '../core/trace.ts';
import type { PhysicalClockError } from './hybrid-clocks.ts';

/** What happened after the last sample is further off by so much for each millisecond: two clocks gain no more on each other, and a correction may be wrong by as much. */
const LATER_RATE = 500e-6;

/** Two moments on two machines, of which the order is known where they are further apart than both bounds together. In milliseconds. */
export interface TimesApart {
  /** The second less the first. */
  readonly apartMs: number;
  readonly boundMs: number;
}

/** What is known of one machine's clock. */
export interface ClockFacts {
  readonly machine: MachineId;
  /** Whether it certainly was not the coordinator's. */
  readonly isApart: boolean;
  /** How far its own clock was ahead of the common time at the first sample, in milliseconds. */
  readonly aheadMs: number;
  /** By how much it runs faster, in parts per million. */
  readonly driftPpm: number | undefined;
  readonly driftBoundPpm: number | undefined;
  /** The largest error of the common time there. */
  readonly boundMs: number;
  readonly jumps: number;
}

export class SystemTimes {
  readonly #clocks: readonly (MachineClock | undefined)[];

  constructor({ certificate, logs }: Pick<Trace, 'certificate' | 'logs'>) {
    this.#clocks = logs.map((_, i) => {
      const clock = certificate?.machines[i]?.clock;
      return clock && clock.samples.length > 0 ? clock : undefined;
    });
  }

  /** Undefined where nobody measured it. */
  clockOf(machine: MachineId): MachineClock | undefined {
    return this.#clocks[machine - 1];
  }

  /** By how much the common time at a machine can be wrong, in milliseconds; undefined where nobody measured it. Time: log of the samples. */
  boundMsAt(machine: MachineId, atMs: number): number | undefined {
    const samples = this.clockOf(machine)?.samples;
    if (!samples) return undefined;
    const next = samples[firstAt(samples, atMs)];
    if (next) return next.boundMs;
    const last = samples.at(-1)!;
    return last.boundMs + LATER_RATE * (atMs - last.atMs);
  }

  /** What was added to a machine's own clock; between two samples on the line between them. 0 where nobody measured it. */
  offsetMsAt(machine: MachineId, atMs: number): number {
    const samples = this.clockOf(machine)?.samples;
    if (!samples) return 0;
    const at = firstAt(samples, atMs);
    const [before, next] = [samples[at - 1], samples[at]];
    if (!before || !next) return (before ?? next)!.offsetMs;
    const portion = (atMs - before.atMs) / (next.atMs - before.atMs);
    return before.offsetMs + portion * (next.offsetMs - before.offsetMs);
  }

  /** What the machine's own clock showed, in milliseconds since the start of the run by the common time. */
  ownMsAt(machine: MachineId, atMs: number): number {
    return atMs - this.offsetMsAt(machine, atMs);
  }

  /** Undefined for moments on one machine, and where a clock was not measured. */
  apart(first: MachineMoment, second: MachineMoment): TimesApart | undefined {
    if (first.machine === second.machine) return undefined;
    const firstMs = this.boundMsAt(first.machine, first.atMs);
    const secondMs = this.boundMsAt(second.machine, second.atMs);
    if (firstMs === undefined || secondMs === undefined) return undefined;
    return { apartMs: second.atMs - first.atMs, boundMs: firstMs + secondMs };
  }

  /** Of each machine whose clock was measured. */
  get facts(): readonly ClockFacts[] {
    return this.#clocks.flatMap((clock, i) => {
      if (!clock) return [];
      const { samples, driftPpm, driftBoundPpm, jumps } = clock;
      return {
        machine: i + 1,
        isApart: samples.some(({ offsetMs, boundMs }) => Math.abs(offsetMs) > boundMs),
        aheadMs: -samples[0]!.offsetMs,
        driftPpm,
        driftBoundPpm,
        boundMs: Math.max(...samples.map(({ boundMs }) => boundMs)),
        jumps,
      };
    });
  }

  /** The machines whose own clocks were certainly not the coordinator's. */
  get clocksApart(): readonly MachineId[] {
    return this.facts.flatMap(({ isApart, machine }) => (isApart ? [machine] : []));
  }

  /** The largest bound; undefined where some machine's clock was not measured. */
  get boundMs(): number | undefined {
    const { facts } = this;
    return facts.length > 0 && facts.length === this.#clocks.length
      ? Math.max(...facts.map(({ boundMs }) => boundMs))
      : undefined;
  }

  /** By machine, how its own clock was wrong, for hybrid clocks; undefined where no clock was. */
  get measuredErrors(): readonly PhysicalClockError[] | undefined {
    if (this.clocksApart.length === 0) return undefined;
    return this.#clocks.map(clock => {
      const [first, last] = [clock?.samples[0], clock?.samples.at(-1)];
      if (!clock || !first || !last) return { offsetMs: 0, driftPartsPerMillion: 0 };
      const spanMs = last.atMs - first.atMs;
      const drift = spanMs > 0 ? rounded((1e6 * (first.offsetMs - last.offsetMs)) / spanMs) : 0;
      return {
        offsetMs: rounded(-first.offsetMs - first.atMs * drift * 1e-6),
        driftPartsPerMillion: drift,
      };
    });
  }
}

export interface MachineMoment {
  readonly machine: MachineId;
  readonly atMs: number;
}

/** A copy of the run with the times that the machines' own clocks had, since the first of them showed what it showed at the common start. */
export function traceByOwnClocks(trace: Trace): Trace {
  const times = new SystemTimes(trace);
  const startMs = Math.min(...trace.logs.map(({ machine }) => times.ownMsAt(machine, 0)));
  const { packed } = packCopy(trace);
  for (const { machine, atMs, arrivedMs, recipients } of packed.logs) {
    for (const [i, commonMs] of atMs.entries()) atMs[i] = times.ownMsAt(machine, commonMs) - startMs;
    for (const [i, commonMs] of arrivedMs.entries())
      arrivedMs[i] = times.ownMsAt(recipients[i]!, commonMs) - startMs; // NaN, of one that never arrived, stays
  }
  return unpackTrace(packed);
}

function firstAt(samples: readonly ClockSample[], atMs: number): number {
  return firstWhere(0, samples.length, i => samples[i]!.atMs >= atMs);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}
