// How links open: whoever calls first, to whom, and what an abort leaves.
import { LinkExistsError, type Link } from '../../network/link.ts';
import { Ear, equal, hold, rejection, turn, until, type Law } from './laws.ts';
import { law, Room, send, type TransportSetup } from './transport-room.ts';

export const openingLaws: readonly Law<TransportSetup>[] = [
  law('both ends connect, and know the other by its number', async room => {
    const [one, two] = await room.pair();
    equal([one.remote, two.remote], [2, 1], 'remotes');
    equal(one.kind, two.kind, 'kinds');
    equal([one.rejected, two.rejected], [0, 0], 'rejected');
  }),

  law('both calling at once yields one link', async room => {
    const ears = (await room.pair()).map(link => new Ear(link));
    send(ears[0]!.link, 1, [1]);
    send(ears[1]!.link, 2, [1]);
    await Promise.all(ears.map(ear => ear.heard(1)));
    for (const ear of ears) equal([ear.numbers, ear.closings], [[1], []], 'one message, still open');
  }),

  ...[
    [1, 2],
    [2, 1],
  ].map(([first, second]) =>
    law(
      `machine ${first} may come long before machine ${second}`,
      async room => {
        const early = room.connect(first!, second!);
        // A whole other link is opened and closed meanwhile: that is how long.
        const [other] = await room.pair(3, 4);
        other.close();
        const late = room.connect(second!, first!);
        const [link, answer] = await Promise.all([early, late]);
        const ear = new Ear(answer);
        send(link, first!, [1]);
        await ear.heard(1);
      },
      4,
    ),
  ),

  law('a second call to the same machine is refused while there is a link or an attempt', async room => {
    const first = room.connect(1, 2);
    hold((await rejection(room.connect(1, 2))) instanceof LinkExistsError, 'refused while opening');
    const other = await room.connect(2, 1);
    const link = await first;
    hold((await rejection(room.connect(1, 2))) instanceof LinkExistsError, 'refused while open');
    const ear = new Ear(other);
    send(link, 1, [1]);
    await ear.heard(1);
  }),

  law(
    'only the addressee hears',
    async room => {
      const [[toTwo, two], [toThree, three], [twoToThree, threeToTwo]] = await Promise.all([
        room.pair(1, 2),
        room.pair(1, 3),
        room.pair(2, 3),
      ]);
      const ears = [two, three, twoToThree, threeToTwo].map(link => new Ear(link));
      send(toTwo, 1, [1, 3]);
      send(toThree, 1, [2, 4]);
      send(twoToThree, 2, [1]);
      send(threeToTwo, 3, [1]);
      await Promise.all([ears[0]!.heard(2), ears[1]!.heard(2), ears[2]!.heard(1), ears[3]!.heard(1)]);
      equal(
        ears.map(ear => [ear.numbers, ear.rejections]),
        [
          [[1, 3], []],
          [[2, 4], []],
          [[1], []],
          [[1], []],
        ],
        'numbers and rejections',
      );
    },
    3,
  ),

  law('two rooms never hear each other', async (room, setup) => {
    const elsewhere = new Room(setup);
    const here = (await room.pair()).map(link => new Ear(link));
    const there = (await elsewhere.pair()).map(link => new Ear(link));
    send(here[0]!.link, 1, [1, 2]);
    send(there[0]!.link, 1, [7]);
    await here[1]!.heard(2);
    await there[1]!.heard(1);
    here[0]!.link.close();
    await here[1]!.closed();
    send(there[0]!.link, 1, [8]);
    await there[1]!.heard(2);
    equal(
      [here[1]!.numbers, there[1]!.numbers],
      [
        [1, 2],
        [7, 8],
      ],
      'numbers',
    );
    equal(there[1]!.closings, [], 'closings there');
    await elsewhere.close();
  }),

  law('a call into another room or run finds nobody', async (room, setup) => {
    const lone = setup.open({ ...room.place(1), run: 'run-2' });
    const controller = new AbortController();
    const vain = rejection(lone.connect(2, { signal: controller.signal }));
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    send(one, 1, [1]);
    await ear.heard(1);
    controller.abort(new Error('nobody came'));
    equal(String(await vain), 'Error: nobody came', 'reason');
    lone.close();
  }),

  law('aborting rejects with the reason and leaves nothing open', async (room, setup) => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const promise = rejection(room.connect(1, 2, controller.signal));
    await turn();
    controller.abort(reason);
    hold((await promise) === reason, 'the reason itself');
    await until(() => setup.leftovers() === 0);
    hold(
      (await rejection(room.connect(1, 2, controller.signal))) === reason,
      'an aborted signal rejects at once',
    );
    equal(setup.leftovers(), 0, 'leftovers');
  }),

  law(
    'aborting in the midst of connecting leaves nothing open, and the other side can still be met',
    async room => {
      const controller = new AbortController();
      const first = rejection(room.connect(1, 2, controller.signal));
      const other = room.connect(2, 1);
      controller.abort(new Error('changed my mind'));
      await first;
      // Both sides may have seen a link of the first attempt open, and end: where news takes its time, each for itself.
      let isHeard = false;
      const tell = async (): Promise<void> => {
        while (!isHeard) {
          const ear = new Ear(await room.connect(1, 2));
          send(ear.link, 1, [1]);
          await until(() => isHeard || ear.closings.length > 0);
        }
      };
      const hear = async (connecting: Promise<Link>): Promise<void> => {
        const ear = new Ear(await connecting);
        await until(() => ear.numbers.length + ear.closings.length > 0);
        isHeard = ear.numbers.length > 0;
        if (!isHeard) await hear(room.connect(2, 1));
      };
      await Promise.all([tell(), hear(other)]);
    },
  ),

  law('aborting after the link is open changes nothing', async room => {
    const controller = new AbortController();
    const [one, two] = await Promise.all([room.connect(1, 2, controller.signal), room.connect(2, 1)]);
    controller.abort();
    const ear = new Ear(two);
    send(one, 1, [1]);
    await ear.heard(1);
  }),
];
