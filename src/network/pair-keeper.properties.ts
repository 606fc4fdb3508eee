// The law of kept links: whatever is cut, on one side or both, and whatever does not open for a while, every message comes
// once and in order, and in the end all links are open again, of the better kind, as both ends say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MeshWorld, type Cut } from '../testing/network/mesh-world.ts';

const MACHINES = 3;
const PAIRS = [1, 2, 3].flatMap(from => [1, 2, 3].filter(to => to !== from).map(to => ({ from, to })));

const machines = fc.integer({ min: 0, max: PAIRS.length - 1 }).map(i => PAIRS[i]!);
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('send' as const), count: fc.integer({ min: 1, max: 30 }) }),
    fc.record({
      kind: fc.constant('pass' as const),
      milliseconds: fc.constantFrom(1, 20, 300, 4000, 20_000),
    }),
    fc.record({
      kind: fc.constant('cut' as const),
      pair: machines,
      how: fc.constantFrom<Cut>('told', 'unaware'),
      // The other side hears of it, or its next send fails. A cut that nobody ever notices is the transport's to notice.
      other: fc.constantFrom<Cut>('told', 'unaware'),
    }),
    fc.record({ kind: fc.constant('cut-one' as const), pair: machines }),
    fc.record({
      kind: fc.constant('refuse' as const),
      link: fc.constantFrom('webrtc' as const, 'broadcast' as const),
      manner: fc.constantFrom('refuses' as const, 'silent' as const),
    }),
    fc.record({ kind: fc.constant('allow' as const) }),
    fc.record({
      kind: fc.constantFrom('sleep' as const, 'wake' as const),
      self: fc.integer({ min: 1, max: MACHINES }),
    }),
  ),
  { maxLength: 25 },
);

describe('the links of a mesh', () => {
  it('lose, double and reorder nothing, and all are whole again in the end', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async path => {
        const world = new MeshWorld();
        await world.join(MACHINES);
        for (const step of path) {
          if (step.kind === 'send') sendAll(world, step.count);
          else if (step.kind === 'pass') await world.pass(step.milliseconds);
          else if (step.kind === 'refuse') world.refused.set(step.link, step.manner);
          else if (step.kind === 'allow') world.refused.clear();
          else if (step.kind === 'sleep') world.sleep(step.self);
          else if (step.kind === 'wake') await world.wake(step.self);
          else if (step.kind === 'cut' || step.kind === 'cut-one') {
            const { from, to } = step.pair;
            world.cut(from, to, step.kind === 'cut' ? step.how : 'told');
            if (step.kind === 'cut') world.cut(to, from, step.other);
          }
        }
        world.refused.clear();
        for (let self = 1; self <= MACHINES; self++) await world.wake(self);
        sendAll(world, 1); // who has not noticed a cut does now
        await world.until(() => PAIRS.every(({ from, to }) => isWhole(world, from, to)), 400_000);
        for (const { from, to } of PAIRS) {
          expect(world.heard(from, to)).toEqual(world.members[from - 1]!.sent.get(to));
          expect(world.report(from, to).rejected).toBe(0);
        }
        world.close();
        await world.pass(40);
        expect(world.network.openChannels).toBe(MACHINES * (MACHINES - 1)); // the signaling's, which is its owner's
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

function isWhole(world: MeshWorld, from: number, to: number): boolean {
  const { state, kind } = world.report(from, to);
  return (
    state === 'open' &&
    kind === 'webrtc' &&
    world.heard(from, to).length === world.members[from - 1]!.sent.get(to)!.length
  );
}

function sendAll(world: MeshWorld, count: number): void {
  for (let i = 0; i < count; i++) for (const { from, to } of PAIRS) world.send(from, to);
}
