// What is worth a look in a program's run, in words: in the list of what went wrong, and on the marks where the run is played.
import type { NotablePlace } from '../analysis/notable-places.ts';
import { capital } from '../core/capital.ts';
import { stepOf } from '../core/program/program-record.ts';
import type { Trace } from '../core/trace.ts';
import { momentOf } from './numbers.ts';
import { quoted } from './problems.ts';
import { programProblem } from './program-problems.ts';
import { causeWords } from './program-steps.ts';

/** Of the marks together. */
export const NOTABLE_MARKS = 'Problems, restarts, lost messages and outputs';

/** `Lost message 1-2 of machine 1 at step 3`, `Output entered on machine 2 at 2.300 s`. */
export function notableMark(trace: Trace, place: NotablePlace): string {
  const where = trace.nameOf(place.machine);
  const when = `at ${momentOf(trace.engine, place.atMs)}`;
  switch (place.kind) {
    case 'problem':
      return `Problem on ${where} ${when}`;
    case 'restart':
      return `${capital(where)} starts again ${when}`;
    case 'lost':
      return `Message ${trace.messageNameOf(place.machine, place.number)}, sent ${when}, is lost`;
    case 'output':
      return `Output ${place.name} on ${where} ${when}`;
  }
}

/** Of a step that failed or a machine that started again: one or two sentences. */
export function failureSentence(trace: Trace, place: NotablePlace): string {
  const { machine, index } = place;
  const who = capital(trace.nameOf(machine));
  if (place.kind === 'restart') return `${who} starts again, with what it stored.`;
  if (place.kind !== 'problem') return `${notableMark(trace, place)}.`;
  const step = trace.program && stepOf(trace.program, machine, index);
  const nameOf = (from: number, number: number): string => trace.messageNameOf(from, number);
  const what = step ? ` in its step ${quoted(causeWords(step.cause, nameOf))}` : '';
  return `${who} has a problem${what}. ${programProblem(place.problem)}`;
}
