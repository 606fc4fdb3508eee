// Which files belong together, and what becomes of those that do not.
import { expect, test } from 'vitest';
import type { InputFile } from '../read-result.ts';
import { factsOfFileName } from './machine-names.ts';
import { readLogs } from './read-logs.ts';

/** A log of one event; `hour` is when. */
function log(name: string, hour = 10, sentence = 'Internal event occurred.'): InputFile {
  const time = `2025-01-02 ${String(hour).padStart(2, '0')}:00:00,000`;
  return { name, text: `${time} : Clock rate: 1\n${time} : (Logical Clock Time 1) ${sentence}\n` };
}

function filesOfRuns(files: readonly InputFile[]): (readonly string[])[] {
  return readLogs(files).runs.map(run => run.files);
}

test.each([
  ['log2056.txt', '2056', 'log#'],
  ['1678239498.147712_machine_0.log', '0', '1678239498.147712_machine_#'],
  ['exp/rank_0.log', '0', 'exp/rank_#'],
  ['pid_70475_clockrate_1.csv', '70475', 'pid_#_clockrate_#'],
  ['trial3-vm02.log.txt', '2', 'trial3-vm#'],
  ['lamplight-virtual-5-1-5-seed-7-machine-2.log', '2', 'lamplight-virtual-5-1-5-seed-7-machine-#'],
  ['machine_1/log.txt', '1', 'machine_#/log'],
  ['log2056 (1).txt', '2056', 'log#'],
  ['log2056.txt (2)', '2056', 'log#'],
  ['machineB.log', 'B', 'machine#'],
  ['run 4 - 12.txt', '12', 'run 4 - #'],
  ['notes.txt', undefined, 'notes'],
])('%s', (name, machine, runKey) => {
  expect(factsOfFileName(name)).toMatchObject({ machine, runKey });
});

test('fifteen files of five experiments are five runs of three machines', () => {
  const files = [5, 4, 3, 2, 1].flatMap(run => [2, 0, 1].map(id => log(`${run}00.5_machine_${id}.log`, run)));
  const { runs } = readLogs(files);
  expect(runs.map(({ name }) => name)).toEqual(['500.5', '400.5', '300.5', '200.5', '100.5']);
  for (const { trace } of runs)
    expect(trace.origin?.machines.map(({ name }) => name)).toEqual(['machine 0', 'machine 1', 'machine 2']);
});

test('the same names in different folders are different runs', () => {
  const files = ['a/log1.txt', 'a/log2.txt', 'b/log1.txt', 'b/log2.txt'].map(name => log(name));
  expect(filesOfRuns(files)).toEqual([
    ['a/log1.txt', 'a/log2.txt'],
    ['b/log1.txt', 'b/log2.txt'],
  ]);
});

test('names that tell nothing: different machines at the same time are one run, at another time another', () => {
  expect(filesOfRuns([log('machine1 x.log'), log('machine2 y.log')])).toEqual([
    ['machine1 x.log', 'machine2 y.log'],
  ]);
  expect(filesOfRuns([log('machine1 x.log', 10), log('machine2 y.log', 12)])).toEqual([
    ['machine1 x.log'],
    ['machine2 y.log'],
  ]);
});

test.each([
  [
    'at one time are a run of the machines that their names tell apart',
    [10, 10, 10],
    [['A-events-1_10.log', 'B-events-1_10.log', 'C-events-1_10.log']],
  ],
  [
    'at another time each are a run each',
    [10, 12, 14],
    [['A-events-1_10.log'], ['B-events-1_10.log'], ['C-events-1_10.log']],
  ],
])('files whose lines speak of no machine, %s', (_, hours, runs) => {
  const files = ['A', 'B', 'C'].map((letter, i) => ({
    name: `${letter}-events-1_10.log`,
    text: [0, 1]
      .map(
        h =>
          `2025-01-02 ${hours[i]! + h}:00:00,000 : (Logical Clock Time ${h + 1}) Internal event occurred.\n`,
      )
      .join(''),
  }));
  expect(filesOfRuns(files)).toEqual(runs);
});

test.each([
  ['two machines with two logs each: none', ['m1.log', 'm2.log', 'm1.txt (2)', 'm2.txt (2)'], []],
  ['one with two, one with one: that it may lack events', ['m1.log', 'm2.log', 'm1.log (2)'], ['1']],
])('what is missing from runs: %s', (_, names, doubtful) => {
  const parts = names.map(name => ({ ...log(name), name }));
  const told = readLogs(parts).runs.map(({ trace }) =>
    trace.gaps.flatMap(({ machine, reason }) =>
      reason.includes('in another log of it') ? [trace.origin?.machines[machine - 1]?.name] : [],
    ),
  );
  expect(new Set(told.flat())).toEqual(new Set(doubtful.map(name => `machine ${name}`)));
});

test('two logs of one machine: the second becomes a run of its own, and it is said', () => {
  const { runs } = readLogs([log('log1.txt', 12), log('log2.txt', 10), log('log1 (1).txt', 10)]);
  expect(runs.map(({ files }) => files)).toEqual([['log1 (1).txt', 'log2.txt'], ['log1.txt']]);
  expect(runs.map(({ name }) => name)).toEqual(['log', 'log (2)']);
  expect(runs[1]?.trace.origin?.notes.join(' ')).toContain('There are 2 logs of machine 1');
});

test('a machine that is only told of has an empty log and a gap', () => {
  const { runs } = readLogs([log('log1.txt', 10, 'Sent a message to machine 3.'), log('log2.txt')]);
  const { trace } = runs[0]!;
  expect(trace.origin?.machines.map(({ name }) => name)).toEqual(['machine 1', 'machine 2', 'machine 3']);
  expect(trace.logs.map(({ eventCount }) => eventCount)).toEqual([1, 1, 0]);
  expect(trace.gaps).toEqual([{ machine: 3, reason: expect.stringContaining('machine 3') }]);
  expect(trace.event(1, 0)).toMatchObject({ messages: [{ to: 3, timestamp: 1 }] });
});

test('one file alone that sends to both others: both are missing', () => {
  const { trace } = readLogs([log('log1.txt', 10, 'Sent a message to both other machines.')]).runs[0]!;
  expect(trace.machines).toBe(3);
  expect(trace.gaps.map(({ machine }) => machine)).toEqual([2, 3]);
});

test('a value that nobody sent came from the one machine whose log is missing', () => {
  const received = 'Received a message with logical time 8. Current queue length is 0.';
  const { trace } = readLogs([
    log('log1.txt', 10, 'Sent a message to machine 3.'),
    log('log2.txt', 11, received),
  ]).runs[0]!;
  const event = trace.event(2, 0);
  expect(event).toMatchObject({ kind: 'receive', message: { from: 3, timestamp: 8 } });
  expect(event.kind === 'receive' && event.message?.sentMs).toBeUndefined();
});

test('one log of a run of three, with nothing to pair: each receive is kept, and the notes claim nothing', () => {
  const received = 'Received a message with logical time 8. Current queue length is 0.';
  const { trace } = readLogs([log('log2.txt', 11, received)]).runs[0]!;
  expect(trace.event(1, 0)).toMatchObject({ kind: 'receive', message: undefined });
  expect(trace.gaps).toHaveLength(1);
  expect(trace.origin?.notes).toContainEqual(
    expect.stringContaining('No receive could be matched to a send'),
  );
  expect(trace.origin?.notes).toContain('1 receive: 1 without a message that fits.');
});

test('files that are not named as their lines name the machines are told apart by whom they never name', () => {
  const files = [
    log('alice.txt', 10, 'Sent a message to machines 2 and 3.'),
    log('bob.txt', 10, 'Sent a message to machines 1 and 3.'),
    log('carol.txt', 10, 'Sent a message to machines 1 and 2.'),
  ];
  const { trace } = readLogs([files[2]!, files[0]!, files[1]!]).runs[0]!;
  expect(trace.origin?.machines.map(({ name }) => name)).toEqual(['machine 1', 'machine 2', 'machine 3']);
  expect(trace.origin?.files).toEqual(['alice.txt', 'bob.txt', 'carol.txt']);
  expect(trace.gaps).toEqual([]);
});

test('clocks and times that go backwards are kept as they are, and noted', () => {
  const { trace } = readLogs([
    {
      name: 'log1.txt',
      text: [
        '2025-01-02 10:00:02,000 : (Logical Clock Time 5) Internal event occurred.',
        '2025-01-02 10:00:01,000 : (Logical Clock Time 4) Internal event occurred.',
      ].join('\r\n'),
    },
  ]).runs[0]!;
  expect([...trace.logOf(1).clocks.subarray(0, 2)]).toEqual([5, 4]);
  expect([...trace.logOf(1).atMs.subarray(0, 2)]).toEqual([1000, 0]);
  expect(trace.origin?.notes).toContainEqual(expect.stringContaining('Logical clocks go backwards once'));
  expect(trace.origin?.notes).toContainEqual(expect.stringContaining('Times go backwards once'));
});
