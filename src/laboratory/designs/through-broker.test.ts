// A broker as a design, with a real Mosquitto; and one that is not there.
import { expect, test } from 'vitest';
import { RealScheduler } from '../../time/real-scheduler.ts';
import { timerWaker } from '../../time/wakers.ts';
import {
  findBroker,
  freePorts,
  startMosquitto,
  whyNot,
  type RealBroker,
} from '../../testing/network/real-brokers.ts';
import { trialFrom } from '../../core/trial.ts';
import { measureDesign } from './measure-design.ts';
import { throughBroker } from './through-broker.ts';

async function measureAt(url: string, signal = new AbortController().signal) {
  const scheduler = new RealScheduler({ now: () => performance.now(), waker: timerWaker });
  try {
    return await measureDesign({
      maker: throughBroker([url], 'here'),
      scheduler,
      trial: trialFrom({ rates: [40, 40, 40], dieSides: 4, durationSeconds: 1 }),
      room: `room ${crypto.randomUUID()}`,
      signal,
    });
  } finally {
    scheduler.close();
  }
}

test.skipIf(!findBroker('mosquitto'))(
  `three machines through Mosquitto: three connections, two hops for each packet${whyNot('mosquitto')}`,
  { timeout: 60_000 },
  async () => {
    const brokers = await startMosquitto();
    try {
      const [{ url }] = brokers.nodes as readonly [RealBroker];
      const { run } = await measureAt(url);
      expect(run).toMatchObject({ kind: 'measured', connections: 3, directions: 6 });
      if (run.kind === 'refused') throw new Error(run.reason);
      expect(run.messages).toBeGreaterThan(20);
      expect(run.arrived).toBe(run.messages);
      expect(run.hops.fromServer).toEqual(run.hops.toServer);
      expect(run.busiest.party).toBe(0);
    } finally {
      await brokers.stop();
    }
  },
);

test('a broker that is not there is a result, with its reason', { timeout: 60_000 }, async () => {
  const [port] = await freePorts(1);
  const { run } = await measureAt(`ws://127.0.0.1:${port}`);
  expect(run).toMatchObject({ kind: 'refused', design: 'broker', connections: 0 });
  if (run.kind === 'refused') expect(run.reason).toMatch(/\w+/);
});
