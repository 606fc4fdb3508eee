// A machine whose page has a clock of its own, hours away and too fast: it starts with the others, its times are true within the
// bound that the certificate states, and what is known of its clock outlives pages and files.
import { expect, onTestFinished, test } from 'vitest';
import type { MachineClock } from '../core/certificate.ts';
import type { Trace } from '../core/trace.ts';
import { readTrace } from '../formats/read.ts';
import { writeTrace } from '../formats/write.ts';
import { bytesOfTrace, traceOfBytes } from '../history/trace-bytes.ts';
import { schedulerApart, type ApartClocks } from '../testing/apart-clocks.ts';
import { ended, makeRoom, openMesh, settingsOf } from '../testing/laboratory-room.ts';
import { MachinePage } from './machine-page.ts';
import { MemoryLocks } from './memory-locks.ts';

const HOURS_MS = 3 * 3_600_000;
/** Three hours ahead, and 150 ppm too fast. */
const AHEAD: ApartClocks = { offsetMs: -HOURS_MS, drifts: [{ fromMs: 0, ppm: 150 }], grainMs: 0.1 };

function openRoom() {
  const locks = new MemoryLocks(true);
  const room = makeRoom(locks);
  const openApart = (machine: number, clocks: ApartClocks): void => {
    const page = new MachinePage({
      room: room.room,
      place: 'tab',
      machine,
      isElsewhere: true,
      scheduler: schedulerApart(clocks, room.scheduler),
      locks,
      openMesh,
      openStorage: () => Promise.resolve(room.storage),
    });
    onTestFinished(() => page.close());
  };
  return { ...room, openApart };
}

function expectTicksInTime(trace: Trace): void {
  for (const { machine, eventCount, atMs } of trace.logs) {
    const clock = trace.certificate!.machines[machine - 1]!.clock!;
    const boundMs = Math.max(...clock.samples.map(sample => sample.boundMs));
    expect(boundMs).toBeLessThan(25); // a question, and its answer, come up to a step of virtual time late
    for (let index = 0; index < eventCount; index++) {
      const lateMs = atMs[index]! - trace.scheduleOf(machine).atMs(index + 1);
      expect(lateMs).toBeGreaterThanOrEqual(0);
      expect(lateMs).toBeLessThan(20 + boundMs);
    }
  }
}

const clockOf = (trace: Trace, machine: number): MachineClock =>
  trace.certificate!.machines[machine - 1]!.clock!;

test('it ticks when the others do, and the certificate says how far its own clock is away', async () => {
  const { room, openLaboratory, openPage, openApart, until } = openRoom();
  const laboratory = openLaboratory();
  openPage(1);
  openApart(2, AHEAD);
  laboratory.run(settingsOf(room, { rates: [10, 10], durationSeconds: 60, seed: 3 }));
  const { trace } = await until(laboratory, ended);
  expect(trace!.logs.map(log => log.eventCount)).toEqual([600, 600]);
  expectTicksInTime(trace!);
  const [own, apart] = [clockOf(trace!, 1), clockOf(trace!, 2)];
  expect(own.samples.every(({ offsetMs }) => offsetMs === 0)).toBe(true);
  expect(own.driftPpm).toBe(0);
  expect(apart.jumps).toBe(0);
  expect(apart.driftPpm).toBeDefined();
  for (const { atMs, offsetMs, boundMs } of apart.samples)
    expect(Math.abs(offsetMs + HOURS_MS + atMs * 150e-6)).toBeLessThan(boundMs + 1);
  expect(apart.samples.at(-1)!.atMs).toBeGreaterThan(57_000);
  // In every form that a trace has.
  const [file] = writeTrace(trace!, 'jsonl');
  expect(readTrace([file!]).runs[0]!.trace.certificate).toEqual(trace!.certificate);
  expect(traceOfBytes(bytesOfTrace(trace!)).certificate).toEqual(trace!.certificate);
});

test('what is known of clocks survives the page that coordinates', async () => {
  const { room, openLaboratory, openMortalLaboratory, openPage, openApart, until, pass } = openRoom();
  const { laboratory: first, body } = openMortalLaboratory();
  openPage(1);
  openApart(2, AHEAD);
  first.run(settingsOf(room, { rates: [10, 10], durationSeconds: 20, seed: 3 }));
  await until(first, ({ elapsedMs }) => elapsedMs > 10_000);
  body.die();
  await pass(2000);
  const { trace } = await until(openLaboratory(), ended);
  expect(trace!.logs.map(log => log.eventCount)).toEqual([200, 200]);
  expectTicksInTime(trace!);
  const { samples } = clockOf(trace!, 2);
  expect(samples[0]!.atMs).toBeLessThan(5000);
  expect(samples.at(-1)!.atMs).toBeGreaterThan(17_000);
});
