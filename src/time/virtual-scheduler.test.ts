import { expect, test } from 'vitest';
import { VirtualScheduler } from './virtual-scheduler.ts';

test('tasks run in the order of time, then rank, then as they were asked for', () => {
  const scheduler = new VirtualScheduler();
  const ran: string[] = [];
  scheduler.at(20, () => ran.push('late'));
  scheduler.at(10, () => ran.push('second of rank 2'), 2);
  scheduler.at(10, () => ran.push('third, also of rank 2'), 2);
  scheduler.at(10, () => ran.push('first, of rank 1'), 1);
  scheduler.runUntil(15);
  expect(ran).toEqual(['first, of rank 1', 'second of rank 2', 'third, also of rank 2']);
  expect(scheduler.nowMs()).toBe(15);
});

test('a task may ask for another one at the same moment; nothing runs within the call that asks', () => {
  const scheduler = new VirtualScheduler();
  const ran: string[] = [];
  scheduler.at(5, () => {
    scheduler.at(5, () => ran.push('inner'));
    ran.push('outer');
  });
  scheduler.runUntil(5);
  expect(ran).toEqual(['outer', 'inner']);
});

test('a cancelled task never runs; cancelling twice, or after it ran, does nothing', () => {
  const scheduler = new VirtualScheduler();
  const ran: number[] = [];
  const cancel = scheduler.at(1, () => ran.push(1));
  const cancelLater = scheduler.at(2, () => ran.push(2));
  cancel();
  cancel();
  scheduler.runUntil(3);
  cancelLater();
  expect(ran).toEqual([2]);
});
