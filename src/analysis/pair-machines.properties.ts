// The machines of two logs find each other whatever their order, and a run whose machines got other numbers is still that run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MachineId } from '../core/message.ts';
import { packCopy, unpackTrace } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { summarize } from './summary.ts';
import { divergenceOf } from './divergence.ts';
import { pairMachines } from './pair-machines.ts';

/** The trace with these names for its machines. */
function named(trace: Trace, names: readonly string[]): Trace {
  const { packed } = packCopy(trace);
  const machines = packed.origin!.machines.map((machine, i) => ({ ...machine, name: names[i]! }));
  return unpackTrace({ ...packed, origin: { ...packed.origin!, machines } });
}

const namesOf = (trace: Trace): string[] => trace.logs.map(({ machine }) => trace.nameOf(machine));

const letters = (count: number): string[] => Array.from({ length: count }, (_, i) => `port ${'zyxwvuts'[i]}`);

test('a log whose machines are in another order is the same run, and comes back to its own order', () => {
  let reordered = 0;
  fc.assert(
    fc.property(anyImportedTrace, fc.integer({ min: 1, max: 7 }), (trace, by) => {
      const machines = trace.machines;
      const names = letters(machines);
      const plain = named(trace, names);
      // The names turned round are those of a model with another order.
      const turned = names.map((_, i) => names[(i + by) % machines]!);
      const model = named(trace, turned);
      const { first, second, by: how } = pairMachines(model, plain);
      expect(first).toBe(model);
      expect(namesOf(second)).toEqual(turned);
      expect(how).toBe(by % machines === 0 ? 'number' : 'name');
      expect(second.eventCount).toBe(trace.eventCount);
      const { totals } = summarize(second);
      expect(totals).toEqual(summarize(trace).totals);
      const back = pairMachines(plain, second).second;
      expect(divergenceOf(plain, back)).toEqual([]);
      expect(contentsOf(back)).toEqual(contentsOf(plain));
      if (how === 'name') reordered += 1;
    }),
    { numRuns: 150 },
  );
  expect(reordered).toBeGreaterThan(75);
});

test('a message is between the machines of the same names', () => {
  const run = simulate({ rates: [5, 1, 3], seed: 7, durationSeconds: 10 });
  const imported = importedOf(run, ['c', 'a', 'b']);
  const { second } = pairMachines(importedOf(run, ['a', 'b', 'c']), imported);
  const messagesOf = (trace: Trace): string[] =>
    trace.logs
      .flatMap(({ machine, messageCount }) =>
        Array.from({ length: messageCount }, (_, row) => trace.message(machine, row + 1)!),
      )
      .map(({ from, to, timestamp }) => `${trace.nameOf(from)} ${trace.nameOf(to)} ${timestamp}`)
      .sort();
  expect(messagesOf(second)).toEqual(messagesOf(imported));
  for (const [i, { machine, eventCount }] of second.logs.entries())
    for (let index = 0; index < eventCount; index++) {
      const event = second.event(machine, index);
      const other = imported.event(([2, 3, 1] as MachineId[])[i]!, index);
      if (event.kind === 'receive' && other.kind === 'receive')
        expect(second.nameOf(event.message!.from)).toBe(imported.nameOf(other.message!.from));
    }
});

test('runs of the laboratory, and logs whose names do not tell, are paired by number', () => {
  const run = simulate({ rates: [5, 1, 3], seed: 7, durationSeconds: 10 });
  for (const [one, two] of [
    [run, run],
    [run, importedOf(run, ['a', 'b', 'c'])],
    [importedOf(run, ['a', 'b', 'c']), importedOf(run, ['a', 'c', 'd'])],
    [importedOf(run, ['a', 'b', 'c']), importedOf(run, ['a', 'a', 'b'])],
  ] as const) {
    const { first, second, by } = pairMachines(one, two);
    expect([first === one, second === two, by]).toEqual([true, true, 'number']);
  }
});

test('of a log of the laboratory’s own names, the order is the numbers’', () => {
  const run = simulate({ rates: [5, 1, 3], seed: 7, durationSeconds: 10 });
  const log = importedOf(run, ['machine 3', 'machine 1', 'machine 2']);
  const { first, by } = pairMachines(log, run);
  expect(by).toBe('name');
  expect(namesOf(first)).toEqual(namesOf(run));
});

function importedOf(run: Trace, names: readonly string[]): Trace {
  const { packed } = packCopy(run);
  const machines = packed.logs.map(({ eventCount }, i) => ({
    name: names[i]!,
    rate: 'stated' as const,
    files: new Uint16Array(eventCount),
    lines: new Uint32Array(eventCount),
    indices: new Uint32Array(0),
    pairings: new Uint8Array(eventCount),
    statedTimestamps: new Uint32Array(eventCount),
    doubts: new Uint8Array(eventCount),
  }));
  return unpackTrace({
    ...packed,
    engine: 'imported',
    origin: { family: 'a log', files: ['log'], machines, notes: [], rule: 'stated', timeStepMs: 1 },
  });
}
