// Vector clocks (Fidge 1988, Mattern 1989), computed from the messages of a trace after the fact: the machines need not
// have kept any. They say exactly what happened before what.
import { visitCausally } from './causal-order.ts';
import { NONE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';

/** Of all vectors together: 1 GiB. */
export const VECTOR_ENTRIES_MAX = 2 ** 28;

/** The vectors of a trace would take more than {@link VECTOR_ENTRIES_MAX} entries. */
export class TooManyVectorsError extends Error {
  override readonly name = 'TooManyVectorsError';
  constructor(entries: number) {
    super(
      `The vector clocks of this trace have ${entries} entries, more than the ${VECTOR_ENTRIES_MAX} that fit.`,
    );
  }
}

export interface VectorClocks {
  readonly machines: number;
  /**
   * By machine: event after event, `machines` entries each. Entry k is how many events of machine k + 1 happened before
   * the event, itself included, so an own entry is index + 1. All 0 for an event that stands on a circle of messages.
   */
  readonly columns: readonly Uint32Array[];
}

/** Time and space: events × machines. Throws {@link TooManyVectorsError}. */
export function vectorClocksOf(trace: Trace): VectorClocks {
  const machines = trace.machines;
  const entries = trace.eventCount * machines;
  if (entries > VECTOR_ENTRIES_MAX) throw new TooManyVectorsError(entries);
  const columns = trace.logs.map(log => new Uint32Array(log.eventCount * machines));
  visitCausally(trace, (machine, index, from, sentIndex) => {
    const own = columns[machine - 1]!;
    const at = index * machines;
    if (index > 0) own.copyWithin(at, at - machines, at);
    if (sentIndex !== NONE) {
      const sent = columns[from - 1]!;
      const sentAt = sentIndex * machines;
      for (let k = 0; k < machines; k++)
        if (sent[sentAt + k]! > own[at + k]!) own[at + k] = sent[sentAt + k]!;
    }
    own[at + machine - 1] = index + 1;
  });
  return { machines, columns };
}

/** The vector of one event: one entry for each machine. */
export function vectorOf(
  { machines, columns }: VectorClocks,
  machine: MachineId,
  index: number,
): Uint32Array {
  return columns[machine - 1]!.subarray(index * machines, (index + 1) * machines);
}

/** Whether `a` happened before `b` (L78's arrow): false for an event and itself, and for concurrent ones. */
export function happenedBefore(clocks: VectorClocks, a: EventPlace, b: EventPlace): boolean {
  if (a.machine === b.machine) return a.index < b.index;
  return vectorOf(clocks, b.machine, b.index)[a.machine - 1]! > a.index;
}

/** Whether neither of two different events happened before the other. */
export function concurrent(clocks: VectorClocks, a: EventPlace, b: EventPlace): boolean {
  const same = a.machine === b.machine && a.index === b.index;
  return !same && !happenedBefore(clocks, a, b) && !happenedBefore(clocks, b, a);
}
