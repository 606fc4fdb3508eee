// How links and transports end, and that they can begin again.
import { LinkClosedError, TransportClosedError, type Link } from '../../network/link.ts';
import { Ear, equal, hold, rejection, thrown, turn, until, type Law } from './laws.ts';
import { law, send, upTo, type TransportSetup } from './transport-room.ts';

export const endingLaws: readonly Law<TransportSetup>[] = [
  law('sending after the end throws, on both sides', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    one.close();
    hold(thrown(() => send(one, 1, [1])) instanceof LinkClosedError, 'on the side that closed');
    await ear.closed();
    hold(thrown(() => send(two, 2, [1])) instanceof LinkClosedError, 'on the other side');
  }),

  law('closing is idempotent, and seen once on each side', async room => {
    const [one, two] = await room.pair();
    const ears = [new Ear(one), new Ear(two)];
    one.close();
    one.close();
    await ears[1]!.closed();
    two.close();
    one.close();
    await turn();
    equal(ears[0]!.closings, [undefined], 'closings on the side that closed');
    equal(ears[1]!.closings, ['Machine 1 closed the link.'], 'closings on the other side');
    hold(
      ears.every(ear => ear.events.at(-1)?.kind === 'closed'),
      'nothing after it',
    );
  }),

  law('a send while the other side goes away is said, and not thrown as anything else', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(one);
    two.close();
    await endOfSending(ear);
  }),

  law('a send over what has broken underneath is said, the link ends, and then sends throw', async room => {
    const [one, two] = await room.pair();
    const ears = [new Ear(one), new Ear(two)];
    room.breakOff();
    await endOfSending(ears[0]!);
    await ears[1]!.closed();
  }),

  law('both closing at once is seen once on each side', async room => {
    const ears = (await room.pair()).map(link => new Ear(link));
    for (const ear of ears) ear.link.close();
    await turn();
    for (const ear of ears) equal(ear.closings, [undefined], 'closings');
  }),

  law('a closing before anybody subscribes is kept', async room => {
    const [one, two] = await room.pair();
    send(one, 1, [1]);
    one.close();
    const early = new Ear(one);
    equal(early.closings, [undefined], 'on the side that closed');
    const ear = new Ear(two);
    await ear.closed();
    equal([ear.numbers, ear.closings.length], [[1], 1], 'on the other side');
  }),

  law(
    'closing a transport ends its links and its attempts, and is idempotent',
    async (room, setup) => {
      const [one, two] = await room.pair(1, 2);
      const ears = [new Ear(one), new Ear(two)];
      const vain = rejection(room.connect(1, 3));
      room.transports[0]!.close();
      room.transports[0]!.close();
      hold((await vain) instanceof TransportClosedError, 'the attempt is rejected');
      await ears[1]!.closed();
      equal(
        ears.map(ear => ear.closings.length),
        [1, 1],
        'closings',
      );
      hold((await rejection(room.connect(1, 2))) instanceof TransportClosedError, 'a later call is rejected');
      await until(() => setup.leftovers() === 0);
    },
    3,
  ),

  law('connecting again works after a close, many times', async room => {
    for (const round of upTo(5)) {
      const [one, two] = await room.pair();
      const ear = new Ear(two);
      send(one, 1, [round]);
      await ear.heard(1);
      if (round % 2 === 0) one.close();
      else {
        const end = new Ear(one);
        two.close();
        await end.closed();
      }
      await ear.closed();
      equal(ear.numbers, [round], 'numbers');
    }
  }),

  law('connecting again works from within the news of the closing', async room => {
    const [one, two] = await room.pair();
    const again = new Promise<Link>((resolve, reject) => {
      two.subscribe(event => {
        if (event.kind === 'closed') room.connect(2, 1).then(resolve, reject);
      });
    });
    one.close();
    const [next, answer] = await Promise.all([room.connect(1, 2), again]);
    const ear = new Ear(answer);
    send(next, 1, [1]);
    await ear.heard(1);
  }),
];

/** Sends at each turn until the link has ended: each send goes out or throws LinkClosedError. */
async function endOfSending(ear: Ear): Promise<void> {
  const refusals: unknown[] = [];
  for (let number = 1; ear.closings.length === 0; number++) {
    try {
      send(ear.link, 1, [number]);
    } catch (error) {
      refusals.push(error);
    }
    await turn();
  }
  hold(
    refusals.every(error => error instanceof LinkClosedError),
    `nothing else is thrown: ${refusals.join()}`,
  );
  hold(thrown(() => send(ear.link, 1, [1])) instanceof LinkClosedError, 'after the end');
}
