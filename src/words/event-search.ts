// What the search of events says: what can be asked, what cannot be read in a question, and what was found.
import type { UnknownName } from '../analysis/find/query-names.ts';
import type { QueryProblem } from '../analysis/find/parse-query.ts';
import { QUERY_FIELDS, type NamedPart, type QueryField, type QueryRelation } from '../analysis/find/query.ts';
import { programNames, type ProgramNames } from '../analysis/program-events.ts';
import { grouped } from '../core/counted.ts';
import type { Engine, Trace } from '../core/trace.ts';
import { quoted } from './problems.ts';

export const EVENT_SEARCH_WORDS = {
  label: 'Search events',
  example: 'receive with jump > 5',
  clear: 'Clear the search',
  previous: 'Previous found event',
  next: 'Next found event',
  searching: 'Searching …',
  help: 'What can I search for?',
  helpKeys:
    'Enter goes to the next found event, Shift + Enter to the one before. An example searches for itself.',
  joined:
    '“and”, “or”, “not” and parentheses join what is asked; terms side by side mean “and”. A message named in “before”, “after” or “concurrent with” means the event that sent it.',
  marked: 'Found events are underlined in the diagram.',
} as const;

/** An example that searches for itself, and what it finds. */
export type QueryExample = readonly [query: string, finds: string];

const FIRST_EXAMPLES: readonly QueryExample[] = [
  ['receive with jump > 5', 'receives at which the clock jumped by more than 5'],
  ['machine 2 and queue >= 3', 'events of machine 2 after which 3 or more messages wait'],
];

const MORE_EXAMPLES: readonly QueryExample[] = [
  ['message 1-17', 'the send and the receive of this message'],
  ['1-1', 'text: part of the name of a message, of a machine, of a file, of its line in an opened log'],
  ['before message 2-1', 'everything that happened before this message was sent'],
  ['after event 1.3', 'everything that happened after the third event of machine 1'],
  ['concurrent with 2-1', 'what neither happened before it nor after it'],
  ['unreceived', 'sends of messages that nobody received'],
  ['lost', 'sends of messages that were lost on the way'],
  ['fault', 'events at which the audit found a broken rule'],
];

/** Names are at most so long in an example. */
const NAME_MAX = 30;

/** Where the trace is of a program, with names that it has. */
export function queryExamples({
  engine,
  program,
}: Pick<Trace, 'engine' | 'program'>): readonly QueryExample[] {
  const isStepped = engine === 'stepped';
  const fields = fieldsOf(engine);
  return [
    ...FIRST_EXAMPLES.filter(([query]) => !isStepped || !query.includes('queue')),
    ['clock 30..40', `events with timestamps from 30 to 40; fields: ${fields}`],
    isStepped ? ['step 10..12', 'from step 10 to step 12'] : ['time 10..12', 'from second 10 to second 12'],
    ...(program ? programExamples(programNames(program)) : []),
    ...MORE_EXAMPLES,
  ];
}

function programExamples({ kind, output, command, timer }: ProgramNames): readonly QueryExample[] {
  const named = (part: NamedPart, [name]: readonly string[], finds: string): readonly QueryExample[] =>
    name === undefined || name.length > NAME_MAX ? [] : [[`${part} ${inQuery(name)}`, finds]];
  return [
    ...named('kind', kind, 'sends and receives of messages of this kind'),
    ['body 5', 'sends and receives of messages whose body has this text in it'],
    ...named('output', output, 'this output; “output” alone finds all'),
    ...named('command', command, 'where the program is asked for this command; “command” alone finds all'),
    ...named('timer', timer, 'where this timer ends; “timer” alone finds all'),
    ['shows waiting', 'events after which the program shows this text'],
    ['note late', 'steps with this text in a note; “note” alone finds all notes'],
    ['problem', 'steps that failed'],
    ['restart', 'where a machine starts again after a crash'],
  ];
}

function inQuery(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** What can be compared in a trace of this kind. */
function fieldsOf(engine: Engine): string {
  const absent: QueryField = engine === 'stepped' ? 'time' : 'step';
  return QUERY_FIELDS.filter(field => field !== absent).join(', ');
}

const NUMBER_EXAMPLES: Readonly<Record<QueryField, string>> = {
  clock: '“clock 30..40”',
  jump: '“jump > 5”',
  queue: '“queue >= 3”',
  time: '“time 10..12”',
  event: '“event 7”',
  line: '“line 12”',
  step: '“step 3..4”',
};

const PLACE_EXAMPLES: Readonly<Record<QueryRelation, string>> = {
  before: '“before 2-13” or “before event 3.6”',
  after: '“after 2-13” or “after event 3.6”',
  'concurrent with': '“concurrent with 2-13” or “concurrent with event 3.6”',
};

export function queryProblem(problem: QueryProblem, engine: Engine): string {
  switch (problem.kind) {
    case 'too-long':
      return 'This is too long to search for: use at most 500 characters.';
    case 'unknown-field':
      return `${quoted(problem.word)} is not a field. Fields: ${fieldsOf(engine)}. To find it as text, put all of it in quotation marks.`;
    case 'needs-field':
      return `${quoted(problem.word)} needs a field before it. Fields: ${fieldsOf(engine)}.`;
    case 'needs-number':
      return `${quoted(problem.field)} needs a number, for example ${NUMBER_EXAMPLES[problem.field]}${instead(problem.found)}.`;
    case 'needs-comparison':
      return `${quoted(problem.field)} needs a comparison, for example ${NUMBER_EXAMPLES[problem.field]}${instead(problem.found)}. To find it as text, put it in quotation marks.`;
    case 'needs-name':
      return problem.of === 'machine'
        ? '“machine” needs the number or the name of a machine, for example “machine 2”.'
        : '“message” needs the name of a message, for example “message 1-17”.';
    case 'needs-event':
      return `${quoted(problem.relation)} needs an event or a message, for example ${PLACE_EXAMPLES[problem.relation]}${instead(problem.found)}.`;
    case 'needs-with':
      return 'Write “concurrent with” and an event or a message, for example “concurrent with 2-13”.';
    case 'needs-term':
      return problem.after === ''
        ? 'Here is nothing to search for.'
        : `Something to search for should follow ${quoted(problem.after)}.`;
    case 'not-closed':
      return 'A closing parenthesis is missing.';
    case 'not-opened':
      return 'This closing parenthesis has no opening one.';
  }
}

function instead(found: string): string {
  return found === '' ? '' : `, not ${quoted(found)}`;
}

const NAMED_WORDS: Readonly<Record<NamedPart, { readonly one: string; readonly all: string }>> = {
  kind: { one: 'message of the kind', all: 'Kinds' },
  output: { one: 'output', all: 'Outputs' },
  command: { one: 'command', all: 'Commands' },
  timer: { one: 'timer', all: 'Timers' },
};
const NAMES_LISTED_MAX = 12;

export function unknownName(unknown: UnknownName): string {
  switch (unknown.of) {
    case 'time':
      return `In this run time has no length. Ask for steps, for example ${NUMBER_EXAMPLES.step}.`;
    case 'step':
      return `In this run steps have a time. Ask for it, for example ${NUMBER_EXAMPLES.time}.`;
    case 'machine':
    case 'message':
    case 'event':
      return `This run has no ${unknown.of} ${quoted(unknown.name)}.`;
    default: {
      const { one, all } = NAMED_WORDS[unknown.of];
      const named = unknown.known.slice(0, NAMES_LISTED_MAX);
      const more = unknown.known.length > named.length ? ' …' : '';
      const has = named.length === 0 ? '' : ` ${all}: ${named.join(', ')}${more}.`;
      return `This run has no ${one} ${quoted(unknown.name)}.${has}`;
    }
  }
}

/** Beside the field: `17 found`, `3 of 17` at one of them; `row` from 0. */
export function foundInShort(found: number, row: number | undefined): string {
  return row === undefined ? `${grouped(found)} found` : `${grouped(row + 1)} of ${grouped(found)}`;
}
