// A machine is called as its files call it.
import { expect, test } from 'vitest';
import { readTrace } from '../formats/read.ts';
import { simulate } from '../engine/simulate.ts';
import { machineName } from './machine-name.ts';

test('a kind of machine with its number begins a line with a capital, a name of its own is as it is written', () => {
  const { trace } = readTrace([
    { name: 'run.log', text: 'alpha {"alpha":1}\nstart\n10.0.0.1:8080 {"10.0.0.1:8080":1}\nstart\n' },
  ]).runs[0]!;
  expect([1, 2].map(machine => machineName(trace, machine)).sort()).toEqual(['10.0.0.1:8080', 'alpha']);
  expect(machineName(simulate({ rates: [1, 1] }), 2)).toBe('Machine 2');
});
