// Matrix clocks (Wuu and Bernstein 1984; Sarin and Lynch 1987): what a machine knows of what each other one knows. Derived
// from vector clocks when they are asked for, since a matrix for each event would take machines² entries.
import type { EventPlace } from '../core/trace-order.ts';
import { vectorOf, type VectorClocks } from './vector-clocks.ts';

/**
 * Row k is the vector clock of machine k's last event in the causal past of the event (all 0 if there is none), so the
 * machine's own row is its vector clock.
 */
export function matrixOf(clocks: VectorClocks, { machine, index }: EventPlace): readonly Uint32Array[] {
  const own = vectorOf(clocks, machine, index);
  return Array.from(own, (count, k) =>
    count > 0 ? vectorOf(clocks, k + 1, count - 1) : new Uint32Array(clocks.machines),
  );
}

/** By machine: how many of its events every machine is known to have heard of. What is older nobody needs to keep. */
export function knownToAll(clocks: VectorClocks, event: EventPlace): Uint32Array {
  const rows = matrixOf(clocks, event);
  const least = Uint32Array.from(rows[0]!);
  for (const row of rows) for (const [k, count] of row.entries()) least[k] = Math.min(least[k]!, count);
  return least;
}
