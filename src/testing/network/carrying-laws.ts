// What an open link carries: everything, once, in order.
import type { Json } from '../../core/program/json.ts';
import { LETTER_LENGTH_MAX, letterLength } from '../../network/frame.ts';
import { LINK_BUFFER_MAX, LinkOverflowError, type Link } from '../../network/link.ts';
import { Ear, equal, hold, thrown, turn, until, type Law } from './laws.ts';
import { law, send, upTo, type TransportSetup } from './transport-room.ts';

const BURST = 1000;

export const carryingLaws: readonly Law<TransportSetup>[] = [
  law('messages arrive in order and exactly once, both ways', async room => {
    const ears = (await room.pair()).map(link => new Ear(link));
    for (const number of upTo(50)) {
      send(ears[0]!.link, 1, [number]);
      send(ears[1]!.link, 2, [number]);
      if (number % 7 === 0) await turn();
    }
    for (const ear of ears) {
      await ear.heard(50);
      equal(ear.numbers, upTo(50), 'numbers');
    }
    equal(
      ears[1]!.events[8],
      { kind: 'message', message: { from: 1, to: 2, number: 9, timestamp: 9 } },
      'a message',
    );
  }),

  law('what a message of a program says arrives as it was, up to the longest', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    const empty = { kind: 'kind of message “1”', body: '' };
    const longest = { ...empty, body: '€'.repeat(LETTER_LENGTH_MAX - letterLength(empty)) };
    const bodies: readonly Json[] = [null, 0, [1, [true, { of: 'a', 'b\n"': [] }]], { ['__proto__']: 1 }];
    const letters = [...bodies.map(body => ({ kind: 'k', body })), longest];
    const messages = letters.map((letter, i) => ({
      from: 1,
      to: 2,
      number: i + 1,
      timestamp: i + 1,
      letter,
    }));
    for (const message of messages) one.send(message);
    send(one, 1, [messages.length + 1]);
    await ear.heard(messages.length + 1);
    equal(
      ear.events.map(event => (event.kind === 'message' ? JSON.stringify(event.message.letter) : event.kind)),
      [...letters.map(letter => JSON.stringify(letter)), undefined],
      'letters',
    );
  }),

  law('nothing sent before the other side subscribes is lost', async room => {
    const [one, two] = await room.pair();
    const marker = new Ear(one);
    send(one, 1, upTo(20));
    send(two, 2, [1]);
    await marker.heard(1);
    const ear = new Ear(two);
    await ear.heard(20);
    equal(ear.numbers, upTo(20), 'numbers');
  }),

  law('nothing sent the moment one end is open is lost, though the other is not', async room => {
    const promises = [room.connect(1, 2), room.connect(2, 1)] as const;
    for (const promise of promises) void promise.then(link => send(link, 3 - link.remote, upTo(5)));
    for (const link of await Promise.all(promises)) {
      const ear = new Ear(link);
      await ear.heard(5);
      equal(ear.numbers, upTo(5), 'numbers');
    }
  }),

  law('what is sent just before closing arrives', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    send(one, 1, upTo(200));
    one.close();
    await ear.closed();
    equal(ear.numbers, upTo(200), 'numbers');
    hold(ear.events.at(-1)?.kind === 'closed', 'closed comes last');
  }),

  law('an unsubscribed listener hears nothing more', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    let heard = 0;
    const unsubscribe = two.subscribe(() => {
      heard += 1;
      unsubscribe();
    });
    send(one, 1, [1, 2]);
    await ear.heard(2);
    equal(heard, 1, 'times heard');
  }),

  law(`bursts of ${BURST} arrive whole`, async room => {
    const ears = (await room.pair()).map(link => new Ear(link));
    send(ears[0]!.link, 1, upTo(BURST));
    send(ears[1]!.link, 2, upTo(BURST));
    for (const ear of ears) {
      await ear.heard(BURST);
      equal(ear.numbers, upTo(BURST), 'numbers');
    }
  }),

  law(
    'a link that nobody listens to keeps so much, and then closes or takes no more',
    async (room, setup) => {
      const [one, two] = await room.pair();
      const end = new Ear(one);
      if (setup.atBound === 'holds-back') {
        await holdsBack(end, two);
        return;
      }
      if (setup.atBound === 'overflows') {
        await overflows(one, two);
        return;
      }
      send(one, 1, upTo(LINK_BUFFER_MAX + 1));
      await end.closed();
      const late = new Ear(two);
      equal(late.numbers.length, LINK_BUFFER_MAX, 'messages kept');
      equal(late.closings.length, 1, 'closings');
      hold(late.closings[0]?.includes(String(LINK_BUFFER_MAX)), 'the reason names the bound');
    },
  ),
];

/** Sends at once until the link is full: then all of it arrives, and the link takes messages again and says so. */
async function holdsBack({ link, events }: Ear, other: Link): Promise<void> {
  let count = 0;
  while (!link.isFull && count <= LINK_BUFFER_MAX) send(link, 1, [++count]);
  hold(count > BURST && count <= LINK_BUFFER_MAX, `it is full at ${count}`);
  hold(thrown(() => send(link, 1, [count + 1])) instanceof LinkOverflowError, 'a send is refused');
  const ear = new Ear(other);
  await ear.heard(count);
  await until(() => events.some(event => event.kind === 'drained'));
  send(link, 1, [count + 1]);
  await ear.heard(count + 1);
  equal(ear.numbers, upTo(count + 1), 'numbers');
}

/** Sends at once until a send is refused: then all before it arrive, and there is room again. */
async function overflows(link: Link, other: Link): Promise<void> {
  let count = 0;
  let refusal: unknown;
  while (refusal === undefined && count <= LINK_BUFFER_MAX) {
    try {
      send(link, 1, [count + 1]);
      count += 1;
    } catch (error) {
      refusal = error;
    }
  }
  hold(refusal instanceof LinkOverflowError && count > BURST, `it refuses at ${count}: ${String(refusal)}`);
  const ear = new Ear(other);
  await ear.heard(count);
  send(link, 1, [count + 1]);
  await ear.heard(count + 1);
  equal(ear.numbers, upTo(count + 1), 'numbers');
}
