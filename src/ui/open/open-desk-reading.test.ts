// The desk while a person looks at how logs are read: what is asked, changed, given up and brought along.
import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { packReading, readingFile } from '../../formats/infer/reading-file.ts';
import type { Reading } from '../../formats/infer/reading.ts';
import { withKind, withPlace } from '../../formats/infer/said.ts';
import { deskWith, isRead, reached, threadedReadFiles } from '../../testing/reading-desk.ts';
import { strangeLogs } from '../../testing/strange-logs.ts';
import type { OpenDesk } from './open-desk.ts';
import type { OpenState } from './open-state.ts';

const readFiles = threadedReadFiles();
const trace = simulate({ rates: [4, 2, 4], durationSeconds: 20, seed: 5 });
const logs = (): File[] => strangeLogs(trace).map(({ name, text }) => new File([text], name));
const eventsIn = ({ opened }: OpenState): number => opened!.runs.reduce((sum, { events }) => sum + events, 0);
const ignoring = (reading: Reading): Reading => withKind(reading, 'internal event', 'ignore');
const prose = (): File =>
  new File(
    [
      Array.from(
        { length: 30 },
        (_, i) => `2026-03-02 10:00:${i + 10},000 : (Logical Clock Time ${i + 1}) Internal event occurred.`,
      ).join('\n'),
    ],
    'a_machine_1.log',
  );

async function asked(): Promise<{ desk: OpenDesk; reading: Reading; events: number }> {
  const desk = deskWith();
  desk.open(logs());
  const state = await reached(desk, isRead);
  return { desk, reading: state.asked!.reading, events: eventsIn(state) };
}

describe('a log whose form was found out', () => {
  test('is asked about before it is shown, and a known kind is not', async () => {
    const { desk } = await asked();
    expect(desk.state.isAsking).toBe(true);
    desk.acceptReading();
    expect(desk.state).toMatchObject({ isAsking: false, phase: 'read' });
    desk.reconsiderReading();
    expect(desk.state.isAsking).toBe(true);
    desk.open([prose()]);
    const { isAsking, asked: none } = await reached(desk, isRead);
    expect([isAsking, none]).toEqual([false, undefined]);
  });

  test('what a person changes is read at once, and the change before it is given up', async () => {
    const signals: AbortSignal[] = [];
    const desk = deskWith({
      readFiles: (files, options) => {
        signals.push(options.signal);
        return readFiles(files, options);
      },
    });
    desk.open(logs());
    const first = await reached(desk, isRead);
    const { reading } = first.asked!;
    desk.changeReading(ignoring(reading));
    expect(desk.state).toMatchObject({ phase: 'reading', isAsking: true, opened: first.opened });
    desk.changeReading(withKind(reading, 'processed message', 'ignore'));
    const second = await reached(desk, isRead);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false]);
    const wording = (phrase: string) => second.asked!.looked.wordings.find(one => one.phrase === phrase)!;
    expect(wording('processed message').kind).toBe('ignore');
    expect(wording('internal event').kind).toBe('internal');
    expect(eventsIn(second)).toBe(eventsIn(first) - wording('processed message').count);
  });

  test('accepted while it is read again, it is shown once it is, and not after another change', async () => {
    const { desk, reading } = await asked();
    desk.changeReading(ignoring(reading));
    desk.acceptReading();
    expect(desk.state.isAsking).toBe(true);
    expect((await reached(desk, isRead)).isAsking).toBe(false);
    desk.reconsiderReading();
    desk.changeReading(ignoring(reading));
    desk.acceptReading();
    desk.changeReading(withKind(reading, 'processed message', 'ignore'));
    expect((await reached(desk, isRead)).isAsking).toBe(true);
  });

  test('stopped: what was read before stays, and is what is accepted', async () => {
    const { desk, reading, events } = await asked();
    desk.changeReading(ignoring(reading));
    desk.stop();
    expect(desk.state).toMatchObject({ phase: 'failed', isAsking: true });
    desk.acceptReading();
    expect(desk.state.asked!.reading).toBe(reading);
    expect(eventsIn(desk.state)).toBe(events);
  });

  test('found anew with other codes, keeps what a person said', async () => {
    const { desk, reading } = await asked();
    desk.changeReading(withPlace(ignoring(reading), { ...reading.places[0]!, run: 'run 9' }));
    await reached(desk, isRead);
    desk.findReading({ codes: [] });
    const { asked: again } = await reached(
      desk,
      state =>
        state.phase === 'read' && state.asked!.reading.phrases.some(({ reason }) => reason === 'person'),
    );
    expect(again!.reading.places[0]).toMatchObject({ run: 'run 9', by: 'person' });
    expect(again!.reading.phrases.find(({ phrase }) => phrase === 'internal event')!.kind).toBe('ignore');
  });
});

describe('a known kind', () => {
  test('is read anew when a person asks, and what was open stays until then', async () => {
    const desk = deskWith();
    desk.open([prose()]);
    const { opened } = await reached(desk, isRead);
    desk.reconsiderReading();
    expect(desk.state.opened).toBe(opened);
    const { asked: anew, isAsking } = await reached(desk, isRead);
    expect(isAsking).toBe(true);
    expect(anew!.looked.files).toEqual(['a_machine_1.log']);
  });

  test('whose form cannot be found out says so, and stays open', async () => {
    const desk = deskWith({
      readFiles: (files, options) =>
        readFiles(files, { ...options, as: options.as && { ...options.as, readingFiles: [] } }),
    });
    desk.open([prose()]);
    const { opened } = await reached(desk, isRead);
    desk.reconsiderReading();
    const { problem, isAsking, opened: still } = await reached(desk, ({ phase }) => phase === 'failed');
    expect(problem).toBe('No other way to read these lines was found.');
    expect([isAsking, still]).toEqual([false, opened]);
  });
});

describe('a reading that is brought along', () => {
  const saved = (reading: Reading): File => {
    const { name, text } = readingFile(reading);
    return new File([text], name);
  };

  test('with logs: they are read by it, and so are the next ones', async () => {
    const { reading, events } = await asked();
    const desk = deskWith();
    desk.open([saved(ignoring(reading)), ...logs()]);
    const state = await reached(desk, isRead);
    expect(state.broughtFrom).toBe('file');
    expect(eventsIn(state)).toBeLessThan(events);
    expect(state.names).toEqual(['machine_1.log', 'machine_2.log', 'machine_3.log']);
    desk.open(logs());
    expect(eventsIn(await reached(desk, isRead))).toBe(eventsIn(state));
    desk.dropReading();
    expect(eventsIn(await reached(desk, isRead))).toBe(events);
    expect(desk.state.broughtFrom).toBeUndefined();
  });

  test('alone: what is open is read by it; where nothing is, it waits', async () => {
    const { desk, reading, events } = await asked();
    desk.open([saved(ignoring(reading))]);
    expect(eventsIn(await reached(desk, isRead))).toBeLessThan(events);
    const other = deskWith();
    other.open([saved(ignoring(reading))]);
    const waiting = await reached(other, ({ phase }) => phase === 'empty');
    expect(waiting).toMatchObject({ broughtFrom: 'file', problem: '' });
  });

  test('broken: logs are read without it and a note says why; alone, what is open stays', async () => {
    const { desk, reading, events } = await asked();
    const broken = new File([readingFile(reading).text.slice(0, 300)], 'mine.json');
    desk.open([broken, ...logs()]);
    const state = await reached(desk, isRead);
    expect(eventsIn(state)).toBe(events);
    expect(state.opened!.notes).toEqual([
      expect.stringMatching(/^The reading “mine\.json” cannot be used\./),
    ]);
    desk.open([broken]);
    const { problem, opened } = await reached(desk, ({ phase }) => phase === 'failed');
    expect(problem).toMatch(/^The reading “mine\.json” cannot be used\./);
    expect(opened).toBe(state.opened);
  });

  test('JSON that is not a reading stays a log', async () => {
    const desk = deskWith();
    desk.open([new File(['{"format":"something"}\n'], 'other.json')]);
    const { names } = await reached(desk, isRead);
    expect(names).toEqual(['other.json']);
  });

  test('in the address: waits for logs; a broken one is told at once, and they are read without it', async () => {
    const { reading, events } = await asked();
    const desk = deskWith({ reading: await packReading(ignoring(reading)) });
    expect(desk.state.broughtFrom).toBe('address');
    desk.open(logs());
    expect(eventsIn(await reached(desk, isRead))).toBeLessThan(events);

    const broken = deskWith({ reading: 'abc' });
    const { problem } = await reached(broken, ({ phase }) => phase === 'failed');
    expect(problem).toMatch(/^The reading in the address cannot be used\./);
    expect(broken.state.broughtFrom).toBeUndefined();
    broken.open(logs());
    expect(eventsIn(await reached(broken, isRead))).toBe(events);
  });
});
