// What a coordinator acknowledges is stored, whatever comes twice meanwhile.
import { expect, test } from 'vitest';
import { trialFrom } from '../core/trial.ts';
import { settingsOf } from '../testing/laboratory-room.ts';
import { MemoryRunStorage } from '../testing/memory-run-storage.ts';
import type { LogEntry } from './control-messages.ts';
import { LiveRecord } from './live-record.ts';
import { LogCollector } from './log-collector.ts';
import { findRun, type RunToResume } from './run-keeper.ts';
import type { RunStorage } from './run-storage.ts';

/** Storage that answers when it is told to. */
class SlowStorage extends MemoryRunStorage {
  readonly answers: (() => void)[] = [];

  override append(...how: Parameters<MemoryRunStorage['append']>): Promise<void> {
    return new Promise(resolve => this.answers.push(() => void super.append(...how).then(resolve)));
  }
}

const tick = (clock: number): LogEntry => ({ kind: 'internal', atMs: clock, clock, queue: 0, face: 9 });
const settled = () => new Promise(resolve => setImmediate(resolve));

function recordIn(storage: RunStorage, stored?: RunToResume): LiveRecord {
  return new LiveRecord({
    settings: settingsOf('main', trialFrom({ rates: [10, 10] })),
    storage,
    stored,
    nowMs: () => 0,
    gapReason: () => '',
    makeCollector: ({ trial }, startedAtMs) => new LogCollector(trial, startedAtMs),
    foreignMessages: () => 0,
    onRefused: () => expect.unreachable('it is not refused'),
  });
}

test('a part of a log that comes again while it is being stored is acknowledged only once it is', async () => {
  const storage = new SlowStorage();
  const record = recordIn(storage);
  record.start(0);
  const acknowledged: number[] = [];
  const take = (first: number, entries: LogEntry[]) =>
    record.take(1, first, entries, count => acknowledged.push(count));
  take(0, [tick(1), tick(2)]);
  take(0, [tick(1), tick(2)]); // again
  take(4, [tick(5)]); // too early
  take(2, [tick(3), tick(4)]);
  take(0, [tick(1)]);
  expect(Math.max(...acknowledged)).toBe(0);
  storage.answers.shift()!();
  await settled();
  take(0, [tick(1)]);
  expect(Math.max(...acknowledged)).toBe(2);
  storage.answers.shift()!();
  await settled();
  expect(Math.max(...acknowledged)).toBe(5);
});

test('of a machine whose page went while nobody coordinated its run, the last event is the last that is known', async () => {
  const storage = new MemoryRunStorage();
  const first = recordIn(storage);
  first.start(0);
  first.take(1, 0, [tick(1), tick(2)], () => undefined);
  await settled();
  const found = await findRun(storage, 'main', 0);
  if (found.kind !== 'started') return expect.unreachable('it has started');
  const second = recordIn(storage, found);
  second.come(1, undefined, true);
  second.come(2, undefined, true);
  expect(second.attendance.absencesOf(1).map(({ fromMs }) => fromMs)).toEqual([2]);
  expect(second.attendance.absencesOf(2).map(({ fromMs }) => fromMs)).toEqual([0]);
});
