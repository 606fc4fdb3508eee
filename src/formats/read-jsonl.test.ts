// Damaged JSONL: whatever can be read is read, what is missing is told, and nothing in a file claims more than its lines.
import { describe, expect, test } from 'vitest';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { looksLikeJsonl, readJsonl } from './read-jsonl.ts';
import type { ReadResult } from './read-result.ts';
import { jsonlLines } from './write-jsonl.ts';

const TRACE = simulate({ rates: [4, 4, 1], durationSeconds: 10, dieSides: 4, seed: 3 });
const LINES = [...jsonlLines(TRACE)].map(line => line.trimEnd());
const [HEADER] = LINES as [string];

function read(lines: readonly string[], end = '\n'): ReadResult {
  return readJsonl({ name: 'a.jsonl', text: lines.join('\n') + end });
}

/** The place among the lines of machine `machine`'s event `index`. */
function lineOf(machine: number, index: number): number {
  return LINES.findIndex(line => line.startsWith(`{"machine":${machine},"index":${index},`));
}

const bytesOf = ({ logs }: Trace): number => logs.reduce((sum, { byteLength }) => sum + byteLength, 0);

test('nothing is a file that is empty', () => {
  const { runs, files } = readJsonl({ name: 'a.jsonl', text: '' });
  expect(runs).toEqual([]);
  expect(files[0]).toMatchObject({ lines: 0, notes: ['The file is empty.'] });
});

test('a line that fails is named with its reason, and what stands around it is read', () => {
  const bad = [
    '{"machine":1',
    '{"machine":9,"index":0,"kind":"internal","atMs":1,"clock":1,"queue":0,"roll":1}',
    '{"machine":1,"index":99,"kind":"internal","atMs":1,"queue":0,"roll":1}',
    '{"machine":1,"index":99,"kind":"pause","atMs":1,"clock":1,"queue":0,"roll":1}',
    '{"machine":1,"index":99,"kind":"internal","atMs":1,"clock":-1,"queue":0,"roll":1}',
    '[]',
  ];
  const { runs, files, skipped } = read(LINES.toSpliced(3, 0, ...bad));
  expect(runs[0]!.trace.eventCount).toBe(TRACE.eventCount);
  expect(files[0]).toMatchObject({ skippedLines: 6, eventLines: TRACE.eventCount, headerLines: 1 });
  expect(skipped.map(({ line, reason }) => [line, reason])).toEqual([
    [4, expect.stringMatching(/^It is not JSON/)],
    [5, 'There is no machine 9: the header names 3.'],
    [6, '"clock" is missing.'],
    [7, '"kind" must be internal, send or receive.'],
    [8, '"clock" must be a whole number from 0 to 4294967295.'],
    [9, expect.stringMatching(/./)],
  ]);
});

test('a file that is cut off says so, and is read up to there', () => {
  const { runs, files, skipped } = read([...LINES.slice(0, 20), LINES[20]!.slice(0, 30)], '');
  expect(runs[0]!.trace.eventCount).toBe(19);
  expect(files[0]!.notes).toEqual([expect.stringContaining('ends in the middle')]);
  expect(skipped[0]).toMatchObject({ line: 21, reason: expect.stringContaining('not whole') as string });
});

describe('lost lines', () => {
  test('leave a gap in the indices that the origin keeps, and the rest in place', () => {
    const { runs, skipped } = read(LINES.filter((_, i) => i !== lineOf(1, 5) && i !== lineOf(1, 6)));
    const { trace } = runs[0]!;
    expect(skipped).toEqual([]);
    expect(trace.logs.map(log => log.eventCount)).toEqual(
      TRACE.logs.map((log, i) => log.eventCount - (i === 0 ? 2 : 0)),
    );
    expect([...trace.origin!.machines[0]!.indices.slice(3, 7)]).toEqual([3, 4, 7, 8]);
    expect(trace.origin!.machines[1]!.indices).toHaveLength(0);
    expect(trace.event(1, 5)).toMatchObject({ index: 5, tick: 8, clock: TRACE.event(1, 7).clock });
    expect(trace.origin!.notes).toEqual([expect.stringMatching(/^2 of machine 1.s events are missing/)]);
  });

  test('that were sends leave their messages to the receives', () => {
    const sends = LINES.map((_, i) => i).filter(i => LINES[i]!.includes('"kind":"send"'));
    const { runs, skipped } = read(LINES.filter((_, i) => !sends.includes(i)));
    const { trace } = runs[0]!;
    expect(skipped).toEqual([]);
    const receives = LINES.filter(line => line.includes('"kind":"receive"'));
    expect(receives.length).toBeGreaterThan(10);
    for (const line of receives) {
      const { message } = JSON.parse(line) as { message: { id: string; timestamp: number } };
      const [from, number] = message.id.split('-').map(Number) as [number, number];
      const known = trace.message(from, number)!;
      expect(known.timestamp).toBe(message.timestamp);
      expect(known.sentIndex).toBeUndefined();
    }
  });

  test('at the beginning, the header too, leave rates and rule to be told from the events', () => {
    const { runs, files, skipped } = read(LINES.slice(1));
    const { trace } = runs[0]!;
    expect(skipped).toEqual([]);
    expect(trace).toMatchObject({ engine: 'imported', eventCount: TRACE.eventCount });
    expect(trace.trial).toMatchObject({ rates: [4, 4, 1], durationSeconds: 10, rule: 'increment-then-send' });
    expect(files[0]).toMatchObject({ family: 'Lamplight JSONL', headerLines: 0 });
    expect(files[0]!.notes).toEqual([expect.stringContaining('header is missing')]);
    expect(trace.messageCount).toBe(TRACE.messageCount);
  });
});

test.each([1e308, -1e308, 8.65e15])(
  'an event at %d ms is skipped, so that no length of a run is endless',
  atMs => {
    const at = lineOf(2, 7);
    const { runs, skipped } = read(LINES.with(at, LINES[at]!.replace(/"atMs":[\d.]+/, `"atMs":${atMs}`)));
    expect(runs[0]!.trace.eventCount).toBeLessThan(TRACE.eventCount);
    expect(skipped[0]).toMatchObject({
      line: at + 1,
      reason: expect.stringContaining('milliseconds') as string,
    });
  },
);

test('a line that stands twice counts once', () => {
  const at = lineOf(2, 7);
  const { runs, skipped } = read(LINES.toSpliced(at, 0, LINES[at]!));
  expect(runs[0]!.trace.eventCount).toBe(TRACE.eventCount);
  expect(skipped).toEqual([
    expect.objectContaining({ line: at + 2, reason: expect.stringContaining('event 7') as string }),
  ]);
});

test('two traces in one file are two runs', () => {
  const { runs, files } = read([...LINES, ...LINES]);
  expect(runs.map(({ name, trace }) => [name, trace.eventCount])).toEqual([
    ['a.jsonl', TRACE.eventCount],
    ['a.jsonl, run 2', TRACE.eventCount],
  ]);
  expect(files[0]).toMatchObject({ headerLines: 2, notes: [expect.stringContaining('2 runs')] });
});

test.each([
  ['another version', HEADER.replace('"version":1', '"version":4'), /"version" must be 1, 2 or 3/],
  ['a trial that is none', HEADER.replace('"rates":[4,4,1]', '"rates":[4,0]'), /rate must be/],
  ['too many machines', HEADER.replace('[4,4,1]', JSON.stringify(Array(1001).fill(4))), /2 to 1000 rates/],
  ['another program’s format', '{"format":"other","version":1}', /"format" is not/],
])('a header of %s is skipped, and no event after it is taken', (_, header, reason) => {
  const { runs, files, skipped } = read([header, ...LINES.slice(1)]);
  expect(runs).toEqual([]);
  expect(skipped).toHaveLength(LINES.length);
  expect(skipped[0]!.reason).toMatch(reason);
  expect(skipped[1]!.reason).toMatch(/header before it/);
  expect(files[0]).toMatchObject({ family: undefined, skippedLines: LINES.length });
});

describe('a hostile file', () => {
  const send = (index: number, number: number) =>
    `{"machine":1,"index":${index},"kind":"send","atMs":1,"clock":1,"queue":0,"roll":1,"messages":[{"id":"1-${number}","to":2,"timestamp":1}]}`;

  test('claims no memory by the number of a message', () => {
    const { runs, skipped } = read([HEADER, send(0, 2 ** 26), send(1, 1)]);
    expect(skipped[0]!.reason).toMatch(/far beyond/);
    expect(runs[0]!.trace.eventCount).toBe(1);
    expect(bytesOf(runs[0]!.trace)).toBeLessThan(10_000);
  });

  test('nor by small numbers of many machines', () => {
    const header = HEADER.replace('[4,4,1]', JSON.stringify(Array(100).fill(4))).replace(
      '"dieSides":4',
      '"dieSides":200',
    );
    const lines = Array.from({ length: 100 }, (_, i) =>
      send(0, 900_000).replaceAll(/"machine":1|"1-/g, own => own.replace('1', String(i + 1))),
    );
    const { runs, skipped } = read([header, ...lines]);
    expect(skipped).toHaveLength(99);
    expect(bytesOf(runs[0]!.trace)).toBeLessThan(30e6);
  });

  test('nor by the trial in its header', () => {
    const rates = JSON.stringify(Array(1000).fill(1000));
    const header = HEADER.replace('[4,4,1]', rates)
      .replace('"dieSides":4', '"dieSides":2000')
      .replace('"durationSeconds":10', '"durationSeconds":3600');
    expect(bytesOf(read([header]).runs[0]!.trace)).toBe(0);
  });

  test('nor by the number of its headers', () => {
    const { runs, files } = read(Array<string>(2000).fill(HEADER));
    expect(runs.length).toBeLessThanOrEqual(1000);
    expect(files[0]!.headerLines + files[0]!.skippedLines).toBe(2000);
  });

  test('keeps a thousand skipped lines, each in part, and counts them all', () => {
    const { files, skipped } = read([HEADER, ...Array<string>(1500).fill('x'.repeat(1000))]);
    expect(skipped).toHaveLength(1000);
    expect(skipped[0]!.text).toHaveLength(300);
    expect(files[0]!.skippedLines).toBe(1500);
  });
});

describe('an arrival without its tick', () => {
  const without = LINES.map(line => line.replaceAll(/,"arrivedBeforeTick":\d+/g, ''));

  test('gets it where the times leave no doubt, and nowhere else', () => {
    const { trace } = read(without).runs[0]!;
    let [told, untold] = [0, 0];
    for (const [m, { arrivedBeforeTicks, messageCount }] of TRACE.logs.entries())
      for (let row = 0; row < messageCount; row++) {
        const tick = trace.logs[m]!.arrivedBeforeTicks[row];
        if (tick === 0) untold += 1;
        else {
          told += 1;
          expect(tick, `message ${m + 1}-${row + 1}`).toBe(arrivedBeforeTicks[row]);
        }
      }
    expect(told).toBeGreaterThan(5);
    expect(untold).toBeGreaterThan(0); // without delay, machines of one rate meet at the same moments
  });
});

test('the format is told by a header or an event among the first lines', () => {
  expect(looksLikeJsonl(`\uFEFF\n${HEADER}`)).toBe(true);
  expect(looksLikeJsonl('{"version":1,"format":"lamplight-trace"}')).toBe(true);
  expect(looksLikeJsonl(`garbage\n${LINES[1]}`)).toBe(true);
  expect(looksLikeJsonl('{"event": "STARTUP", "machine_id": 1, "clock_rate": 6}')).toBe(false);
  expect(looksLikeJsonl('')).toBe(false);
});
