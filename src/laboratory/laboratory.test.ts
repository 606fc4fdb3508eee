// The laboratory and its machines' pages, whole, in one Node process: real BroadcastChannels, real time, real links.
import { afterEach, describe, expect, test } from 'vitest';
import { trialFrom, type TrialInput } from '../core/trial.ts';
import { replay } from '../engine/replay.ts';
import { simulate } from '../engine/simulate.ts';
import { writeTrace } from '../formats/write.ts';
import { BroadcastTransport } from '../network/broadcast/broadcast-transport.ts';
import { RealScheduler } from '../time/real-scheduler.ts';
import { timerWaker } from '../time/wakers.ts';
import { roomChannelName } from './control-channel.ts';
import type { Place, Settings } from '../engine/settings.ts';
import type { LaboratoryState } from './laboratory-state.ts';
import { Laboratory } from './laboratory.ts';
import { MachinePage, type OpenMesh } from './machine-page.ts';

const openMesh: OpenMesh = async ({ room, run, machine, trial, signal, onReport }) => {
  const transport = new BroadcastTransport({ room, run, self: machine });
  const others = trial.rates.map((_, i) => i + 1).filter(other => other !== machine);
  const links = await Promise.all(others.map(other => transport.connect(other, { signal })));
  for (const remote of others) onReport({ remote, state: 'open', kind: 'broadcast', rejected: 0 });
  return { links, close: () => transport.close() };
};

const toClose: (() => void)[] = [];
afterEach(() => toClose.splice(0).forEach(close => close()));

/** A room of this test's own. */
function makeRoom() {
  const room = `test-${crypto.randomUUID()}`.slice(0, 30);
  const scheduler = () => {
    const made = new RealScheduler({
      now: () => performance.timeOrigin + performance.now(),
      waker: timerWaker,
    });
    toClose.push(() => made.close());
    return made;
  };
  const openLaboratory = () => {
    const laboratory = new Laboratory({
      room,
      scheduler: scheduler(),
      simulate: trial => Promise.resolve(simulate(trial)),
    });
    toClose.push(() => laboratory.close());
    return laboratory;
  };
  const openPage = (machine?: number, place: 'frame' | 'tab' = 'tab') => {
    const page = new MachinePage({
      room,
      place,
      scheduler: scheduler(),
      openMesh,
      keepAwake: () => () => undefined,
      ...(machine !== undefined && { machine }),
    });
    toClose.push(() => page.close());
    return page;
  };
  return { room, openLaboratory, openPage };
}

function settingsOf(room: string, trial: TrialInput, place: Place = 'tabs'): Settings {
  return { trial: trialFrom(trial), engine: 'live', link: 'broadcast', place, room };
}

/** Resolves with the first state for which the condition holds. */
function until<State>(
  door: { readonly state: State; subscribe(listener: () => void): () => void },
  condition: (state: State) => boolean,
): Promise<State> {
  return new Promise(resolve => {
    const look = () => {
      if (!condition(door.state)) return;
      unsubscribe();
      resolve(door.state);
    };
    const unsubscribe = door.subscribe(look);
    look();
  });
}

const ended = ({ phase }: LaboratoryState) => ['finished', 'stopped', 'failed'].includes(phase);

describe('a whole run', () => {
  const trial: TrialInput = { rates: [50, 10, 37], durationSeconds: 1, dieSides: 4, seed: 5 };

  test.each([['the coordinator first'], ['the pages first']])('%s', async order => {
    const { room, openLaboratory, openPage } = makeRoom();
    if (order === 'the pages first') [1, 2, 3].forEach(machine => openPage(machine));
    const laboratory = openLaboratory();
    laboratory.run(settingsOf(room, trial));
    if (order === 'the coordinator first') [3, 1, 2].forEach(machine => openPage(machine));

    const { phase, status, trace, seats } = await until(laboratory, ended);
    expect({ phase, status }).toMatchObject({
      phase: 'finished',
      status: expect.stringContaining('every message'),
    });
    expect(trace!.logs.map(log => log.eventCount)).toEqual([50, 10, 37]);
    expect(seats.map(seat => seat.phase)).toEqual(['done', 'done', 'done']);
    expect(trace!.gaps).toEqual([]);

    for (const { machine, messageCount } of trace!.logs)
      for (let number = 1; number <= messageCount; number++) {
        const message = trace!.message(machine, number)!;
        expect(message.sentMs).toBeDefined();
        expect(message.arrivedMs).toBeDefined();
      }
    const textOf = (of: typeof trace) => writeTrace(of!, 'jsonl')[0]!.text;
    expect(textOf(replay(trace!))).toBe(textOf(trace));
  });

  test('the same seats do for a second run', async () => {
    const { room, openLaboratory, openPage } = makeRoom();
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

describe('what goes wrong', () => {
  const long: TrialInput = { rates: [50, 50], durationSeconds: 60 };

  test('stopped in mid-run, it keeps what was logged and says so', async () => {
    const { room, openLaboratory, openPage } = makeRoom();
    const laboratory = openLaboratory();
    [1, 2].forEach(machine => openPage(machine));
    laboratory.run(settingsOf(room, long));
    await until(laboratory, ({ trace }) => (trace?.eventCount ?? 0) > 20);
    laboratory.stop();
    const { phase, status, trace } = await until(laboratory, ended);
    expect(phase).toBe('stopped');
    expect(status).toMatch(/^Stopped after [\d.]+ s: the \d+ events until then are kept$/);
    expect(trace!.eventCount).toBeGreaterThan(20);
  });

  test('a page closed in mid-run: its log is kept, the others go on to the end, and the gap is named', async () => {
    const { room, openLaboratory, openPage } = makeRoom();
    const laboratory = openLaboratory();
    const [, second] = [1, 2].map(machine => openPage(machine));
    laboratory.run(settingsOf(room, { rates: [20, 20], durationSeconds: 2 }));
    await until(laboratory, ({ trace }) => (trace?.logOf(2).eventCount ?? 0) >= 10);
    second!.close();
    const { phase, status, trace, seats } = await until(laboratory, ended);
    expect(phase).toBe('finished');
    expect(status).toMatch(/incomplete.*Machine 2: Its page was closed after/);
    expect(seats[1]?.phase).toBe('lost');
    expect(trace!.logOf(1).eventCount).toBe(40);
    expect(trace!.logOf(2).eventCount).toBeGreaterThanOrEqual(10);
    expect(trace!.gaps).toHaveLength(1);
  });

  test('a second coordinator is told, and runs nothing; when the first one leaves, the room is its own', async () => {
    const { room, openLaboratory, openPage } = makeRoom();
    const first = openLaboratory();
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

  test('when another coordinator takes over, the machines drop the run of the one before and serve the new one', async () => {
    const { room, openLaboratory, openPage } = makeRoom();
    const first = openLaboratory();
    const pages = [1, 2].map(machine => openPage(machine));
    first.run(settingsOf(room, long));
    await until(first, ({ trace }) => (trace?.eventCount ?? 0) > 5);
    const second = openLaboratory();
    await until(second, ({ roomTaken }) => roomTaken);
    first.close();
    await until(second, ({ roomTaken }) => !roomTaken);
    second.run(settingsOf(room, { rates: [20, 20], durationSeconds: 1 }));
    const { phase, trace } = await until(second, ended);
    expect(phase).toBe('finished');
    expect(trace!.logs.map(log => log.eventCount)).toEqual([20, 20]);
    expect(pages.map(page => page.state.status)).toEqual([
      expect.stringContaining('did 20 ticks'),
      expect.stringContaining('did 20 ticks'),
    ]);
  });

  test('a tab takes the seat of a frame, but not that of another tab', async () => {
    const { openLaboratory, openPage } = makeRoom();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [1, 1], place: 'frames' });
    expect(laboratory.state.frames).toEqual([1, 2]);
    const frames = [1, 2].map(machine => openPage(machine, 'frame'));
    await until(laboratory, ({ seats }) => seats.every(seat => seat.place === 'frame'));
    const tab = openPage();
    await until(tab, ({ machine }) => machine === 1);
    expect(frames[0]!.state.machine).toBeUndefined();
    expect(laboratory.state.frames).toEqual([2]);
    const late = openPage(1);
    await until(late, ({ status }) => status.includes('Machine 1 has its tab already'));
  });

  test('control messages that are none are counted and do no harm', async () => {
    const { room, openLaboratory } = makeRoom();
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
});
