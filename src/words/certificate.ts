// How a live run went: one sentence that says whether its record is good, the reasons where it is not, and the columns of a table.
import type { MachineQuality, PoorReason, Quality } from '../analysis/quality.ts';
import { capital } from '../core/capital.ts';
import { counted, grouped } from '../core/counted.ts';
import { machinesInWords } from './machines.ts';
import { fixed, seconds } from './numbers.ts';

export const CERTIFICATE_WORDS = {
  title: 'Quality of the run',
  working: 'Checking …',
  clocks: 'Clocks',
} as const;

/** Above the reasons, where there are any. */
export function qualitySentence({ machines, poor }: Quality): string {
  const due = machines.reduce((sum, { ticksDue }) => sum + ticksDue, 0);
  const done = machines.reduce((sum, { ticksDone }) => sum + ticksDone, 0);
  const p99Ms = Math.max(0, ...machines.map(({ lateness }) => lateness.p99Ms));
  const facts = `${grouped(done)} of ${counted(due, 'tick')} done, 99 in 100 of them at most ${lateBy(p99Ms)} late`;
  return poor.length === 0 ? `A good run: ${facts}.` : `Use this run with care: ${facts}.`;
}

function lateBy(ms: number): string {
  return ms < 1000 ? `${fixed(ms, 0)} ms` : seconds(ms);
}

/** One sentence for each reason. */
export function poorSentence(reason: PoorReason): string {
  switch (reason.kind) {
    case 'log-incomplete':
      return `The log of ${machinesInWords(reason.machines)} is incomplete.`;
    case 'messages-lost':
      return `${counted(reason.count, 'message')} lost.`;
    case 'ticks-missing':
      return `Some ticks of ${machinesInWords(reason.machines)} were not done.`;
    case 'late':
      return `Ticks of ${machinesInWords(reason.machines)} came up to ${lateBy(reason.p99Ms)} late, which is longer than the time between two of them.`;
    case 'away':
      return `${capital(machinesInWords(reason.machines))} had no page for up to ${seconds(reason.ms)}.`;
    case 'silent':
      return `The page of ${machinesInWords(reason.machines)} did not answer for up to ${seconds(reason.ms)}.`;
    case 'clock-jumped':
      return `The clock of ${machinesInWords(reason.machines)} jumped, or that of the trial page did: some times are as wrong as the jump was large.`;
    case 'foreign':
      return `${counted(reason.count, 'foreign message')} came on its channels and ${reason.count === 1 ? 'was' : 'were'} dropped.`;
    case 'not-replayed':
      return 'The same machines with the same arrivals would have done something else.';
  }
}

/** After the column of machines. */
export const QUALITY_HEADS: readonly {
  readonly head: string;
  readonly unit?: string;
  readonly cell: (machine: MachineQuality) => string;
}[] = [
  { head: 'ticks due', cell: ({ ticksDue }) => grouped(ticksDue) },
  { head: 'ticks done', cell: ({ ticksDone }) => grouped(ticksDone) },
  { head: 'median late', unit: 'ms', cell: ({ lateness }) => fixed(lateness.medianMs, 1) },
  { head: '99 % late', unit: 'ms', cell: ({ lateness }) => fixed(lateness.p99Ms, 1) },
  { head: 'latest', unit: 'ms', cell: ({ lateness }) => fixed(lateness.maxMs, 1) },
  { head: 'no page', unit: 's', cell: ({ awayMs }) => fixed(awayMs / 1000, 1) },
  { head: 'hidden', unit: 's', cell: ({ hiddenMs }) => fixed(hiddenMs / 1000, 1) },
  { head: 'silent', unit: 's', cell: ({ silentMs }) => fixed(silentMs / 1000, 1) },
  { head: 'links reopened', cell: ({ reopened }) => grouped(reopened) },
  { head: 'sent again', unit: 'frames', cell: ({ resent }) => grouped(resent) },
  { head: 'duplicates', unit: 'frames', cell: ({ duplicates }) => grouped(duplicates) },
  { head: 'dropped', unit: 'frames', cell: ({ dropped }) => grouped(dropped) },
  { head: 'log', cell: ({ isComplete }) => (isComplete ? 'complete' : 'incomplete') },
];
