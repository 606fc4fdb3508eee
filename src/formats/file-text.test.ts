// A large file whose text comes in pieces is read like one that is held whole, whatever its form and wherever it is cut;
// and where no known kind recognises it, its lines are taken but once.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { FAMILIES, familyLogs } from '../testing/family-logs.ts';
import { beginningOf, visitFileLines } from './file-text.ts';
import { BEGINNING_LENGTH, type InputFile } from './read-result.ts';
import { readTrace } from './read.ts';
import { writeTrace } from './write.ts';
import { writeShiviz } from './shiviz.ts';

const RUN = simulate({ rates: [60, 5, 5], durationSeconds: 210, seed: 5 });

/** Words and an order of fields that no known kind has; long enough to be more than a beginning. */
function strangeLogs(): InputFile[] {
  return RUN.logs.map(({ machine, eventCount }) => ({
    name: `worker-${machine}.out`,
    text: Array.from({ length: eventCount }, (_, index) => {
      const event = RUN.event(machine, index);
      const what =
        event.kind === 'send'
          ? `dispatch -> worker-${event.messages[0]!.to}`
          : event.kind === 'receive'
            ? `intake <- worker-${event.message!.from}`
            : 'local step';
      const at = new Date(Date.UTC(2026, 3, 5) + event.atMs).toISOString();
      return `${at} | ${what} | logical clock = ${event.clock} | a text that makes the line as long as others are\n`;
    }).join(''),
  }));
}

/** Held at its beginning, of which there is more than the least; how often the rest was asked for. */
function inPieces({ name, text }: InputFile, pieceLength: number, extra = 0) {
  const held = BEGINNING_LENGTH + extra;
  let times = 0;
  const file: InputFile = {
    name,
    text: text.slice(0, held),
    rest: function* () {
      times += 1;
      for (let at = held; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
    },
  };
  return { file, times: () => times };
}

test('lines are the same wherever the text is cut', () => {
  const text = fc.array(fc.constantFrom('', 'a', 'bc', '\r', ' ')).map(lines => lines.join('\n'));
  const cuts = fc.record({ text, held: fc.nat(8), piece: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(cuts, ({ text, held, piece }) => {
      const visited = (file: InputFile): unknown => {
        const lines: [string, number][] = [];
        return [visitFileLines(file, (line, number) => lines.push([line, number])), lines];
      };
      const pieces = function* () {
        for (let at = held; at < text.length; at += piece) yield text.slice(at, at + piece);
      };
      const whole = visited({ name: 'a.log', text });
      expect(visited({ name: 'a.log', text: text.slice(0, held), rest: pieces })).toEqual(whole);
    }),
  );
});

test('a beginning ends with a line, or is the whole', () => {
  expect(beginningOf({ name: 'a', text: 'one\ntwo\nthree\n' }, 9).text).toBe('one\ntwo\n');
  expect(beginningOf({ name: 'a', text: 'one line' }, 3).text).toBe('one line');
  expect(beginningOf({ name: 'a', text: 'one\n' }, 9).text).toBe('one\n');
});

describe('in pieces as whole', () => {
  const bar = FAMILIES[0]!;
  const forms: readonly [string, () => readonly InputFile[], string?][] = [
    ['a form that is found out', strangeLogs],
    ['a known kind', () => familyLogs(bar, RUN)],
    ['vector clocks', () => [{ name: 'run.log', text: writeShiviz([{ name: 'run', trace: RUN }]) }]],
    ['a table', () => [{ name: 'run.csv', text: writeTrace(RUN, 'csv')[0]!.text }]],
    [
      'a pattern',
      strangeLogs,
      String.raw`^(?<time>\S+) \| (?<event>[a-z ]+)(?: (?:->|<-) (?<machine>\S+))? \| logical clock = (?<clock>\d+)`,
    ],
  ];
  test.each(forms)('%s', (_, logs, pattern) => {
    const files = logs();
    expect(files.some(({ text }) => text.length > BEGINNING_LENGTH)).toBe(true);
    const options = pattern === undefined ? {} : { pattern };
    const whole = readTrace(files, options);
    expect(whole.runs.length).toBeGreaterThan(0);
    const pieces = files.map((file, i) => inPieces(file, 200_003, 17 * i).file);
    expect(readTrace(pieces, options)).toEqual(whole);
  });

  test('is taken from the disk once where no known kind recognises it', () => {
    const pieces = strangeLogs().map(file => inPieces(file, 2 ** 20));
    const { reading } = readTrace(pieces.map(({ file }) => file));
    expect(reading).toBeDefined();
    expect(pieces.map(({ times }) => times())).toEqual([1, 1, 1]);
  });
});
