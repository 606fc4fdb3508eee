// Sentences and names on the page "Is this right?": how the lines of a log are read, and why.
import { counted, grouped } from '../core/counted.ts';
import { listing } from './numbers.ts';
import type { Untold } from '../analysis/untold.ts';
import type { LookRole } from '../formats/infer/look.ts';
import type {
  FieldRole,
  ReadingField,
  ReadingKind,
  ReadingPhrase,
  ReadingQuestion,
} from '../formats/infer/reading.ts';

export const READING_TITLES = {
  question: 'Is this right?',
  lines: 'The lines, as they are read',
  fields: 'The fields',
  wordings: 'What happened',
  machines: 'The machines and runs',
  untold: 'Not known',
  verdict: 'First look',
} as const;

export const READING_BUTTONS = {
  accept: 'Yes, open it',
  copy: 'Copy this reading',
  save: 'Save this reading',
  drop: 'Read without it',
  reconsider: 'Change how it is read',
  showQuestion: 'Show it',
} as const;

interface RoleWords {
  readonly name: string;
  /** Beside each value on the lines, because colour alone says too little. */
  readonly letter: string;
}

export const ROLE_WORDS: Readonly<Record<LookRole, RoleWords>> = {
  machine: { name: 'machine', letter: 'M' },
  event: { name: 'what happened', letter: 'W' },
  code: { name: 'what happened', letter: 'W' },
  time: { name: 'time', letter: 'T' },
  clock: { name: 'logical clock', letter: 'C' },
  queue: { name: 'queue length', letter: 'Q' },
  peer: { name: 'sender or recipient', letter: 'O' },
  sender: { name: 'sender, of a line for a whole message', letter: 'S' },
  recipient: { name: 'recipient, of a line for a whole message', letter: 'R' },
  timestamp: { name: 'timestamp of the message', letter: 'L' },
  vector: { name: 'vector clock', letter: 'V' },
  roll: { name: 'die', letter: 'D' },
  rate: { name: 'clock rate', letter: 'H' },
  other: { name: 'ignore', letter: '–' },
};

/** In the order in which a person chooses from them. */
export const ROLE_CHOICES: readonly FieldRole[] = [
  'machine',
  'code',
  'time',
  'clock',
  'queue',
  'peer',
  'sender',
  'recipient',
  'timestamp',
  'vector',
  'roll',
  'rate',
  'other',
];

export const KIND_WORDS: Readonly<Record<ReadingKind, string>> = {
  send: 'send',
  receive: 'receive',
  internal: 'internal event',
  other: 'other event',
  ignore: 'ignore',
};

export const LINE_WORDS = {
  ignored: 'ignored: ',
  unknown: 'not understood: ',
  leftOut: (characters: number) => `… and ${counted(characters, 'more character')}`,
} as const;

export interface ReadingSums {
  readonly files: number;
  readonly lines: number;
  readonly events: number;
  readonly machines: number;
  readonly runs: number;
  readonly ignored: number;
  readonly leftOver: number;
}

export function sumsSentence({
  files,
  lines,
  events,
  machines,
  runs,
  ignored,
  leftOver,
}: ReadingSums): string {
  const left = leftOver === 0 ? 'none left over' : `${grouped(leftOver)} not understood`;
  return (
    `${counted(files, 'file')}, ${counted(lines, 'line')}: ${counted(events, 'event')} of ` +
    `${counted(machines, 'machine')} in ${counted(runs, 'run')}, ${counted(ignored, 'line')} ignored, ${left}.`
  );
}

/** A value at the start of the lines may have nothing before it that names it. */
export function shownLabel({ label }: ReadingField): string {
  return label === '' ? 'no label' : label;
}

/** `isOneOfSeveral`: others have the same label, and an example tells it from them. */
export function fieldName(field: ReadingField, isOneOfSeveral = false): string {
  const { label, examples } = field;
  if (label === '') return examples.length > 0 ? `the value such as ${examples[0]}` : shownLabel(field);
  return isOneOfSeveral && examples.length > 0 ? `“${label}” such as ${examples[0]}` : `“${label}”`;
}

const percent = (share: number): string => {
  const whole = Math.round(100 * share);
  return whole === 0 ? 'less than 1 %' : `${whole} %`;
};

/** Why a field is taken for what it is; `wordsOf` gives a phrase as it is written. */
export function whyField(field: ReadingField, wordsOf: (phrase: string) => string): string {
  const { by, facts, role, label, alternatives } = field;
  if (by === 'person') return 'You chose this.';
  if (!facts) return role === 'other' ? '' : 'By the reading that was brought along.';
  const reasons: string[] = [];
  if (by === 'label' && role !== 'other' && role !== 'peer') reasons.push(`because of its name, “${label}”`);
  else if (role === 'clock') reasons.push(falling(facts.falls), jumping(facts.jumpsAt, wordsOf));
  else if (role === 'time') reasons.push(falling(facts.falls));
  else if (role === 'queue') reasons.push('small, and falls by 1 when a message is taken out');
  else if (role === 'machine') reasons.push('says whose event it is');
  else if (role === 'peer') reasons.push('names other machines');
  else if (role === 'vector') reasons.push('its own entry counts the events');
  else if (role === 'timestamp') reasons.push('just below the clock where that jumps');
  for (const other of alternatives)
    if (other.role === 'clock')
      reasons.push(
        `could also be the logical clock: ${falling(facts.falls)}, ${jumping(facts.jumpsAt, wordsOf)}`,
      );
  return reasons.filter(reason => reason !== '').join('; ');
}

function falling(falls: number): string {
  return falls === 0 ? 'never falls' : `falls at ${percent(falls)} of its steps`;
}

function jumping(phrases: readonly string[], wordsOf: (phrase: string) => string): string {
  const [first, ...more] = phrases.map(phrase => `“${wordsOf(phrase)}”`);
  if (first === undefined) return 'never rises by more than 1';
  return more.length === 0
    ? `jumps only at ${first}`
    : `jumps most at ${first}, and at ${more.join(' and ')}`;
}

/** `0.78` as `78 of 100`: shown where two fields come close. */
export function scoreWords(score: number): string {
  return `score ${Math.round(100 * score)} of 100`;
}

export function whyPhrase({ reason }: Pick<ReadingPhrase, 'reason'>): string {
  switch (reason) {
    case 'word':
      return 'by its words';
    case 'legend':
      return 'the file explains it';
    case 'jumps':
      return 'the clock jumps here';
    case 'names others':
      return 'names a machine';
    case 'names both ends':
      return 'names both ends of a message';
    case 'messages fit':
      return 'messages fit best this way';
    case 'vectors':
      return 'the vector clocks show it, event by event';
    case 'frequent':
      return 'only because it is frequent: a guess';
    case 'chatter':
      return 'is not an event';
    case 'no clock':
      return 'has no logical clock';
    case 'person':
      return 'You chose this.';
  }
}

export const UNKNOWN_PHRASE = 'not met before: please choose';

const WORDINGS_NAMED_MAX = 3;

/** What is close, and where to look; `wordsOf` gives a phrase as it is written. */
export function questionSentence(question: ReadingQuestion, wordsOf: (phrase: string) => string): string {
  switch (question.kind) {
    case 'clock':
      return 'It is not certain which number is the logical clock.';
    case 'words': {
      const named = question.phrases.slice(0, WORDINGS_NAMED_MAX).map(phrase => `“${wordsOf(phrase)}”`);
      const more = question.phrases.length - named.length;
      const all = more > 0 ? [...named, `${counted(more, 'more wording')}`] : named;
      return `It is not certain what ${listing(all)} ${all.length === 1 ? 'means' : 'mean'}.`;
    }
    case 'runs':
      return 'It is not certain which files belong to one run.';
  }
}

export const TOSS_UP = 'This is a close call.';

/** What cannot be known, and what follows from it. */
export function untoldSentences(untold: Untold): string[] {
  const { events, sends, receives, pairings, doubts, withoutQueue, incomplete } = untold;
  const sentences: string[] = [];
  const paired = pairings.sole + pairings.likely + pairings.guessed + pairings.none;
  if (paired > 0) {
    const ways = [
      [pairings.sole, 'certain'],
      [pairings.likely, 'likely'],
      [pairings.guessed, 'guessed'],
      [pairings.none, 'without a message that fits'],
    ] as const;
    const parts = ways.flatMap(([count, how]) => (count > 0 ? [`${grouped(count)} ${how}`] : []));
    sentences.push(
      `Which machine ${paired === receives ? 'a receive' : `${counted(paired, 'receive')}`} came from: worked out from the clocks (${parts.join(', ')}).`,
    );
  }
  if (doubts.recipients > 0)
    sentences.push(
      `Which machines ${doubts.recipients === sends ? 'the sends' : `${grouped(doubts.recipients)} of ${counted(sends, 'send')}`} went to: known from the receives alone, so messages that never arrived are not missed.`,
    );
  const add = (count: number, what: string, follows: string): void => {
    if (count > 0)
      sentences.push(`${what} ${count === events ? 'all events' : counted(count, 'event')}: ${follows}`);
  };
  add(withoutQueue + doubts.queue, 'The queue length at', 'no line says it, so it is not checked.');
  add(doubts.time, 'The time of', 'no line says it; it is filled in and not checked.');
  add(
    doubts.clock,
    'The logical clock of',
    'no line says it; it is computed from the messages and not checked.',
  );
  add(doubts.kind, 'What happened at', 'only the clocks tell it, so it is not held against the program.');
  add(
    doubts.gap,
    'What happened before',
    'lines there were not understood, so nothing is concluded across them.',
  );
  if (incomplete > 0)
    sentences.push(
      `The log of ${counted(incomplete, 'machine')} is missing or not whole: messages to and from it are not checked.`,
    );
  return sentences;
}

export const NOTHING_UNTOLD = 'The lines tell everything that is checked.';
export const NOTHING_READ = 'No event was found: choose what the fields and wordings are.';

export function moreFields(count: number): string {
  return `Show ${counted(count, 'more field')}`;
}

export function wordingsLeftOut(count: number): string {
  return `${counted(count, 'more wording')} ${count === 1 ? 'is' : 'are'} not listed.`;
}

export function filesLeftOut(count: number): string {
  return `${counted(count, 'more file')} ${count === 1 ? 'is' : 'are'} not listed.`;
}

export const PLACE_WORDS = {
  perLine: 'each line says it',
  newRun: 'a separate run',
  run: (number: number) => `run ${number}`,
  nameOf: (name: string) => `Name of machine ${name}`,
  names: 'machine in the lines',
  called: 'called',
  option: (runs: number, files: number) => `${counted(files, 'file')} in ${counted(runs, 'run')}`,
  options: 'Which files are one run?',
  words: 'Words of the lines that are names of machines',
  wordsExample: 'alice, bob',
  machineOf: (file: string) => `Machine of ${file}`,
  runOf: (file: string) => `Run of ${file}`,
} as const;

/** How the page was told to read. */
export function broughtSentence(from: 'address' | 'file'): string {
  return from === 'address'
    ? 'Logs are read by the reading in the address.'
    : 'Logs are read by the saved reading that you opened.';
}

export const COPY_WORDS = {
  copied: 'Link copied: whoever opens it and drops logs has them read this way.',
  refused: 'The browser does not let this page copy. Save the reading instead.',
  tooLong: 'This reading is too long for a link. Save it instead.',
  saved: (name: string) => `Saved ${name}. Drop it together with other logs to read them this way.`,
} as const;

/** `reason` is a sentence. */
export function badReadingInAddress(reason: string): string {
  return `The reading in the address cannot be used. ${reason} Logs are read without it.`;
}

/** A saved reading among the files that came; `reason` is a sentence. */
export function badReadingInFile(name: string, reason: string): string {
  return `The reading “${name}” cannot be used. ${reason}`;
}

export function oneReadingOfSeveral(name: string): string {
  return `There are several readings: “${name}” is used.`;
}

/** Heads of the tables of fields, of wordings and of files. */
export const READING_COLUMNS = {
  sign: 'sign',
  field: 'field',
  takenFor: 'taken for',
  why: 'why',
  words: 'words',
  lines: 'lines',
  means: 'means',
  file: 'file',
  machine: 'machine',
  run: 'run',
} as const;

/** Of the choice of a field’s role; `name` as {@link fieldName} gives it. */
export function roleChoice(name: string): string {
  return `${name} is`;
}

/** Of the choice of what a wording means. */
export function meaningChoice(words: string): string {
  return `“${words}” means`;
}

export const CHOOSE = 'choose';
