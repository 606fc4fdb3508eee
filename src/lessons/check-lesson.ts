// Holds what a lesson says against its runs: every claim is computed again, and every event and cut that a run shows must be
// there.
import { MEASURE_PROBLEMS, READER_PROBLEMS, wrongClaim } from '../words/lessons.ts';
import type { Claim, Lesson, LessonProblem, LessonRun } from './lesson.ts';
import { measure, placeIn, type MeasuredRun } from './quantities.ts';

/** Digits after the point that a computed number is shown with where the lesson has a wrong one. */
const DIGITS = 3;

/** `runs` by their numbers. What is wrong, in the order of the lines; empty for a lesson that is true. */
export function checkLesson(
  { runs, claims }: Lesson,
  measured: ReadonlyMap<number, MeasuredRun>,
): readonly LessonProblem[] {
  const problems = [
    ...runs.flatMap(run => problemsOfRun(run, measured)),
    ...claims.flatMap(claim => problemOfClaim(claim, measured)),
  ];
  return problems.sort((a, b) => a.line - b.line);
}

function problemsOfRun(
  { line, number, chosen, cut }: LessonRun,
  measured: ReadonlyMap<number, MeasuredRun>,
): LessonProblem[] {
  const trace = measured.get(number)?.trace;
  if (!trace) return [];
  const messages: string[] = [];
  if (chosen && chosen !== 'largest jump') {
    const place = placeIn(trace, chosen.index + 1, chosen.machine);
    if (typeof place === 'string') messages.push(place);
  }
  if (cut?.kind === 'events' && cut.counts.length !== trace.machines)
    messages.push(MEASURE_PROBLEMS.cut(cut.counts.length, trace.machines));
  return messages.map(message => ({ line, message }));
}

function problemOfClaim(
  { line, said, asked, quantity, run }: Claim,
  measured: ReadonlyMap<number, MeasuredRun>,
): LessonProblem[] {
  const computed = measure(quantity, run, measured);
  if (computed.kind === 'problem') return [{ line, message: computed.message }];
  if (computed.kind === 'name')
    return computed.name === said ? [] : [{ line, message: wrongClaim(said, asked, computed.name) }];
  const number = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(said) ? Number(said.replaceAll(',', '')) : NaN;
  if (Number.isNaN(number)) return [{ line, message: READER_PROBLEMS.claimNumber(said, asked) }];
  // A number is right if it is the computed one, rounded to as many digits as it has.
  const digits = said.split('.')[1]?.length ?? 0;
  if (Math.abs(number - computed.value) <= 0.5 * 10 ** -digits + 1e-9) return [];
  return [{ line, message: wrongClaim(said, asked, String(Number(computed.value.toFixed(DIGITS)))) }];
}
