// What a person reads of a program's steps: what a step was for, what a message says, what an event is.
import type { Json } from '../core/program/json.ts';
import type { FieldChange } from '../core/program/json-change.ts';
import {
  outputOf,
  stepOf,
  type LetterRecord,
  type OutputRecord,
  type OwnStepCause,
  type ProgramRecord,
} from '../core/program/program-record.ts';
import type { MachineId } from '../core/message.ts';

/** Characters of a value in a line of text. */
const VALUE_MAX = 60;

/** Names of facts, and what is said where there is none. */
export const STEP_WORDS = {
  cause: 'Step',
  says: 'Says',
  output: 'Output',
  notes: 'Notes',
  problem: 'Problem',
  shows: 'Shows',
  state: 'State',
  changed: 'Changed',
  unchanged: 'nothing',
  stateNotKept: 'not kept: the record is full',
  stateUnknown: 'not known: a line of the file is missing',
  bodyNotKept: 'not kept: the record is full',
  wholeState: 'The whole state',
  isNew: 'new',
  isGone: 'gone',
} as const;

/** In one line, and no longer than it has room for. */
export function valueWords(value: Json, max = VALUE_MAX): string {
  const text = JSON.stringify(value);
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

/** `request`, `token 3`, `transfer {"amount":5}`. */
export function letterWords({ kind, body }: LetterRecord, max = VALUE_MAX): string {
  return body === undefined || body === null ? kind : `${kind} ${valueWords(body, max)}`;
}

export function outputWords({ name, value }: Pick<OutputRecord, 'name' | 'value'>): string {
  return value === undefined || value === null ? name : `${name} ${valueWords(value)}`;
}

/** `command enter`, `timer tired`, `message 2-3`. */
export function causeWords(
  cause: OwnStepCause,
  messageName: (from: MachineId, number: number) => string,
): string {
  switch (cause.kind) {
    case 'start':
      return cause.isAgain ? 'starts again, with what it stored' : 'start';
    case 'message':
      return `message ${messageName(cause.from, cause.number)}`;
    case 'timer':
      return `timer ${cause.name}`;
    case 'command':
      return cause.argument === null
        ? `command ${cause.name}`
        : `command ${cause.name} ${valueWords(cause.argument)}`;
    case 'idle':
      return 'a tick on which nothing waits';
    case 'unknown':
      return 'not known: a line of the file is missing';
  }
}

/** What an event is that neither sends nor receives; undefined where the trace is not of a program. */
export function internalWords(
  record: ProgramRecord | undefined,
  machine: MachineId,
  index: number,
): string | undefined {
  if (!record) return undefined;
  const output = outputOf(record, machine, index);
  if (output) return `output ${outputWords(output)}`;
  const step = stepOf(record, machine, index);
  if (!step) return undefined;
  if (step.problem && !step.problem.kind.startsWith('show-')) return 'problem';
  switch (step.cause.kind) {
    case 'timer':
      return `timer ${step.cause.name}`;
    case 'command':
      return `command ${step.cause.name}`;
    case 'idle':
      return 'idle';
    case 'start':
      return 'restart';
    default:
      return undefined;
  }
}

/** `3 → 4`, `new: 3`. */
export function changeWords({ before, after }: FieldChange): string {
  if (after === undefined)
    return `${before === undefined ? '' : `${valueWords(before)} → `}${STEP_WORDS.isGone}`;
  return before === undefined
    ? `${STEP_WORDS.isNew}: ${valueWords(after)}`
    : `${valueWords(before)} → ${valueWords(after)}`;
}
