// The law of sessions: whatever their carriers lose, double, reorder or break off, each message is heard once, in its order,
// and all are heard once a carrier holds for long enough; and no buffer grows beyond its bound.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SessionWorld, type End } from '../../testing/network/session-world.ts';
import { SeededFaults } from '../memory/seeded-faults.ts';

const OUTBOX_MAX = 24;

const plans = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  lostPercent: fc.integer({ min: 0, max: 60 }),
  doubledPercent: fc.integer({ min: 0, max: 60 }),
  delayMaxMs: fc.constantFrom(0, 1, 20, 500, 3000),
});
const sides = fc.constantFrom<0 | 1>(0, 1);
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('send' as const), side: sides, count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 0, max: 4000 }) }),
    /** One end takes a fresh carrier, the other one so much later. */
    fc.record({
      kind: fc.constant('attach' as const),
      first: sides,
      laterMs: fc.constantFrom(0, 0, 3, 700),
    }),
    fc.record({ kind: fc.constant('cut' as const), side: sides }),
  ),
  { maxLength: 40 },
);

function isPrefix(heard: readonly number[], sent: readonly number[]): boolean {
  return heard.every((number, i) => number === sent[i]);
}

describe('a session', () => {
  it('hands over each message once and in order, and all in the end, over any carriers', () => {
    fc.assert(
      fc.property(plans, steps, (plan, path) => {
        const faults = new SeededFaults(plan);
        const world = new SessionWorld({ outboxMax: OUTBOX_MAX }, faults);
        for (const end of world.ends) end.listen();
        const check = (): void => {
          const [one, two] = world.ends;
          for (const [from, to] of [
            [one, two],
            [two, one],
          ] as const) {
            expect(isPrefix(to.heard, from.sent)).toBe(true);
            expect(from.session.unacknowledged).toBeLessThanOrEqual(OUTBOX_MAX);
            // What was acknowledged has been heard.
            expect(to.heard.length).toBeGreaterThanOrEqual(from.sent.length - from.session.unacknowledged);
          }
        };
        for (const step of path) {
          if (step.kind === 'send') sendSome(world.ends[step.side], step.count);
          else if (step.kind === 'pass') world.pass(step.milliseconds);
          else if (step.kind === 'cut') world.ends[step.side].cut();
          else {
            const carriers = world.carriers();
            const other = step.first === 0 ? 1 : 0;
            world.ends[step.first].attach(carriers[step.first]);
            world.pass(step.laterMs);
            world.ends[other].attach(carriers[other]);
          }
          check();
        }
        faults.end();
        world.attach();
        world.pass(40_000);
        check();
        for (const end of world.ends) {
          expect(end.isOpen).toBe(true);
          expect(end.session.unacknowledged).toBe(0);
          expect(end.session.isFull).toBe(false);
          expect(end.closings).toEqual([]);
          expect(end.session.rejected).toBe(0);
        }
        expect([world.ends[1].heard, world.ends[0].heard]).toEqual([world.ends[0].sent, world.ends[1].sent]);
      }),
      { numRuns: 1500 },
    );
  });

  it('needs no end of the faults: what is lost comes again until it comes', () => {
    fc.assert(
      fc.property(plans, plan => {
        const world = new SessionWorld({}, new SeededFaults({ ...plan, lostPercent: 40 }));
        for (const end of world.ends) end.listen();
        world.attach();
        for (const end of world.ends) sendSome(end, 200);
        world.pass(600_000);
        expect([world.ends[1].heard, world.ends[0].heard]).toEqual([world.ends[0].sent, world.ends[1].sent]);
      }),
      { numRuns: 100 },
    );
  });
});

function sendSome(end: End, count: number): void {
  for (let i = 0; i < count; i++) end.send();
}
