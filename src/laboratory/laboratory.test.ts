// The laboratory and its machines' pages, whole, in one Node process: real BroadcastChannels and links, in virtual time.
import { afterEach, describe, expect, test } from 'vitest';
import { trialFrom, type TrialInput } from '../core/trial.ts';
import { replay } from '../engine/replay.ts';
import { simulate } from '../engine/simulate.ts';
import type { Place, Settings } from '../engine/settings.ts';
import { writeTrace } from '../formats/write.ts';
import { BroadcastTransport } from '../network/broadcast/broadcast-transport.ts';
import type { Message } from '../core/message.ts';
import { LinkClosedError, type Link } from '../network/link.ts';
import { Body } from '../testing/mortal-page.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { gapReason, pageHeadline, runHeadline, runProblems } from '../words/run-status.ts';
import { missingInShort } from '../words/losses.ts';
import { roomChannelName } from './control-channel.ts';
import type { LaboratoryState } from './laboratory-state.ts';
import { Laboratory } from './laboratory.ts';
import { MachinePage, type OpenMesh } from './machine-page.ts';
import { ANSWER_MAX_MS } from './seating.ts';

const openMesh: OpenMesh = async ({ room, run, self, machines, signal, onReport }) => {
  const transport = new BroadcastTransport({ room, run, self });
  const others = Array.from({ length: machines }, (_, i) => i + 1).filter(other => other !== self);
  const opened = await Promise.all(others.map(other => transport.connect(other, { signal })));
  const links = new Map<number, Link>(opened.map(link => [link.remote, link]));
  for (const remote of others) onReport?.({ remote, state: 'open', kind: 'broadcast', rejected: 0 });
  return { links, reports: new Map(), close: () => transport.close() };
};

const toClose: (() => void)[] = [];
afterEach(() => toClose.splice(0).forEach(close => close()));

interface Door<State> {
  readonly state: State;
  subscribe(listener: () => void): () => void;
}

const STEP_MS = 20;

/** A room of this test's own, in which time passes while the test waits for something. */
function makeRoom() {
  const room = `test-${crypto.randomUUID()}`.slice(0, 30);
  const scheduler = new VirtualScheduler();
  const openLaboratory = (on: Scheduler = scheduler) => {
    const laboratory = new Laboratory({
      room,
      scheduler: on,
      simulate: trial => Promise.resolve(simulate(trial)),
      gapReason,
    });
    toClose.push(() => laboratory.close());
    return laboratory;
  };
  const openPage = (machine?: number, place: 'frame' | 'tab' = 'tab', open = openMesh) =>
    openMortal(machine, place, open).page;
  const openMortal = (
    machine?: number,
    place: 'frame' | 'tab' = 'tab',
    open = openMesh,
    onError?: (error: unknown) => void,
  ) => {
    const body = new Body(onError);
    let page: MachinePage | undefined;
    body.run(() => {
      page = new MachinePage({
        room,
        place,
        scheduler: body.schedulerOn(scheduler),
        openMesh: open,
        keepAwake: () => () => undefined,
        ...(machine !== undefined && { machine }),
      });
    });
    toClose.push(() => page!.close());
    return { page: page!, body };
  };
  const step = async (): Promise<void> => {
    scheduler.runUntil(scheduler.nowMs() + STEP_MS);
    await new Promise(resolve => setImmediate(resolve));
  };
  /** Resolves with the first state for which the condition holds, seen after each step of time. */
  const until = async <State>(door: Door<State>, condition: (state: State) => boolean): Promise<State> => {
    while (!condition(door.state)) await step();
    return door.state;
  };
  const pass = async (milliseconds: number): Promise<void> => {
    for (const endMs = scheduler.nowMs() + milliseconds; scheduler.nowMs() < endMs;) await step();
  };
  return { room, scheduler, openLaboratory, openPage, openMortal, until, pass };
}

function settingsOf(room: string, trial: TrialInput, place: Place = 'tabs'): Settings {
  return { trial: trialFrom(trial), engine: 'live', link: 'broadcast', place, room };
}

const ended = ({ phase }: LaboratoryState) => ['finished', 'stopped', 'failed'].includes(phase);

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

  test('when another coordinator takes over, the machines drop the run of the one before and serve the new one', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
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
    expect(pages.map(page => page.state.fact)).toEqual([
      { kind: 'done', ticks: 20 },
      { kind: 'done', ticks: 20 },
    ]);
  });

  test('a tab takes the seat of a frame, but not that of another tab', async () => {
    const { openLaboratory, openPage, until } = makeRoom();
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
    await until(late, ({ fact }) => fact.kind === 'refused');
    expect(pageHeadline(late.state)).toBe('Machine 1 has its tab already');
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
});

/** Opens links that do something else with what is sent. */
function meshThat(send: (link: Link, message: Message) => void): OpenMesh {
  return async options => {
    const mesh = await openMesh(options);
    const links = new Map(
      [...mesh.links].map(([remote, link]): [number, Link] => [
        remote,
        {
          remote,
          kind: link.kind,
          rejected: 0,
          send: message => send(link, message),
          subscribe: listener => link.subscribe(listener),
          close: () => link.close(),
        },
      ]),
    );
    return { ...mesh, links };
  };
}

describe('messages that get lost', () => {
  const trial: TrialInput = { rates: [20, 20], durationSeconds: 2, dieSides: 3 };
  const sentBy = (state: LaboratoryState, machine: number) => state.trace!.logOf(machine).messageCount;

  test('those that a link does not take, and those that never arrive, are part of the trace and of what is said', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(
      1,
      'tab',
      meshThat(() => {
        throw new LinkClosedError('The link to machine 2 is closed.');
      }),
    );
    openPage(
      2,
      'tab',
      meshThat(() => undefined),
    );
    laboratory.run(settingsOf(room, trial));
    await until(laboratory, ({ trace }) => (trace?.losses.length ?? 0) > 0); // said while the run goes on
    const state = await until(laboratory, ended);
    expect(state.phase).toBe('finished');
    expect(state.trace!.losses).toEqual([
      {
        from: 1,
        to: 2,
        count: sentBy(state, 1),
        kind: 'not-sent',
        reason: 'The link to machine 2 is closed.',
      },
      { from: 2, to: 1, count: sentBy(state, 2), kind: 'never-arrived' },
    ]);
    expect(runProblems(state)).toHaveLength(2);
    expect(runHeadline(state)).toContain('but the record is incomplete');
    expect(missingInShort(state.trace!)).toEqual([`${sentBy(state, 1) + sentBy(state, 2)} messages lost`]);
  });

  test('a run that is stopped was stopped when it was, however long messages in flight are waited for', async () => {
    const { room, scheduler, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    [1, 2].forEach(machine =>
      openPage(
        machine,
        'tab',
        meshThat(() => undefined),
      ),
    );
    laboratory.run(settingsOf(room, { ...trial, durationSeconds: 60 }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    const stoppedMs = scheduler.nowMs();
    laboratory.stop();
    const state = await until(laboratory, ended);
    expect(scheduler.nowMs() - stoppedMs).toBeGreaterThan(4000); // messages were waited for
    expect(runHeadline(state)).toMatch(/^Stopped after 2\.0 s: /);
  });

  test('an error of no link ends neither the beat of a machine nor its log', async () => {
    const { room, openLaboratory, openMortal, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const errors: unknown[] = [];
    const { page } = openMortal(
      2,
      'tab',
      meshThat(() => {
        throw new RangeError('a bug');
      }),
      error => errors.push(error),
    );
    laboratory.run(settingsOf(room, trial));
    const state = await until(laboratory, ended);
    expect(state.trace!.logs.map(({ eventCount }) => eventCount)).toEqual([40, 40]);
    expect(page.state.fact).toEqual({ kind: 'done', ticks: 40 });
    expect(errors.length).toBeGreaterThan(0);
    expect(state.trace!.losses).toEqual([
      { from: 2, to: 1, count: sentBy(state, 2), kind: 'not-sent', reason: 'a bug' },
    ]);
  });
});

describe('a page that dies without a goodbye', () => {
  const trial: TrialInput = { rates: [20, 20], durationSeconds: 20 };

  test('in mid-run: after ten seconds one may end without it; then it is a gap, and its seat is free', async () => {
    const { room, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { body } = openMortal(2);
    laboratory.run(settingsOf(room, trial));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    body.die();
    await until(laboratory, ({ seats }) => seats[1]!.phase === 'silent');
    laboratory.endWithout(2); // too early: it may answer yet
    expect(laboratory.state.seats[1]!.phase).toBe('silent');
    expect(runHeadline(laboratory.state)).toContain('No word from machine 2 for');
    await until(laboratory, ({ silences }) => silences.some(({ canEnd }) => canEnd));
    laboratory.endWithout(2);
    expect(laboratory.state.seats[1]).toMatchObject({ phase: 'lost', lost: { how: 'silent' } });
    const state = await until(laboratory, ended);
    expect(state.phase).toBe('finished');
    expect(state.trace!.logOf(1).eventCount).toBe(400);
    expect(state.trace!.gaps).toEqual([
      { machine: 2, reason: expect.stringMatching(/said nothing after 2\.\d s/) as string },
    ]);
    const next = openPage(2);
    await until(next, ({ machine }) => machine === 2);
    laboratory.run(settingsOf(room, { ...trial, durationSeconds: 1 }));
    expect(runHeadline(await until(laboratory, ended))).toMatch(/Every message arrived$/);
  });

  test('half a minute after its end a run ends by itself without it', async () => {
    const { room, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { body } = openMortal(2);
    laboratory.run(settingsOf(room, { ...trial, durationSeconds: 3 }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 1000);
    body.die();
    const { phase, trace } = await until(laboratory, ended);
    expect(phase).toBe('finished');
    expect(trace!.gaps.map(({ machine }) => machine)).toEqual([2]);
  });

  test('while the links open: the run fails with a sentence, and the seat is free', async () => {
    const { room, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { page, body } = openMortal(2, 'tab', () => new Promise(() => undefined));
    laboratory.run(settingsOf(room, trial));
    await until(page, ({ phase }) => phase === 'connecting');
    body.die();
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe(
      'The run could not start: machine 2 did not answer. Its seat is free again',
    );
    const next = openPage(2);
    await until(next, ({ machine }) => machine === 2);
  });

  test('before a run: the run waits for another tab, and whoever comes gets the seat', async () => {
    const { room, openLaboratory, openPage, openMortal, until, pass } = makeRoom();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [20, 20], place: 'tabs' });
    openPage(1);
    const { page, body } = openMortal(2);
    await until(page, ({ machine }) => machine === 2);
    await pass(500); // its last words have come
    body.die();
    laboratory.run(settingsOf(room, { ...trial, durationSeconds: 1 }));
    await pass(ANSWER_MAX_MS + 200);
    expect(laboratory.state.fact).toEqual({ kind: 'seating', empty: [2], place: 'tabs' });
    openPage(2);
    expect(runHeadline(await until(laboratory, ended))).toMatch(/Every message arrived$/);
  });

  test('its seat goes to a page that asks for it, as soon as it has not answered', async () => {
    const { scheduler, openLaboratory, openPage, openMortal, until, pass } = makeRoom();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [20, 20], place: 'tabs' });
    const { page, body } = openMortal(1);
    await until(page, ({ machine }) => machine === 1);
    await pass(500); // its last words have come
    body.die();
    const askedMs = scheduler.nowMs();
    const heir = openPage(1);
    await until(heir, ({ machine }) => machine === 1);
    expect(scheduler.nowMs() - askedMs).toBeLessThanOrEqual(ANSWER_MAX_MS + 200);
  });

  test('its seat is shown as free even when nobody asks for it', async () => {
    const { openLaboratory, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [20], place: 'tabs' });
    const { page, body } = openMortal(1);
    await until(page, ({ machine }) => machine === 1);
    body.die();
    await until(laboratory, ({ seats }) => seats[0]!.phase === 'empty');
  });
});

test('a frozen page that comes back when its run is over says so, and takes its seat for the next', async () => {
  const { room, openLaboratory, openPage, openMortal, until } = makeRoom();
  const laboratory = openLaboratory();
  openPage(1);
  const { page, body } = openMortal(2);
  laboratory.run(settingsOf(room, { rates: [20, 20], durationSeconds: 3 }));
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 1000);
  body.freeze();
  await until(laboratory, ended);
  body.thaw();
  await until(page, ({ fact }) => fact.kind === 'missed');
  expect(pageHeadline(page.state)).toMatch(/^The run is over: it ended without this machine/);
  await until(laboratory, ({ seats }) => seats[1]!.phase === 'lost');
  laboratory.run(settingsOf(room, { rates: [20, 20], durationSeconds: 1 }));
  const state = await until(
    laboratory,
    candidate => ended(candidate) && candidate.trace!.trial.durationSeconds === 1,
  );
  expect(runHeadline(state)).toMatch(/Every message arrived$/);
  expect(page.state.fact).toEqual({ kind: 'done', ticks: 20 });
});

test('a page that freezes for less than that catches up, and nothing is missing', async () => {
  const { room, openLaboratory, openPage, openMortal, until, pass } = makeRoom();
  const laboratory = openLaboratory();
  openPage(1);
  const { body } = openMortal(2);
  laboratory.run(settingsOf(room, { rates: [20, 20], durationSeconds: 3 }));
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 1000);
  body.freeze();
  await pass(20_000);
  body.thaw();
  expect(runHeadline(await until(laboratory, ended))).toBe(
    'Finished: 120 events in 3 s. Every message arrived',
  );
});

test('a coordinator that slept takes nobody for dead', async () => {
  const { room, scheduler, openLaboratory, openPage, until, pass } = makeRoom();
  const body = new Body();
  let made: Laboratory | undefined;
  body.run(() => {
    made = openLaboratory(body.schedulerOn(scheduler));
  });
  const laboratory = made!;
  [1, 2].forEach(machine => openPage(machine));
  laboratory.run(settingsOf(room, { rates: [20, 20], durationSeconds: 3 }));
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 1000);
  body.freeze();
  await pass(60_000);
  body.thaw();
  const state = await until(laboratory, ended);
  expect(runHeadline(state)).toBe('Finished: 120 events in 3 s. Every message arrived');
});

test('a reason longer than any message may be is cut, and the run ends', async () => {
  const { room, openLaboratory, openPage, until } = makeRoom();
  const laboratory = openLaboratory();
  openPage(1);
  openPage(2, 'tab', () => Promise.reject(new Error(`It broke: ${'x'.repeat(5000)}`)));
  laboratory.run(settingsOf(room, { rates: [5, 5] }));
  const { fact } = await until(laboratory, ended);
  expect(fact).toMatchObject({ kind: 'failed', cause: { kind: 'trouble', machine: 2 } });
  expect(runHeadline(laboratory.state)).toMatch(/^Machine 2 cannot go on: It broke: x{100}/);
});
