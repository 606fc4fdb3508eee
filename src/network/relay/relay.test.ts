// The relay by itself: what it counts, who hears whom, and that it can stop and another one take its place.
import { describe, expect, test } from 'vitest';
import { LinkOverflowError } from '../link.ts';
import { MemoryNetwork } from '../memory/memory-network.ts';
import { turn, until } from '../../testing/network/laws.ts';
import { WAITING_PACKETS_MAX } from '../server/server-connection.ts';
import { RelayConnection } from './relay-connection.ts';
import { relayChannelName } from './relay-notes.ts';
import { Relay } from './relay.ts';

const room = 'room';
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

function setUp() {
  const network = new MemoryNetwork();
  const openChannel: typeof network.open = (name, onData) => network.open(name, onData);
  const heard: string[] = [];
  const connect = (self: string): RelayConnection => {
    const connection = new RelayConnection({ room, openChannel });
    connection.listen(self, data => heard.push(`${self}: ${[...data].join()}`));
    return connection;
  };
  return { network, openChannel, heard, connect, start: () => new Relay({ room, openChannel }) };
}

describe('a relay', () => {
  test('hands on what is posted to whoever listens there, and counts packets and bytes', async () => {
    const { heard, connect, start } = setUp();
    const relay = start();
    const [one, two] = [connect('one'), connect('two')];
    await until(() => one.state.kind === 'open' && two.state.kind === 'open');
    one.post('two', bytes(1, 2));
    two.post('one', bytes(3));
    one.post('nobody', bytes(4));
    await until(() => relay.counts.packetsIn === 3);
    await turn();
    expect(heard.sort()).toEqual(['one: 3', 'two: 1,2']);
    expect(relay.counts).toEqual({
      packetsIn: 3,
      bytesIn: 4,
      packetsOut: 2,
      bytesOut: 3,
      lost: 1,
      refused: 0,
    });
  });

  test('may come after its parties: what they posted waits for it, up to a bound', async () => {
    const { heard, connect, start } = setUp();
    const [one, two] = [connect('one'), connect('two')];
    await turn();
    expect([one.state.kind, two.state.kind]).toEqual(['connecting', 'connecting']);
    one.post('nobody', bytes(0));
    for (let count = 1; count < WAITING_PACKETS_MAX; count++) one.post('nobody', bytes());
    expect(() => one.post('two', bytes(9))).toThrow(LinkOverflowError);
    two.post('one', bytes(7));
    const relay = start();
    await until(() => relay.counts.packetsIn === WAITING_PACKETS_MAX + 1);
    await turn();
    expect(heard).toEqual(['one: 7']);
  });

  test('that is stopped leaves nothing, and its parties wait for the next one', async () => {
    const { network, heard, connect, start } = setUp();
    const first = start();
    const [one, two] = [connect('one'), connect('two')];
    await until(() => one.state.kind === 'open' && two.state.kind === 'open');
    const states: string[] = [];
    one.subscribe(state => states.push(state.kind));
    first.stop();
    first.stop();
    await until(() => one.state.kind === 'lost' && two.state.kind === 'lost');
    expect(one.state).toEqual({ kind: 'lost', reason: 'The relay was stopped.' });
    one.post('two', bytes(1));
    const second = start();
    await until(() => heard.length > 0);
    expect(heard).toEqual(['two: 1']);
    expect(states).toEqual(['lost', 'open']);
    for (const each of [one, two]) each.close();
    await until(() => second.parties === 0);
    second.stop();
    await until(() => network.openChannels === 0);
    expect(one.state).toEqual({ kind: 'closed', reason: undefined });
  });

  test('that was killed without a word is replaced by the next one', async () => {
    const { heard, connect, start } = setUp();
    const killed = start();
    const [one, two] = [connect('one'), connect('two')];
    await until(() => one.state.kind === 'open' && two.state.kind === 'open');
    const next = start();
    await until(() => next.parties === 2);
    await until(() => one.state.kind === 'open' && two.state.kind === 'open');
    one.post('two', bytes(5));
    await until(() => heard.length > 0);
    expect([killed.parties, killed.counts.packetsIn, next.counts.packetsIn]).toEqual([0, 0, 1]);
  });

  test('counts junk, and goes on', async () => {
    const { network, heard, connect, start } = setUp();
    const relay = start();
    const [one, two] = [connect('one'), connect('two')];
    await until(() => one.state.kind === 'open' && two.state.kind === 'open');
    const knocks = network.open(relayChannelName(room, 'knock'), () => undefined);
    const junk = [null, 7, 'x', {}, { kind: 'knock' }, { kind: 'knock', party: '../../x' }, bytes(1)];
    for (const each of junk) knocks.post(each);
    network.open(relayChannelName(room, 'door'), () => undefined).post({ kind: 'open', relay: 'me' });
    one.post('two', bytes(1));
    await until(() => heard.length > 0);
    expect(relay.counts.refused).toBe(junk.length);
    expect([one.state.kind, two.state.kind, relay.parties]).toEqual(['open', 'open', 2]);
  });
});
