// Pairs of machines, counted once, whichever end reports.
import type { MachineId } from '../core/message.ts';
import type { LinkReport } from './laboratory-state.ts';

export function pairsAmong(machines: number): number {
  return (machines * (machines - 1)) / 2;
}

/** The pairs of which at least one end says that the link is open; `links` by the machine that reports. */
export function openPairs(links: ReadonlyMap<MachineId, readonly LinkReport[]>): number {
  const open = [...links].flatMap(([machine, reports]) =>
    reports.filter(({ state }) => state === 'open').map(({ remote }) => pairName(machine, remote)),
  );
  return new Set(open).size;
}

function pairName(a: MachineId, b: MachineId): string {
  return `${Math.min(a, b)}-${Math.max(a, b)}`;
}
