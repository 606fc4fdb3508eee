// One trace under several clocks: what each event's timestamp would be, had the machines kept another kind of clock.
// Who did what when stays as it was.
import {
  HYBRID_TIMESTAMP_BYTES,
  hybridClocksOf,
  type HybridClocks,
  type PhysicalClockError,
} from './hybrid-clocks.ts';
import { lamportClocksOf } from './lamport-clocks.ts';
import { NONE } from '../core/machine-log.ts';
import { knownToAll } from './matrix-clocks.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { vectorClocksOf, vectorOf, type VectorClocks } from './vector-clocks.ts';

/** recorded: the timestamps that the log itself bears. */
export const LENS_KINDS = [
  'recorded',
  'increment-then-send',
  'send-then-increment',
  'vector',
  'matrix',
  'hybrid',
] as const;
export type LensKind = (typeof LENS_KINDS)[number];
export type ScalarLensKind = Extract<LensKind, 'recorded' | 'increment-then-send' | 'send-then-increment'>;

/** Plain data, so that a worker can hand it over. */
export type Lens =
  | { readonly kind: ScalarLensKind; readonly columns: readonly Uint32Array[] }
  | { readonly kind: 'vector'; readonly clocks: VectorClocks }
  | { readonly kind: 'matrix'; readonly clocks: VectorClocks }
  | { readonly kind: 'hybrid'; readonly clocks: HybridClocks };

export interface LensOptions {
  /** By machine; for hybrid clocks only. */
  readonly clockErrors?: readonly PhysicalClockError[];
}

/** What stands where an event bears no timestamp: it is on or after a circle of messages, which only a faulty log says. */
export const NO_LABEL = '–';
/** Vectors with more entries than this are too long to stand beside an event. */
const ENTRIES_IN_LABEL_MAX = 6;
const SCALAR_BYTES = 4;

/** Time and space: the events; times machines for vector and matrix, which may throw TooManyVectorsError. */
export function lensOf(trace: Trace, kind: LensKind, { clockErrors = [] }: LensOptions = {}): Lens {
  switch (kind) {
    case 'recorded':
      return { kind, columns: trace.logs.map(log => log.clocks.subarray(0, log.eventCount)) };
    case 'increment-then-send':
    case 'send-then-increment':
      return { kind, columns: lamportClocksOf(trace, kind) };
    case 'vector':
    case 'matrix':
      return { kind, clocks: vectorClocksOf(trace) };
    case 'hybrid':
      return { kind, clocks: hybridClocksOf(trace, clockErrors) };
  }
}

/** The event's timestamp, short enough to stand beside its mark. */
export function lensLabel(lens: Lens, machine: MachineId, index: number): string {
  switch (lens.kind) {
    case 'recorded':
    case 'increment-then-send':
    case 'send-then-increment': {
      const timestamp = lens.columns[machine - 1]?.[index] ?? NONE;
      return timestamp === NONE ? NO_LABEL : String(timestamp);
    }
    case 'vector':
      return labelled(lens.clocks, machine, index)
        ? vectorLabel(vectorOf(lens.clocks, machine, index), machine)
        : NO_LABEL;
    case 'matrix':
      return labelled(lens.clocks, machine, index)
        ? `all know ${vectorLabel(knownToAll(lens.clocks, { machine, index }), machine)}`
        : NO_LABEL;
    case 'hybrid':
      return hybridLabel(lens.clocks, machine, index);
  }
}

/** `14000.125 + 2`: the part l in milliseconds, then the part c where it is not 0. */
export function hybridLabel(
  { physicalPartsMs, counters }: HybridClocks,
  machine: MachineId,
  index: number,
): string {
  const part = physicalPartsMs[machine - 1]?.[index] ?? NaN;
  if (Number.isNaN(part)) return NO_LABEL;
  const counter = counters[machine - 1]![index]!;
  return counter === 0 ? `${part}` : `${part} + ${counter}`;
}

/** Whether the event has a vector: it is not on a circle of messages. */
export function labelled({ columns, machines }: VectorClocks, machine: MachineId, index: number): boolean {
  return (columns[machine - 1]?.[index * machines + machine - 1] ?? 0) > 0;
}

/** Of many entries only the machine's own. */
function vectorLabel(vector: Uint32Array, machine: MachineId): string {
  return vector.length > ENTRIES_IN_LABEL_MAX ? `[… ${vector[machine - 1]} …]` : `[${vector.join(' ')}]`;
}

/** What one timestamp takes on a message, were it sent as whole numbers of 32 bits; hybrid as its authors pack it. */
export function timestampBytes(kind: LensKind, machines: number): number {
  if (kind === 'vector') return SCALAR_BYTES * machines;
  if (kind === 'matrix') return SCALAR_BYTES * machines * machines;
  return kind === 'hybrid' ? HYBRID_TIMESTAMP_BYTES : SCALAR_BYTES;
}
