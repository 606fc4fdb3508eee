// The links of a run counted by pairs: each link has two ends, and each end reports for itself.
import type { MachineId } from '../core/message.ts';
import type { LinkReport } from '../network/link.ts';
import type { SeatState } from './laboratory-state.ts';

export interface Pair {
  readonly lower: MachineId;
  readonly higher: MachineId;
  /** open: both ends say so. closed, failed: one end does, or its machine is lost. */
  readonly state: LinkReport['state'];
  readonly kind: LinkReport['kind'];
  /** What an end says of it: why it is not WebRTC, or why it closed. */
  readonly reason: string | undefined;
  /** How often it was opened again. */
  readonly changes: number;
  /** Messages that are late on it, either way. */
  readonly overdue: number;
}

type Ends = Pick<SeatState, 'machine' | 'phase' | 'links'>;

/** Every pair of which an end has reported, once, by machine. */
export function pairsOf(seats: readonly Ends[]): readonly Pair[] {
  const ends = new Map<string, { lower: MachineId; higher: MachineId; reports: LinkReport[] }>();
  const lost = new Set(seats.flatMap(({ machine, phase }) => (phase === 'lost' ? [machine] : [])));
  const away = new Set(seats.flatMap(({ machine, phase }) => (phase === 'away' ? [machine] : [])));
  for (const { machine, links } of seats)
    for (const report of links) {
      const [lower, higher] = [Math.min(machine, report.remote), Math.max(machine, report.remote)];
      const name = `${lower}-${higher}`;
      const pair = ends.get(name) ?? { lower, higher, reports: [] };
      ends.set(name, pair);
      pair.reports.push(report);
    }
  return [...ends.values()]
    .sort((a, b) => a.lower - b.lower || a.higher - b.higher)
    .map(({ lower, higher, reports }) => {
      const state =
        lost.has(lower) || lost.has(higher)
          ? 'closed'
          : stateOf(reports, away.has(lower) || away.has(higher));
      const telling = reports.find(report => report.state === state && report.reason !== undefined);
      const kind = reports.find(report => report.kind !== undefined)?.kind;
      const reason = (telling ?? reports[0])?.reason;
      const changes = Math.max(...reports.map(report => report.changes));
      const overdue = reports.reduce((sum, report) => sum + report.overdue, 0);
      return { lower, higher, state, kind, reason, changes, overdue };
    });
}

export function pairsAmong(machines: number): number {
  return (machines * (machines - 1)) / 2;
}

function stateOf(reports: readonly LinkReport[], isAway: boolean): LinkReport['state'] {
  const isAny = (state: LinkReport['state']): boolean => reports.some(report => report.state === state);
  if (isAny('failed')) return 'failed';
  if (isAny('closed')) return 'closed';
  return reports.length === 2 && !isAway && !isAny('connecting') ? 'open' : 'connecting';
}
