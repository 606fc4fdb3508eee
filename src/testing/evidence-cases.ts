// For tests: the cases of the law of evidence. A seed decides the run, the form in which it is written and what befalls its
// files; the case tells what the audit then held against it.
import { audit } from '../analysis/audit/audit.ts';
import type { AuditFinding, AuditReport } from '../analysis/audit/audit-report.ts';
import { RECEIVE } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import { smallestDie, TIMESTAMP_RULES, trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { readTrace } from '../formats/read.ts';
import { Chance } from './chance.ts';
import { damaged, type Damaged, type LogsOfRun, logsOfRun, nameOfEvent } from './logs-of-run.ts';
import { SLIPS, type Slipped, withSlip } from './slip.ts';

function anyRun(chance: Chance): Trace {
  const machines = chance.whole(2, 6);
  return simulate(
    trialFrom({
      rates: Array.from({ length: machines }, () => chance.whole(1, 6)),
      dieSides: smallestDie(machines) + chance.whole(0, 8),
      durationSeconds: chance.whole(4, 20),
      seed: chance.whole(0, 0xffff_ffff),
      rule: chance.of(TIMESTAMP_RULES),
      delay: chance.of([
        { kind: 'none' },
        { kind: 'fixed', delayMs: 150 },
        { kind: 'uniform', minMs: 0, maxMs: 900 },
        { kind: 'exponential', meanMs: 300 },
      ] as const),
    }),
  );
}

/** A fault, and the event of the run that it names. */
export interface Named {
  readonly finding: AuditFinding;
  readonly event: string | undefined;
}

function faultsOf(reports: readonly { trace: Trace; report: AuditReport }[], { eventAt }: Damaged): Named[] {
  return reports.flatMap(({ trace, report }) =>
    report.rules.flatMap(({ findings }) =>
      findings.flatMap((finding): Named[] => {
        if (finding.severity !== 'fault') return [];
        const { machine, index } = finding.place;
        const own = trace.origin?.machines[machine - 1]?.indices[index] ?? index;
        const event = finding.line && eventAt.get(`${finding.line.file}:${finding.line.line}`);
        return [{ finding, event: event ?? nameOfEvent(machine, own) }];
      }),
    ),
  );
}

/** Receives that the assignment's rule leaves not later than their send: a finding there is true. */
function notAboveSend(run: Trace): ReadonlySet<string> {
  const events = new Set<string>();
  for (const { machine, eventCount, kinds, clocks } of run.logs)
    for (let index = 0; index < eventCount; index++) {
      const event = kinds[index] === RECEIVE ? run.event(machine, index) : undefined;
      const message = event?.kind === 'receive' ? event.message : undefined;
      const sent = message && run.message(message.from, message.number)?.sentIndex;
      if (sent !== undefined && clocks[index]! <= run.logs[message!.from - 1]!.clocks[sent]!)
        events.add(nameOfEvent(machine, index));
    }
  return events;
}

export interface Audited {
  readonly logs: LogsOfRun;
  readonly hurt: Damaged;
  readonly reports: readonly { readonly trace: Trace; readonly report: AuditReport }[];
  /** That are not true by the assignment's rule alone. */
  readonly faults: readonly Named[];
}

function audited(run: Trace, chance: Chance): Audited {
  const logs = logsOfRun(run, chance);
  const hurt = damaged(logs, chance);
  const reports = readTrace(hurt.files, logs.options).runs.map(({ trace }) => ({
    trace,
    report: audit(trace),
  }));
  const low = notAboveSend(run);
  const faults = faultsOf(reports, hurt).filter(
    ({ finding, event }) => finding.rule !== 'clock-condition' || !low.has(event ?? ''),
  );
  return { logs, hurt, reports, faults };
}

/** A correct run; each of its faults breaks the law. */
export function correctCase(seed: number): Audited {
  const chance = new Chance(seed * 104_729 + 11);
  return audited(anyRun(chance), chance);
}

export interface SlippedCase {
  readonly result: Audited;
  readonly what: string;
  /** Faults of other events than the slip's. */
  readonly others: readonly Named[];
  /** Whether the slip is found, or something was left unchecked. */
  readonly isTold: boolean;
}

/**
 * Where the slip's own line is not in the files, the event after it shows what it did to the clock: the finding is between
 * the two lines.
 */
function shownBy({ hurt }: Audited, { trace, machine, index }: Slipped): string | undefined {
  const written = new Set(hurt.eventAt.values());
  const isThere = (at: number): boolean =>
    written.has(nameOfEvent(machine, at)) && !hurt.hurt.has(nameOfEvent(machine, at));
  if (isThere(index)) return undefined;
  for (let at = index + 1; at < trace.logOf(machine).eventCount; at++)
    if (written.has(nameOfEvent(machine, at))) return nameOfEvent(machine, at);
  return undefined;
}

/** A run with one slip; undefined where it would not show. */
export function slippedCase(seed: number): SlippedCase | undefined {
  const chance = new Chance(seed * 15_485_863 + 5);
  const run = anyRun(chance);
  const slipped = withSlip(run, chance.of(SLIPS), chance);
  if (!slipped) return undefined;
  const result = audited(slipped.trace, chance);
  const own = nameOfEvent(slipped.machine, slipped.index);
  return {
    result,
    what: `${slipped.slip} at ${own}`,
    others: result.faults.filter(({ event }) => event !== own && event !== shownBy(result, slipped)),
    isTold:
      result.logs.hasVectors ||
      result.hurt.hurt.has(own) ||
      result.faults.length > 0 ||
      result.reports.length === 0 ||
      // A file of which no event could be read is told as such: there is nothing to check.
      result.reports.every(({ report }) => report.checked === 0) ||
      result.reports.some(({ report }) => report.unchecked > 0 || report.remarks > 0),
  };
}

/** A case in a line: what was found, in which form, after which damage. */
export function told(seed: number, { logs, hurt }: Audited, faults: readonly Named[]): string {
  const found = faults.map(
    ({ finding, event }) =>
      `${finding.rule} at ${event} ${JSON.stringify(finding.fact)} ${finding.line?.file}:${finding.line?.line}`,
  );
  return `${seed}: ${found.slice(0, 3).join('; ')} (${faults.length}) in ${logs.form} ${hurt.damages}`;
}
