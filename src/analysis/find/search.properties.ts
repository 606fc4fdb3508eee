// Searches of events against the slow way: each event as an object, each term as a sentence about it. And the language of
// queries: what is printed is parsed again, and no text makes it throw.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../core/event.ts';
import { KINDS } from '../../core/machine-log.ts';
import { eventsInOrder, type EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { anyImportedTrace } from '../../testing/imported-trace-arbitrary.ts';
import { naiveOrder, oddTrace, placesOf } from '../../testing/odd-trace-arbitrary.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { audit } from '../audit/audit.ts';
import { jumpOf, messageNamesOf } from '../event-list.ts';
import { FoundEvents } from './found-events.ts';
import { parseQuery } from './parse-query.ts';
import { machinesNamed, placeNamed, unknownNameIn } from './query-names.ts';
import { COMPARISONS, MARKS, printQuery, QUERY_FIELDS, QUERY_RELATIONS, type Query } from './query.ts';
import { search } from './search.ts';
import { auditedPlaces, SearchIndex } from './search-index.ts';

const anyTrace = fc.oneof(
  oddTrace,
  anyImportedTrace,
  anyTrial.map(trial => simulate({ ...trial, durationSeconds: Math.min(trial.durationSeconds, 3) })),
);

const number = fc.oneof(
  fc.integer({ min: -3, max: 30 }),
  fc.integer({ min: 0, max: 40 }).map(n => n / 8),
);
const text = fc.oneof(
  fc.constantFrom(
    'receive',
    'e',
    '1-',
    '-3',
    '2-1',
    '13',
    '0',
    '-',
    '01',
    'machine 1',
    'log',
    '"',
    'or',
    ')',
  ),
  fc.string({ minLength: 1, maxLength: 6 }),
);
const name = fc.constantFrom('1-1', '2-3', '3-1', '1-2', '0-1', 'a b-4', '-1', '1-x', '1-99');
const place = fc.oneof(
  fc.record({ kind: fc.constant('message' as const), name: name.filter(each => /^.+-\d+$/.test(each)) }),
  fc.record({
    kind: fc.constant('event' as const),
    name: fc.constantFrom('1.1', '2.4', '3.2', '1.9', '0.1', '2.0', 'x y.3'),
  }),
);
const anyQuery = fc.letrec<{ query: Query }>(tie => ({
  query: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'query' },
    fc.record({ kind: fc.constant('event-kind' as const), is: fc.constantFrom(...KINDS) }),
    fc.record({
      kind: fc.constant('compare' as const),
      field: fc.constantFrom(...QUERY_FIELDS),
      by: fc.constantFrom(...COMPARISONS),
      value: number,
    }),
    fc.record({
      kind: fc.constant('range' as const),
      field: fc.constantFrom(...QUERY_FIELDS),
      from: number,
      to: number,
    }),
    fc.record({
      kind: fc.constant('machine' as const),
      name: fc.constantFrom('1', '2', 'machine 3', 'A;B#"C"', '9'),
    }),
    fc.record({ kind: fc.constant('message' as const), name }),
    fc.record({
      kind: fc.constant('relation' as const),
      relation: fc.constantFrom(...QUERY_RELATIONS),
      to: place,
    }),
    fc.record({ kind: fc.constant('mark' as const), is: fc.constantFrom(...MARKS) }),
    fc.record({ kind: fc.constant('text' as const), text: text.map(each => each.toLowerCase()) }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), term: tie('query') }),
  ),
})).query;

/** What a query says of one event, in so many words. */
function says(trace: Trace, audited: readonly EventPlace[]): (query: Query, event: Event) => boolean {
  const happenedBefore = naiveOrder(trace);
  const isSame = (a: EventPlace, b: EventPlace) => a.machine === b.machine && a.index === b.index;
  const numberOf = (event: Event, field: (typeof QUERY_FIELDS)[number]): number | undefined => {
    const { machine, index } = event;
    switch (field) {
      case 'clock':
        return event.clock;
      case 'jump':
        return jumpOf(trace.logOf(machine), index);
      case 'queue':
        return event.queue;
      case 'time':
        return event.atMs;
      case 'event':
        return index + 1;
      case 'line':
        return trace.origin?.machines[machine - 1]?.lines[index];
    }
  };
  const inUnit = (field: (typeof QUERY_FIELDS)[number], value: number): number =>
    field === 'time' ? Math.round(value * 1e6) / 1e3 : value;
  const isLost = (from: number, to: number, number: number): boolean => {
    if (trace.faults.some(f => f.kind === 'lost' && f.from === from && f.number === number)) return true;
    const { arrivedMs, receivedIndex } = trace.message(from, number)!;
    const none = arrivedMs === undefined && receivedIndex === undefined;
    return none && trace.losses.some(loss => loss.from === from && loss.to === to);
  };
  const holds = (query: Query, event: Event): boolean => {
    const names = messageNamesOf(trace, trace.logOf(event.machine), event.index);
    switch (query.kind) {
      case 'and':
        return query.terms.every(term => holds(term, event));
      case 'or':
        return query.terms.some(term => holds(term, event));
      case 'not':
        return !holds(query.term, event);
      case 'event-kind':
        return event.kind === query.is;
      case 'compare': {
        const value = numberOf(event, query.field);
        const other = inUnit(query.field, query.value);
        if (query.by === '!=') return value !== other;
        if (value === undefined) return false;
        const results = {
          '>': value > other,
          '<': value < other,
          '=': value === other,
          '>=': value >= other,
          '<=': value <= other,
        };
        return results[query.by];
      }
      case 'range': {
        const value = numberOf(event, query.field);
        const [from, to] = [inUnit(query.field, query.from), inUnit(query.field, query.to)];
        return value !== undefined && value >= from && value <= to;
      }
      case 'machine':
        return machinesNamed(trace, query.name).includes(event.machine);
      case 'message':
        return names.some(each => each.toLowerCase() === query.name.toLowerCase());
      case 'relation': {
        const other = placeNamed(trace, query.to);
        if (!other || isSame(event, other)) return false;
        if (query.relation === 'before') return happenedBefore(event, other);
        if (query.relation === 'after') return happenedBefore(other, event);
        return !happenedBefore(event, other) && !happenedBefore(other, event);
      }
      case 'mark':
        if (query.is === 'fault') return audited.some(each => isSame(each, event));
        if (event.kind !== 'send') return false;
        return event.messages.some(({ number, to }) =>
          query.is === 'lost'
            ? isLost(event.machine, to, number)
            : trace.message(event.machine, number)!.receivedIndex === undefined,
        );
      case 'text': {
        const origin = trace.origin?.machines[event.machine - 1];
        const file = trace.origin?.files[origin?.files[event.index] ?? -1];
        const words = [event.kind, trace.nameOf(event.machine), ...names, origin?.texts?.[event.index], file];
        return words.some(word => word?.toLowerCase().includes(query.text));
      }
    }
  };
  return holds;
}

/** A circle of messages makes an event come before itself; then no order of cones is defined. */
function isCircular(trace: Trace): boolean {
  const happenedBefore = naiveOrder(trace);
  return [...eventsInOrder(trace)].some(each => happenedBefore(each, each));
}

/** The record of a message has one receive; what the second one leads to is in no cone. */
function isReceivedTwice(trace: Trace): boolean {
  const names = placesOf(trace)
    .filter(({ machine, index }) => trace.event(machine, index).kind === 'receive')
    .flatMap(({ machine, index }) => messageNamesOf(trace, trace.logOf(machine), index));
  return new Set(names).size < names.length;
}

describe('a search', () => {
  test('finds what each event by itself is asked, in the order of time', () => {
    fc.assert(
      fc.property(anyTrace, anyQuery, (trace, query) => {
        fc.pre(trace.eventCount <= 50 && !isCircular(trace) && !isReceivedTwice(trace));
        fc.pre(unknownNameIn(trace, query)?.of !== 'event');
        const audited = auditedPlaces(audit(trace));
        const holds = says(trace, audited);
        const wanted = [...eventsInOrder(trace)]
          .filter(({ machine, index }) => holds(query, trace.event(machine, index)))
          .map(({ machine, index }) => ({ machine, index }));
        const index = new SearchIndex(trace);
        index.audited = audited;
        const found = new FoundEvents(trace, search(index, { query, filter: {} }));
        expect(Array.from({ length: found.length }, (_, row) => found.list.at(row))).toEqual(
          // Times that fall: the merge of logs keeps each log's order, the list sorts by time.
          [...wanted].sort(
            (a, b) => timeOf(trace, a) - timeOf(trace, b) || a.machine - b.machine || a.index - b.index,
          ),
        );
        for (const { machine } of trace.logs)
          expect([...found.indicesOf(machine)]).toEqual(
            wanted
              .filter(each => each.machine === machine)
              .map(each => each.index)
              .sort((a, b) => a - b),
          );
      }),
      { numRuns: 200 },
    );
  });

  test('goes from any event to the next and the one before among what was found, and round the end', () => {
    fc.assert(
      fc.property(anyTrace, fc.nat(), fc.constantFrom(1 as const, -1 as const), (trace, seed, step) => {
        fc.pre(trace.eventCount > 0);
        const request = { query: { kind: 'event-kind', is: 'receive' } as const, filter: {} };
        const found = new FoundEvents(trace, search(new SearchIndex(trace), request));
        const all = new FoundEvents(trace, search(new SearchIndex(trace), { ...request, query: undefined }));
        const row = seed % all.length;
        const rows = Array.from(
          { length: all.length },
          (_, i) => (row + step * (i + 1) + 2 * all.length) % all.length,
        );
        const wanted = rows
          .map(each => all.list.at(each)!)
          .find(({ machine, index }) => trace.event(machine, index).kind === 'receive');
        const at = found.stepFrom(all.list.at(row), step);
        expect(at === undefined ? undefined : found.list.at(at)).toEqual(wanted);
      }),
    );
  });
});

function timeOf(trace: Trace, { machine, index }: EventPlace): number {
  return trace.logOf(machine).atMs[index]!;
}

describe('the language of queries', () => {
  test('what is printed is parsed again', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        const printed = printQuery(query);
        fc.pre(printed.length <= 500);
        expect(parseQuery(printed)).toEqual({ kind: 'query', query });
      }),
    );
  });

  test('whatever is typed is a query or a problem', () => {
    const words = fc.constantFrom(
      'and',
      'or',
      'not',
      'with',
      '(',
      ')',
      '"',
      '>',
      '>=',
      '≠',
      '==',
      'jump',
      'time',
      '5',
      '2..3',
      '..',
      '2-13',
      'concurrent',
      'before',
      'event',
      '3.6',
      'message',
      'machine',
      'lost',
      'jmp',
      'receive',
      '-',
      '\ud800',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc.array(fc.oneof(words, fc.string({ maxLength: 3 })), { maxLength: 40 }).map(each => each.join(' ')),
      fc.array(words, { maxLength: 40 }).map(each => each.join('')),
      fc.nat(500).map(depth => '('.repeat(depth)),
    );
    fc.assert(
      fc.property(typed, each => {
        const parsed = parseQuery(each);
        if (parsed.kind === 'query' && parsed.query) {
          const printed = printQuery(parsed.query);
          if (printed.length <= 500) expect(parseQuery(printed)).toEqual(parsed);
        }
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['receive with jump > 5', 'receive and jump > 5'],
    ['jump>=5 lost or not fault', '(jump >= 5 and lost) or (not fault)'],
    ['concurrent with 2-13', 'concurrent with message "2-13"'],
    ['after event 3.6', 'after event "3.6"'],
    ['clock 30..40 machine 2', 'clock 30..40 and machine "2"'],
    ['time 10', 'time = 10'],
    ['"unclosed or', '"unclosed or"'],
  ])('%s', (typed, printed) => {
    const [first, second] = [parseQuery(typed), parseQuery(printed)];
    expect(first.kind).toBe('query');
    expect(first).toEqual(second);
  });

  test.each([
    ['jmp > 5', { kind: 'unknown-field', word: 'jmp' }],
    ['jump >', { kind: 'needs-number', field: 'jump', found: '' }],
    ['jump high', { kind: 'needs-comparison', field: 'jump', found: 'high' }],
    ['jump 5..', { kind: 'needs-number', field: 'jump', found: '5..' }],
    ['> 5', { kind: 'needs-field', word: '>' }],
    ['5..7', { kind: 'needs-field', word: '5..7' }],
    ['before', { kind: 'needs-event', relation: 'before', found: '' }],
    ['before lost', { kind: 'needs-event', relation: 'before', found: 'lost' }],
    ['concurrent 2-13', { kind: 'needs-with' }],
    ['machine', { kind: 'needs-name', of: 'machine' }],
    ['receive and', { kind: 'needs-term', after: 'and' }],
    ['(lost', { kind: 'not-closed' }],
    ['lost)', { kind: 'not-opened' }],
  ])('%s is refused', (typed, problem) => {
    expect(parseQuery(typed)).toEqual({ kind: 'problem', problem });
  });

  test('a page of text is refused', () => {
    expect(parseQuery('x'.repeat(501))).toEqual({ kind: 'problem', problem: { kind: 'too-long' } });
  });
});
