// What every signaling promises.
import type { Signaling } from '../../network/link.ts';
import type { Place } from '../../network/pair-channel.ts';
import { equal, until, type Law } from './laws.ts';

/** One kind of signaling; made afresh for each law. */
export interface SignalingSetup {
  /** Heard by the others from then on. */
  open(place: Place & { readonly machines: number }): Signaling | Promise<Signaling>;
  leftovers(): number;
}

function law(
  name: string,
  run: (open: (self: number, room?: string) => Promise<Signaling>) => Promise<void>,
): Law<SignalingSetup> {
  return {
    name,
    async run(setup) {
      const opened: Signaling[] = [];
      const own = `room ${crypto.getRandomValues(new Uint32Array(1))[0]}`;
      await run(async (self, room = own) => {
        const signaling = await setup.open({ room, run: 'run-1', self, machines: 3 });
        opened.push(signaling);
        return signaling;
      });
      for (const signaling of opened) signaling.close();
      await until(() => setup.leftovers() === 0);
    },
  };
}

function listen(signaling: Signaling): [number, unknown][] {
  const heard: [number, unknown][] = [];
  signaling.subscribe((from, signal) => heard.push([from, signal]));
  return heard;
}

export const signalingLaws: readonly Law<SignalingSetup>[] = [
  law('a signal reaches its addressee alone, with its sender', async open => {
    const [one, two, three] = [await open(1), await open(2), await open(3)];
    const [atTwo, atThree] = [listen(two), listen(three)];
    one.send(2, { a: [1, 'x', null] });
    one.send(3, 'for three');
    two.send(3, 'from two');
    await until(() => atTwo.length >= 1 && atThree.length >= 2);
    equal(atTwo, [[1, { a: [1, 'x', null] }]], 'at 2');
    equal(
      [...atThree].sort(([a], [b]) => a - b),
      [
        [1, 'for three'],
        [2, 'from two'],
      ],
      'at 3',
    );
  }),

  law('signals of one pair stay in order', async open => {
    const [one, two] = [await open(1), await open(2)];
    const heard = listen(two);
    for (let i = 0; i < 500; i++) one.send(2, i);
    await until(() => heard.length >= 500);
    equal(
      heard.map(([, signal]) => signal),
      Array.from({ length: 500 }, (_, i) => i),
      'signals',
    );
  }),

  law('what nobody listens to does no harm', async open => {
    const one = await open(1);
    one.send(2, 'too early');
    one.send(7, 'to nobody');
    const heard = listen(await open(2));
    one.send(2, 'now');
    await until(() => heard.some(([, signal]) => signal === 'now'));
    // It may wait for its addressee, or be lost.
    const late = heard[0]?.[1] === 'too early';
    equal(heard, [...(late ? [[1, 'too early']] : []), [1, 'now']], 'heard');
  }),

  law('rooms do not hear each other', async open => {
    const [one, two, elsewhere] = [await open(1), await open(2), await open(2, 'elsewhere')];
    const heard = listen(two);
    const heardElsewhere = listen(elsewhere);
    one.send(2, 'here');
    (await open(1, 'elsewhere')).send(2, 'there');
    await until(() => heard.length > 0 && heardElsewhere.length > 0);
    equal([heard, heardElsewhere], [[[1, 'here']], [[1, 'there']]], 'heard');
  }),

  law(
    'unsubscribing and closing end the hearing; closing is idempotent, and sending after it does nothing',
    async open => {
      const [one, two, three] = [await open(1), await open(2), await open(3)];
      const heard: unknown[] = [];
      const unsubscribe = two.subscribe((_, signal) => heard.push(signal));
      const other = listen(two);
      unsubscribe();
      one.send(2, 'after unsubscribing');
      await until(() => other.length > 0);
      equal(heard, [], 'heard');
      one.close();
      one.close();
      one.send(2, 'after closing');
      three.send(2, 'last');
      await until(() => other.length > 1);
      equal(
        other,
        [
          [1, 'after unsubscribing'],
          [3, 'last'],
        ],
        'the other listener',
      );
    },
  ),
];
