// What the page says where a person writes a pattern for the lines of an unknown log.
import { counted, grouped } from '../core/counted.ts';
import type { PatternGroup } from '../formats/logs/pattern.ts';
import type { MarkedText } from './help.ts';

export const PATTERN_SUMMARIES = {
  /** Where nothing is open yet. */
  first: 'Any other log: say how to read it, with a pattern',
  beside: 'Read files of an unknown kind with a pattern',
} as const;

export const PATTERN_WORDS = {
  title: 'Read with a pattern',
  lead: 'For a log format we don’t recognise: a regular expression for one line, with a named group for each thing to read.',
  label: 'Pattern',
  read: 'Read with this pattern',
  suggest: 'Start from a suggestion',
  stop: 'Stop trying',
  noClock: 'The suggestion does not read a clock: no word in these lines names one. Add a group named clock.',
  openFirst: 'Open a file to see here what its first lines become.',
  lookAt: 'Look at',
  firstLines: 'First lines and what they become',
  line: 'line',
  text: 'text',
  continues: 'Part of the record above.',
} as const;

/** The groups of a pattern, in the order of the columns that they become. */
export const PATTERN_GROUPS: readonly (readonly [PatternGroup, string])[] = [
  ['event', 'what happened: a word for internal, send or receive; others get their meaning below'],
  ['clock', 'the logical clock after it; computed from the messages where no line gives it'],
  ['queue', 'the queue length after it'],
  ['time', 'the system time: a date, a time of day, seconds'],
  ['machine', 'whose event it is, if the line says so'],
  ['from', 'of a receive: the sender'],
  ['to', 'of a send: the receivers, as “2” or “1 and 3”'],
  ['timestamp', 'the timestamp that the message carries'],
];

export const PATTERN_PLACEHOLDER = String.raw`(?<event>\w+) .* clock (?<clock>\d+)`;

export const PATTERN_HOW: MarkedText =
  'Write `(?<name>…)` around what is to be read. `event` is required, or groups named `send`, `receive` and `internal`, ' +
  'or `from` and `to` for lines that are whole messages. A pattern with `\\n` in it spans lines. ' +
  'ShiViz’s groups (`host`, `clock`, `date`) mean the same here.';

export const PATTERN_EXAMPLE: MarkedText =
  'The line `12:00:01 RECV q=0 lc=5` is read by ' +
  '`(?<time>\\S+) (?<event>\\w+) q=(?<queue>\\d+) lc=(?<clock>\\d+)`';

interface Tried {
  readonly lines: readonly string[];
  readonly preview: {
    readonly phase: 'idle' | 'matching' | 'matched' | 'stopped' | 'problem' | 'endless' | 'failed';
    readonly message: string;
    readonly rows: readonly { readonly isEvent: boolean }[];
  };
}

/** What a pattern does with the first lines of a file. */
export function matchSentence(name: string, { lines, preview }: Tried): string {
  if (lines.length === 0) return `${name} has no lines to look at.`;
  const first = lines.length === 1 ? 'its one line' : `its first ${grouped(lines.length)} lines`;
  switch (preview.phase) {
    case 'matched': {
      const matching = preview.rows.filter(({ isEvent }) => isEvent).length;
      return `${grouped(matching)} of ${counted(preview.rows.length, 'line')} match.`;
    }
    case 'matching':
      return `Trying it on ${first} …`;
    case 'stopped':
      return preview.message;
    case 'idle':
      return `Write a pattern to see what ${first} ${lines.length === 1 ? 'becomes' : 'become'}.`;
    default:
      return 'No line is read.';
  }
}
