// Pages that die, freeze or sleep in the middle of things: a run outlives them and says so, and their seats are free.
import { describe, expect, test } from 'vitest';
import type { TrialInput } from '../core/trial.ts';
import { ended, makeRoom, settingsOf } from '../testing/laboratory-room.ts';
import { pageHeadline } from '../words/machine-page.ts';
import { runHeadline } from '../words/run-status.ts';
import { MemoryLocks } from './memory-locks.ts';
import { ANSWER_MAX_MS } from './seating.ts';

describe('a page that dies without a goodbye', () => {
  const trial: TrialInput = { rates: [20, 20], durationSeconds: 4 };
  /** Within so long everybody knows: the issue asks for 5 s, the lock tells at once. */
  const KNOWN_MS = 500;

  test('in mid-run: it is known at once', async () => {
    const { room, scheduler, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    const other = openPage(1);
    const { body } = openMortal(2);
    laboratory.run(settingsOf(room, trial));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    const diedMs = scheduler.nowMs();
    body.die();
    await until(laboratory, ({ seats }) => seats[1]!.phase === 'away');
    expect(scheduler.nowMs() - diedMs).toBeLessThan(KNOWN_MS);
    expect(runHeadline(laboratory.state)).toMatch(
      /Machine 2 crashed or was closed at 2\.\d s, and continues when its page is open again$/,
    );
    laboratory.endWithout(2);
    await until(other, ({ links }) => links[0]!.state === 'closed');
    const { trace } = await until(laboratory, ended);
    expect(trace!.gaps).toEqual([
      { machine: 2, reason: expect.stringMatching(/crashed or was closed after 2\.\d s/) as string },
    ]);
  });

  test('outside a run: its seat is free at once, for whoever comes', async () => {
    const { scheduler, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [20, 20], place: 'tabs' });
    const { page, body } = openMortal(2);
    await until(page, ({ machine }) => machine === 2);
    const diedMs = scheduler.nowMs();
    body.die();
    await until(laboratory, ({ seats }) => seats[1]!.phase === 'empty');
    expect(scheduler.nowMs() - diedMs).toBeLessThan(KNOWN_MS);
    const heir = openPage(2);
    await until(heir, ({ machine }) => machine === 2);
  });

  test('one that only sleeps keeps its seat, whoever asks for it', async () => {
    const { openLaboratory, openPage, openMortal, until, pass } = makeRoom();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [20, 20], place: 'tabs' });
    const { page, body } = openMortal(2);
    await until(page, ({ machine }) => machine === 2);
    body.freeze();
    await pass(60_000);
    const other = openPage(2);
    await until(other, ({ fact }) => fact.kind === 'refused');
    expect(laboratory.state.seats[1]!.phase).toBe('seated');
    body.thaw();
    await pass(1000);
    expect(page.state.machine).toBe(2);
  });
});

describe('where pages have no locks in common, a page that dies without a goodbye', () => {
  const makeLocklessRoom = () => makeRoom(new MemoryLocks(false));
  const trial: TrialInput = { rates: [20, 20], durationSeconds: 20 };

  test('in mid-run: after ten seconds one may end without it; then it is a gap, and its seat is free', async () => {
    const { room, openLaboratory, openPage, openMortal, until } = makeLocklessRoom();
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
    const { room, openLaboratory, openPage, openMortal, until } = makeLocklessRoom();
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
    const { room, openLaboratory, openPage, openMortal, until } = makeLocklessRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { page, body } = openMortal(2, 'tab', () => new Promise(() => undefined));
    laboratory.run(settingsOf(room, trial));
    await until(page, ({ phase }) => phase === 'connecting');
    body.die();
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe(
      'The run could not start: machine 2 did not answer. Another page can take its place',
    );
    const next = openPage(2);
    await until(next, ({ machine }) => machine === 2);
  });

  test('while its links stay shut: the run fails with a sentence', async () => {
    const { room, openLaboratory, openPage, until } = makeLocklessRoom();
    const laboratory = openLaboratory();
    openPage(1);
    openPage(2, 'tab', () => new Promise(() => undefined));
    laboratory.run(settingsOf(room, trial));
    expect(runHeadline(await until(laboratory, ended))).toBe(
      'The run could not start: only 0 of 1 link opened',
    );
  });

  test('before a run: the run waits for another tab, and whoever comes gets the seat', async () => {
    const { room, openLaboratory, openPage, openMortal, until, pass } = makeLocklessRoom();
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
    const { scheduler, openLaboratory, openPage, openMortal, until, pass } = makeLocklessRoom();
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
    const { openLaboratory, openMortal, until } = makeLocklessRoom();
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
  const { room, openMortalLaboratory, openPage, until, pass } = makeRoom();
  const { laboratory, body } = openMortalLaboratory();
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
  expect(runHeadline(laboratory.state)).toMatch(/^Machine 2 cannot continue: It broke: x{100}/);
});

test('when a run goes on without a machine, the others wait for nothing from it', async () => {
  const { room, openLaboratory, openPage, openMortal, until } = makeRoom();
  const laboratory = openLaboratory();
  const page = openPage(1);
  const { body } = openMortal(2);
  laboratory.run(settingsOf(room, { rates: [20, 20], durationSeconds: 20 }));
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
  body.freeze();
  await until(laboratory, ({ silences }) => silences.some(({ canEnd }) => canEnd));
  expect(page.state.links[0]).toMatchObject({ state: 'open' });
  expect(page.state.links[0]!.overdue).toBeGreaterThan(0); // nobody has said that these came
  laboratory.endWithout(2);
  const { links } = await until(page, ({ links: [link] }) => link?.state === 'closed');
  expect(links[0]!.reason).toBe('The run continues without machine 2.');
  const { trace } = await until(laboratory, ended);
  expect(trace!.losses.map(({ from, to, kind }) => [from, to, kind])).toEqual([[1, 2, 'not-sent']]);
});
