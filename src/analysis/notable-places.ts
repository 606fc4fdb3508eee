// What is worth a look in a program's run: steps that failed, machines that started again, messages that were lost, outputs. For lists,
// and for marks where a run is played.
import { NONE } from '../core/machine-log.ts';
import type { ProgramProblem } from '../core/program/problem.ts';
import type { ProgramRecord } from '../core/program/program-record.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';

export type NotablePlace = EventPlace & { readonly atMs: number } & (
    | { readonly kind: 'problem'; readonly problem: ProgramProblem }
    | { readonly kind: 'restart' }
    /** At the event that sent it. */
    | { readonly kind: 'lost'; readonly number: number }
    | { readonly kind: 'output'; readonly name: string }
  );

export type NotableKind = NotablePlace['kind'];

/** Problems and restarts, in the order of time. A step without an event has no place, and is left out. Time: the steps. */
export function programFailures(trace: Trace, { machines }: ProgramRecord): NotablePlace[] {
  const found: NotablePlace[] = [];
  for (const [i, { steps }] of machines.entries()) {
    const { atMs, eventCount } = trace.logs[i]!;
    for (const [s, { at: index, cause, problem }] of steps.entries()) {
      if (index >= (steps[s + 1]?.at ?? eventCount)) continue;
      const place = { machine: i + 1, index, atMs: atMs[index]! };
      if (cause.kind === 'start' && cause.isAgain) found.push({ ...place, kind: 'restart' });
      if (problem) found.push({ ...place, kind: 'problem', problem });
    }
  }
  return found.sort((a, b) => a.atMs - b.atMs);
}

const SLOTS = 48; // stretches of a run; marks are at least one apart
const FIRST: readonly NotableKind[] = ['problem', 'restart', 'lost', 'output'];

/**
 * At most `count` of them that lie apart in time, those that went wrong before others, and of equals the first. In the order of time.
 * Time: steps, faults and outputs.
 */
export function notablePlaces(
  trace: Trace,
  program: ProgramRecord,
  endMs: number,
  count: number,
): NotablePlace[] {
  const slotOf = ({ atMs }: NotablePlace): number =>
    Math.min(SLOTS - 1, Math.max(0, Math.floor((atMs / Math.max(1, endMs)) * SLOTS)));
  const rank = ({ kind }: NotablePlace): number => FIRST.indexOf(kind);
  const best = new Array<NotablePlace | undefined>(SLOTS);
  const offer = (place: NotablePlace): void => {
    const before = best[slotOf(place)];
    if (!before || rank(place) < rank(before) || (rank(place) === rank(before) && place.atMs < before.atMs))
      best[slotOf(place)] = place;
  };
  for (const each of programFailures(trace, program)) offer(each);
  for (const each of lostPlaces(trace)) offer(each);
  for (const [i, { outputs }] of program.machines.entries())
    for (const { at: index, name } of outputs)
      offer({ kind: 'output', name, machine: i + 1, index, atMs: trace.logs[i]!.atMs[index]! });
  const chosen: NotablePlace[] = [];
  for (const place of best.filter(each => each !== undefined).sort((a, b) => rank(a) - rank(b)))
    if (chosen.length < count && chosen.every(other => Math.abs(slotOf(other) - slotOf(place)) > 1))
      chosen.push(place);
  return chosen.sort((a, b) => a.atMs - b.atMs);
}

function lostPlaces(trace: Trace): NotablePlace[] {
  return trace.faults.flatMap((fault): NotablePlace[] => {
    if (fault.kind !== 'lost') return [];
    const place = sendOf(trace, fault);
    if (!place) return [];
    const atMs = trace.logs[fault.from - 1]!.atMs[place.index]!;
    return [{ kind: 'lost', number: fault.number, ...place, atMs }];
  });
}

/** The event that sent a message; undefined where the trace does not say. */
export function sendOf(
  trace: Trace,
  { from, number }: { readonly from: number; readonly number: number },
): EventPlace | undefined {
  const log = trace.logs[from - 1];
  const index = log?.sentIndices[number - 1] ?? NONE;
  return log && index < log.eventCount ? { machine: from, index } : undefined;
}
