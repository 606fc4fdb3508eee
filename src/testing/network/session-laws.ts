// What sessions promise beyond what every transport does: they outlive what carries them.
import { Ear, equal, hold, turn, type Law } from './laws.ts';
import { Room, send, upTo, type TransportSetup } from './transport-room.ts';
import type { Place } from '../../network/pair-channel.ts';

export interface SessionSetup extends TransportSetup {
  /** Lets what carries the open session between two machines break on the side of `place`, with no goodbye. */
  cut(place: Place, to: number): void;
  /** How many carriers all sessions together have had. */
  attached(): number;
}

function law(
  name: string,
  run: (room: Room, cut: () => void, setup: SessionSetup) => Promise<void>,
): Law<SessionSetup> {
  return {
    name,
    async run(setup) {
      const room = new Room(setup);
      await run(room, () => setup.cut(room.place(1), 2), setup);
      await room.close();
    },
  };
}

const ROUNDS = 12;
const EACH = 25;

export const sessionLaws: readonly Law<SessionSetup>[] = [
  law(
    'what carries a session breaks again and again, and nothing is lost, doubled or reordered',
    async (room, cut, setup) => {
      const ears = (await room.pair()).map(link => new Ear(link));
      for (let round = 0; round < ROUNDS; round++) {
        for (let i = 1; i <= EACH; i++) {
          if (i === (7 * round) % EACH) cut(); // with messages on their way, and more to come
          for (const [side, ear] of ears.entries()) send(ear.link, side + 1, [round * EACH + i]);
          if (i % 6 === round % 6) await turn();
        }
        await Promise.all(ears.map(ear => ear.heard((round + 1) * EACH)));
      }
      for (const ear of ears) {
        await ear.heard(ROUNDS * EACH);
        equal(ear.numbers, upTo(ROUNDS * EACH), 'numbers');
        equal(ear.closings, [], 'closings');
      }
      hold(setup.attached() >= 2 * ROUNDS, `carriers: ${setup.attached()}`);
    },
  ),

  law('a goodbye over what has been opened anew is heard', async (room, cut) => {
    const ears = (await room.pair()).map(link => new Ear(link));
    send(ears[0]!.link, 1, [1]);
    await ears[1]!.heard(1);
    cut();
    send(ears[0]!.link, 1, [2]);
    await ears[1]!.heard(2);
    ears[0]!.link.close();
    await ears[1]!.closed();
    equal(ears[1]!.closings, ['Machine 1 closed the link.'], 'closings');
    hold(ears[1]!.events.at(-1)?.kind === 'closed', 'nothing after it');
  }),
];
