// Writes a run's certificate while it goes on: when machines' pages were hidden or silent, and how their links changed.
import {
  CHANGES_MAX,
  SPELLS_MAX,
  type Certificate,
  type LinkChange,
  type LinkTotals,
  type MachineCertificate,
  type Spell,
} from '../core/certificate.ts';
import type { MachineId } from '../core/message.ts';
import { ClockRecord, type ClockCorrection } from './clock-record.ts';
import { isSameState, type LinkReport } from '../network/link.ts';

/** How a machine's page is while there is one, as far as its coordinator knows. */
export type PageState = 'hidden' | 'silent' | 'fine';

interface Own {
  readonly spells: Spell[];
  readonly changes: LinkChange[];
  /** By remote machine: what the pages before the present one have counted. */
  readonly before: Map<MachineId, LinkTotals>;
  readonly links: Map<MachineId, LinkReport>;
  readonly clock: ClockRecord;
  state: PageState;
  sinceMs: number;
}

export class Certifier {
  readonly #machines: readonly Own[];
  /** Of the pages that coordinated the run before. */
  readonly #foreignBefore: number;

  /** `before`: what another page has written of the run. */
  constructor(machines: number, before?: Certificate) {
    this.#foreignBefore = before?.foreignMessages ?? 0;
    this.#machines = Array.from({ length: machines }, (_, i): Own => {
      const known = before?.machines[i];
      return {
        spells: [...(known?.spells ?? [])],
        changes: [...(known?.changes ?? [])],
        before: new Map(known?.links.map(link => [link.remote, link])),
        links: new Map(),
        clock: new ClockRecord(known?.clock),
        state: 'fine',
        sinceMs: 0,
      };
    });
  }

  /** To be told again and again; `sinceMs`: where it is known, when that began. */
  note(machine: MachineId, state: PageState, nowMs: number, sinceMs = nowMs): void {
    const own = this.#machines[machine - 1]!;
    if (own.state === state) return;
    this.#endSpell(own, Math.max(own.sinceMs, sinceMs));
    own.state = state;
    own.sinceMs = sinceMs;
  }

  /** A machine's page reports on its links. */
  report(machine: MachineId, links: readonly LinkReport[], nowMs: number): void {
    const own = this.#machines[machine - 1]!;
    for (const link of links) {
      const last = own.links.get(link.remote);
      if (last && hasBegunAnew(last, link)) own.before.set(link.remote, totalsOf(own, last));
      own.links.set(link.remote, link);
      if ((last && isSameState(last, link)) || own.changes.length >= CHANGES_MAX) continue;
      own.changes.push({
        atMs: nowMs,
        remote: link.remote,
        state: link.state,
        ...(link.kind && { carrier: link.kind }),
        ...(link.reason !== undefined && { reason: link.reason }),
      });
    }
  }

  /** How a machine's clock was corrected, as {@link ClockRecord.add} has it. */
  correct(machine: MachineId, correction: ClockCorrection): void {
    this.#machines[machine - 1]!.clock.add(correction);
  }

  /** As of now, with the spells in which a machine had no page. `foreignMessages`: that this page has heard. */
  certificate(
    nowMs: number,
    foreignMessages: number,
    of: (machine: MachineId) => { readonly away: readonly Spell[]; readonly fragility: string | undefined },
  ): Certificate {
    const machines = this.#machines.map((own, i): MachineCertificate => {
      const { away, fragility } = of(i + 1);
      const remotes = new Set([...own.before.keys(), ...own.links.keys()]);
      const links = [...remotes]
        .sort((a, b) => a - b)
        .map(remote => {
          const link = own.links.get(remote);
          return link ? totalsOf(own, link) : own.before.get(remote)!;
        });
      const spells = [...this.#spellsOf(own, nowMs), ...away]
        .sort((a, b) => a.fromMs - b.fromMs)
        .slice(0, SPELLS_MAX);
      return {
        spells,
        links,
        changes: [...own.changes],
        ...(fragility !== undefined && { fragility }),
        ...own.clock.facts,
      };
    });
    return { machines, foreignMessages: this.#foreignBefore + foreignMessages };
  }

  /** What another page needs to go on with it: without what the present pages of machines still know. */
  toStore(nowMs: number, foreignMessages: number): Certificate {
    const machines = this.#machines.map(own => ({
      spells: [...this.#spellsOf(own, nowMs)],
      links: [...own.before.values()],
      changes: own.changes,
      ...own.clock.facts,
    }));
    return { machines, foreignMessages: this.#foreignBefore + foreignMessages };
  }

  #spellsOf(own: Own, nowMs: number): readonly Spell[] {
    if (own.state === 'fine' || nowMs <= own.sinceMs) return own.spells;
    return [...own.spells, { kind: own.state, fromMs: own.sinceMs, toMs: nowMs }];
  }

  #endSpell(own: Own, nowMs: number): void {
    if (own.state !== 'fine' && nowMs > own.sinceMs && own.spells.length < SPELLS_MAX)
      own.spells.push({ kind: own.state, fromMs: own.sinceMs, toMs: nowMs });
  }
}

function totalsOf(own: Own, link: LinkReport): LinkTotals {
  const before = own.before.get(link.remote);
  return {
    remote: link.remote,
    reopened: (before?.reopened ?? 0) + link.changes,
    resent: (before?.resent ?? 0) + link.resent,
    duplicates: (before?.duplicates ?? 0) + link.duplicates,
    dropped: (before?.dropped ?? 0) + link.rejected,
    heldMs: (before?.heldMs ?? 0) + link.heldMs,
  };
}

/** Counts only grow within one page. */
function hasBegunAnew(last: LinkReport, next: LinkReport): boolean {
  return (
    next.changes < last.changes ||
    next.resent < last.resent ||
    next.duplicates < last.duplicates ||
    next.rejected < last.rejected
  );
}
