// For tests: what comes of reading a few lines and auditing them, in short words that a test can compare.
import { expect } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import type { AuditReport } from '../analysis/audit/audit-report.ts';
import { NONE, RECEIVE } from '../core/machine-log.ts';
import { PAIRINGS } from '../core/trace-origin.ts';
import type { Trace } from '../core/trace.ts';
import { readTrace } from '../formats/read.ts';
import type { FileReport, ReadOptions, SkippedLine } from '../formats/read-result.ts';
import { verdictOf, verdictText } from '../words/verdict.ts';

/** A pattern for lines such as `P1 0.5 send to P2 @7`. */
export const LINE = '^(?<machine>\\S+) (?<time>\\S+) (?<event>.+) @(?<clock>\\d+)$';

export interface ReadAndAudited {
  readonly runs: readonly { readonly name: string; readonly trace: Trace; readonly report: AuditReport }[];
  readonly files: readonly FileReport[];
  readonly skipped: readonly SkippedLine[];
  /** Of all runs. */
  readonly faults: number;
  readonly notes: string;
}

/** By name of the file, its lines. Each line is accounted for. */
export function read(
  files: Readonly<Record<string, readonly string[]>>,
  options: ReadOptions = {},
): ReadAndAudited {
  const given = Object.entries(files).map(([name, lines]) => ({ name, text: `${lines.join('\n')}\n` }));
  const result = readTrace(given, options);
  for (const [i, file] of result.files.entries()) {
    const counted = file.eventLines + file.headerLines + file.blankLines + file.skippedLines;
    expect(counted).toBe(Object.values(files)[i]!.length);
  }
  const runs = result.runs.map(({ name, trace }) => ({ name, trace, report: audit(trace) }));
  return {
    ...result,
    runs,
    faults: runs.reduce((sum, { report }) => sum + report.faults, 0),
    notes: [
      ...result.files.flatMap(({ notes }) => notes),
      ...runs.flatMap(({ trace }) => trace.origin?.notes ?? []),
    ].join(' '),
  };
}

export function machinesOf({ runs }: ReadAndAudited, run = 0): Record<string, number> {
  const { trace } = runs[run]!;
  return Object.fromEntries(trace.logs.map(({ machine, eventCount }) => [trace.nameOf(machine), eventCount]));
}

/** `2#1 stated`: the sender of each receive, which of its messages it took, and how that is known. */
export function pairsOf({ runs }: ReadAndAudited, run = 0): string[] {
  const { trace } = runs[run]!;
  return trace.logs.flatMap(({ machine, eventCount, kinds, peers, messageNumbers }) =>
    Array.from({ length: eventCount }, (_, index) => {
      if (kinds[index] !== RECEIVE) return [];
      const pairing = PAIRINGS[trace.origin!.machines[machine - 1]!.pairings[index]!]!;
      return messageNumbers[index] === NONE
        ? ['none']
        : [`${peers[index]}#${messageNumbers[index]} ${pairing}`];
    }).flat(),
  );
}

export function verdictsOf({ runs }: ReadAndAudited): string {
  return runs.map(({ report }) => verdictText(verdictOf(report))).join(' ');
}

export function findingsOf({ runs }: ReadAndAudited): string[] {
  return runs.flatMap(({ report }) =>
    report.rules.flatMap(({ findings }) =>
      findings.map(({ rule, line }) => `${rule} at ${line?.file}:${line?.line}`),
    ),
  );
}

export function uncheckedOf({ runs }: ReadAndAudited): string[] {
  return runs.flatMap(({ report }) =>
    report.rules.flatMap(({ rule, unchecked }) => unchecked.map(({ reason }) => `${rule}: ${reason}`)),
  );
}
