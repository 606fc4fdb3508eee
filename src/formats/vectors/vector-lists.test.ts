// Vector clocks as lists of numbers: whose each entry is, what is found where one is wrong, and which lists are none.
import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { read, findingsOf, machinesOf } from '../../testing/read-and-audit.ts';
import { type Stamped, stampedEventsOf } from '../../testing/vector-forms.ts';
import { ownEntryCandidates, vectorPlaces } from './vector-places.ts';

const EVENTS = stampedEventsOf(simulate({ rates: [5, 2, 3], durationSeconds: 20, seed: 11 }));
const lineOf = ({ event, vector, ms }: Stamped): string =>
  `${new Date(ms).toISOString()} ${event.kind.toUpperCase()} vector=[${vector.join(', ')}]`;

/** A file for each machine, by the order of the machines in `from`. */
function filesOf(
  line: (one: Stamped) => string = lineOf,
  machines: readonly number[] = [1, 2, 3],
): Record<string, string[]> {
  return Object.fromEntries(
    machines.map(machine => [
      `machine_${machine}.log`,
      EVENTS.filter(one => one.machine === machine).map(line),
    ]),
  );
}

const NAMES = ['a', 'b', 'c'];
const logsOf = (...rows: number[][][]) => rows.map((own, i) => ({ name: NAMES[i]!, rows: own }));

describe('whose an entry is', () => {
  test('is told by what counts the events, though others rise as often', () => {
    expect(ownEntryCandidates([[1, 0, 0], [2, 0, 0], [3, 4, 0]])).toEqual([0]); // prettier-ignore
    expect(ownEntryCandidates([[1, 1], [2, 2], [3, 3]])).toEqual([0, 1]); // prettier-ignore
    expect(vectorPlaces(logsOf([[0, 1], [0, 2]], [[1, 0], [2, 2]]), 2)).toEqual({ kind: 'places', columns: [1, 0] }); // prettier-ignore
    expect(vectorPlaces(logsOf([[1, 1], [2, 2]], [[0, 1], [0, 2]]), 2)).toEqual({ kind: 'places', columns: [0, 1] }); // prettier-ignore
  });

  test('is told by names where behaviour leaves a choice, and by nothing where names do not say it either', () => {
    const both = [[1, 1, 0], [2, 2, 0]]; // prettier-ignore
    expect(vectorPlaces(logsOf(both, both), 2)).toEqual({ kind: 'places', columns: [0, 1] });
    expect(vectorPlaces(logsOf(both, both), 3)).toEqual({ kind: 'toss-up' });
    const numbered = ['P2', 'P1'].map(name => ({ name, rows: both }));
    expect(vectorPlaces(numbered, 2)).toEqual({ kind: 'places', columns: [1, 0] });
    expect(vectorPlaces(logsOf([[1, 5], [2, 5]], [[1, 5], [2, 5]]), 2)).toEqual({ kind: 'none' }); // prettier-ignore
  });
});

/** The logs with other entries at one event of machine 1, and at those that follow it. */
function withSlip(change: (vector: number[]) => void, events = 1): Record<string, string[]> {
  const isChanged = ({ machine, event }: Stamped): boolean =>
    machine === 1 && event.index >= SLIP_AT && event.index < SLIP_AT + events;
  return filesOf(one => {
    const vector = [...one.vector];
    if (isChanged(one)) change(vector);
    return lineOf({ ...one, vector });
  });
}

const SLIP_AT = 40;

const stands = (vector: number[]): void => {
  vector[0] = SLIP_AT;
};
const falls = (vector: number[]): void => {
  vector[2] = vector[2]! - 1;
};
const isCut = (vector: number[]): void => {
  vector.length = 2;
};

test.each([
  ['an own entry that stands', stands, 1, 'vector-own-entry'],
  ['one that stands for three events', stands, 3, 'vector-own-entry'],
  ['an entry that falls', falls, 1, 'vector-never-falls'],
] as const)('%s is found by its own rule, and nothing else is', (_, change, events, rule) => {
  const found = read(withSlip(change, events));
  expect(new Set(findingsOf(found).map(finding => finding.split(' ')[0]))).toEqual(new Set([rule]));
  expect(found.faults).toBe(events);
});

test('a list that is cut short is no vector, and nobody is accused', () => {
  const cut = read(withSlip(isCut));
  expect(cut.runs[0]!.trace.eventCount).toBe(EVENTS.length);
  expect(findingsOf(cut)).toEqual([]);
});

test('a machine without a log has its entry, and is accused of nothing', () => {
  const found = read(filesOf(lineOf, [1, 3]));
  expect(Object.entries(machinesOf(found)).map(([name, count]) => [name, count > 0])).toEqual([
    ['machine 1', true],
    ['machine 2', false],
    ['machine 3', true],
  ]);
  expect(found.faults).toBe(0);
  expect(Object.keys(machinesOf(read(filesOf(lineOf, [2])))).length).toBe(3);
});

test('a second run in the same files is a run of its own', () => {
  const twice = Object.fromEntries(
    Object.entries(filesOf(one => lineOf(one).slice(25))).map(([name, lines]) => [
      name,
      [...lines, ...lines],
    ]),
  );
  const found = read(twice);
  expect(found.runs.map(({ trace }) => trace.eventCount)).toEqual([EVENTS.length, EVENTS.length]);
  expect(found.faults).toBe(0);
});

test.each([
  [
    'what waits in a queue',
    ({ event }: Stamped) => `[${Array.from({ length: event.queue ?? 0 }, (_, i) => i).join(', ')}]`,
  ],
  [
    'the others, always the same',
    ({ machine }: Stamped) => `[${[1, 2, 3].filter(other => other !== machine).join(', ')}]`,
  ],
  ['a clock and a queue', ({ event }: Stamped) => `[${event.clock}, ${event.queue ?? 0}]`],
  ['a clock and the seconds', ({ event, ms }: Stamped) => `[${event.clock}, ${Math.round(ms / 1000)}]`],
  ['numbers at random', ({ vector }: Stamped) => `[${vector.map(entry => (entry * 7919) % 13).join(', ')}]`],
])('a list is no vector clock: %s', (_, list) => {
  const found = read(
    filesOf(
      one => `${new Date(one.ms).toISOString()} ${one.event.kind} clock=${one.event.clock} data=${list(one)}`,
    ),
  );
  for (const { trace } of found.runs)
    expect(trace.origin!.machines.filter(({ vectors }) => vectors)).toEqual([]);
  expect(found.runs[0]!.trace.eventCount).toBe(EVENTS.length);
  expect(found.faults).toBe(0);
});
