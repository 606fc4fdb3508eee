// The law of lines to other devices: whatever their carriers lose, double, reorder or break off, each text is heard once, whole and
// in its order, and all are heard once a carrier holds for long enough; and no buffer grows beyond its bound.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineWorld } from '../../testing/network/line-world.ts';
import { SeededFaults } from '../memory/seeded-faults.ts';
import { PART_LENGTH_MAX, readLineFrame } from './line-frame.ts';

const plans = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  lostPercent: fc.integer({ min: 0, max: 60 }),
  doubledPercent: fc.integer({ min: 0, max: 60 }),
  delayMaxMs: fc.constantFrom(0, 1, 20, 500, 3000),
});
const sides = fc.constantFrom<0 | 1>(0, 1);
const texts = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(PART_LENGTH_MAX - 1, PART_LENGTH_MAX, PART_LENGTH_MAX + 1, 35_000)
      .map(n => '𝕏'.repeat(n / 2)),
  },
);
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('send' as const), side: sides, texts: fc.array(texts, { maxLength: 20 }) }),
    fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 0, max: 4000 }) }),
    /** One end takes a fresh carrier, the other one so much later. */
    fc.record({ kind: fc.constant('attach' as const), first: sides, laterMs: fc.constantFrom(0, 0, 3, 700) }),
    fc.record({ kind: fc.constant('cut' as const), side: sides }),
  ),
  { maxLength: 30 },
);

describe('a line to another device', () => {
  it('hands over each text once, whole and in order, and all in the end, over any carriers', () => {
    fc.assert(
      fc.property(plans, steps, (plan, path) => {
        const faults = new SeededFaults(plan);
        const world = new LineWorld(faults);
        const [one, two] = world.sides;
        const check = (): void => {
          for (const [from, to] of [
            [one, two],
            [two, one],
          ] as const)
            expect(to.heard).toEqual(from.sent.slice(0, to.heard.length));
        };
        for (const step of path) {
          if (step.kind === 'send') for (const text of step.texts) world.sides[step.side].send(text);
          else if (step.kind === 'pass') world.pass(step.milliseconds);
          else if (step.kind === 'cut') world.sides[step.side].cut();
          else {
            const open = world.carrier();
            world.sides[step.first].attach(open);
            world.pass(step.laterMs);
            world.sides[step.first === 0 ? 1 : 0].attach(open);
          }
          check();
        }
        faults.end();
        world.attach();
        world.pass(60_000);
        for (const side of world.sides) {
          expect(side.ends).toEqual([]);
          expect(side.line.waiting).toBe(0);
          expect(side.line.isCarried).toBe(true);
        }
        expect([two.heard, one.heard]).toEqual([one.sent, two.sent]);
      }),
      { numRuns: 500 },
    );
  });

  it('needs no end of the faults: what is lost comes again until it comes', () => {
    fc.assert(
      fc.property(plans, plan => {
        const world = new LineWorld(new SeededFaults({ ...plan, lostPercent: 40 }));
        world.attach();
        const [one, two] = world.sides;
        for (let i = 0; i < 150; i++) {
          one.send(`one ${i}`);
          two.send(`two ${i}`);
        }
        world.pass(900_000);
        expect([two.heard, one.heard]).toEqual([one.sent, two.sent]);
      }),
      { numRuns: 60 },
    );
  });

  it('has no frame of 64 KiB or more, whatever its text', () => {
    fc.assert(
      fc.property(fc.constantFrom('\u0000', '\ud800', '€', '"', '𝕏', 'a'), sign => {
        const world = new LineWorld();
        world.attach();
        world.pass(10);
        world.sides[0].send(sign.repeat(30_001));
        world.pass(1000);
        expect(world.sides[1].heard).toEqual(world.sides[0].sent);
        for (const frame of world.frames) expect(new TextEncoder().encode(frame).length).toBeLessThan(65_536);
      }),
    );
  });

  it('takes anything for a frame, and hears nothing in what is none', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.anything(),
      fc.jsonValue().map(value => JSON.stringify(value)),
      fc
        .record({
          kind: fc.constantFrom('hello', 'part', 'got', 'goodbye', 'unknown'),
          line: fc.constantFrom('0'.repeat(32), 'x', 7),
          sequence: fc.oneof(fc.integer(), fc.constant(1e300)),
          isLast: fc.boolean(),
          text: fc.string(),
          got: fc.integer(),
          reason: fc.string(),
        })
        .map(value => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.array(junk), pieces => {
        for (const piece of pieces) readLineFrame(piece);
        const world = new LineWorld();
        world.attach();
        world.pass(10);
        const open = world.carrier();
        world.sides[0].attach(open);
        const stranger = open(() => undefined);
        for (const piece of pieces) {
          const frame = readLineFrame(piece);
          if (frame?.kind !== 'hello') stranger.post(piece as string);
        }
        world.pass(10);
        world.attach();
        world.sides[0].send('still here');
        world.pass(5000);
        expect(world.sides[1].heard).toEqual(['still here']);
      }),
    );
  });
});
