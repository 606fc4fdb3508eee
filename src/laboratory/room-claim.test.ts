// Who has a room: the one that holds its lock.
import { expect, test } from 'vitest';
import { roomLockName } from './locks.ts';
import { MemoryLocks } from './memory-locks.ts';
import { RoomClaim } from './room-claim.ts';

function makeRoom() {
  const locks = new MemoryLocks(true);
  const enter = (): RoomClaim => new RoomClaim({ room: 'main', locks, onChange: () => undefined });
  return { locks, enter };
}

const settled = () => new Promise(resolve => setImmediate(resolve));

test('the first has the room, the others wait and get it in their order, whatever they are told meanwhile', async () => {
  const { enter } = makeRoom();
  const claims = [enter(), enter(), enter()];
  const states = () => claims.map(({ state }) => state);
  expect(states()).toEqual(['asking', 'asking', 'asking']);
  await settled();
  expect(states()).toEqual(['held', 'taken', 'taken']);
  claims.shift()!.close();
  await settled();
  expect(states()).toEqual(['held', 'taken']);
  claims.shift()!.close();
  await settled();
  expect(states()).toEqual(['held']);
});

test('one that gives up waiting does not get the room', async () => {
  const { enter, locks } = makeRoom();
  const [first, second] = [enter(), enter()];
  await settled();
  second.close();
  first.close();
  await settled();
  expect(second.state).toBe('taken');
  const third = enter();
  await settled();
  expect(third.state).toBe('held');
  third.close();
  third.close();
  let isFree = false;
  locks.request(roomLockName('main'), { onHeld: () => (isFree = true) });
  await settled();
  expect(isFree).toBe(true);
});
