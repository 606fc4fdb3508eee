// What can be asked of the events of a trace, as data, and how it is written. The parser makes it of what somebody types;
// printed and parsed again it is the same.
import type { EventKind } from '../../core/event.ts';

/**
 * Numbers that an event has. `time` in seconds since the start, `step` where time has no length; `line` of the file that an opened
 * log comes from.
 */
export const QUERY_FIELDS = ['clock', 'jump', 'queue', 'time', 'event', 'line', 'step'] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

export const COMPARISONS = ['>=', '<=', '!=', '>', '<', '='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** How an event may be related to another one. */
export const QUERY_RELATIONS = ['before', 'after', 'concurrent with'] as const;
export type QueryRelation = (typeof QUERY_RELATIONS)[number];

/** Single words that say something of an event. */
export const MARKS = ['lost', 'unreceived', 'fault'] as const;
export type QueryMark = (typeof MARKS)[number];

/**
 * What a program’s run says beside its events, of each by a name or a part of its text. note, command, timer, problem, restart:
 * the first event of such a step.
 */
export const QUERY_PARTS = [
  'kind',
  'body',
  'output',
  'note',
  'shows',
  'command',
  'timer',
  'problem',
  'restart',
] as const;
export type QueryPart = (typeof QUERY_PARTS)[number];

/** Parts that are there or not, and have no text of their own. */
export const PLAIN_PARTS: readonly QueryPart[] = ['problem', 'restart'];
/** Parts that are asked for by a whole name; of the others a part of the text is enough. */
export const NAMED_PARTS = ['kind', 'output', 'command', 'timer'] as const satisfies readonly QueryPart[];
export type NamedPart = (typeof NAMED_PARTS)[number];

/** An event by its name, `3.6`, or the event that sent a message, by the message's name, `3-17`. */
export interface QueryPlace {
  readonly kind: 'event' | 'message';
  readonly name: string;
}

export type Query =
  /** At least two terms. */
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Query[] }
  | { readonly kind: 'not'; readonly term: Query }
  | { readonly kind: 'event-kind'; readonly is: EventKind }
  | {
      readonly kind: 'compare';
      readonly field: QueryField;
      readonly by: Comparison;
      readonly value: number;
    }
  /** Both ends belong to it. */
  | { readonly kind: 'range'; readonly field: QueryField; readonly from: number; readonly to: number }
  | { readonly kind: 'machine'; readonly name: string }
  /** Sends or receives the message. */
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'relation'; readonly relation: QueryRelation; readonly to: QueryPlace }
  | { readonly kind: 'mark'; readonly is: QueryMark }
  /** `text` in lower case, never empty; any, where it is undefined, and always for {@link PLAIN_PARTS}. */
  | { readonly kind: 'part'; readonly part: QueryPart; readonly text: string | undefined }
  /** In lower case; never empty. */
  | { readonly kind: 'text'; readonly text: string };

/** Shortest where numbers have at most 15 digits, as those have that the parser takes. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.terms.map(printOperand).join(` ${query.kind} `);
    case 'not':
      return `not ${printOperand(query.term)}`;
    case 'event-kind':
    case 'mark':
      return query.is;
    case 'compare':
      return `${query.field} ${query.by} ${query.value}`;
    case 'range':
      return `${query.field} ${query.from}..${query.to}`;
    case 'machine':
    case 'message':
      return `${query.kind} ${quoted(query.name)}`;
    case 'relation':
      return `${query.relation} ${query.to.kind} ${quoted(query.to.name)}`;
    case 'part':
      return query.text === undefined ? query.part : `${query.part} ${quoted(query.text)}`;
    case 'text':
      return quoted(query.text);
  }
}

function printOperand(query: Query): string {
  const printed = printQuery(query);
  return query.kind === 'and' || query.kind === 'or' ? `(${printed})` : printed;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Whether it asks for what an audit says. */
export function asksForFaults(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.terms.some(asksForFaults);
    case 'not':
      return asksForFaults(query.term);
    default:
      return query.kind === 'mark' && query.is === 'fault';
  }
}
