// Files in which the clock begins anew: the logs of several machines, put together by `cat` or `tail`, are those of one run;
// runs of one machine are not, and where nothing tells it is said.
import { expect, test } from 'vitest';
import type { Event } from '../../core/event.ts';
import { simulate } from '../../engine/simulate.ts';
import { machinesOf, read } from '../../testing/read-and-audit.ts';

const RUN = simulate({ rates: [5, 2, 3], durationSeconds: 30, seed: 11 });
const START_MS = Date.UTC(2026, 1, 28, 17, 42, 4);
const dated = ({ atMs }: Event): string => new Date(START_MS + atMs).toISOString();

function logsWith(
  timeOf: (event: Event) => string,
  head: (machine: number) => string[] = () => [],
): string[][] {
  return RUN.logs.map(({ machine, eventCount }) => [
    ...head(machine),
    ...Array.from({ length: eventCount }, (_, index) => {
      const event = RUN.event(machine, index);
      return `${timeOf(event)} ${event.kind.toUpperCase()} clock=${event.clock}`;
    }),
  ]);
}

const COUNTS = RUN.logs.map(({ eventCount }) => eventCount);
const numbered = (from: number) =>
  Object.fromEntries(COUNTS.map((count, i) => [`machine ${from + i}`, count]));

test.each([
  ['a head that names each', logsWith(dated, machine => [`Machine ${machine - 1} started at rate 3`]), 0],
  ['what tail writes', logsWith(dated, machine => ['', `==> machine_${machine - 1}.log <==`]), 0],
  [
    'what tail writes, without times',
    logsWith(
      () => '',
      machine => ['', `==> machine_${machine - 1}.log <==`],
    ),
    0,
  ],
  ['nothing, at the same time', logsWith(dated), 1],
])('machines in one file, told apart by %s', (_, logs, from) => {
  const found = read({ 'all.log': logs.flat() });
  expect(found.runs).toHaveLength(1);
  expect(machinesOf(found)).toEqual(numbered(from));
  expect(found.notes).toContain('It holds the logs of 3 machines');
  expect(found.runs[0]!.trace.messageCount).toBeGreaterThan(50);
  expect(found.faults).toBe(0);
});

test('runs of one machine stay runs, and where nothing tells both are named', () => {
  const [own] = logsWith(dated, () => ['Machine 4 started at rate 3']) as [string[]];
  const later = own.map(line => line.replace('T17:', 'T19:'));
  const again = read({ 'm.log': [...own, ...later] });
  expect(again.runs).toHaveLength(2);
  expect(again.notes).not.toContain('may also be');
  expect(read({ 'm.log': [...own.slice(1), ...later.slice(1)] }).runs).toHaveLength(2);
  const untold = read({ 'm.log': logsWith(() => '').flat() });
  expect(untold.runs).toHaveLength(3);
  expect(untold.notes).toContain('They may also be the logs of 3 machines');
  expect(untold.faults).toBe(0);
});
