import { expect, test } from 'vitest';
import { RealScheduler, type Waker } from './real-scheduler.ts';

/** A clock and a waker that the test moves by hand. */
function byHand(sliceMs?: number) {
  const clock = { nowMs: 0, wakeMs: Infinity, asked: 0 };
  let wake: () => void = () => undefined;
  const waker = (onWake: () => void): Waker => {
    wake = onWake;
    return {
      wakeAt: timeMs => {
        clock.wakeMs = timeMs;
        clock.asked += 1;
      },
      close: () => undefined,
    };
  };
  const scheduler = new RealScheduler({
    now: () => clock.nowMs,
    waker,
    ...(sliceMs !== undefined && { sliceMs }),
  });
  return {
    clock,
    scheduler,
    wakeAt: (nowMs: number) => ((clock.nowMs = nowMs), (clock.wakeMs = Infinity), wake()),
  };
}

test('it asks to be woken for the earliest deadline only, and at its absolute time', () => {
  const { clock, scheduler } = byHand();
  scheduler.at(300, () => undefined);
  scheduler.at(500, () => undefined);
  expect(clock).toMatchObject({ wakeMs: 300, asked: 1 });
  scheduler.at(100, () => undefined);
  expect(clock).toMatchObject({ wakeMs: 100, asked: 2 });
});

test('after a freeze everything missed runs late, in order, and nothing is dropped', () => {
  const { clock, scheduler, wakeAt } = byHand();
  const ran: number[] = [];
  for (const timeMs of [30, 10, 20]) scheduler.at(timeMs, () => ran.push(timeMs));
  scheduler.at(9000, () => ran.push(9000));
  wakeAt(5000);
  expect(ran).toEqual([10, 20, 30]);
  expect(clock.wakeMs).toBe(9000);
});

test('long overdue work is cut into slices, so that the page gets its turn', () => {
  const { clock, scheduler, wakeAt } = byHand(10);
  const ran: number[] = [];
  for (let k = 1; k <= 5; k++)
    scheduler.at(k, () => {
      ran.push(k);
      clock.nowMs += 6; // each task takes six milliseconds
    });
  wakeAt(1000);
  expect(ran).toEqual([1, 2]);
  expect(clock.wakeMs).toBe(3); // at once, as it is overdue
  wakeAt(clock.nowMs);
  expect(ran).toEqual([1, 2, 3, 4]);
});

test('a task that throws does not take the later ones with it', () => {
  const { clock, scheduler, wakeAt } = byHand();
  const ran: number[] = [];
  scheduler.at(1, () => {
    throw new Error('a bug in a task');
  });
  scheduler.at(2, () => ran.push(2));
  expect(() => wakeAt(10)).toThrow('a bug in a task');
  wakeAt(clock.wakeMs + 10);
  expect(ran).toEqual([2]);
});

test('closed, it runs nothing', () => {
  const { scheduler, wakeAt } = byHand();
  const ran: number[] = [];
  scheduler.at(1, () => ran.push(1));
  scheduler.close();
  wakeAt(10);
  expect(ran).toEqual([]);
});

test('woken too early, it runs nothing and asks again', () => {
  const { clock, scheduler, wakeAt } = byHand();
  const ran: number[] = [];
  scheduler.at(100, () => ran.push(clock.nowMs));
  wakeAt(99.9);
  expect(ran).toEqual([]);
  expect(clock).toMatchObject({ wakeMs: 100, asked: 2 });
  wakeAt(100);
  expect(ran).toEqual([100]);
});
