// What a link makes of frames that no machine of its run has sent to it.
import { FRAME_LENGTH_MAX } from '../../network/frame.ts';
import { Ear, equal, type Law } from './laws.ts';
import { law, send, type TransportSetup } from './transport-room.ts';

const malformed = (frame: (fields: object) => string): readonly unknown[] => [
  '',
  'hello',
  'null',
  '7',
  '[]',
  '{}',
  '{"run":',
  frame({ from: undefined }),
  frame({ number: '1' }),
  frame({ number: 0 }),
  frame({ number: -1 }),
  frame({ number: 1.5 }),
  frame({ number: 2 ** 31 + 1 }),
  frame({ number: 1e300 }),
  frame({ timestamp: -1 }),
  frame({ timestamp: 0.5 }),
  frame({ timestamp: 2 ** 31 + 1 }),
  frame({ timestamp: null }),
  frame({ to: [2] }),
  frame({ more: 1 }),
  new Uint8Array([1, 2, 3]),
];

export const frameLaws: readonly Law<TransportSetup>[] = [
  law('numbers may have gaps: a sender counts all its messages, whoever they go to', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    send(one, 1, [3, 4, 900]);
    await ear.heard(3);
    equal(ear.numbers, [3, 4, 900], 'numbers');
  }),

  law('malformed frames are dropped and counted while the link goes on', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    const MALFORMED = malformed(fields => room.frame(fields));
    for (const raw of MALFORMED) room.inject(raw);
    send(one, 1, [1]);
    await ear.heard(1);
    equal(
      ear.rejections,
      MALFORMED.map(() => 'malformed'),
      'rejections',
    );
    equal(two.rejected, MALFORMED.length, 'rejected');
    equal(
      ear.events.at(-2),
      { kind: 'rejected', reason: 'malformed', count: MALFORMED.length },
      'the last rejection',
    );
  }),

  law('other frames that are not for this link are told apart', async room => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    send(one, 1, [5]);
    const frames = {
      'too-long': room.frame({ run: 'x'.repeat(FRAME_LENGTH_MAX) }),
      'foreign-run': room.frame({ run: 'run-2', number: 6 }),
      'foreign-machine': room.frame({ from: 3, number: 6 }),
    };
    for (const raw of Object.values(frames)) room.inject(raw);
    room.inject(room.frame({ to: 3, number: 6 }));
    send(one, 1, [6]);
    await ear.heard(2);
    equal(ear.rejections, [...Object.keys(frames), 'foreign-machine'], 'rejections');
    equal(ear.numbers, [5, 6], 'numbers');
  }),

  law('what comes again, or is older than what came, is not heard again', async (room, setup) => {
    const [one, two] = await room.pair();
    const ear = new Ear(two);
    send(one, 1, [5]);
    room.inject(room.frame({ number: 5 }));
    room.inject(room.frame({ number: 4 }));
    send(one, 1, [6]);
    await ear.heard(2);
    equal(ear.rejections, setup.repeated === 'dropped' ? [] : [setup.repeated, setup.repeated], 'rejections');
    equal(ear.numbers, [5, 6], 'numbers');
  }),
];
