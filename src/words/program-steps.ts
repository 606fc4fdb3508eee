// What a person reads of a program's steps: what a step was for, what a message says, what an event is.
import type { ProgramEvent } from '../analysis/program-events.ts';
import type { Json } from '../core/program/json.ts';
import type { FieldChange } from '../core/program/json-change.ts';
import {
  outputOf,
  stepOf,
  type LetterRecord,
  type OutputRecord,
  type OwnStepCause,
  type ProgramRecord,
  type StepRecord,
} from '../core/program/program-record.ts';
import type { MachineId } from '../core/message.ts';
import type { ShownTone } from '../core/program/program.ts';

/** Characters of a value in a line of text. */
const VALUE_MAX = 60;

/** Names of facts, and what is said where there is none. */
export const STEP_WORDS = {
  part: 'What the program did',
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

/** The body alone; empty where it says nothing. */
export function bodyWords({ body }: LetterRecord): string {
  return body === undefined || body === null ? '' : valueWords(body);
}

/** In one line, what an event’s step was for and what came of it: `command enter, output asked 1, note: in a hurry`. */
export function didWords({ step, output }: Pick<ProgramEvent, 'step' | 'output'>): string {
  const cause = step?.cause;
  return [
    ...(cause?.kind === 'command' || cause?.kind === 'timer' ? [causeWords(cause, String)] : []),
    ...(cause?.kind === 'start' && cause.isAgain ? [SIGN_NAMES.crash] : []),
    ...(step?.problem ? [SIGN_NAMES.problem] : []),
    ...(output ? [`output ${outputWords(output)}`] : []),
    ...(step?.notes ?? []).map(note => `note: ${cutTo(VALUE_MAX, note)}`),
  ].join(', ');
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

/** The step of an event: `step 3: command enter`, and its tick where time has a length. */
export function causeInStep(
  cause: OwnStepCause,
  tick: number,
  isStepped: boolean,
  messageName: (from: MachineId, number: number) => string,
): string {
  const words = causeWords(cause, messageName);
  if (tick === 0) return words;
  return isStepped ? `${tick}: ${words}` : `${words}, tick ${tick}`;
}

/** The name of a fact: a field of the state that a step has changed. */
export function changedField({ path }: FieldChange): string {
  return path === '' ? STEP_WORDS.state : path;
}

/** On several lines. */
export function wholeValue(value: Json): string {
  return JSON.stringify(value, undefined, 2);
}

/** In the diagram beside what they are of, and in its legend. */
export const SIGNS = { command: '▸', timer: '◔', output: '◆', note: '✎', problem: '✗', crash: '↻' } as const;

/** What a step was for and what came of it: `▸ enter ◆ asked`; empty where there is nothing to mark. */
export function stepLabel(
  { cause, notes = [], problem }: Pick<StepRecord, 'cause' | 'notes' | 'problem'>,
  outputs: readonly OutputRecord[],
): string {
  return [
    ...(cause.kind === 'command' || cause.kind === 'timer'
      ? [`${SIGNS[cause.kind]} ${cut(cause.name)}`]
      : []),
    ...(cause.kind === 'start' && cause.isAgain ? [SIGNS.crash] : []),
    ...(problem ? [SIGNS.problem] : []),
    ...outputs
      .slice(0, MARKED_MAX)
      .map(({ name, value }) => `${SIGNS.output} ${cut(outputWords({ name, value: value ?? null }))}`),
    ...(outputs.length > MARKED_MAX ? ['…'] : []),
    ...notes.slice(0, MARKED_MAX).map(text => `${SIGNS.note} ${cut(text)}`),
  ].join(' ');
}

/** Of outputs, and of notes, in one label; and characters of each. */
const MARKED_MAX = 2;
const LABEL_MAX = 18;

function cut(text: string): string {
  return cutTo(LABEL_MAX, text);
}

function cutTo(max: number, text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** On an arrow: `request 2`. */
export function kindLabel(kind: string, timestamp: number): string {
  return `${cut(kind)} ${timestamp}`;
}

type Sign = keyof typeof SIGNS;
const SIGN_NAMES: Readonly<Record<Sign, string>> = {
  command: 'command',
  timer: 'timer',
  output: 'output',
  note: 'note',
  crash: 'starts again',
  problem: 'problem',
};

/** The signs that the labels of these steps have. */
export function signsOf(steps: readonly StepRecord[], hasOutputs: boolean): readonly Sign[] {
  const has: Readonly<Record<Sign, (step: StepRecord) => boolean>> = {
    command: ({ cause }) => cause.kind === 'command',
    timer: ({ cause }) => cause.kind === 'timer',
    output: () => hasOutputs,
    note: ({ notes }) => notes !== undefined,
    crash: ({ cause }) => cause.kind === 'start' && cause.isAgain,
    problem: ({ problem }) => problem !== undefined,
  };
  return (Object.keys(SIGNS) as Sign[]).filter(sign => steps.some(has[sign]));
}

/** What they mean, each once, in their order. */
export function signMeanings(signs: readonly Sign[]): readonly string[] {
  return (Object.keys(SIGNS) as Sign[])
    .filter(sign => signs.includes(sign))
    .map(sign => `${SIGNS[sign]} ${SIGN_NAMES[sign]}`);
}

/** Of a kind of message. */
export function kindInLegend(kind: string): string {
  return `message ${cut(kind)}`;
}

/** What a program shows of its state, by its tone. */
export const TONE_NAMES: Readonly<Record<ShownTone, string>> = {
  calm: 'shown by the program',
  waiting: 'shown: waiting',
  inside: 'shown: inside',
  done: 'shown: done',
};
