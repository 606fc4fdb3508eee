// The language in which events are searched: what is printed is parsed again, and no text makes it throw.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { traceOfProgram } from '../../core/program/program-trace.ts';
import type { Trace } from '../../core/trace.ts';
import { runProgram } from '../../engine/run-program.ts';
import { anyQuery } from '../../testing/query-arbitrary.ts';
import { runByDraws } from '../../testing/run-by-draws.ts';
import { TELLING } from '../../testing/telling-program.ts';
import { parseQuery } from './parse-query.ts';
import { unknownNameIn } from './query-names.ts';
import { printQuery, QUERY_PARTS } from './query.ts';

const TYPED_IN_PROGRAM = { hasProgram: true };

describe('the language of queries', () => {
  test('what is printed is parsed again', () => {
    fc.assert(
      fc.property(anyQuery, query => {
        const printed = printQuery(query);
        fc.pre(printed.length <= 500);
        expect(parseQuery(printed, TYPED_IN_PROGRAM)).toEqual({ kind: 'query', query });
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
      'output',
      'kind',
      'problem',
      'step',
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
        for (const ground of [TYPED_IN_PROGRAM, { hasProgram: false }]) {
          const parsed = parseQuery(each, ground);
          if (parsed.kind !== 'query' || !parsed.query) continue;
          const printed = printQuery(parsed.query);
          if (printed.length <= 500) expect(parseQuery(printed, ground)).toEqual(parsed);
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

  test.each([
    ['output', 'output'],
    ['output and machine 2', 'output and machine "2"'],
    ['kind request or problem', '(kind "request") or problem'],
    ['not note', 'not note'],
    ['shows "in line" restart', 'shows "in line" and restart'],
    ['step 3..4', 'step 3..4'],
  ])('where there is a program: %s', (typed, printed) => {
    const [first, second] = [parseQuery(typed, TYPED_IN_PROGRAM), parseQuery(printed, TYPED_IN_PROGRAM)];
    expect(first.kind).toBe('query');
    expect(first).toEqual(second);
  });

  test('words of programs are texts where there is none', () => {
    for (const word of [...QUERY_PARTS, 'step'])
      expect(parseQuery(word)).toEqual({ kind: 'query', query: { kind: 'text', text: word } });
  });

  test('a name that the run does not have is said with those that it has; times and steps with what there is', () => {
    const draws = [0, 1, 2, 3];
    const stepped = traceOfProgram(runByDraws(TELLING, TELLING.trial!, draws));
    const timed = traceOfProgram(runProgram(TELLING, { rates: [2, 2], script: TELLING.trial!.script! }).run);
    const unknown = (trace: Trace, typed: string) => {
      const parsed = parseQuery(typed, TYPED_IN_PROGRAM);
      return parsed.kind === 'query' && parsed.query && unknownNameIn(trace, parsed.query);
    };
    expect(unknown(timed, 'kind Ask')).toBeUndefined();
    expect(unknown(timed, 'kind asked')).toEqual({ of: 'kind', name: 'asked', known: ['ask', 'ticket'] });
    expect(unknown(timed, 'step 3')).toEqual({ of: 'step' });
    expect(unknown(stepped, 'time 3')).toEqual({ of: 'time' });
    expect(unknown(stepped, 'step 3')).toBeUndefined();
  });

  test('a page of text is refused', () => {
    expect(parseQuery('x'.repeat(501))).toEqual({ kind: 'problem', problem: { kind: 'too-long' } });
  });
});
