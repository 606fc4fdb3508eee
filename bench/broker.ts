// Messages through a server: a relay in the page, one broker, a cluster of three. There and back, how many in a second, and what the seal
// costs. Mosquitto and NATS are measured where they are installed.
import { openBroadcastChannel } from '../src/network/broadcast/broadcast-channels.ts';
import { openBrokerConnection } from '../src/network/broker/open-broker.ts';
import { MemoryNetwork } from '../src/network/memory/memory-network.ts';
import type { OpenPairChannel } from '../src/network/pair-channel.ts';
import { RelayConnection } from '../src/network/relay/relay-connection.ts';
import { Relay } from '../src/network/relay/relay.ts';
import { PlainMailbox, type Mailbox } from '../src/network/server/mailbox.ts';
import { newRoomKey, readRoomKey } from '../src/network/server/room-key.ts';
import { openSealedMailbox } from '../src/network/server/sealed-mailbox.ts';
import type { ServerConnection } from '../src/network/server/server-connection.ts';
import { findBroker, startMosquitto, startNats } from '../src/testing/network/real-brokers.ts';
import { cpuSeconds, medianOf, printTitle } from './support.ts';

const TRIPS = 500;
const BURST = 5000;
/** Posted and not heard yet: what a machine has on its way at most, more or less. */
const WINDOW = 200;
const key = readRoomKey(newRoomKey())!;
/** As long as a session's frame. */
const FRAME = JSON.stringify({
  run: 'run',
  from: 1,
  to: 2,
  kind: 'message',
  session: '0'.repeat(32),
  peer: '0'.repeat(32),
  acknowledged: 1,
  sequence: 1,
  number: 1,
  timestamp: 1,
});

type Seal = 'sealed' | 'plain';

function open(connection: ServerConnection, address: string, seal: Seal): Promise<Mailbox> {
  if (seal === 'sealed') return openSealedMailbox({ connection, address, key });
  return Promise.resolve(new PlainMailbox({ connection, address }));
}

async function measure(
  name: string,
  connect: (party: number) => Promise<ServerConnection>,
  seal: Seal,
): Promise<void> {
  const [here, there] = await Promise.all([1, 2].map(connect));
  const [one, two] = [await open(here!, 'one', seal), await open(there!, 'two', seal)];
  let heard = 0;
  let onHeard = (): void => undefined;
  let isAnswering = true;
  const back = two.openChannel('one', 'bench', data => {
    if (isAnswering) back.post(data);
    else hear();
  });
  const hear = (): void => {
    heard += 1;
    onHeard();
  };
  const out = one.openChannel('two', 'bench', hear);
  const trip = (): Promise<void> =>
    new Promise(resolve => {
      onHeard = resolve;
      out.post(FRAME);
    });
  await trip();
  const times: number[] = [];
  for (let i = 0; i < TRIPS; i++) {
    const startMs = performance.now();
    await trip();
    times.push((performance.now() - startMs) / 2);
  }
  isAnswering = false;
  heard = 0;
  const [startMs, startCpu] = [performance.now(), cpuSeconds()];
  await new Promise<void>(resolve => {
    let posted = 0;
    onHeard = () => {
      while (posted < BURST && posted - heard < WINDOW) {
        posted += 1;
        out.post(FRAME);
      }
      if (heard === BURST) resolve();
    };
    onHeard();
  });
  const seconds = (performance.now() - startMs) / 1000;
  const microseconds = ((cpuSeconds() - startCpu) / BURST) * 1e6;
  const sorted = times.sort((a, b) => a - b);
  const p99 = sorted[Math.floor(0.99 * sorted.length)]!;
  console.log(
    `  ${`${name}, ${seal}`.padEnd(46)} one way ${medianOf(times).toFixed(2).padStart(6)} ms, p99 ${p99.toFixed(2).padStart(6)} ms  ` +
      `${(BURST / seconds).toFixed(0).padStart(7)} messages/s  ${microseconds.toFixed(0).padStart(4)} µs of processor each`,
  );
  for (const each of [here!, there!]) each.close();
}

async function relay(name: string, openChannel: OpenPairChannel): Promise<void> {
  const server = new Relay({ room: 'bench', openChannel });
  const connect = async (): Promise<ServerConnection> => new RelayConnection({ room: 'bench', openChannel });
  for (const seal of ['plain', 'sealed'] as const) await measure(name, connect, seal);
  server.stop();
}

printTitle(
  `A frame of ${FRAME.length} bytes through a server, median of ${TRIPS}; then ${BURST}, ${WINDOW} on their way at a time`,
);
// Channels alone keep no program alive.
const alive = setInterval(() => undefined, 1000);
const network = new MemoryNetwork({ schedule: task => void setImmediate(task) });
await relay('a relay in this program', (name, onData) => network.open(name, onData));
await relay('a relay over BroadcastChannel', openBroadcastChannel);
const clusters = [
  ['Mosquitto', 'mosquitto', () => startMosquitto()],
  ['one NATS server', 'nats-server', () => startNats(1)],
  ['a cluster of three NATS servers', 'nats-server', () => startNats(3)],
] as const;
for (const [name, program, start] of clusters) {
  if (!findBroker(program)) {
    console.log(`  ${name}: not measured, ${program} is not installed here`);
    continue;
  }
  const { nodes, stop } = await start();
  // Each at another node, where there are some.
  const connect = (party: number): Promise<ServerConnection> =>
    openBrokerConnection({ urls: [nodes[party % nodes.length]!.url], where: 'here' });
  for (const seal of ['plain', 'sealed'] as const) await measure(name, connect, seal);
  await stop();
}
clearInterval(alive);
