// The desk with a class: its table, a hand-in that is opened and left again, all of them as one set of logs.
import { expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { writeTrace } from '../../formats/write.ts';
import { deskWith, isRead, reached } from '../../testing/reading-desk.ts';
import { HAND_INS_MAX } from '../../formats/hand-ins.ts';
import { orderedPlaces } from './class-order.ts';
import type { OpenState } from './open-state.ts';

const isClassRead = (state: OpenState): boolean => state.class?.phase === 'read';

function runOf(folder: string, seed: number): File[] {
  const trace = simulate({ rates: [4, 2, 4], durationSeconds: 20, seed });
  return writeTrace(trace, 'log').map(({ name, text }) => new File([text], `lab/${folder}/${name}`));
}

test('a folder of hand-ins becomes a table; one is opened and left, and the table is as it was', async () => {
  const desk = deskWith();
  desk.open([...runOf('bob', 1), ...runOf('alice', 2), new File(['print(1)'], 'lab/bob/main.py')]);
  expect(desk.state.class).toMatchObject({ phase: 'reading', shown: 'table' });
  const { class: table, opened } = await reached(desk, isClassRead);
  expect(opened).toBeUndefined();
  expect(table!.handIns.map(({ name, files, row }) => [name, files, row!.state])).toEqual([
    ['alice', 3, 'clean'],
    ['bob', 3, 'clean'],
  ]);

  desk.openHandIn(1);
  expect(desk.state).toMatchObject({ phase: 'reading', opened: undefined, class: { shown: 'one', open: 1 } });
  const one = await reached(desk, isRead);
  expect(one.opened!.runs[0]!.events).toBe(table!.handIns[1]!.row!.events);

  desk.openHandIn(0);
  expect(desk.state.opened).toBeUndefined(); // or one student's run would be shown under another's name
  desk.showClass();
  expect(desk.state).toMatchObject({ opened: undefined, class: { shown: 'table', open: 0 } });
  expect(desk.state.class!.handIns).toBe(table!.handIns);
});

test('files are named by their paths within a hand-in, and with its folder where all are read together', async () => {
  const desk = deskWith();
  desk.open([...runOf('ada', 3), ...runOf('ben', 3), new File(['print(1)'], 'lab/cleo/main.py')]);
  const { class: table } = await reached(desk, isClassRead);
  expect(table!.handIns[2]).toMatchObject({ name: 'cleo', files: 0, row: { state: 'unread' } });
  const namesOf = ({ opened }: OpenState) => opened!.files.map(({ name }) => name);
  desk.openHandIn(0);
  const one = await reached(desk, isRead);
  expect(namesOf(one).every(name => !name.includes('ada'))).toBe(true);
  expect(one.opened!.runs[0]!.name).not.toContain('ada');
  desk.readTogether();
  const together = await reached(
    desk,
    ({ phase, class: shown }) => shown?.shown === 'together' && phase === 'read',
  );
  expect(namesOf(together).filter(name => name.startsWith('ada/'))).toHaveLength(namesOf(one).length);
});

test('all of them are read as one set of logs, and the table comes back complete', async () => {
  const desk = deskWith();
  desk.open([...runOf('alice', 1), ...runOf('bob', 2)]);
  desk.readTogether();
  expect(desk.state.class!.phase).toBe('stopped');
  const { opened } = await reached(desk, isRead);
  expect(opened!.files).toHaveLength(6);
  desk.showClass();
  const { class: table } = await reached(desk, isClassRead);
  expect(table!.handIns.map(({ row }) => row?.state)).toEqual(['clean', 'clean']);
});

test('stopped: what was read is kept, and the others can be read later', async () => {
  const desk = deskWith();
  desk.open([...runOf('alice', 1), ...runOf('bob', 2)]);
  await reached(desk, ({ class: table }) => table!.handIns[0]!.row !== undefined);
  desk.stopClass();
  expect(desk.state.class!.handIns.map(({ row }) => row !== undefined)).toEqual([true, false]);
  desk.showClass(); // a person stopped it: it does not begin again by itself
  expect(desk.state.class!.phase).toBe('stopped');
  desk.resumeClass();
  const { class: table } = await reached(desk, isClassRead);
  expect(table!.handIns[1]!.row!.state).toBe('clean');
});

test('a pattern that was said for one hand-in is in its row and in no other', async () => {
  const desk = deskWith();
  const odd = (folder: string): File => new File(['SEND at=1\nSEND at=2\n'], `lab/${folder}/vm_1.txt`);
  desk.open([odd('alice'), odd('bob')]);
  await reached(desk, isClassRead);
  const before = desk.state.class!.handIns.map(({ row }) => row!);
  desk.openHandIn(0);
  await reached(desk, ({ phase }) => phase === 'read');
  desk.writePattern(String.raw`(?<event>\w+) at=(?<clock>\d+)`);
  desk.readWithPattern();
  const { class: table } = await reached(desk, state => state.class!.handIns[0]!.row !== before[0]);
  expect(table!.handIns[0]!.row!.events).toBe(2);
  expect(table!.handIns[1]!.row).toBe(before[1]);
  desk.openHandIn(1);
  const { opened } = await reached(desk, isRead);
  expect(opened!.pattern).toBe('');
});

test('other files take its place once they have been read', async () => {
  const desk = deskWith();
  desk.open([...runOf('alice', 1), ...runOf('bob', 2)]);
  await reached(desk, isClassRead);
  desk.open([]);
  expect(desk.state).toMatchObject({ phase: 'failed', class: { shown: 'table' } });
  desk.openSample();
  const { class: table, opened } = await reached(desk, isRead);
  expect(table).toBeUndefined();
  expect(opened!.runs).toHaveLength(1);
});

test('hand-ins above the bound are counted', () => {
  const desk = deskWith();
  desk.open(Array.from({ length: HAND_INS_MAX + 2 }, (_, i) => new File(['x'], `lab/student ${i}/a.log`)));
  desk.stopClass();
  expect(desk.state.class!.handIns).toHaveLength(HAND_INS_MAX);
  expect(desk.state.class!.notes).toEqual([expect.stringMatching(/1,002 hand-ins: the first 1,000 by name/)]);
  desk.close();
});

test('machines and runs in folders are one hand-in', () => {
  for (const folders of [
    ['vm1', 'vm2'],
    ['run_1', 'run_2'],
  ]) {
    const desk = deskWith();
    desk.open(folders.flatMap((folder, i) => runOf(folder, i)));
    expect(desk.state.class).toBeUndefined();
    desk.close();
  }
});

test('rows are sorted by any column, those not read come last either way', () => {
  const row = (events: number) => ({ name: '', files: 1, row: { events } as never });
  const handIns = [row(5), { name: '', files: 1, row: undefined }, row(2), row(5)];
  expect(orderedPlaces(handIns, { column: 'events', isDescending: false })).toEqual([2, 0, 3, 1]);
  expect(orderedPlaces(handIns, { column: 'events', isDescending: true })).toEqual([0, 3, 2, 1]);
  expect(orderedPlaces(handIns, { column: 'name', isDescending: true })).toEqual([3, 2, 1, 0]);
});
