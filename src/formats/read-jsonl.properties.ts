// The quick check of a line and the schema are of one mind, on right lines and on spoilt ones; and no text makes the
// reader throw or lose count.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { simulate } from '../engine/simulate.ts';
import { isEventLine } from './read-jsonl-fast.ts';
import { parseEventLine, type LineStyle } from './read-jsonl-schema.ts';
import { readJsonl } from './read-jsonl.ts';
import { jsonlLines } from './write-jsonl.ts';

const ownLines = anyTrial.map(trial => [...jsonlLines(simulate({ ...trial, durationSeconds: 2 }))]);
const foreignLines = anyImportedTrace.map(trace => [...jsonlLines(trace)]);
const lines = fc.oneof(ownLines, foreignLines);

/** Lines of a few traces, the same in every run: what varies is how they are spoilt. */
const POOL = [ownLines, foreignLines].flatMap(kind => fc.sample(kind, { numRuns: 20, seed: 4 }).flat());

const NUMBERS = [
  0,
  1,
  -1,
  0.5,
  1e300,
  2 ** 16,
  2 ** 26,
  2 ** 31,
  2 ** 31 + 1,
  2 ** 32 - 2,
  2 ** 32 - 1,
  2 ** 32,
];
const NAMES = [
  '1-1',
  '1-0',
  '0-1',
  '1-67108864',
  '1-67108865',
  '99999-1',
  '100000-1',
  '1-123456789',
  '-1',
  '1-',
  '1',
  '1-1 ',
  '٣-1',
];
const oddity: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...NUMBERS,
    ...NAMES,
    null,
    undefined,
    true,
    '',
    'send',
    'sole',
    'receive',
    [],
    {},
    [{}],
  ),
  fc.jsonValue(),
);

/** A place in an object or the objects within it, chosen by `choice`. */
function spoil(value: Record<string, unknown>, choice: number, odd: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const collect = (within: Record<string, unknown>): void => {
    for (const [key, part] of Object.entries(within)) {
      places.push([within, key]);
      if (typeof part === 'object' && part !== null) collect(part as Record<string, unknown>);
    }
  };
  collect(value);
  for (const key of ['statedIndex', 'pairing', 'statedTimestamp', 'file', 'line', 'arrivedMs'])
    places.push([value, key]);
  const [within, key] = places[choice % places.length]!;
  if (odd === undefined) Reflect.deleteProperty(within, key);
  else within[key] = structuredClone(odd);
}

test('the quick check takes a line exactly when the schema does', () => {
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(
      fc.nat(POOL.length - 1),
      fc.array(fc.tuple(fc.nat(), oddity), { maxLength: 2 }),
      fc.constantFrom<LineStyle>('own', 'foreign', 'program'),
      (which, spoilings, style) => {
        const value = JSON.parse(POOL[which]!) as Record<string, unknown>;
        for (const [choice, odd] of spoilings) spoil(value, choice, odd);
        const isRight = parseEventLine(value, style).kind === 'line';
        seen[isRight ? 'right' : 'wrong'] += 1;
        expect(isEventLine(value, style)).toBe(isRight);
      },
    ),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(300);
});

test('however lines are cut, lost, doubled, moved and spoilt, each is counted once and nothing throws', () => {
  const damage = fc.record({
    kind: fc.constantFrom('cut', 'lose', 'double', 'move', 'junk', 'number'),
    line: fc.nat(),
    at: fc.nat(),
    junk: fc.string({ maxLength: 20 }),
  });
  fc.assert(
    fc.property(lines, fc.array(damage, { maxLength: 6 }), (texts, damages) => {
      const spoilt = texts.map(text => text.trimEnd());
      for (const { kind, line: choice, at, junk } of damages) {
        const i = choice % spoilt.length;
        const line = spoilt[i] ?? '';
        if (kind === 'cut') spoilt[i] = line.slice(0, at % (line.length + 1));
        else if (kind === 'lose') spoilt.splice(i, 1);
        else if (kind === 'double') spoilt.splice(i, 0, line);
        else if (kind === 'move') spoilt.push(...spoilt.splice(i, 1));
        else if (kind === 'junk')
          spoilt[i] = line.slice(0, at % (line.length + 1)) + junk + line.slice(at % (line.length + 1));
        else spoilt[i] = line.replace(/\d+/, String(at));
        if (spoilt.length === 0) spoilt.push('');
      }
      const { files, runs, skipped } = readJsonl({ name: 'a', text: spoilt.join('\n') });
      const [{ lines: count, eventLines, headerLines, blankLines, skippedLines }] = files as [
        (typeof files)[0],
      ];
      expect(eventLines + headerLines + blankLines + skippedLines).toBe(count);
      expect(skipped).toHaveLength(skippedLines);
      expect(runs.reduce((sum, { trace }) => sum + trace.eventCount, 0)).toBe(eventLines);
    }),
    { numRuns: 200 },
  );
});
