// How good the record of a live run is: whether all ticks were done and in time, and what happened to pages and links meanwhile.
import type { SpellKind } from '../core/certificate.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { SystemTimes } from './system-times.ts';
import { latenessOf, type LatenessSummary } from './lateness.ts';

export interface MachineQuality {
  readonly machine: MachineId;
  readonly ticksDue: number;
  readonly ticksDone: number;
  readonly lateness: LatenessSummary;
  /** Milliseconds in all for which it had no page, was hidden, was silent. */
  readonly awayMs: number;
  readonly hiddenMs: number;
  readonly silentMs: number;
  /** Of its ends of links. */
  readonly reopened: number;
  readonly resent: number;
  readonly duplicates: number;
  readonly dropped: number;
  /** Whether its log is whole. */
  readonly isComplete: boolean;
}

/** Why times of a run, or the run itself, should be used with care. */
export type PoorReason =
  | { readonly kind: 'log-incomplete'; readonly machines: readonly MachineId[] }
  | { readonly kind: 'messages-lost'; readonly count: number }
  | { readonly kind: 'ticks-missing'; readonly machines: readonly MachineId[] }
  /** One tick in a hundred was later than the machine's whole period. */
  | { readonly kind: 'late'; readonly machines: readonly MachineId[]; readonly p99Ms: number }
  | { readonly kind: 'away'; readonly machines: readonly MachineId[]; readonly ms: number }
  | { readonly kind: 'silent'; readonly machines: readonly MachineId[]; readonly ms: number }
  /** Its clock, or the coordinator's, jumped: times around that are as wrong as the jump was large. */
  | { readonly kind: 'clock-jumped'; readonly machines: readonly MachineId[] }
  | { readonly kind: 'foreign'; readonly count: number }
  | { readonly kind: 'not-replayed' };

export interface Quality {
  readonly machines: readonly MachineQuality[];
  /** Empty where the run is good. */
  readonly poor: readonly PoorReason[];
}

/** Undefined for a trace without a certificate: it happened in virtual time, or nobody wrote one. `isReplayed`: whether the record's machines do the same again. */
export function qualityOf(trace: Trace, isReplayed: boolean): Quality | undefined {
  const { certificate, gaps, losses } = trace;
  if (!certificate) return undefined;
  const machines = trace.logs.map(({ machine, eventCount }, i): MachineQuality => {
    const own = certificate.machines[i];
    const total = (...kinds: readonly SpellKind[]): number =>
      (own?.spells ?? []).reduce(
        (sum, { kind, fromMs, toMs }) => sum + (kinds.includes(kind) ? Math.max(0, toMs - fromMs) : 0),
        0,
      );
    const links = own?.links ?? [];
    const sum = (name: 'reopened' | 'resent' | 'duplicates' | 'dropped'): number =>
      links.reduce((all, link) => all + link[name], 0);
    return {
      machine,
      ticksDue: trace.scheduleOf(machine).ticks,
      ticksDone: eventCount,
      lateness: latenessOf(trace, machine),
      awayMs: total('closed', 'gone'),
      hiddenMs: total('hidden'),
      silentMs: total('silent'),
      reopened: sum('reopened'),
      resent: sum('resent'),
      duplicates: sum('duplicates'),
      dropped: sum('dropped'),
      isComplete: !gaps.some(gap => gap.machine === machine),
    };
  });
  const those = (isOne: (machine: MachineQuality) => boolean): MachineId[] =>
    machines.filter(isOne).map(({ machine }) => machine);
  const most = (pick: (machine: MachineQuality) => number): number => Math.max(0, ...machines.map(pick));
  const incomplete = those(({ isComplete }) => !isComplete);
  const missing = those(({ ticksDone, ticksDue }) => ticksDone < ticksDue);
  const late = those(({ machine, lateness }) => lateness.p99Ms > 1000 / trace.trial.rates[machine - 1]!);
  const away = those(({ awayMs }) => awayMs > 0);
  const silent = those(({ silentMs }) => silentMs > 0);
  const jumped = new SystemTimes(trace).facts.flatMap(({ machine, jumps }) => (jumps > 0 ? [machine] : []));
  const lost = losses.reduce((sum, { count }) => sum + count, 0);
  const foreign = certificate.foreignMessages + machines.reduce((sum, { dropped }) => sum + dropped, 0);
  const poor: PoorReason[] = [
    ...(incomplete.length > 0 ? [{ kind: 'log-incomplete', machines: incomplete } as const] : []),
    ...(lost > 0 ? [{ kind: 'messages-lost', count: lost } as const] : []),
    ...(missing.length > 0 ? [{ kind: 'ticks-missing', machines: missing } as const] : []),
    ...(away.length > 0 ? [{ kind: 'away', machines: away, ms: most(({ awayMs }) => awayMs) } as const] : []),
    ...(silent.length > 0
      ? [{ kind: 'silent', machines: silent, ms: most(({ silentMs }) => silentMs) } as const]
      : []),
    ...(jumped.length > 0 ? [{ kind: 'clock-jumped', machines: jumped } as const] : []),
    ...(late.length > 0
      ? [{ kind: 'late', machines: late, p99Ms: most(({ lateness }) => lateness.p99Ms) } as const]
      : []),
    ...(foreign > 0 ? [{ kind: 'foreign', count: foreign } as const] : []),
    ...(isReplayed ? [] : [{ kind: 'not-replayed' } as const]),
  ];
  return { machines, poor };
}
