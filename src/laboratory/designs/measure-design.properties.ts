// What is counted of a design, over a network in memory and in virtual time: connections, hops and deaths come out as they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairsOf, SERVER, type MeasuredDesign } from '../../core/design-facts.ts';
import type { RelayCounts } from '../../network/relay/relay.ts';
import { MemoryNetwork } from '../../network/memory/memory-network.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { trialOfSize } from './compare-designs.ts';
import type { DesignMaker } from './design-room.ts';
import { measureDesign, type DeathPlan, type Measurement } from './measure-design.ts';
import { broadcastPairs } from './pairs.ts';
import { throughRelay } from './through-server.ts';

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

test('a relay: n connections, every frame two hops, and it counts itself what is counted of it', async () => {
  await fc.assert(
    fc.asyncProperty(machinesArbitrary, seedArbitrary, async (machines, seed) => {
      const counts: RelayCounts[] = [];
      const measurement = await measureInMemory(
        network =>
          throughRelay(
            (name, onData) => network.open(name, onData),
            own => counts.push(own),
          ),
        { machines, seed },
      );
      const run = measured(measurement);
      expect(run.connections).toBe(machines);
      expect(run.directions).toBe(2 * machines);
      expect(run.arrived).toBe(run.messages);
      for (const value of Object.values(run.latency!)) expect(value).toBeCloseTo(2);
      const { between, toServer, fromServer } = run.hops;
      expect(between.frames).toBe(0);
      expect(fromServer).toEqual(toServer);
      expect(run.busiest.party).toBe(SERVER);
      expect(run.busiest).toEqual({ party: SERVER, in: toServer, out: fromServer });
      expect(run.busiestMachine.party).not.toBe(SERVER);
      // The relay counts from its start, and so what set-up took too.
      expect(counts).toHaveLength(1);
      expect(counts[0]!.packetsIn).toBeGreaterThanOrEqual(toServer.frames);
      expect(counts[0]!.refused).toBe(0);
      expect(measurement.openChannels).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test('a relay that dies stalls all, and nothing is lost once another one is there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 6 }), seedArbitrary, async (machines, seed) => {
      const { death, openChannels } = await measureInMemory(
        network => throughRelay((name, onData) => network.open(name, onData)),
        { machines, seed, death: { party: SERVER, atMs: 1000, backAfterMs: 2000 } },
      );
      expect(death).toMatchObject({ died: SERVER, atMs: 1000, watchedMs: 2000, lostWithDead: 0 });
      expect(death!.silentPairs).toBe(death!.pairs);
      expect(death!.missing).toBe(death!.sentMeanwhile);
      expect(death!.missing).toBeGreaterThan(0);
      expect(death!.back).toMatchObject({ arrivedLate: death!.missing, lost: 0 });
      expect(openChannels).toBe(0);
    }),
    { numRuns: 15 },
  );
});

test('a machine that dies keeps nobody else from anything through a relay either', async () => {
  const { death } = await measureInMemory(
    network => throughRelay((name, onData) => network.open(name, onData)),
    { machines: 5, seed: 3, death: { party: 2, atMs: 1000 } },
  );
  expect(death).toMatchObject({ died: 2, stalled: [], silentPairs: 0, missing: 0 });
  expect(death!.lostWithDead).toBeGreaterThan(0);
});
