// What is counted of a design, over a network in memory and in virtual time: connections, hops and deaths come out as they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairsOf, type MeasuredDesign } from '../../core/design-facts.ts';
import { MemoryNetwork } from '../../network/memory/memory-network.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { trialOfSize } from './compare-designs.ts';
import type { DesignMaker } from './design-room.ts';
import { measureDesign, type DeathPlan, type Measurement } from './measure-design.ts';
import { broadcastPairs } from './pairs.ts';

const STEP_MS = 10;

interface Room {
  readonly machines: number;
  readonly seed: number;
  readonly death?: DeathPlan;
}

/** A message takes a millisecond from one holder of a channel to another. */
async function measureInMemory(
  make: (network: MemoryNetwork) => DesignMaker,
  { machines, seed, death }: Room,
): Promise<Measurement & { readonly openChannels: number }> {
  const scheduler = new VirtualScheduler();
  const network = new MemoryNetwork({
    schedule: (task, delayMs) => void scheduler.at(scheduler.nowMs() + 1 + delayMs, task),
  });
  const trial = trialOfSize(
    { rate: 20, faces: 2, seconds: 4, seed, sizes: [2], designs: ['broadcast'] },
    machines,
  );
  let measurement: Measurement | undefined;
  let failure: unknown;
  measureDesign({
    maker: make(network),
    scheduler,
    trial,
    room: 'room',
    signal: new AbortController().signal,
    ...(death && { death }),
  }).then(
    result => (measurement = result),
    (error: unknown) => (failure = error),
  );
  while (!measurement && failure === undefined) {
    scheduler.runUntil(scheduler.nowMs() + STEP_MS);
    await new Promise(resolve => setImmediate(resolve));
  }
  if (failure !== undefined) throw failure;
  scheduler.runUntil(scheduler.nowMs() + 1000);
  return { ...measurement!, openChannels: network.openChannels };
}

const pairs = (network: MemoryNetwork): DesignMaker =>
  broadcastPairs((name, onData) => network.open(name, onData));

function measured({ run }: Measurement): MeasuredDesign {
  if (run.kind !== 'measured') throw new Error(run.reason);
  return run;
}

const machinesArbitrary = fc.integer({ min: 2, max: 7 });
const seedArbitrary = fc.integer({ min: 0, max: 1000 });

test('pairs: C(n, 2) connections, every frame one hop, every message there after one millisecond', async () => {
  await fc.assert(
    fc.asyncProperty(machinesArbitrary, seedArbitrary, async (machines, seed) => {
      const measurement = await measureInMemory(pairs, { machines, seed });
      const run = measured(measurement);
      expect(run.connections).toBe(pairsOf(machines));
      expect(run.directions).toBe(2 * pairsOf(machines));
      expect(run.messages).toBeGreaterThan(0);
      expect(run.arrived).toBe(run.messages);
      for (const value of Object.values(run.latency!)) expect(value).toBeCloseTo(1);
      const { between, toServer, fromServer } = run.hops;
      expect(between.frames).toBeGreaterThanOrEqual(run.messages);
      expect([toServer, fromServer]).toEqual([
        { frames: 0, bytes: 0 },
        { frames: 0, bytes: 0 },
      ]);
      expect(run.busiest).toEqual(run.busiestMachine);
      expect(measurement.openChannels).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test('pairs: a machine that dies keeps nobody else from anything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 3, max: 6 }), seedArbitrary, async (machines, seed) => {
      const died = 1 + (seed % machines);
      const { death, openChannels } = await measureInMemory(pairs, {
        machines,
        seed,
        death: { party: died, atMs: 1000 },
      });
      expect(death).toMatchObject({ died, atMs: 1000, machines, stalled: [], silentPairs: 0, missing: 0 });
      expect(death!.pairs).toBeLessThanOrEqual((machines - 1) * (machines - 2));
      expect(death!.sentMeanwhile).toBeGreaterThan(0);
      expect(death!.lostWithDead).toBeGreaterThan(0);
      expect(death!.back).toBeUndefined();
      expect(openChannels).toBe(0);
    }),
    { numRuns: 15 },
  );
});
