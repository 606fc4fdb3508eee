// Runs that outlive their pages: machines and coordinators that die at any moment, reload, or come back in another page. Whatever
// happens, each message arrives once and in order, and the record is whole.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { qualityOf } from '../analysis/quality.ts';
import type { Trace } from '../core/trace.ts';
import type { TrialInput } from '../core/trial.ts';
import { linkDelayMsOf } from '../engine/delay.ts';
import { leavesMs } from '../engine/faulty-post.ts';
import { replay } from '../engine/replay.ts';
import { readTrace } from '../formats/read.ts';
import { writeTrace } from '../formats/write.ts';
import { bytesOfTrace, traceOfBytes } from '../history/trace-bytes.ts';
import { ended, makeRoom, meshesOver, settingsOf } from '../testing/laboratory-room.ts';
import { openBroadcastChannel } from '../network/broadcast/broadcast-channels.ts';
import type { OpenPairChannel } from '../network/pair-channel.ts';
import { runHeadline } from '../words/run-status.ts';

/** `LAMPLIGHT_CASES=500` for a long run. */
const RUNS = Number(process.env['LAMPLIGHT_CASES'] ?? 16);

/** 0 lost, 0 doubled, 0 reordered, and the record is what its machines would do again. */
function expectExactlyOnceInOrder(trace: Trace): void {
  expect(trace.gaps).toEqual([]);
  expect(trace.losses).toEqual([]);
  for (const { machine, messageCount, recipients } of trace.logs) {
    const lastMs = new Map<number, number>();
    for (let number = 1; number <= messageCount; number++) {
      const to = recipients[number - 1]!;
      const { arrivedMs } = trace.message(machine, number)!;
      expect(arrivedMs, `message ${machine}-${number}`).toBeGreaterThan(lastMs.get(to) ?? 0);
      lastMs.set(to, arrivedMs!);
    }
  }
  expect(audit(trace)).toMatchObject({ faults: 0, diagnoses: [] });
  expect(writeTrace(replay(trace), 'jsonl')[0]!.text).toBe(writeTrace(trace, 'jsonl')[0]!.text);
}

/** No message came before its delay was over, whoever had to wait for it. */
function expectDelaysKept(trace: Trace): void {
  const { trial } = trace;
  const delayMs = linkDelayMsOf(trial, trial.seed);
  for (const { machine, messageCount } of trace.logs)
    for (let number = 1; number <= messageCount; number++) {
      const { to, timestamp, sentIndex, arrivedMs } = trace.message(machine, number)!;
      const sentMs = trace.scheduleOf(machine).atMs(sentIndex! + 1);
      const dueMs = leavesMs(sentMs + delayMs({ from: machine, to, number, timestamp }), 6000);
      expect(arrivedMs!, `message ${machine}-${number}`).toBeGreaterThanOrEqual(dueMs - 0.001);
    }
}

/** Machine 2 had no page for a while: the certificate says so, in every form that a trace has. */
function expectCertified(trace: Trace, kind: 'gone' | 'closed'): void {
  const { machines } = trace.certificate!;
  expect(machines.map(({ spells }) => spells.map(spell => spell.kind))).toEqual([[], [kind], []]);
  expect(machines[0]!.changes.map(({ remote, state }) => `${remote} ${state}`)).toEqual(
    expect.arrayContaining(['2 open', '2 connecting', '3 open']),
  );
  expect(machines[0]!.links.find(({ remote }) => remote === 2)!.reopened).toBeGreaterThan(0);
  const quality = qualityOf(trace, true)!;
  expect(quality.machines.map(({ ticksDue, ticksDone }) => [ticksDue, ticksDone])).toEqual([
    [240, 240],
    [180, 180],
    [120, 120],
  ]);
  expect(quality.poor.map(reason => reason.kind)).toEqual(['away', 'late']);
  const file = { name: 'run.jsonl', text: writeTrace(trace, 'jsonl')[0]!.text };
  expect(readTrace([file]).runs[0]!.trace.certificate).toEqual(trace.certificate);
  expect(traceOfBytes(bytesOfTrace(trace)).certificate).toEqual(trace.certificate);
}

describe('a machine that outlives its page', () => {
  const trial: TrialInput = { rates: [40, 30, 20], durationSeconds: 6, dieSides: 4, seed: 3 };

  test.each(['dies', 'closes'])('its page %s, another one comes, and nothing is missing', async how => {
    const { room, storage, openLaboratory, openPage, openMortal, until, pass } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { page, body } = openMortal(2);
    openPage(3);
    laboratory.run(settingsOf(room, trial));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    if (how === 'dies') body.die();
    else page.close();
    await until(laboratory, ({ seats }) => seats[1]!.phase === 'away');
    await pass(1000);
    const next = openPage(2);
    await until(laboratory, ({ seats }) => seats[1]!.phase === 'running');
    expect(next.state.snapshot!.ticks).toBeGreaterThan(50);
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 540 events in 6 s. Every message arrived');
    expectExactlyOnceInOrder(state.trace!);
    const [absence] = state.seats[1]!.absences!;
    expect(absence!.how).toBe(how === 'dies' ? 'gone' : 'closed');
    expect(absence!.toMs - absence!.fromMs).toBeGreaterThan(1000);
    expect(absence!.toMs - absence!.fromMs).toBeLessThan(1500);
    expectCertified(state.trace!, how === 'dies' ? 'gone' : 'closed');
    await pass(100);
    expect(storage.size).toBe(0); // what is over is forgotten
  });

  test('one that comes back without its memory has a clock that goes back, and the audit says so', async () => {
    const { room, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { body } = openMortal(2);
    laboratory.run(settingsOf(room, { ...trial, rates: [20, 20] }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    body.die();
    await until(laboratory, ({ seats }) => seats[1]!.phase === 'away');
    openMortal(2, 'tab', undefined, undefined, true);
    const { trace } = await until(laboratory, ended);
    const { clocks, eventCount } = trace!.logOf(2);
    expect(eventCount).toBe(120); // every tick is done all the same
    const falls = Array.from({ length: eventCount - 1 }, (_, i) => clocks[i + 1]! < clocks[i]!);
    expect(falls.filter(isFall => isFall)).toHaveLength(1);
    const report = audit(trace!);
    expect(report.faults).toBeGreaterThan(0);
    expect(qualityOf(trace!, false)!.poor.map(({ kind }) => kind)).toContain('not-replayed');
  });

  test('no message leaves and nothing is acknowledged before its record is stored', async () => {
    const { room, storage, scheduler, openLaboratory, openPage, until, pass } = makeRoom();
    const laboratory = openLaboratory();
    const [one] = [openPage(1), openPage(2)];
    laboratory.run(settingsOf(room, { ...trial, rates: [20, 20] }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    const append = storage.append.bind(storage);
    const waiting: (() => void)[] = [];
    // The journal of machine 1 is stored later than it should be.
    storage.append = (part, record) =>
      part.writer === 'machine' && part.machine === 1
        ? new Promise(resolve => waiting.push(() => void append(part, record).then(resolve)))
        : append(part, record);
    const heldFromMs = scheduler.nowMs();
    await pass(1500);
    const { trace } = laboratory.state;
    const { ticks } = one!.state.snapshot!;
    expect(ticks).toBeGreaterThan(60); // it does not wait
    expect(trace!.logOf(1).eventCount).toBeLessThan(ticks - 20); // and nobody hears of it
    const ofOne = trace!.logOf(1);
    const lastMs = Math.max(...ofOne.atMs.subarray(0, ofOne.eventCount));
    expect(lastMs).toBeLessThanOrEqual(heldFromMs - (scheduler.nowMs() - laboratory.state.elapsedMs) + 100);
    const sentToOne = laboratory.state.seats[1]!.links[0]!;
    expect(sentToOne.overdue).toBeGreaterThan(0); // what machine 2 sent is not acknowledged
    storage.append = append;
    for (const store of waiting) store();
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 240 events in 6 s. Every message arrived');
    expectExactlyOnceInOrder(state.trace!);
  });

  test('where nothing can be stored, the run goes on without, and the certificate says why', async () => {
    const { room, storage, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    [1, 2].forEach(machine => openPage(machine));
    laboratory.run(settingsOf(room, { ...trial, rates: [20, 20] }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    storage.append = () => Promise.reject(new DOMException('There is no more room.', 'QuotaExceededError'));
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 240 events in 6 s. Every message arrived');
    expectExactlyOnceInOrder(state.trace!);
    expect(state.trace!.certificate!.machines.map(({ fragility }) => fragility)).toEqual([
      'There is no more room.',
      'There is no more room.',
    ]);
  });

  test('one that comes back at the end gets what is on its way, though its links open late', async () => {
    const { room, scheduler, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { body } = openMortal(2);
    laboratory.run(settingsOf(room, { ...trial, rates: [20, 20] }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 4000);
    body.die();
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 5900);
    const heardFromMs = scheduler.nowMs() + 9000;
    const late: OpenPairChannel = (name, onData) => {
      const channel = openBroadcastChannel(name, onData);
      const isMute = (): boolean => name.includes('/link/') && scheduler.nowMs() < heardFromMs;
      return { post: data => (isMute() ? undefined : channel.post(data)), close: () => channel.close() };
    };
    openMortal(2, 'tab', meshesOver(late));
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 240 events in 6 s. Every message arrived');
    expectExactlyOnceInOrder(state.trace!);
  });

  test('without one, the run ends some seconds after its end, and the gap is named', async () => {
    const { room, openLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const { body } = openMortal(2);
    laboratory.run(settingsOf(room, { ...trial, rates: [20, 20] }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    body.die();
    const state = await until(laboratory, ended);
    expect(state.trace!.logOf(1).eventCount).toBe(120);
    expect(state.trace!.gaps).toEqual([
      { machine: 2, reason: expect.stringMatching(/crashed or was closed after 2\.\d s/) as string },
    ]);
  });
});

describe('a coordinator that outlives its page', () => {
  const trial: TrialInput = { rates: [40, 30], durationSeconds: 5, dieSides: 4, seed: 5 };

  test.each([0, 3000, 20_000])('it dies and comes back %d ms later', async awayMs => {
    const { room, openLaboratory, openMortalLaboratory, openPage, until, pass } = makeRoom();
    const { laboratory: first, body } = openMortalLaboratory();
    [1, 2].forEach(machine => openPage(machine));
    first.run(settingsOf(room, trial));
    await until(first, ({ elapsedMs }) => elapsedMs >= 2000);
    body.die();
    await pass(awayMs);
    const second = openLaboratory();
    const state = await until(second, ended);
    expect(runHeadline(state)).toBe('Finished: 350 events in 5 s. Every message arrived');
    expectExactlyOnceInOrder(state.trace!);
  });
});

test('machines and coordinators that die at random moments lose, double and reorder nothing', async () => {
  const mishap = fc.record({
    who: fc.constantFrom(1, 2, 3, 'coordinator' as const),
    how: fc.constantFrom('dies' as const, 'closes' as const),
    atMs: fc.integer({ min: 400, max: 5500 }),
    awayMs: fc.integer({ min: 0, max: 1500 }),
  });
  const delay = fc.constantFrom<Pick<TrialInput, 'delay' | 'linkDelays'>>(
    {},
    { delay: { kind: 'uniform', minMs: 150, maxMs: 450 } },
    { delay: { kind: 'exponential', meanMs: 800 } },
    { linkDelays: [{ from: 1, to: 2, delay: { kind: 'fixed', delayMs: 2500 } }] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(mishap, { minLength: 1, maxLength: 6 }),
      fc.nat(1000),
      delay,
      async (mishaps, seed, delay) => {
        const made = makeRoom();
        const { room, scheduler, openMortalLaboratory, openMortal, until, pass } = made;
        try {
          let coordinator = openMortalLaboratory();
          const pages = new Map([1, 2, 3].map(machine => [machine, openMortal(machine)]));
          coordinator.laboratory.run(
            settingsOf(room, { rates: [40, 25, 10], durationSeconds: 6, dieSides: 4, seed, ...delay }),
          );
          const { elapsedMs } = await until(coordinator.laboratory, ({ phase }) => phase === 'running');
          const startMs = scheduler.nowMs() - elapsedMs;
          for (const { who, how, atMs, awayMs } of [...mishaps].sort((a, b) => a.atMs - b.atMs)) {
            await pass(Math.max(0, startMs + atMs - scheduler.nowMs()));
            if (who === 'coordinator') {
              if (how === 'dies') coordinator.body.die();
              else coordinator.laboratory.close();
              await pass(awayMs);
              coordinator = openMortalLaboratory();
            } else {
              const { page, body } = pages.get(who)!;
              if (how === 'dies') body.die();
              else page.close();
              await pass(awayMs);
              pages.set(who, openMortal(who));
            }
          }
          const state = await until(coordinator.laboratory, ended);
          expect(runHeadline(state)).toBe('Finished: 450 events in 6 s. Every message arrived');
          expectExactlyOnceInOrder(state.trace!);
          expectDelaysKept(state.trace!);
        } finally {
          made.close();
        }
      },
    ),
    { numRuns: RUNS },
  );
}, 120_000);
