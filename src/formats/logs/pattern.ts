// A pattern for logs of no known family: a regular expression whose named groups say what is what on a line.
import type { EventKind } from '../../core/event.ts';
import { COUNT_PROBLEM, countOf, kindOf, machineNameIn, recipientsOf } from './line-words.ts';
import type { LineReader, LineSink, LogFamily, LogRecord, Recipients } from './log-record.ts';
import { readTime } from './read-time.ts';

/** Only `event` is a must. */
export const PATTERN_GROUPS = [
  'event',
  'clock',
  'queue',
  'time',
  'machine',
  'from',
  'to',
  'timestamp',
] as const;
export type PatternGroup = (typeof PATTERN_GROUPS)[number];

export interface Pattern {
  readonly kind: 'pattern';
  readonly source: string;
  readonly expression: RegExp;
  readonly groups: readonly PatternGroup[];
}

export type CompiledPattern = Pattern | { readonly kind: 'problem'; readonly message: string };

/** What a line became: an event, or the reason why it is none. */
export type MatchedLine = { readonly record: LogRecord } | { readonly reason: string };

/** `/…/i` is read with its flags, and Python's `(?P<name>…)` as what it means. */
export function compilePattern(source: string): CompiledPattern {
  const [, inside, flags] = /^\s*\/(.*)\/([a-z]*)\s*$/s.exec(source) ?? [];
  const body = (inside ?? source).replaceAll('(?P<', '(?<');
  if (body.trim() === '') return problem('The pattern is empty.');
  let expression: RegExp;
  let named: readonly string[];
  try {
    expression = new RegExp(body, (flags ?? '').replace(/[gy]/g, ''));
    // The alternative of nothing matches everywhere, and then each group that the pattern has is there.
    named = Object.keys(new RegExp(`${body}|`, expression.flags).exec('')?.groups ?? {});
  } catch (error) {
    return problem(`This is no regular expression: ${reasonOf(error)}.`);
  }
  const unknown = named.filter(name => !isGroup(name));
  if (unknown.length > 0)
    return problem(
      `The pattern has ${unknown.length === 1 ? 'a group' : 'groups'} that mean${unknown.length === 1 ? 's' : ''} nothing here: ` +
        `${unknown.join(', ')}. The groups are ${PATTERN_GROUPS.join(', ')}.`,
    );
  if (!named.includes('event'))
    return problem(
      'The pattern needs a group named event, for what happened: for example (?<event>SEND|RECEIVE|INTERNAL).',
    );
  return { kind: 'pattern', source, expression, groups: PATTERN_GROUPS.filter(name => named.includes(name)) };
}

function problem(message: string): CompiledPattern {
  return { kind: 'problem', message };
}

/** What engines say, without the pattern that they repeat. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.slice(message.lastIndexOf(': ') + 1).trim();
  return `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`.replace(/\.$/, '');
}

function isGroup(name: string): name is PatternGroup {
  return PATTERN_GROUPS.some(group => group === name);
}

/** Takes as long as the expression takes, which may be for ever: see to it that it can be stopped from outside. */
export function matchLine({ expression, groups }: Pattern, text: string, line: number): MatchedLine {
  const found = expression.exec(text)?.groups;
  if (!found) return { reason: 'It does not match the pattern.' };
  const of = (group: PatternGroup): string => found[group]?.trim() ?? '';
  const kind = kindOf(of('event'));
  if (!kind)
    return { reason: `What happened, “${of('event').slice(0, 40)}”, is no send, receive or internal event.` };
  const clock = countOf(of('clock'));
  if (clock === undefined && groups.includes('clock')) return { reason: COUNT_PROBLEM };
  return {
    record: {
      kind,
      clock,
      line,
      queue: countOf(of('queue')),
      time: readTime(of('time')),
      machine: machineNameIn(of('machine')),
      ...(kind !== 'internal' && { timestamp: countOf(of('timestamp')) }),
      ...(kind === 'receive' && { from: senderOf(of('from'), of('event')) }),
      ...(kind === 'send' && { to: whom(of('to'), of('event')) }),
    },
  };
}

/** A group named for it comes first; else the words after "from" in what happened. */
function senderOf(from: string, event: string): string | undefined {
  return machineNameIn(from) ?? machineNameIn(/\bfrom\b(.*)$/i.exec(event)?.[1] ?? '');
}

function whom(to: string, event: string): Recipients {
  if (to !== '') return recipientsOf(to) ?? namesIn(to);
  return recipientsOf(/\bto\b(.*)$/i.exec(event)?.[1] ?? '') ?? recipientsOf(event.replace(/\d+/g, ''));
}

function namesIn(to: string): readonly string[] {
  return to
    .split(/\s*(?:,|&|\band\b)\s*/)
    .map(name => name.trim())
    .filter(name => name !== '');
}

/** A pattern among the families. */
export function familyOf(pattern: Pattern): LogFamily {
  const matches = (text: string): boolean => 'record' in matchLine(pattern, text, 0);
  const read: LineReader['read'] = (text: string, line: number, sink: LineSink): void => {
    const matched = matchLine(pattern, text, line);
    if ('record' in matched) sink.event(matched.record, 1);
    else sink.skip(line, text, matched.reason);
  };
  return {
    name: 'Log read by a pattern',
    machineWord: 'machine',
    followsAssignment: false,
    fits: matches,
    open: () => ({ read }),
  };
}

/** What one line becomes, in words. */
export interface PatternPreviewLine {
  readonly isEvent: boolean;
  /** As it was understood; what the line does not tell is missing. */
  readonly fields: Readonly<Partial<Record<PatternGroup, string>>>;
  /** Why the line is no event; empty where it is one. */
  readonly reason: string;
}

export function previewPattern(pattern: Pattern, lines: readonly string[]): PatternPreviewLine[] {
  return lines.map((text, i) => {
    if (text.trim() === '') return { isEvent: false, fields: {}, reason: 'It is blank.' };
    const matched = matchLine(pattern, text, i + 1);
    if ('reason' in matched) return { isEvent: false, fields: {}, reason: matched.reason };
    return { isEvent: true, fields: wordsOf(matched.record), reason: '' };
  });
}

function wordsOf(record: LogRecord): PatternPreviewLine['fields'] {
  const { kind, clock, queue, time, machine, from, to, timestamp } = record;
  const told: readonly (readonly [PatternGroup, string | undefined])[] = [
    ['event', kind satisfies EventKind],
    ['clock', clock?.toString()],
    ['queue', queue?.toString()],
    ['time', time && timeWords(time.ms, time.basis)],
    ['machine', machine],
    ['from', from],
    ['to', Array.isArray(to) ? to.join(', ') : (to as string | undefined)],
    ['timestamp', timestamp?.toString()],
  ];
  return Object.fromEntries(told.filter(([, words]) => words !== undefined));
}

function timeWords(ms: number, basis: string): string {
  if (basis === 'start') return `${ms / 1000} s`;
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return `${ms} ms`;
  const iso = date.toISOString();
  if (basis === 'day') return iso.slice(11, 23);
  return basis === 'utc' ? iso : iso.slice(0, 23).replace('T', ' ');
}
