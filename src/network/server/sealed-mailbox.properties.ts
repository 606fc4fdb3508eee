// Sealed mail under any plan of a hostile server: what is heard was sent, in its order and once, and no nonce is used twice. And keys:
// of what is not one, none is made.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turn, until } from '../../testing/network/laws.ts';
import { PostOffice, type Posted } from '../../testing/network/post-office.ts';
import { newRoomKey, readRoomKey, ROOM_KEY_LENGTH } from './room-key.ts';
import { readHeader } from './seal.ts';
import { openSealedMailbox } from './sealed-mailbox.ts';

const key = readRoomKey(newRoomKey())!;
const NAMES = ['ada', 'bob', 'eve'] as const;

type Deed =
  | { readonly kind: 'hand on' | 'drop' | 'double' | 'hold back' | 'misdeliver' }
  | { readonly kind: 'flip' | 'cut' | 'repeat'; readonly at: number };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'hand on' as const }) },
  fc.record({ kind: fc.constantFrom('drop', 'double', 'hold back', 'misdeliver') }),
  fc.record({ kind: fc.constantFrom('flip', 'cut', 'repeat'), at: fc.nat() }),
);

/** Does one deed after the other with what is posted, from the first again after the last. */
function hostile(office: PostOffice, deeds: readonly Deed[]): void {
  let next = 0;
  let held: Posted[] = [];
  office.handOn = packet => {
    const what = deeds[next++ % deeds.length]!;
    const { address, bytes } = packet;
    const others = office.posted.map(each => each.address).filter(each => each !== address);
    const late = held;
    held = what.kind === 'hold back' ? [packet] : [];
    switch (what.kind) {
      case 'hand on':
        return [packet, ...late];
      case 'double':
        return [packet, packet, ...late];
      case 'misdeliver':
        return [{ address: others.at(-1) ?? address, bytes }, ...late];
      case 'repeat':
        return [packet, office.posted[what.at % office.posted.length]!, ...late];
      case 'cut':
        return [{ address, bytes: bytes.slice(0, what.at % bytes.length) }, ...late];
      case 'flip': {
        const copy = bytes.slice();
        copy[what.at % copy.length]! ^= 1 << (what.at % 8);
        return [{ address, bytes: copy }, ...late];
      }
      default:
        return late;
    }
  };
}

test('what is heard was sent, in its order and once, whatever the server does', async () => {
  let heardInAll = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 1, maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.boolean()), { maxLength: 60 }),
      fc.option(fc.nat(59)),
      async (deeds, sends, reloadAt) => {
        const office = new PostOffice();
        hostile(office, deeds);
        let lives = 0;
        const heard: { readonly way: string; readonly data: unknown }[] = [];
        const open = async (self: string) => {
          const life = (lives += 1);
          const connection = office.connect();
          const mailbox = await openSealedMailbox({ connection, address: self, key });
          const channels = new Map(
            NAMES.map(remote => [
              remote,
              mailbox.openChannel(remote, 'c', data =>
                heard.push({ way: `${remote} ${self} ${life}`, data }),
              ),
            ]),
          );
          return { mailbox, channels };
        };
        const parties = [await open('ada'), await open('bob'), await open('eve')];
        for (const [i, [from, to, pause]] of sends.entries()) {
          if (i === reloadAt) {
            parties[0]!.mailbox.close();
            parties[0] = await open('ada');
          }
          parties[from]!.channels.get(NAMES[to]!)!.post(i);
          if (pause) await turn();
        }
        for (let turns = 0; turns < 6; turns++) {
          for (const { mailbox } of parties) await mailbox.settled();
          await turn();
        }
        for (const way of new Set(heard.map(each => each.way))) {
          const [from, to] = way.split(' ').map(name => NAMES.indexOf(name as 'ada'));
          const numbers = heard.flatMap(each => (each.way === way ? [each.data as number] : []));
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
          for (const number of numbers) expect(sends[number]!.slice(0, 2)).toEqual([from, to]);
        }
        heardInAll += heard.length;
        const nonces = office.posted.map(({ bytes }) => {
          const { epoch, counter } = readHeader(bytes)!;
          return `${[...epoch].join()} ${counter}`;
        });
        expect(new Set(nonces).size).toBe(nonces.length);
        for (const { mailbox } of parties) mailbox.close();
      },
    ),
    { numRuns: 100 },
  );
  expect(heardInAll).toBeGreaterThan(100); // it was about something
});

test('any junk for an inbox is dropped and counted, one by one', async () => {
  const office = new PostOffice();
  const mailbox = await openSealedMailbox({ connection: office.connect(), address: 'ada', key });
  const peer = await openSealedMailbox({ connection: office.connect(), address: 'bob', key });
  peer.openChannel('ada', 'c', () => undefined).post('where are you');
  await until(() => office.posted.length >= 2);
  const { address } = office.posted[0]!;
  const total = (): number =>
    Object.values(mailbox.counts).reduce((sum: number, each: number) => sum + each, 0);
  let expected = total();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isOfOurVersion) => {
      if (isOfOurVersion && bytes.length > 0) bytes[0] = 1;
      office.deliver({ address, bytes });
      expected += 1;
      await until(() => total() >= expected);
    }),
    { numRuns: 300 },
  );
  expect(mailbox.counts).toMatchObject({ repeated: 0, stale: 0, flooded: 0, unsent: 0 });
});

test('a key is read as it was written, and no part or slip of it is', () => {
  fc.assert(
    fc.property(fc.nat(ROOM_KEY_LENGTH - 1), fc.constantFrom(...'aZ09-_'), (at, letter) => {
      const text = newRoomKey();
      expect(text).toHaveLength(ROOM_KEY_LENGTH);
      expect(readRoomKey(text)).toHaveLength(32);
      expect(readRoomKey(text.slice(0, at))).toBeUndefined();
      const slip = text.slice(0, at) + letter + text.slice(at + 1);
      if (slip !== text) expect(readRoomKey(slip)).toBeUndefined();
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 60 }), text => readRoomKey(text) === undefined));
});
