// When machines are down, forget, and are parted: what the faults at a time of a plan mean at a moment.
import type { TimedFault } from '../core/fault-plan.ts';
import type { MachineId } from '../core/message.ts';

type Partition = Extract<TimedFault, { kind: 'partition' }> & { readonly side: ReadonlySet<MachineId> };
type Crash = Extract<TimedFault, { kind: 'crash' }>;

export class FaultCalendar {
  /** By time; at the same time by machine. */
  readonly crashes: readonly Crash[];
  readonly #partitions: readonly Partition[];

  constructor(timed: readonly TimedFault[]) {
    this.crashes = timed
      .flatMap(fault => (fault.kind === 'crash' ? [fault] : []))
      .sort((a, b) => a.fromMs - b.fromMs || a.machine - b.machine);
    this.#partitions = timed.flatMap(fault =>
      fault.kind === 'partition' ? [{ ...fault, side: new Set(fault.machines) }] : [],
    );
  }

  /** When a machine forgets everything, in the order of time. */
  amnesiasOf(machine: MachineId): number[] {
    return this.crashes.flatMap(crash =>
      crash.machine === machine && crash.memory === 'amnesic' ? [crash.fromMs] : [],
    );
  }

  /** When a machine that is down at a moment starts again; undefined while it is up. */
  downUntil(machine: MachineId, atMs: number): number | undefined {
    return this.crashes.find(crash => crash.machine === machine && crash.fromMs <= atMs && atMs < crash.toMs)
      ?.toMs;
  }

  /** When the partition between two machines is over that cuts them off at a moment; undefined without one. */
  partedUntil(from: MachineId, to: MachineId, atMs: number): number | undefined {
    return this.#partitions.find(
      ({ side, fromMs, toMs }) => fromMs <= atMs && atMs < toMs && side.has(from) !== side.has(to),
    )?.toMs;
  }

  /** When a machine forgets everything, after a moment and until another one; undefined if it does not. */
  forgetsWithin(machine: MachineId, afterMs: number, untilMs: number): number | undefined {
    return this.crashes.find(
      ({ machine: one, memory, fromMs }) =>
        one === machine && memory === 'amnesic' && fromMs > afterMs && fromMs <= untilMs,
    )?.fromMs;
  }
}
