// Whole runs over real brokers: a cluster of three of which one is killed in mid-run, a hostile broker, and what somebody sees who listens to
// everything that a broker has.
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { audit } from '../../analysis/audit/audit.ts';
import type { Trace } from '../../core/trace.ts';
import { trialFrom } from '../../core/trial.ts';
import { BrokerMeshes } from '../../testing/network/broker-meshes.ts';
import { honest, HostileBroker, type Manners } from '../../testing/network/hostile-broker.ts';
import { until } from '../../testing/network/laws.ts';
import {
  findBroker,
  startMosquitto,
  startNats,
  whyNot,
  type RealBrokers,
} from '../../testing/network/real-brokers.ts';
import { newRoomKey } from '../server/room-key.ts';

/** Each message once, and those of a pair in their order. */
function expectWhole(trace: Trace): void {
  expect(trace.messageCount).toBeGreaterThan(100);
  expect(audit(trace)).toMatchObject({ faults: 0, unchecked: 0 });
  for (const [i, log] of trace.logs.entries()) {
    const last = new Map<number, number>();
    for (let row = 0; row < log.messageCount; row++) {
      const { to, arrivedMs } = trace.message(i + 1, row + 1)!;
      expect(arrivedMs).toBeGreaterThanOrEqual(last.get(to) ?? 0);
      last.set(to, arrivedMs!);
    }
  }
}

describe('whole runs over brokers', () => {
  let meshes: BrokerMeshes | undefined;
  let brokers: { stop(): Promise<void> } | undefined;
  afterEach(async () => {
    await meshes?.close();
    await brokers?.stop();
    meshes = brokers = undefined;
  });

  const nats = findBroker('nats-server') ? it : it.skip;
  nats(
    `six machines over a cluster of three brokers, of which one is killed in mid-run, lose nothing${whyNot('nats-server')}`,
    async () => {
      const cluster: RealBrokers = (brokers = await startNats(3));
      meshes = await BrokerMeshes.open({ urls: cluster.nodes.map(({ url }) => url), machines: 6 });
      const losses: string[] = [];
      for (const connection of meshes.connections)
        connection.subscribe(({ kind }) => kind === 'lost' && losses.push(kind));
      let isKilled = false;
      const trial = trialFrom({ rates: [20, 15, 12, 10, 8, 5], dieSides: 8, durationSeconds: 12, seed: 3 });
      const trace = await meshes.run(trial, elapsedMs => {
        if (elapsedMs < 4000 || isKilled) return;
        isKilled = true;
        void cluster.nodes[1]!.kill();
      });
      expect(losses.length).toBeGreaterThan(0);
      expectWhole(trace);
    },
    120_000,
  );

  it('a broker that repeats, changes, drops and floods, and hangs up again and again, changes nothing of what arrives', async () => {
    const hostile = await HostileBroker.start();
    brokers = hostile;
    const recorded: { readonly topic: string; readonly payload: Buffer }[] = [];
    let count = 0;
    const manners: Manners = (said, caller, own) => {
      if (said.kind !== 'publish') return honest(said, caller, own);
      count += 1;
      recorded.push({ topic: said.topic, payload: Buffer.from(said.payload) });
      const old = recorded[(count * 7) % recorded.length]!;
      if (count % 11 === 0) said.payload[said.payload.length >> 1]! ^= 4;
      if (count % 13 !== 0) honest(said, caller, own);
      if (count % 5 === 0) own.handOn(old.topic, old.payload); // again
      if (count % 17 === 0) own.handOn(said.topic, old.payload); // of somebody else
      if (count % 19 === 0) own.handOn(said.topic, said.payload.subarray(0, count % said.payload.length));
      if (count % 23 === 0) for (let i = 0; i < 50; i++) own.handOn(said.topic, Buffer.alloc(60 + i, i));
      if (count % 97 === 0) caller.hangUp();
    };
    hostile.manners = manners;
    meshes = await BrokerMeshes.open({
      urls: ['ws://hostile/'],
      machines: 3,
      connect: (_, options) => mqtt.connect(hostile.plainUrl, options),
    });
    const trial = trialFrom({ rates: [30, 25, 20], dieSides: 4, durationSeconds: 5, seed: 5 });
    const trace = await meshes.run(trial);
    expectWhole(trace);
    const counts = meshes.mailboxes.map(mailbox => mailbox.counts);
    const sum = (name: keyof (typeof counts)[number]): number =>
      counts.reduce((total, each) => total + each[name], 0);
    for (const name of ['malformed', 'forged', 'repeated'] as const) expect(sum(name)).toBeGreaterThan(0);
    expect(hostile.callers).toBeGreaterThan(3);
  }, 120_000);

  const mosquitto = findBroker('mosquitto') ? it : it.skip;
  mosquitto(
    `who listens to everything that a broker has sees no name, key, room or description of a connection${whyNot('mosquitto')}`,
    async () => {
      const real = await startMosquitto();
      brokers = real;
      const seen: Buffer[] = [];
      const ear = mqtt.connect(`mqtt://127.0.0.1:${real.nodes[0]!.port}`);
      ear.on('message', (topic, payload) => seen.push(Buffer.from(topic), payload));
      await ear.subscribeAsync('#');
      const key = newRoomKey();
      const [room, run] = ['lecture-hall', 'first-run'];
      meshes = await BrokerMeshes.open({ urls: [real.nodes[0]!.url], machines: 3, room, run, key });
      const [one, two] = meshes.mailboxes;
      const sdp =
        'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\na=ice-ufrag:abcd\r\na=candidate:1 1 udp 1 192.168.7.7 9 typ host';
      let came: unknown;
      two!.openChannel(`${room}/${run}/1`, 'signal', data => (came = data));
      one!.openChannel(`${room}/${run}/2`, 'signal', () => undefined).post({ name: 'Ada’s phone', sdp });
      const trace = await meshes.run(
        trialFrom({ rates: [20, 20, 20], dieSides: 4, durationSeconds: 2, seed: 1 }),
      );
      await until(() => came !== undefined);
      const count = trace.messageCount;
      await until(() => seen.length / 2 > count);
      await ear.endAsync();
      const keyBytes = Buffer.from(key, 'base64url').subarray(0, 32);
      const secrets = [
        room,
        run,
        key,
        key.slice(0, 12),
        'Ada',
        'phone',
        'machine',
        'session',
        'signal',
        'hello',
        'from',
        'timestamp',
        'sdp',
        'v=0',
        'candidate',
        'ufrag',
        '192.168',
        '{"',
      ].map(text => Buffer.from(text));
      secrets.push(keyBytes, Buffer.from(keyBytes.toString('hex')), Buffer.from(keyBytes.toString('base64')));
      const all = Buffer.concat(seen);
      expect(all.length).toBeGreaterThan(10_000);
      for (const secret of secrets)
        if (secret.length > 2) expect(all.includes(secret), secret.toString()).toBe(false);
      const topics = new Set(seen.filter((_, i) => i % 2 === 0).map(String));
      expect([...topics].every(topic => /^lamplight\/[\w-]{43}$/.test(topic))).toBe(true);
      expect(topics.size).toBe(3); // one inbox for each machine
    },
  );
});
