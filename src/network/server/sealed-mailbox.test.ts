// What sealed mail promises against a server that is hostile: each thing that it can do by itself, and what is counted.
import { describe, expect, test } from 'vitest';
import { LinkOverflowError } from '../link.ts';
import { turn, until } from '../../testing/network/laws.ts';
import { PostOffice, type Posted } from '../../testing/network/post-office.ts';
import { NO_MAIL_COUNTED, type Mailbox } from './mailbox.ts';
import { newRoomKey, readRoomKey } from './room-key.ts';
import { SEAL_BYTES } from './seal.ts';
import { openSealedMailbox, STRANGERS_MAX, UNANSWERED_MAX } from './sealed-mailbox.ts';

const key = readRoomKey(newRoomKey())!;

interface Party {
  readonly mailbox: Mailbox;
  readonly heard: unknown[];
  send(data: unknown): void;
}

async function party(office: PostOffice, address: string, remote: string, roomKey = key): Promise<Party> {
  const connection = office.connect();
  const mailbox = await openSealedMailbox({ connection, address, key: roomKey });
  const heard: unknown[] = [];
  const channel = mailbox.openChannel(remote, 'channel', data => heard.push(data));
  return { mailbox, heard, send: data => channel.post(data) };
}

/** Ada and Bob, who know each other. */
async function pair(office = new PostOffice()): Promise<{ office: PostOffice; ada: Party; bob: Party }> {
  const [ada, bob] = [await party(office, 'ada', 'bob'), await party(office, 'bob', 'ada')];
  ada.send('first');
  await until(() => bob.heard.length === 1);
  return { office, ada, bob };
}

/** All turns that what is on its way may need. */
async function quiet(...parties: readonly Party[]): Promise<void> {
  for (let turns = 0; turns < 50; turns++) {
    for (const { mailbox } of parties) await mailbox.settled();
    await turn();
  }
}

const flipped = ({ address, bytes }: Posted, at: number): Posted => {
  const copy = bytes.slice();
  copy[at]! ^= 1;
  return { address, bytes: copy };
};

describe('sealed mail', () => {
  test('comes in order, both ways, and the server sees no word of it', async () => {
    const { office, ada, bob } = await pair();
    for (let i = 0; i < 100; i++) {
      ada.send({ secret: `a${i}` });
      bob.send(i);
    }
    await until(() => ada.heard.length === 100 && bob.heard.length === 101);
    expect(ada.heard).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(bob.heard.slice(1)).toEqual(Array.from({ length: 100 }, (_, i) => ({ secret: `a${i}` })));
    expect([ada.mailbox.counts, bob.mailbox.counts]).toEqual([NO_MAIL_COUNTED, NO_MAIL_COUNTED]);
    const seen = office.posted
      .map(({ address, bytes }) => address + Buffer.from(bytes).toString('latin1'))
      .join('\n');
    for (const word of ['ada', 'bob', 'channel', 'secret', 'from', 'first']) expect(seen).not.toContain(word);
  });

  test('is as long as what is in it, and a seal', async () => {
    const { office } = await pair();
    const { bytes } = office.posted.at(-1)!;
    const content = JSON.stringify({ from: 'ada', mail: { channel: 'channel', data: 'first' } });
    expect(bytes.length).toBe(content.length + SEAL_BYTES);
  });

  test('that was changed anywhere is dropped and counted', async () => {
    const { office, ada, bob } = await pair();
    office.handOn = packet =>
      packet.bytes.map((_, at) => at).reduce<Posted[]>((all, at) => [...all, flipped(packet, at)], []);
    ada.send('changed');
    await quiet(ada, bob);
    const { malformed, forged, repeated, flooded, stale } = bob.mailbox.counts;
    // Of another version; with an earlier counter, or of another epoch: of so many strangers, not all are looked at.
    expect(malformed + forged + repeated + flooded + stale).toBe(office.posted.at(-1)!.bytes.length);
    expect(forged).toBeGreaterThan(0);
    office.handOn = packet => [packet];
    ada.send('whole');
    await until(() => bob.heard.length === 2);
    expect(bob.heard).toEqual(['first', 'whole']);
  });

  test('that was cut off is dropped and counted', async () => {
    const { office, ada, bob } = await pair();
    office.handOn = ({ address, bytes }) =>
      [...bytes].map((_, length) => ({ address, bytes: bytes.slice(0, length) }));
    ada.send('cut off');
    await quiet(ada, bob);
    const { malformed, forged } = bob.mailbox.counts;
    const { length } = office.posted.at(-1)!.bytes;
    expect([malformed, forged]).toEqual([SEAL_BYTES, length - SEAL_BYTES]);
    expect(bob.heard).toEqual(['first']);
  });

  test('that comes twice, again later, or too late is dropped and counted', async () => {
    const { office, ada, bob } = await pair();
    const kept: Posted[] = [];
    office.handOn = packet => [packet, packet];
    ada.send(1);
    await until(() => bob.heard.length === 2);
    office.handOn = packet => (kept.push(packet), []);
    ada.send(2);
    ada.send(3);
    await until(() => kept.length === 2);
    office.deliver(kept[1]!);
    office.deliver(kept[0]!);
    for (const packet of office.posted) office.deliver(packet);
    await quiet(ada, bob);
    expect(bob.heard).toEqual(['first', 1, 3]);
    expect(bob.mailbox.counts).toMatchObject({ forged: 0, malformed: 0, stale: 0 });
    expect(bob.mailbox.counts.repeated).toBe(
      1 + 1 + office.posted.filter(({ address }) => address === kept[0]!.address).length,
    );
  });

  test('for somebody else is not heard, whoever hands it over', async () => {
    const { office, ada, bob } = await pair();
    const eve = await party(office, 'eve', 'ada');
    eve.send('who are you');
    await until(() => ada.mailbox.counts.unheard === 1);
    const toEve = office.posted.at(-1)!.address;
    const mine = office.posted.find(({ address }) => address !== toEve)!;
    office.deliver({ address: toEve, bytes: mine.bytes });
    office.deliver({ address: mine.address, bytes: office.posted.at(-1)!.bytes });
    await quiet(ada, bob, eve);
    expect(eve.heard).toEqual([]);
    expect(eve.mailbox.counts.forged + ada.mailbox.counts.forged + bob.mailbox.counts.forged).toBeGreaterThan(
      0,
    );
  });

  test('of another key reaches nobody; and where the server hands it over, it is dropped and counted', async () => {
    const { office, ada, bob } = await pair();
    const wrong = await party(office, 'bob', 'ada', readRoomKey(newRoomKey())!);
    const before = office.posted.length;
    wrong.send('let me in');
    await quiet(ada, bob, wrong);
    expect(office.posted.length).toBe(before + 1); // a knock, and no answer
    const adas = office.posted.map(({ address }) => address).find((_, i) => i > 0)!;
    office.deliver({ address: adas, bytes: office.posted.at(-1)!.bytes });
    await quiet(ada, bob, wrong);
    expect(ada.mailbox.counts.forged + bob.mailbox.counts.forged).toBe(1);
    expect([ada.heard, wrong.heard, bob.heard]).toEqual([[], [], ['first']]);
  });

  test('of an earlier page is stale, however much of it is repeated', async () => {
    const { office, ada, bob } = await pair();
    for (let i = 0; i < 20; i++) ada.send(i);
    bob.send('reply');
    await until(() => bob.heard.length === 21 && ada.heard.length === 1);
    const recorded = [...office.posted];
    bob.mailbox.close();
    const again = await party(office, 'bob', 'ada');
    for (const packet of recorded) office.deliver(packet);
    await quiet(ada, again);
    expect(again.heard).toEqual([]);
    expect(again.mailbox.counts.stale).toBeGreaterThan(0);
    // Ada has learned from it that Bob has begun anew; the earlier Bob is heard no more.
    ada.send('to the new one');
    await until(() => again.heard.length > 0);
    again.send('here');
    await until(() => ada.heard.length === 2);
    expect([again.heard, ada.heard]).toEqual([['to the new one'], ['reply', 'here']]);
  });

  test('waits for who is not there yet, up to a bound', async () => {
    const office = new PostOffice();
    const ada = await party(office, 'ada', 'bob');
    for (let i = 0; i < UNANSWERED_MAX; i++) ada.send(i);
    expect(() => ada.send('too much')).toThrow(LinkOverflowError);
    const bob = await party(office, 'bob', 'ada');
    bob.send('I am here');
    await until(() => bob.heard.length === UNANSWERED_MAX);
    expect(ada.heard).toEqual(['I am here']);
  });

  test('is asked for again after the connection was lost', async () => {
    const office = new PostOffice();
    office.handOn = () => [];
    const connection = office.connect();
    const ada = await openSealedMailbox({ connection, address: 'ada', key });
    ada.openChannel('bob', 'channel', () => undefined).post('hello');
    await ada.settled();
    office.handOn = packet => [packet];
    const bob = await party(office, 'bob', 'ada');
    connection.states.become({ kind: 'lost', reason: 'A test.' });
    connection.states.become({ kind: 'open' });
    await until(() => bob.heard.length === 1);
  });

  test('is not kept up by floods: strangers are bounded, and who is known is heard beside them', async () => {
    const { office, ada, bob } = await pair();
    const { address } = office.posted.at(-1)!;
    const junk = (): Uint8Array => {
      const bytes = crypto.getRandomValues(new Uint8Array(200));
      bytes[0] = 1;
      bytes.fill(0, 17, 19);
      return bytes;
    };
    for (let i = 0; i < 10_000; i++) office.deliver({ address, bytes: junk() });
    ada.send('in the midst');
    await until(() => bob.heard.length === 2);
    await quiet(ada, bob);
    const { forged, flooded, malformed } = bob.mailbox.counts;
    expect([malformed, forged + flooded]).toEqual([0, 10_000]);
    expect(forged).toBeLessThanOrEqual(2 * STRANGERS_MAX);
    // And nothing of them is left that would keep a new one out.
    const eve = await party(office, 'eve', 'bob');
    eve.send('hello');
    await until(() => bob.mailbox.counts.unheard === 1);
  });

  test('what was posted before closing leaves', async () => {
    const { ada, bob } = await pair();
    ada.send('last');
    ada.mailbox.close();
    ada.send('after');
    await until(() => bob.heard.length === 2);
    await quiet(ada, bob);
    expect(bob.heard).toEqual(['first', 'last']);
  });
});
