// What people at machines' pages call themselves: on the seats, in the trace, changed in mid-run, over pages that go and come, and
// whatever anybody says.
import { expect, test } from 'vitest';
import { readTrace } from '../formats/read.ts';
import { writeTrace } from '../formats/write.ts';
import { ended, makeRoom, settingsOf } from '../testing/laboratory-room.ts';
import { pageChannelName, roomChannelName } from './control-channel.ts';
import type { LaboratoryState } from './laboratory-state.ts';

const TRIAL = { rates: [20, 10, 10], durationSeconds: 4, dieSides: 4, seed: 2 };
const names = ({ seats }: LaboratoryState) => seats.map(({ name }) => name);
const isSeated = ({ seats }: LaboratoryState) =>
  seats.length > 0 && seats.every(({ phase }) => phase === 'seated');

test('names are on the seats before a run, in its trace, and change in mid-run; two of one name have their numbers', async () => {
  const { room, openLaboratory, openPage, until, pass } = makeRoom();
  const laboratory = openLaboratory();
  laboratory.prepare({ rates: TRIAL.rates, place: 'tabs' });
  const [one, two] = [openPage(1), openPage(2), openPage(3)];
  one!.rename('Ada'); // before it has a seat
  await until(laboratory, isSeated);
  two!.rename('Ada');
  await until(laboratory, state => names(state).filter(Boolean).length === 2);
  expect(names(laboratory.state)).toEqual(['Ada', 'Ada', undefined]);
  laboratory.run(settingsOf(room, TRIAL));
  await until(laboratory, ({ elapsedMs }) => elapsedMs > 1000);
  const { trace } = laboratory.state;
  expect([1, 2, 3].map(machine => trace!.nameOf(machine))).toEqual([
    'machine 1 (Ada)',
    'machine 2 (Ada)',
    'machine 3',
  ]);
  const { revision } = laboratory.state;
  one!.rename('Grace');
  two!.rename('');
  await pass(100);
  expect(laboratory.state.trace!.seatNames).toEqual(['Grace', null, null]);
  expect(names(laboratory.state)).toEqual(['Grace', undefined, undefined]);
  expect(laboratory.state.revision).toBeGreaterThan(revision);
  await until(laboratory, ended);
  one!.rename('Later');
  await pass(100);
  expect(names(laboratory.state)).toEqual(['Later', undefined, undefined]);
  // What was run stays as it was.
  const back = readTrace(writeTrace(laboratory.state.trace!, 'jsonl')).runs[0]!.trace;
  expect(back.seatNames).toEqual(['Grace', null, null]);
  expect(back.gaps).toEqual([]);
});

test('a coordinator that comes after another one knows the names, also of a machine whose page is gone', async () => {
  const { room, openMortalLaboratory, openLaboratory, openPage, openMortal, until, pass } = makeRoom();
  const first = openMortalLaboratory();
  const one = openPage(1);
  const two = openMortal(2);
  openPage(3);
  one.rename('Ada');
  two.page.rename('Lin');
  first.laboratory.run(settingsOf(room, { ...TRIAL, durationSeconds: 8 }));
  await until(first.laboratory, ({ elapsedMs }) => elapsedMs > 1000);
  two.page.rename('Mei');
  await pass(200);
  first.body.die();
  two.body.die();
  const second = openLaboratory();
  await until(second, ({ phase }) => phase === 'running');
  expect(second.state.trace!.seatNames).toEqual(['Ada', 'Mei', null]);
  await until(second, ({ seats }) => seats[1]!.phase === 'away');
  expect(names(second.state)).toEqual(['Ada', 'Mei', undefined]);
  // A page without a name goes on with the machine: the run keeps what it knows.
  openPage(2);
  await until(second, ended);
  expect(second.state.phase).toBe('finished');
  expect(second.state.trace!.seatNames).toEqual(['Ada', 'Mei', null]);
});

test('what is not a name is counted, and the seat keeps the one that it has', async () => {
  const { room, openLaboratory, openMortal, openPage, until, pass } = makeRoom();
  const laboratory = openLaboratory();
  laboratory.prepare({ rates: [5, 5], place: 'tabs' });
  const pages: string[] = [];
  const channel = new BroadcastChannel(roomChannelName(room));
  channel.onmessage = ({ data }: { readonly data: unknown }) => {
    const { kind, page } = data as { readonly kind?: string; readonly page?: string };
    if (kind === 'hello' && page !== undefined) pages.push(page);
  };
  openMortal(1).page.rename('Ada');
  await until(laboratory, state => names(state)[0] === 'Ada');
  openPage(2);
  await until(laboratory, isSeated);
  channel.close();
  const forged = new BroadcastChannel(pageChannelName(room, pages[0]!));
  const before = laboratory.state.rejectedControl;
  const wrong = [
    '<b>x</b>',
    'a\nb',
    '\u202eadA',
    'x'.repeat(41),
    'x'.repeat(10_000),
    7,
    null,
    ['Ada'],
    ' Ada',
  ];
  for (const name of wrong) forged.postMessage({ kind: 'name', name });
  await pass(300);
  forged.close();
  expect(laboratory.state.rejectedControl - before).toBe(wrong.length);
  expect(names(laboratory.state)).toEqual(['Ada', undefined]);
});
