// A connection to a broker that is not there, refuses, is silent, slow or hostile: what is said of it, and that it goes on.
import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  connack,
  honest,
  HostileBroker,
  puback,
  publish,
  suback,
} from '../../testing/network/hostile-broker.ts';
import { turn, until } from '../../testing/network/laws.ts';
import { LinkOverflowError } from '../link.ts';
import { PACKET_BYTES_MAX, WAITING_PACKETS_MAX, type ServerState } from '../server/server-connection.ts';
import {
  BrokerConnection,
  BrokerUrlError,
  PACKETS_OF_A_WINDOW_MAX,
  readBrokerUrl,
} from './broker-connection.ts';

type Opened = BrokerConnection & { readonly seen: ServerState[] };

const firstReason = async (connection: Opened): Promise<string> => {
  await until(() => connection.seen.length > 0);
  const [state] = connection.seen;
  return state?.kind === 'lost' ? state.reason : state!.kind;
};

const NO_CONNECTION =
  'The broker broker-1 gives no connection: it cannot be reached, or is not an MQTT broker over WebSockets.';

describe('a broker', () => {
  let broker: HostileBroker;
  let opened: BrokerConnection[] = [];
  beforeEach(async () => {
    broker = await HostileBroker.start();
  });
  afterEach(async () => {
    for (const each of opened) each.close();
    opened = [];
    await broker.stop();
  });

  /** Over plain TCP to the broker above, or where `plainUrls` say otherwise, one for each address. */
  function open(plainUrls: readonly string[] = [broker.plainUrl]): Opened {
    const urls = plainUrls.map((_, i) => `ws://broker-${i + 1}/`);
    const connection = new BrokerConnection({
      urls,
      first: 0,
      connect: (url, options) => mqtt.connect(plainUrls[urls.indexOf(url)]!, options),
    });
    opened.push(connection);
    const seen: ServerState[] = [];
    connection.subscribe(state => seen.push(state));
    return Object.assign(connection, { seen });
  }

  test.each([
    [1, 'it does not know MQTT 3.1.1'],
    [2, 'it does not accept the name of this connection'],
    [3, 'it is not available now'],
    [4, 'the user name or the password is wrong'],
    [5, 'this connection is not allowed'],
  ])('that refuses with code %i is said to', async (code, words) => {
    broker.manners = (said, caller) => said.kind === 'connect' && caller.write(connack(code));
    expect(await firstReason(open())).toBe(`The broker broker-1 refused the connection: ${words}.`);
  });

  test('that is not there is said not to be', async () => {
    const { plainUrl } = broker;
    await broker.stop();
    expect(await firstReason(open([plainUrl]))).toBe(NO_CONNECTION);
    broker = await HostileBroker.start();
  });

  test('that hangs up, or says junk, before it begins is said to give no connection', async () => {
    broker.manners = (_, caller) => caller.hangUp();
    expect(await firstReason(open())).toBe(NO_CONNECTION);
    broker.manners = (_, caller) => caller.write(Buffer.from('HTTP/1.1 200 OK\r\n\r\nWelcome'));
    expect(await firstReason(open())).toBe(NO_CONNECTION);
  });

  test('that says nothing is said not to answer', async () => {
    broker.manners = () => undefined;
    expect(await firstReason(open())).toBe('The broker broker-1 does not answer.');
  });

  test('that sends junk in the midst is left, and tried again', async () => {
    const connection = open();
    await until(() => connection.state.kind === 'open');
    broker.manners = (said, caller, own) => {
      if (said.kind === 'publish') caller.write(Buffer.from([0xf7, 0xff, 0xff, 0xff, 0xff, 0x01, 0x02]));
      else honest(said, caller, own);
    };
    connection.post('a', new Uint8Array([1]));
    await until(() => connection.state.kind === 'lost');
    expect(connection.state).toEqual({ kind: 'lost', reason: 'The broker broker-1 sent what is not MQTT.' });
    broker.manners = honest;
    await until(() => connection.state.kind === 'open');
  });

  test('that lets nobody listen is said so', async () => {
    broker.manners = (said, caller, own) => {
      if (said.kind === 'subscribe') caller.write(suback(said.id, 0x80));
      else honest(said, caller, own);
    };
    const connection = open();
    connection.listen('a', () => undefined);
    expect(await firstReason(connection)).toBe('The broker broker-1 does not allow this page to listen.');
  });

  test('that is gone is followed by the next one, and what it had not taken is posted there', async () => {
    const next = await HostileBroker.start();
    const heard: number[] = [];
    // The first takes two packets and then hangs up on everybody.
    let taken = 0;
    broker.manners = (said, caller, own) => {
      if (said.kind === 'publish' && (taken += 1) > 2) caller.hangUp();
      else honest(said, caller, own);
    };
    next.manners = (said, caller, own) => {
      if (said.kind === 'publish') heard.push(said.payload[0]!);
      honest(said, caller, own);
    };
    const connection = open([broker.plainUrl, next.plainUrl]);
    await until(() => connection.state.kind === 'open');
    for (let i = 1; i <= 5; i++) connection.post('a', new Uint8Array([i]));
    await until(() => heard.length === 3);
    expect(heard).toEqual([3, 4, 5]);
    expect(connection.seen.map(({ kind }) => kind)).toEqual(['open', 'lost', 'open']);
    connection.close();
    await next.stop();
  });

  test('that takes nothing fills a bound, and no more', async () => {
    broker.manners = (said, caller, own) => said.kind !== 'publish' && honest(said, caller, own);
    const connection = open();
    await until(() => connection.state.kind === 'open');
    let posted = 0;
    expect(() => {
      for (; posted <= 2 * WAITING_PACKETS_MAX; posted++) connection.post('a', new Uint8Array([1]));
    }).toThrow(LinkOverflowError);
    expect(posted).toBeGreaterThanOrEqual(WAITING_PACKETS_MAX);
    expect(posted).toBeLessThan(WAITING_PACKETS_MAX + 1000);
    broker.manners = honest;
  });

  test('that floods is heard as far as the bound, and counted', async () => {
    const connection = open();
    let heard = 0;
    connection.listen('a', () => (heard += 1));
    await until(() => connection.state.kind === 'open');
    const packet = publish('lamplight/a', new Uint8Array(10));
    const count = 20 * PACKETS_OF_A_WINDOW_MAX;
    broker.manners = (said, caller, own) => {
      if (said.kind !== 'publish') return honest(said, caller, own);
      caller.write(puback(said.id), Buffer.concat(Array.from({ length: count }, () => packet)));
    };
    connection.post('b', new Uint8Array([1]));
    await until(() => heard + connection.dropped === count);
    expect(connection.dropped).toBeGreaterThan(0);
    expect(connection.state.kind).toBe('open');
  });

  test('that sends what nobody asked for, or too much at once, is not heard', async () => {
    const connection = open();
    const heard: number[] = [];
    connection.listen('a', ({ length }) => heard.push(length));
    await until(() => connection.state.kind === 'open');
    broker.handOn('lamplight/a', new Uint8Array(PACKET_BYTES_MAX + 1));
    broker.manners = (said, caller, own) => {
      if (said.kind === 'publish')
        caller.write(publish('lamplight/x', new Uint8Array(1)), publish('$SYS/a', new Uint8Array(1)));
      honest(said, caller, own);
    };
    connection.post('a', new Uint8Array(3));
    await until(() => heard.length > 0);
    await turn();
    expect([heard, connection.dropped]).toEqual([[3], 1]);
  });

  test('closing leaves no try behind, and what was posted goes out', async () => {
    const topics: string[] = [];
    broker.manners = (said, caller, own) => {
      if (said.kind === 'publish') topics.push(said.topic);
      honest(said, caller, own);
    };
    const connection = open();
    await until(() => connection.state.kind === 'open');
    for (let i = 0; i < 1000; i++) connection.post('a', new Uint8Array([1]));
    connection.close();
    connection.close();
    connection.post('a', new Uint8Array([1]));
    await until(() => topics.length === 1000);
    expect(connection.state).toEqual({ kind: 'closed', reason: undefined });
    expect(new Set(topics)).toEqual(new Set(['lamplight/a']));
  });
});

test('the address of a broker is one of a WebSocket', () => {
  expect(readBrokerUrl('wss://user:secret@broker.example:8084/mqtt')).toBe(
    'wss://user:secret@broker.example:8084/mqtt',
  );
  for (const text of ['', 'broker.example', 'mqtt://broker.example', 'https://broker.example', 'ws://'])
    expect(() => readBrokerUrl(text)).toThrow(BrokerUrlError);
});
