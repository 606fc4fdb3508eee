// Random queries for property tests of the search of events.
import fc from 'fast-check';
import {
  COMPARISONS,
  MARKS,
  PLAIN_PARTS,
  QUERY_FIELDS,
  QUERY_PARTS,
  QUERY_RELATIONS,
  type Query,
} from '../analysis/find/query.ts';
import { KINDS } from '../core/machine-log.ts';

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
const partText = fc.constantFrom(
  'request',
  'reply',
  'token',
  'ask',
  'enter',
  'entered',
  'leave',
  'deliver',
  'post',
  'tired',
  'waiting',
  'inside',
  '1',
  'e',
  '{',
  'no such',
);
const name = fc.constantFrom('1-1', '2-3', '3-1', '1-2', '0-1', 'a b-4', '-1', '1-x', '1-99');
const place = fc.oneof(
  fc.record({ kind: fc.constant('message' as const), name: name.filter(each => /^.+-\d+$/.test(each)) }),
  fc.record({
    kind: fc.constant('event' as const),
    name: fc.constantFrom('1.1', '2.4', '3.2', '1.9', '0.1', '2.0', 'x y.3'),
  }),
);
export const anyQuery = fc.letrec<{ query: Query }>(tie => ({
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
    fc.record({
      kind: fc.constant('part' as const),
      part: fc.constantFrom(...QUERY_PARTS.filter(part => !PLAIN_PARTS.includes(part))),
      text: fc.option(partText, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('part' as const),
      part: fc.constantFrom(...PLAIN_PARTS),
      text: fc.constant(undefined),
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
