// A machine is called as its files call it.
import { expect, test } from 'vitest';
import { readTrace } from '../formats/read.ts';
import { simulate } from '../engine/simulate.ts';
import { laneName, machineName, machineNumeral } from './machine-name.ts';

test('a kind of machine with its number begins a line with a capital, a name of its own is as it is written', () => {
  const { trace } = readTrace([
    { name: 'run.log', text: 'alpha {"alpha":1}\nstart\n10.0.0.1:8080 {"10.0.0.1:8080":1}\nstart\n' },
  ]).runs[0]!;
  expect([1, 2].map(machine => machineName(trace, machine)).sort()).toEqual(['10.0.0.1:8080', 'alpha']);
  expect(machineName(simulate({ rates: [1, 1] }), 2)).toBe('Machine 2');
});

test('the name of the person in a seat follows its number, and two of one name are told apart', () => {
  const trace = simulate({ rates: [1, 1, 1] });
  trace.seatNames = ['Ada', null, 'Ada'];
  expect([1, 2, 3].map(machine => machineName(trace, machine))).toEqual([
    'Machine 1 (Ada)',
    'Machine 2',
    'Machine 3 (Ada)',
  ]);
  expect([1, 2, 3].map(machine => machineNumeral(trace, machine))).toEqual(['1', '2', '3']);
  expect([1, 2, 3].map(machine => laneName(trace, machine, 12))).toEqual(['1 Ada', 'Machine 2', '3 Ada']);
  trace.seatNames = ['👩‍💻'.repeat(8), 'Ada Lovelace'];
  expect(laneName(trace, 2, 12)).toBe('2 Ada Lovel…');
  expect([...laneName(trace, 1, 12)]).toHaveLength(12);
  expect(trace.messageNameOf(2, 17)).toBe('2-17');
});
