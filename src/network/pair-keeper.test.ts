// A pair whose link is cut underneath: it is opened anew, over the next kind where it must, over the better one again later,
// and every message comes once and in order.
import { afterEach, describe, expect, it } from 'vitest';
import { MeshWorld } from '../testing/network/mesh-world.ts';
import { LinkClosedError } from './link.ts';
import { REOPEN_TIMEOUT_MS, RETURN_AFTER_MS } from './pair-keeper.ts';

const worlds: MeshWorld[] = [];
afterEach(() => worlds.splice(0).forEach(world => world.close()));

async function pair(choice?: 'auto' | 'webrtc'): Promise<MeshWorld> {
  const world = new MeshWorld();
  worlds.push(world);
  await world.join(2, choice);
  return world;
}

const isBack = (world: MeshWorld, kind: string) => () =>
  [world.report(1, 2), world.report(2, 1)].every(report => report.state === 'open' && report.kind === kind);

function sendBoth(world: MeshWorld, count: number): void {
  for (let i = 0; i < count; i++) {
    world.send(1, 2);
    world.send(2, 1);
  }
}

async function allHeard(world: MeshWorld): Promise<void> {
  const [one, two] = world.members;
  await world.until(
    () =>
      world.heard(1, 2).length === one!.sent.get(2)!.length &&
      world.heard(2, 1).length === two!.sent.get(1)!.length,
  );
  expect([world.heard(1, 2), world.heard(2, 1)]).toEqual([one!.sent.get(2), two!.sent.get(1)]);
}

describe('a link that is cut underneath', () => {
  it.each([
    ['the one who decides, which does not notice, as the other does', 'unaware', 'told'],
    ['the other one, which does not notice', 'told', 'unaware'],
    ['both, which both notice', 'told', 'told'],
    ['both, and neither notices until it sends', 'unaware', 'unaware'],
  ] as const)('on the side of %s: is open again at once, and nothing is lost', async (_, one, two) => {
    const world = await pair();
    sendBoth(world, 10);
    world.cut(1, 2, one);
    world.cut(2, 1, two);
    sendBoth(world, 10);
    expect(await world.until(isBack(world, 'webrtc'))).toBeLessThan(1000);
    sendBoth(world, 10);
    await allHeard(world);
    for (const report of [world.report(1, 2), world.report(2, 1)]) {
      expect(report).toMatchObject({ changes: 1, rejected: 0, overdue: 0, heldMs: 0 });
      expect(report.reason).toBeUndefined();
    }
    // What was told meanwhile.
    expect(
      world.members.map(({ reports }) => reports.some(({ state }, i) => i > 3 && state === 'connecting')),
    ).toEqual([true, true]);
  });

  it.each(['refuses', 'silent'] as const)(
    'while WebRTC %s: falls back within a bounded time, and goes back to WebRTC when that opens',
    async manner => {
      const world = await pair();
      world.refused.set('webrtc', manner);
      world.cut(1, 2, 'told');
      world.cut(2, 1, 'told');
      sendBoth(world, 5);
      const fallenMs = await world.until(isBack(world, 'broadcast'));
      expect(fallenMs).toBeLessThanOrEqual(REOPEN_TIMEOUT_MS + 500);
      expect(world.report(1, 2).reason).toBe(world.report(2, 1).reason);
      expect(world.report(1, 2).reason).toMatch(/no webrtc now|not open within 3 seconds/);
      sendBoth(world, 5);
      await allHeard(world);
      world.refused.clear();
      expect(await world.until(isBack(world, 'webrtc'))).toBeLessThanOrEqual(RETURN_AFTER_MS + 500);
      sendBoth(world, 5);
      await allHeard(world);
      expect([world.report(1, 2).changes, world.report(2, 1).changes]).toEqual([2, 2]);
      expect(world.report(1, 2).reason).toBeUndefined();
    },
  );

  it('goes back to WebRTC less and less often, and not for ever', async () => {
    const world = await pair();
    let tries = 0;
    world.refused.set('webrtc', 'refuses');
    world.cut(1, 2, 'told');
    await world.until(isBack(world, 'broadcast'));
    const get = world.refused.get.bind(world.refused);
    world.refused.get = kind => {
      if (kind === 'webrtc') tries += 1;
      return get(kind);
    };
    await world.pass(20_000);
    const early = tries;
    await world.pass(1_200_000);
    expect(early).toBeLessThanOrEqual(2 * 2);
    expect(tries).toBeLessThanOrEqual(2 * 10);
    expect(world.report(1, 2)).toMatchObject({ state: 'open', kind: 'broadcast', changes: 1 });
  });

  it('that never holds is opened less and less often, and at once again after one that held', async () => {
    const world = await pair();
    const flap = async (milliseconds: number): Promise<void> => {
      for (const endMs = world.scheduler.nowMs() + milliseconds; world.scheduler.nowMs() < endMs;) {
        if (isBack(world, 'webrtc')()) for (const self of [1, 2]) world.cut(self, 3 - self, 'told');
        await world.pass(20);
      }
    };
    await flap(60_000);
    const { changes } = world.report(1, 2);
    expect(changes).toBeGreaterThan(3);
    expect(changes).toBeLessThanOrEqual(8);
    await world.until(isBack(world, 'webrtc'));
    await world.pass(4000);
    for (const self of [1, 2]) world.cut(self, 3 - self, 'told');
    sendBoth(world, 5);
    expect(await world.until(isBack(world, 'webrtc'))).toBeLessThan(500);
    await allHeard(world);
  });

  it('with WebRTC alone: waits and tries again until it opens, and nothing is lost', async () => {
    const world = await pair('webrtc');
    world.refused.set('webrtc', 'refuses');
    world.cut(1, 2, 'told');
    world.cut(2, 1, 'told');
    sendBoth(world, 20);
    await world.pass(20_000);
    expect([world.report(1, 2).state, world.report(2, 1).state]).toEqual(['connecting', 'connecting']);
    expect(world.report(1, 2)).toMatchObject({ overdue: 20 });
    world.refused.clear();
    expect(await world.until(isBack(world, 'webrtc'))).toBeLessThanOrEqual(31_000);
    await allHeard(world);
    expect(await world.until(() => world.report(1, 2).overdue === 0)).toBeLessThan(500);
    expect(world.report(1, 2)).toMatchObject({ changes: 1, rejected: 0 });
  });

  it.each([1, 2])('while machine %i sleeps for long is open again soon after it wakes', async sleeper => {
    const world = await pair();
    world.sleep(sleeper);
    await world.pass(15_000);
    world.cut(3 - sleeper, sleeper, 'told'); // as WebRTC finds out
    world.cut(sleeper, 3 - sleeper, 'unaware');
    for (let i = 0; i < 50; i++) world.send(3 - sleeper, sleeper);
    await world.pass(182_000); // no try goes on at this moment, and the next is far
    await world.wake(sleeper);
    sendBoth(world, 5);
    expect(await world.until(isBack(world, 'webrtc'))).toBeLessThan(1000);
    await allHeard(world);
  });

  it('ends where the other machine leaves meanwhile, and says so', async () => {
    const world = await pair();
    world.refused.set('webrtc', 'silent').set('broadcast', 'silent');
    world.cut(1, 2, 'told');
    world.cut(2, 1, 'told');
    await world.pass(1000);
    world.members[1]!.mesh.close();
    await world.until(() => world.report(1, 2).state === 'closed');
    expect(world.members[0]!.ears.get(2)!.closings).toEqual(['Machine 2 closed the link.']);
    expect(() => world.send(1, 2)).toThrow(LinkClosedError);
  });

  it('is ended for a machine that is gone for good', async () => {
    const world = await pair();
    world.cut(2, 1, 'deaf');
    sendBoth(world, 3);
    world.members[0]!.mesh.endLink(2, 'The run goes on without machine 2.');
    expect(world.members[0]!.ears.get(2)!.closings).toEqual(['The run goes on without machine 2.']);
    expect(world.report(1, 2)).toMatchObject({
      state: 'closed',
      reason: 'The run goes on without machine 2.',
    });
    expect(() => world.send(1, 2)).toThrow(LinkClosedError);
  });
});
