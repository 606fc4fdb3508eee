import { expect, test } from 'vitest';
import type { SeatState } from '../laboratory/laboratory-state.ts';
import { tabNote } from './machines.ts';

const seat: SeatState = { machine: 2, phase: 'running', place: 'tab', hidden: false, links: [] };
const lost: SeatState = {
  ...seat,
  phase: 'lost',
  place: undefined,
  lost: { how: 'closed', atMs: 15_040 },
};

test('a tab that was closed cannot rejoin its run, and can be opened for the next one', () => {
  expect(tabNote(lost, true)).toBe('closed at 15.0 s, too late to rejoin');
  expect(tabNote(lost, false)).toBeUndefined();
});

test('a tab that took the seat of a lost one after the run has it', () => {
  expect(tabNote({ ...lost, place: 'tab' }, false)).toBe('has its tab');
});

test('a seat without a tab can have one until the run begins', () => {
  const empty: SeatState = { ...seat, phase: 'empty', place: undefined };
  expect(tabNote(empty, false)).toBeUndefined();
  expect(tabNote(empty, true)).toBe('no tab, too late to join');
  expect(tabNote({ ...seat, hidden: true }, true)).toBe('has its tab, hidden');
});
