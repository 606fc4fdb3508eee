// The laboratory and its machines' pages: whole runs, and what goes wrong while everybody is polite.
import { describe, expect, test } from 'vitest';
import { summarize } from '../analysis/summary.ts';
import type { TrialInput } from '../core/trial.ts';
import { replay } from '../engine/replay.ts';
import { writeTrace } from '../formats/write.ts';
import { ended, makeRoom, settingsOf } from '../testing/laboratory-room.ts';
import { pageHeadline } from '../words/machine-page.ts';
import { runHeadline, runProblems } from '../words/run-status.ts';
import { roomChannelName } from './control-channel.ts';
import { LIVE_RUNS } from './live-runs.ts';

describe('a whole run', () => {
  const trial: TrialInput = { rates: [50, 10, 37], durationSeconds: 1, dieSides: 4, seed: 5 };

  test.each([['the coordinator first'], ['the pages first']])('%s', async order => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    if (order === 'the pages first') [1, 2, 3].forEach(machine => openPage(machine));
    const laboratory = openLaboratory();
    laboratory.run(settingsOf(room, trial));
    if (order === 'the coordinator first') [3, 1, 2].forEach(machine => openPage(machine));

    const state = await until(laboratory, ended);
    const { trace, seats } = state;
    expect(runHeadline(state)).toBe('Finished: 97 events in 1 s. Every message arrived');
    expect(trace!.logs.map(log => log.eventCount)).toEqual([50, 10, 37]);
    expect(seats.map(seat => seat.phase)).toEqual(['done', 'done', 'done']);
    expect(state.machines.map(({ latenessP99Ms }) => latenessP99Ms)).toEqual(
      summarize(trace!).machines.map(({ lateness }) => lateness.p99Ms),
    );
    expect(state.machines.map(({ queue }) => queue)).toEqual(
      summarize(trace!).machines.map(({ waiting }) => waiting),
    );
    expect(trace!.gaps).toEqual([]);
    expect(trace!.losses).toEqual([]);

    for (const { machine, messageCount } of trace!.logs)
      for (let number = 1; number <= messageCount; number++) {
        const message = trace!.message(machine, number)!;
        expect(message.sentMs).toBeDefined();
        expect(message.arrivedMs).toBeDefined();
      }
    const textOf = (of: typeof trace) => writeTrace(of!, 'jsonl')[0]!.text;
    expect(textOf(replay(trace!))).toBe(textOf(trace));
  });

  test('where its code could not be fetched, that is said, and running it again fetches it', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    let tries = 0;
    const laboratory = openLaboratory(undefined, () => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('offline')) : Promise.resolve(LIVE_RUNS);
    });
    [1, 2, 3].forEach(machine => openPage(machine));
    laboratory.run(settingsOf(room, trial));
    const failed = await until(laboratory, ended);
    expect(runHeadline(failed)).toMatch(/^The run could not start: a part of the page could not be loaded/);
    expect(failed.settings?.trial.rates).toEqual(trial.rates);
    laboratory.run(settingsOf(room, trial));
    await until(laboratory, ({ phase }) => phase === 'failed' && tries === 2);
    laboratory.run(settingsOf(room, trial));
    expect(runHeadline(await until(laboratory, ({ phase }) => phase === 'finished'))).toContain('97 events');
    expect(tries).toBe(3);
  });

  test('the same seats do for a second run', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    [1, 2, 3].forEach(machine => openPage(machine));
    laboratory.run(settingsOf(room, trial));
    const first = await until(laboratory, ended);
    laboratory.run(settingsOf(room, { ...trial, rates: [20, 20, 20] }));
    const second = await until(laboratory, state => ended(state) && state.trace !== first.trace);
    expect(second.phase).toBe('finished');
    expect(second.trace!.logs.map(log => log.eventCount)).toEqual([20, 20, 20]);
  });
});

describe('while nobody looks', () => {
  const trial: TrialInput = { rates: [20, 20], durationSeconds: 1 };

  test('a run that goes on is left alone; after it the room is free for another, and back again all is as it was', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    [1, 2].forEach(machine => openPage(machine));
    laboratory.run(settingsOf(room, trial));
    await until(laboratory, ({ phase }) => phase === 'running');
    laboratory.stepOut();
    const finished = await until(laboratory, ended);
    expect(finished.phase).toBe('finished');

    laboratory.stepOut();
    const other = openLaboratory();
    other.prepare({ rates: [20, 20], place: 'tabs' });
    await until(other, ({ seats }) => seats.every(({ phase }) => phase === 'seated'));
    expect(other.state.roomTaken).toBe(false);
    other.close();

    laboratory.comeBack();
    expect(laboratory.state.trace).toBe(finished.trace);
    expect(laboratory.state.fact).toEqual(finished.fact);
    laboratory.run(settingsOf(room, trial));
    const again = await until(laboratory, state => ended(state) && state.trace !== finished.trace);
    expect(again.phase).toBe('finished');
  });
});

describe('what goes wrong', () => {
  const long: TrialInput = { rates: [50, 50], durationSeconds: 60 };

  test('stopped in mid-run, it keeps what was logged and says so', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    [1, 2].forEach(machine => openPage(machine));
    laboratory.run(settingsOf(room, long));
    await until(laboratory, ({ trace }) => (trace?.eventCount ?? 0) > 20);
    laboratory.stop();
    const afterMs = laboratory.state.elapsedMs;
    const state = await until(laboratory, ended);
    expect(state.fact).toEqual({ kind: 'stopped', afterMs, events: state.trace!.eventCount });
    expect(state.elapsedMs).toBe(afterMs);
    expect(state.trace!.eventCount).toBeGreaterThan(20);
  });

  test('a page closed in mid-run: its log is kept, the others go on to the end, and the gap is named', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    const [, second] = [1, 2].map(machine => openPage(machine));
    laboratory.run(settingsOf(room, { rates: [20, 20], durationSeconds: 2 }));
    await until(laboratory, ({ trace }) => (trace?.logOf(2).eventCount ?? 0) >= 10);
    second!.close();
    const state = await until(laboratory, ended);
    const { trace, seats } = state;
    expect(runHeadline(state)).toBe(
      `Finished: ${trace!.eventCount} events in 2 s, but the record is incomplete`,
    );
    expect(runProblems(state)[0]).toMatch(/^The log of machine 2 is incomplete: Its page was closed after/);
    expect(seats[1]).toMatchObject({ phase: 'lost', lost: { how: 'closed' } });
    expect(trace!.logOf(1).eventCount).toBe(40);
    expect(trace!.logOf(2).eventCount).toBeGreaterThanOrEqual(10);
    expect(trace!.gaps).toHaveLength(1);
  });

  test('a second coordinator is told, and runs nothing; when the first one leaves, the room is its own', async () => {
    const { room, openLaboratory, openPage, until, pass } = makeRoom();
    const first = openLaboratory();
    await pass(100);
    const second = openLaboratory();
    await until(second, ({ roomTaken }) => roomTaken);
    second.run(settingsOf(room, long));
    expect(second.state.phase).toBe('idle');
    expect(first.state.roomTaken).toBe(false);
    first.close();
    await until(second, ({ roomTaken }) => !roomTaken);
    const page = openPage(1);
    second.prepare({ rates: [1, 1], place: 'tabs' });
    await until(page, ({ machine }) => machine === 1);
  });

  test('when another coordinator takes over, the machines go on for it with the run of the one before', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    const first = openLaboratory();
    const pages = [1, 2].map(machine => openPage(machine));
    first.run(settingsOf(room, { rates: [50, 50], durationSeconds: 4 }));
    await until(first, ({ trace }) => (trace?.eventCount ?? 0) > 5);
    const second = openLaboratory();
    await until(second, ({ roomTaken }) => roomTaken);
    first.close();
    await until(second, ({ roomTaken }) => !roomTaken);
    expect(second.state.phase).toBe('running');
    const state = await until(second, ended);
    expect(runHeadline(state)).toBe('Finished: 400 events in 4 s. Every message arrived');
    expect(state.seats.map(({ absences }) => absences)).toEqual([[], []]); // no machine's page was gone
    expect(pages.map(page => page.state.fact)).toEqual([
      { kind: 'done', ticks: 200 },
      { kind: 'done', ticks: 200 },
    ]);
  });

  test('a tab takes the seat of a frame, but not that of another tab', async () => {
    const { openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [1, 1], place: 'frames' });
    await until(laboratory, ({ frames }) => frames.length === 2);
    const frames = [1, 2].map(machine => openPage(machine, 'frame'));
    await until(laboratory, ({ seats }) => seats.every(seat => seat.place === 'frame'));
    const tab = openPage();
    await until(tab, ({ machine }) => machine === 1);
    expect(frames[0]!.state.machine).toBeUndefined();
    expect(laboratory.state.frames).toEqual([2]);
    const late = openPage(1);
    await until(late, ({ fact }) => fact.kind === 'refused');
    expect(pageHeadline(late.state)).toBe('Machine 1 already has its tab');
  });

  test('control messages that are none are counted and do no harm', async () => {
    const { room, openLaboratory, until } = makeRoom();
    const laboratory = openLaboratory();
    const stranger = new BroadcastChannel(roomChannelName(room));
    for (const junk of [
      null,
      7,
      'hello',
      { kind: 'hello' },
      { kind: 'hello', page: '../..', place: 'tab', hidden: 1 },
    ])
      stranger.postMessage(junk);
    await until(laboratory, ({ rejectedControl }) => rejectedControl === 5);
    stranger.close();
  });

  test('any number of them is told in bulk: nobody draws for each', async () => {
    const { room, openLaboratory, until } = makeRoom();
    const laboratory = openLaboratory();
    const stranger = new BroadcastChannel(roomChannelName(room));
    let tellings = 0;
    const counts = new Set<number>();
    laboratory.subscribe(() => {
      tellings += 1;
      counts.add(laboratory.state.rejectedControl);
    });
    for (let i = 0; i < 5000; i++) stranger.postMessage({ kind: 'junk', i });
    await until(laboratory, ({ rejectedControl }) => rejectedControl === 5000);
    expect(counts).toContain(5000);
    expect(tellings).toBeLessThan(1000);
    stranger.close();
  });
});
