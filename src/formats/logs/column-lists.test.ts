// Whole columns as lists: clocks, times and queues are those of the run, what happened is told from jumps and never judged.
import { describe, expect, test } from 'vitest';
import { audit } from '../../analysis/audit/audit.ts';
import { NONE } from '../../core/machine-log.ts';
import { doubtsIn } from '../../core/trace-origin.ts';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { readTrace } from '../read.ts';
import type { InputFile } from '../read-result.ts';

const START_S = 1_772_300_524;
const RUN = simulate({ rates: [5, 2, 3], durationSeconds: 50, seed: 11 });

type Column = 'clocks' | 'times' | 'queues';

function valuesOf(column: Column, machine: number): string[] {
  const { eventCount, clocks, atMs, queues } = RUN.logOf(machine);
  return Array.from({ length: eventCount }, (_, i) =>
    column === 'clocks'
      ? String(clocks[i])
      : column === 'times'
        ? (START_S + atMs[i]! / 1000).toFixed(3)
        : String(queues[i]),
  );
}

/** Of each event what lists can tell; times since the first of all. */
function told(trace: Trace): unknown {
  const firstMs = Math.min(...trace.logs.map(({ atMs }) => atMs[0]!));
  return trace.logs.map(({ eventCount, clocks, atMs, queues }) =>
    Array.from({ length: eventCount }, (_, i) => [clocks[i], Math.round(atMs[i]! - firstMs), queues[i]]),
  );
}

function read(files: readonly InputFile[]) {
  const result = readTrace(files);
  for (const file of result.files)
    expect(file.eventLines + file.headerLines + file.blankLines + file.skippedLines).toBe(file.lines);
  return result;
}

const LABELS: readonly Readonly<Record<Column, string>>[] = [
  { clocks: 'logical clock times', times: 'system times', queues: 'queue lengths' },
  { clocks: 'Lamport_clocks', times: 'Global Time', queues: 'Pending messages' },
  { clocks: 'lc', times: 'timestamps', queues: 'inbox sizes' },
];
const WAYS: Readonly<Record<string, (label: string, values: readonly string[]) => string>> = {
  'on one line': (label, values) => `${label}: [${values.join(', ')}]\n`,
  'over lines': (label, values) => `${label} = [\n${values.map(value => `  ${value},\n`).join('')}]\n`,
  'with quotes': (label, values) => `${label}: [${values.map(value => `'${value}'`).join(',')}]\r\n\r\n`,
};

const MACHINES = [1, 2, 3];
const COLUMNS: readonly Column[] = ['clocks', 'times', 'queues'];

describe.each(Object.entries(WAYS))('%s', (_, way) => {
  test.each(LABELS)('$clocks, $times and $queues of a machine in one file', labels => {
    const files = MACHINES.map(machine => ({
      name: `machine_${machine}.txt`,
      text: COLUMNS.map(column => way(labels[column], valuesOf(column, machine))).join(''),
    }));
    const { runs, skipped } = read(files);
    expect(skipped).toEqual([]);
    expect(runs).toHaveLength(1);
    expect(told(runs[0]!.trace)).toEqual(told(RUN));
  });

  test('a file for each column', () => {
    const files = MACHINES.flatMap(machine =>
      COLUMNS.map(column => ({
        name: `machine_${machine}_${{ clocks: 'logical_clock', times: 'system_times', queues: 'queue_lengths' }[column]}.txt`,
        text: way(LABELS[0]![column], valuesOf(column, machine)),
      })),
    );
    const { runs } = read(files);
    expect(runs).toHaveLength(1);
    expect(told(runs[0]!.trace)).toEqual(told(RUN));
  });
});

test('kinds are told from jumps, said to be, and never judged', () => {
  const clocks = [1, 2, 9, 9, 7, 8];
  const { runs, files } = read([
    { name: 'machine_1.txt', text: `logical clock times: [${clocks.join(', ')}]\n` },
  ]);
  const { trace } = runs[0]!;
  expect(clocks.map((_, i) => trace.event(1, i).kind)).toEqual([
    'internal',
    'internal',
    'receive',
    'internal',
    'internal',
    'internal',
  ]);
  expect([...trace.logs[0]!.queues.subarray(0, clocks.length)].every(queue => queue === NONE)).toBe(true);
  for (const bits of trace.origin!.machines[0]!.doubts) expect(doubtsIn(bits)).toContain('kind');
  expect(files[0]!.notes.join(' ')).toContain('no list says what happened');
  const found = audit(trace).rules.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  expect(new Set(found)).toEqual(new Set(['clock-rises']));
});

test('a list of another length is not read, and other lines are told of', () => {
  const { runs, files, skipped } = read([
    {
      name: 'machine_1.txt',
      text: 'logical clock times: [1, 2, 3, 4]\nsystem times: [1.5, 2.5]\ndone\nrandom numbers: [7, 8, 9]\n',
    },
  ]);
  expect(files[0]).toMatchObject({ eventLines: 2, headerLines: 1, skippedLines: 1 });
  expect(skipped.map(({ line }) => line)).toEqual([3]);
  expect(files[0]!.notes.join(' ')).toContain('“system times” has 2 values and “logical clock times” 4');
  expect(runs[0]!.trace.eventCount).toBe(4);
});

test('a vector on each line is not a column', () => {
  const lines = [1, 2, 3, 4, 5].map(own => `ACTION: INTERNAL, Logical Clock Time: [${own}, 0, 0]`);
  const bare = [1, 2, 3, 4, 5].map(own => `Logical Clock Time: [${own}, 0, 0]`);
  for (const text of [lines, bare])
    expect(readTrace([{ name: 'machine_0.log', text: text.join('\n') }]).files[0]!.family).not.toBe(
      'Columns as lists',
    );
});
