// A trace's table loses nothing: what was written is read back the same, whatever the run was like; and what somebody
// did to the table in between is told, line by line.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCertifiedRun } from '../testing/certificate-arbitrary.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { CSV_COLUMNS } from './csv-columns.ts';
import { looksLikeCsv, readCsv } from './read-csv.ts';
import type { ReadResult } from './read-result.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { writeTrace } from './write.ts';

function csvOf(trace: Trace): string {
  return writeTrace(trace, 'csv')[0]!.text;
}

function read(text: string): ReadResult {
  return readCsv({ name: 'table.csv', text });
}

function expectSame(text: string, trace: Trace): void {
  const { runs, skipped } = read(text);
  expect(skipped).toEqual([]);
  expect(contentsOf(runs[0]!.trace)).toEqual(contentsOf(trace));
}

/** Lines are told apart by what they became, and none is forgotten. */
function expectAccounted({ files }: ReadResult): void {
  const { lines, eventLines, headerLines, blankLines, skippedLines } = files[0]!;
  expect(eventLines + headerLines + blankLines + skippedLines).toBe(lines);
}

describe('what comes back', () => {
  test('is a virtual run', () => {
    fc.assert(
      fc.property(anyTrial, trial => {
        const trace = simulate(trial);
        expectSame(csvOf(trace), trace);
      }),
    );
  });

  test('is a live run with its certificate', () => {
    fc.assert(
      fc.property(anyCertifiedRun, trace => expectSame(csvOf(trace), trace)),
      { numRuns: 50 },
    );
  });

  test('is a run with faults', () => {
    fc.assert(
      fc.property(anyFaultyTrial, trial => {
        const trace = simulate(trial);
        expectSame(csvOf(trace), trace);
      }),
    );
  });

  test('is a log of some other program, with all that it left unsaid', () => {
    fc.assert(fc.property(anyImportedTrace, trace => expectSame(csvOf(trace), trace)));
  });

  test('is a live run with its start, its gap, and a message whose send was lost', () => {
    const trial = simulate({ rates: [5, 5] }).trial;
    const trace = new Trace(trial, 'live', Date.parse('2026-11-22T10:00:00.123Z'));
    trace.gaps.push({ machine: 2, reason: 'Its page was closed, "at once".\nSo it is.' });
    trace.losses.push({ from: 1, to: 2, count: 3, kind: 'not-sent', reason: 'It said, "No".\n' });
    const recorder = trace.recorderOf(1);
    recorder.arrival({ from: 2, to: 1, number: 3, timestamp: 7 }, 150.5, 1);
    recorder.internal(200.25, 1, 1, 9);
    expectSame(csvOf(trace), trace);
  });

  test('is a run in which nothing happened yet', () => {
    const trace = new Trace(simulate({ rates: [2, 3] }).trial, 'live', 0);
    expectSame(csvOf(trace), trace);
  });
});

describe('a table', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 20 });
  const text = csvOf(trace);
  const rows = text.trimEnd().split('\r\n');

  test('is one that a spreadsheet opens: a header row, rows of equal width, ordered by time', () => {
    expect(rows[0]).toBe(CSV_COLUMNS.join(','));
    expect(rows).toHaveLength(1 + trace.eventCount);
    for (const row of rows.slice(2)) expect(row.split(',')).toHaveLength(CSV_COLUMNS.length);
    const at = CSV_COLUMNS.indexOf('at_milliseconds');
    const times = rows.slice(2).map(row => Number(row.split(',')[at]));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('is recognised by its header row', () => {
    expect(looksLikeCsv(rows[0]!)).toBe(true);
    expect(looksLikeCsv(`\uFEFF${rows[0]!}\r`)).toBe(true);
    expect(looksLikeCsv('logical clock,global time,event type,queue length')).toBe(false);
    expect(looksLikeCsv('{"format":"lamplight-trace"}')).toBe(false);
  });

  test('may be sorted by anything and have its columns in any order', () => {
    const order = CSV_COLUMNS.map((_, i) => (i * 5 + 3) % CSV_COLUMNS.length);
    expect(new Set(order).size).toBe(order.length);
    const table = rows.slice(2).map(row => row.split(','));
    const sorted = table.sort((a, b) => Number(b[6]) - Number(a[6]));
    const first = rows[1]!;
    const quote = first.indexOf('"');
    const firstFields = [...first.slice(0, quote - 1).split(','), first.slice(quote)];
    const shuffled = [CSV_COLUMNS as readonly string[], ...sorted, firstFields].map(fields =>
      order.map(i => fields[i]).join(','),
    );
    expectSame(shuffled.join('\n'), trace);
  });

  test('may have been saved with semicolons, quotes and decimal commas', () => {
    const header = CSV_COLUMNS.map(name => `"${name}"`).join(';');
    const first = rows[1]!;
    const quote = first.indexOf('"');
    const german = (field: string): string => `"${field.includes(';') ? field : field.replace('.', ',')}"`;
    const body = rows.slice(2).map(row => row.split(',').map(german).join(';'));
    const firstRow = [
      ...first
        .slice(0, quote - 1)
        .split(',')
        .map(german),
      first.slice(quote),
    ].join(';');
    expectSame([header, firstRow, ...body].join('\r\n'), trace);
  });

  test('of which the row with the run is gone is read by what the events tell', () => {
    const result = read([rows[0]!, ...rows.slice(2)].join('\n'));
    expectAccounted(result);
    expect(result.runs[0]?.trace.eventCount).toBe(trace.eventCount - 1);
    expect(result.files[0]?.notes.join(' ')).toMatch(/column "run"/);
  });

  test('of a stretch keeps the indices that the events have in the run', () => {
    const part = writeTrace(trace, 'csv', { window: { fromMs: 5000, toMs: 9000 } })[0]!;
    expect(part.name).toBe('lamplight-virtual-5-1-5-seed-7-5-to-9-s.csv');
    const result = read(part.text);
    expect(result.skipped).toEqual([]);
    expect(result.runs[0]?.trace.eventCount).toBe(part.text.trimEnd().split('\r\n').length - 1);
  });
});

describe('bad input', () => {
  const trace = simulate({ rates: [3, 2, 4], seed: 3, durationSeconds: 4 });
  const rows = csvOf(trace).trimEnd().split('\r\n');
  const withRow = (row: string): ReadResult => read(rows.toSpliced(4, 0, row).join('\r\n'));
  const fields = (change: Partial<Record<(typeof CSV_COLUMNS)[number], string>>): string =>
    CSV_COLUMNS.map(name => change[name] ?? '').join(',');
  const internal = {
    machine: '1',
    event_index: '90',
    kind: 'internal',
    at_milliseconds: '1',
    logical_clock: '1',
    queue_length_messages: '0',
    die_face: '9',
  } as const;

  test.each([
    ['an open quote', '1,"2', /quotes/],
    ['a short row', '1,2,3', /3 fields where the header row names 26/],
    [
      'a kind that is none',
      fields({ ...internal, kind: 'lunch' }),
      /"kind" must be internal, send or receive/,
    ],
    [
      'a clock that is none',
      fields({ ...internal, logical_clock: 'x' }),
      /"logical_clock" must be a whole number/,
    ],
    ['no time', fields({ ...internal, at_milliseconds: '' }), /"at_milliseconds" is missing/],
    ['a machine too many', fields({ ...internal, machine: '9' }), /There is no machine 9/],
    [
      'lists that do not fit',
      fields({ ...internal, kind: 'send', message_numbers: '1;2', message_to_machines: '2' }),
      /equally many/,
    ],
  ])('%s is skipped with its line and the reason, and what stands around it is read', (_, row, reason) => {
    const result = withRow(row);
    expectAccounted(result);
    expect(result.skipped).toHaveLength(1);
    expect(result.skipped[0]).toMatchObject({ file: 'table.csv', line: 5, text: row });
    expect(result.skipped[0]?.reason).toMatch(reason);
    expect(result.runs[0]?.trace.eventCount).toBe(trace.eventCount);
  });

  test.each([
    ['', 'The file is empty.'],
    ['a,b\n1,2\n', 'It has no header row of a trace.'],
  ])('%j gives no run and says why', (text, note) => {
    const result = read(text);
    expect(result.runs).toEqual([]);
    expect(result.files[0]?.notes).toEqual([note]);
    expectAccounted(result);
  });

  test('a run that is no JSON is said, and the events are read', () => {
    const result = read([rows[0]!, rows[1]!.replace('{', '['), ...rows.slice(2)].join('\n'));
    expect(result.files[0]?.notes.join(' ')).toMatch(/The run cannot be read/);
    expect(result.runs[0]?.trace.eventCount).toBe(trace.eventCount);
  });

  test('no text makes the reader throw or forget a line', () => {
    fc.assert(
      fc.property(fc.nat(rows.length - 1), fc.nat(300), fc.string({ maxLength: 4 }), (i, at, junk) => {
        const row = rows[i]!;
        const spoilt = rows.with(i, row.slice(0, at) + junk + row.slice(at + junk.length));
        expectAccounted(read(spoilt.join('\r\n')));
      }),
    );
  });
});
