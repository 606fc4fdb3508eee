import { expect, test } from 'vitest';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import type { RoomMessage } from './control-messages.ts';
import { RoomClaim } from './room-claim.ts';

/** A room in which everyone hears everyone else, until they leave. */
function makeRoom() {
  const scheduler = new VirtualScheduler();
  const claims = new Map<string, RoomClaim>();
  const enter = (coordinator: string, isBusy = () => false): RoomClaim => {
    const post = (message: RoomMessage) =>
      scheduler.at(scheduler.nowMs() + 1, () =>
        claims.forEach((claim, other) => {
          if (other !== coordinator) claim.hear(message);
        }),
      );
    const claim = new RoomClaim({ coordinator, scheduler, post, isBusy, onChange: () => undefined });
    claims.set(coordinator, claim);
    return claim;
  };
  return { scheduler, claims, enter };
}

test('the second coordinator of a room is told, the first is not troubled', () => {
  const { scheduler, enter } = makeRoom();
  const first = enter('bbbb');
  scheduler.runUntil(50);
  const second = enter('aaaa');
  scheduler.runUntil(10_000);
  expect([first.taken, second.taken]).toEqual([false, true]);
});

test('of two that claim at the very same moment, exactly one keeps the room', () => {
  const { scheduler, enter } = makeRoom();
  const claims = [enter('bbbb'), enter('aaaa')];
  scheduler.runUntil(10_000);
  expect(claims.map(claim => claim.taken)).toEqual([true, false]);
});

test('when the first one leaves, the second has the room', () => {
  const { scheduler, claims, enter } = makeRoom();
  const first = enter('aaaa');
  scheduler.runUntil(50);
  const second = enter('bbbb');
  scheduler.runUntil(100);
  expect(second.taken).toBe(true);
  claims.delete('aaaa');
  first.close();
  scheduler.runUntil(200);
  expect(second.taken).toBe(false);
});

test('of three, one has the room after the first one left', () => {
  const { scheduler, claims, enter } = makeRoom();
  const first = enter('aaaa');
  scheduler.runUntil(50);
  const second = enter('bbbb');
  scheduler.runUntil(90);
  const third = enter('cccc');
  claims.delete('aaaa');
  first.close();
  scheduler.runUntil(10_000);
  expect([second.taken, third.taken]).toEqual([false, true]);
});

test('a coordinator that vanished without a word does not keep the room for ever', () => {
  const { scheduler, enter } = makeRoom();
  const second = enter('bbbb');
  second.hear({ kind: 'claim', coordinator: 'aaaa', sinceMs: -1, busy: false });
  scheduler.runUntil(5000);
  expect(second.taken).toBe(true);
  scheduler.runUntil(20_000);
  expect(second.taken).toBe(false);
});

test('an older coordinator that wakes yields to the one that took its place', () => {
  let nowMs = 0;
  const posted: RoomMessage[] = [];
  const claim = new RoomClaim({
    coordinator: 'aaaa',
    scheduler: { nowMs: () => nowMs, at: () => () => undefined },
    post: message => posted.push(message),
    isBusy: () => true,
    onChange: () => undefined,
  });
  nowMs = 24_000; // its timers stood still, and another page holds the room since 12,000
  claim.hear({ kind: 'claim', coordinator: 'bbbb', sinceMs: 12_000, busy: true });
  expect(claim.taken).toBe(true);
  expect(posted.map(({ kind }) => kind)).toEqual(['claim']);
});

test('a run that goes on keeps the room, however old another claim is', () => {
  const { enter } = makeRoom();
  let running = true;
  const claim = enter('bbbb', () => running);
  claim.hear({ kind: 'claim', coordinator: 'aaaa', sinceMs: -1000, busy: false });
  expect(claim.taken).toBe(false);
  running = false;
  claim.hear({ kind: 'claim', coordinator: 'aaaa', sinceMs: -1000, busy: false });
  expect(claim.taken).toBe(true);
});
