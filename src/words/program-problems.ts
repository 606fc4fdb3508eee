// What is wrong with a program, in words: its shape, its names, its state, its steps.
import { capital } from '../core/capital.ts';
import { counted } from '../core/counted.ts';
import type { ProgramProblem } from '../core/program/problem.ts';
import { SHOWN_TEXT_MAX } from '../core/program/recorded-step.ts';
import { SHOWN_TONES } from '../core/program/program.ts';
import { quoted } from './problems.ts';

const OF = {
  message: { nobody: 'No handler in “on” is for messages of the kind', which: 'kind of message' },
  timer: { nobody: 'No handler in “timers” is for', which: 'timer' },
  command: { nobody: 'No command is called', which: 'command' },
} as const;

const PARTS = new Map([
  ['state', 'the state'],
  ['body', 'the body of a message'],
  ['value', 'the value of an output'],
  ['stored', 'what is stored'],
  ['argument', 'the argument of a command'],
  ['effects', 'what it sends, emits, stores or sets'],
]);

/** One or two sentences. */
export function programProblem(problem: ProgramProblem): string {
  switch (problem.kind) {
    case 'shape':
      return `${quoted(problem.path)} should be ${problem.expected}.`;
    case 'threw':
      return `The handler threw an error: ${problem.message}${placeOf(problem.at)}. Nothing of this step is kept.`;
    case 'unknown-name': {
      const nearest = problem.nearest === undefined ? '' : ` Is ${quoted(problem.nearest)} meant?`;
      return `${OF[problem.of].nobody} ${quoted(problem.name)}.${nearest}`;
    }
    case 'unknown-machine':
      return problem.isSelf
        ? 'A machine cannot send a message to itself: “me.others” has the others.'
        : `There is no machine ${quoted(problem.machine)} to send to: machines are numbered from 1 to ${problem.machines}.`;
    case 'not-json':
      return `${quoted(problem.path)} ${notJson(problem.found)}. ${capital(partOf(problem.path))} can have numbers, texts, true, false, null, lists and plain objects in it, and nothing else.`;
    case 'changed-later':
      return `${quoted(problem.path)} was changed after it had been handed over. A message is what it was when it was sent: put a copy into it.`;
    case 'no-options':
      return '“me.choose” needs a list with at least one option.';
    case 'timer-bounds':
      return `The timer ${quoted(problem.timer)} needs a time in milliseconds, 0 or more, or two of them, the shorter one first.`;
    case 'not-deterministic':
      return `The same step, done twice on the same state, differs in ${partOf(problem.path)} (${quoted(problem.path)}). A program may depend on its state and its input alone: for chance there is “me.choose”, and variables outside the state are not saved.`;
    case 'no-time':
      return '“me.localMs” has no value while every order is searched, because time has no length there. Timers say what comes after what.';
    case 'show-threw':
      return `“show” threw an error: ${problem.message}${placeOf(problem.at)}. The step itself is not changed by that.`;
    case 'show-shape':
      return `“show” gave ${problem.found}. It should give nothing, or { text, tone }: a text of at most ${SHOWN_TEXT_MAX} characters and, if there is one, a tone of ${SHOWN_TONES.map(quoted).join(', ')}.`;
    case 'too-many-effects':
      return `The handler did more than ${counted(problem.max, 'thing')} in one step: it sends, emits or sets timers without end.`;
  }
}

function placeOf(at: string | undefined): string {
  return at === undefined ? '' : ` (line ${at.replace(':', ', column ')})`;
}

function notJson(found: string): string {
  if (found === 'undefined') return 'is undefined';
  if (found === 'nested') return 'contains itself, or has lists and objects in each other more than 64 deep';
  if (found === 'NaN' || found.endsWith('Infinity'))
    return `is ${found}, which is not a number that can be saved`;
  return `is a ${found}`;
}

function partOf(path: string): string {
  const [first = ''] = path.split(/[.[]/);
  return PARTS.get(first) ?? first;
}
