// What is wrong with a program, in words: its shape, its names, its state, its steps.
import { capital } from '../core/capital.ts';
import { counted } from '../core/counted.ts';
import { HANDED, type ProgramProblem } from '../core/program/problem.ts';
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
      return `${quoted(problem.path)} should be ${problem.expected}.${isMeant(problem.nearest)}`;
    case 'threw': {
      const who = problem.part === 'when' ? 'The command’s “when”' : 'The handler';
      return `${who} threw an error: ${placed(problem)}${isMeant(problem.nearest)} Nothing of this step is kept.`;
    }
    case 'read-only':
      return `A program cannot set ${quoted(`me.${problem.name}`)}: the machine keeps it.`;
    case 'unknown-name':
      return `${OF[problem.of].nobody} ${quoted(problem.name)}.${isMeant(problem.nearest)}`;
    case 'unknown-machine':
      return problem.isSelf
        ? 'A machine cannot send a message to itself: “me.others” has the others.'
        : `There is no machine ${quoted(problem.machine)} to send to: machines are numbered from 1 to ${problem.machines}.`;
    case 'not-json':
      return problem.path === 'state' && problem.found === 'undefined'
        ? '“start” gives nothing back. It should give the state, as in start: () => ({ count: 0 }).'
        : `${quoted(problem.path)} ${notJson(problem.found)}. ${capital(partOf(problem.path))} can have numbers, texts, true, false, null, lists and plain objects in it, and nothing else.`;
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
      return `“show” threw an error: ${placed(problem)} The step itself is not changed by that.`;
    case 'show-shape':
      return `“show” gave ${problem.found}. It should give nothing, or { text, tone }: a text of at most ${SHOWN_TEXT_MAX} characters and, if there is one, a tone of ${SHOWN_TONES.map(quoted).join(', ')}.`;
    case 'too-many-effects':
      return `The handler did more than ${counted(problem.max, 'thing')} in one step: it sends, emits or sets timers without end.`;
  }
}

/** A sentence, whoever wrote it, with its place in the text. */
function placed({ message, at }: { readonly message: string; readonly at?: string }): string {
  const end = /[.!?]$/.exec(message)?.[0] ?? '.';
  const place = at === undefined ? '' : ` (line ${at.replace(':', ', column ')})`;
  return `${message.endsWith(end) ? message.slice(0, -1) : message}${place}${end}`;
}

function notJson(found: string): string {
  if (found === 'undefined') return 'is undefined';
  if (found === 'nested') return 'contains itself, or has lists and objects in each other more than 64 deep';
  if (found === 'NaN' || found.endsWith('Infinity'))
    return `is ${found}, which is not a number that can be saved`;
  switch (found) {
    case HANDED.sent:
      return 'is a message that was sent: the number that it carries is its “timestamp”';
    case HANDED.message:
      return 'is the whole message: what it says is its “body”, and who sent it is “from”';
    case HANDED.me:
      return 'is the machine itself: what is saved of it is “me.state”';
    default:
      return `is ${/^[aeiou]/i.test(found) ? 'an' : 'a'} ${found}`;
  }
}

function isMeant(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Is ${quoted(nearest)} meant?`;
}

function partOf(path: string): string {
  const [first = ''] = path.split(/[.[]/);
  return PARTS.get(first) ?? first;
}
