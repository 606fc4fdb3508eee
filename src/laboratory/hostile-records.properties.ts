// Whatever comes over the channels of a room, or out of the browser's storage: it is refused, or it is possible. Nothing throws,
// nothing grows beyond the bounds of its trial, and a machine goes on only from what it did.
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { roll } from '../core/dice.ts';
import { Machine } from '../core/machine.ts';
import type { Message } from '../core/message.ts';
import { trialFrom, type Trial } from '../core/trial.ts';
import type { Settings } from '../engine/settings.ts';
import { Simulation } from '../engine/simulation.ts';
import { writeTrace } from '../formats/write.ts';
import {
  BATCH_MAX,
  logEntrySchema,
  pageMessageSchema,
  roomMessageSchema,
  type LogEntry,
} from './control-messages.ts';
import { seatMessageSchema } from './seat-messages.ts';
import { LogCollector } from './log-collector.ts';
import { LogRecorder } from './log-recorder.ts';
import { recall, type JournalItem, type RecallOptions } from './machine-memory.ts';
import { changed, changes, type Change } from '../testing/changed.ts';
import type { StoredRecord } from './run-storage.ts';
import { parseStoredLog, parseStoredRun, writeStoredRun } from './stored-run.ts';

const CASES = 10_000;
const NOW: RecallOptions = { without: new Set(), sinceStartMs: 5000, isStopped: false };

/** A short run, as the pages of its machines would tell of it. */
function logsOf(trial: Trial): LogEntry[][] {
  const logs = trial.rates.map((): LogEntry[] => []);
  const simulation = new Simulation(trial, {
    recorderOf: machine => new LogRecorder(entry => logs[machine - 1]!.push(entry)),
  });
  simulation.step();
  return logs;
}

const trial = trialFrom({ rates: [6, 1, 4], durationSeconds: 4, dieSides: 5, seed: 3 });
const logs = logsOf(trial);

const IDENTIFIER = '0123456789abcdef';
const messages: readonly unknown[] = [
  { kind: 'hello', page: IDENTIFIER, place: 'tab', machine: 2, hidden: false, locked: true },
  {
    kind: 'hello',
    page: IDENTIFIER,
    place: 'frame',
    hidden: true,
    locked: false,
    holds: { run: IDENTIFIER, machine: 1 },
  },
  { kind: 'call', coordinator: IDENTIFIER },
  { kind: 'beat', hidden: true },
  { kind: 'goodbye' },
  { kind: 'clock-ask', askedMs: 12.5 },
  {
    kind: 'links',
    run: IDENTIFIER,
    links: [
      {
        remote: 2,
        state: 'open',
        kind: 'webrtc',
        rejected: 0,
        changes: 1,
        resent: 2,
        duplicates: 3,
        overdue: 0,
        heldMs: 4,
      },
      {
        remote: 3,
        state: 'failed',
        reason: 'no',
        rejected: 0,
        changes: 0,
        resent: 0,
        duplicates: 0,
        overdue: 0,
        heldMs: 0,
      },
    ],
  },
  { kind: 'ready', run: IDENTIFIER, durable: false, reason: 'no room', resumed: true },
  { kind: 'log', run: IDENTIFIER, first: 3, entries: logs[0]!.slice(0, 12) },
  { kind: 'undeliverable', run: IDENTIFIER, to: 2, number: 1, reason: 'closed' },
  { kind: 'done', run: IDENTIFIER, entries: 40 },
  {
    kind: 'clock',
    run: IDENTIFIER,
    sample: { atMs: 2000.5, offsetMs: -10_800_000.25, boundMs: 1.5 },
    driftPpm: 12.5,
    driftBoundPpm: 7.25,
    hasJumped: false,
  },
  { kind: 'clock-answer', askedMs: 1, heardMs: 2, answeredMs: 2 },
  { kind: 'seat', coordinator: IDENTIFIER, machine: 1, machines: 3, rate: 6, run: IDENTIFIER },
  {
    kind: 'configure',
    run: IDENTIFIER,
    machine: 1,
    trial,
    link: 'auto',
    resume: { startMs: 5, taken: 3, without: [2], isStopped: false },
  },
  { kind: 'start', run: IDENTIFIER, startMs: 5 },
  { kind: 'close', run: IDENTIFIER, without: true },
  { kind: 'ack', run: IDENTIFIER, count: 9 },
];

test('a control message is refused, or is one that says the same when it is read again', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...messages), changes, (message, all) => {
      const raw = all.reduce(changed, message);
      for (const schema of [roomMessageSchema, pageMessageSchema, seatMessageSchema]) {
        const parsed = v.safeParse(schema, raw, { abortEarly: true });
        seen[parsed.success ? 'taken' : 'refused'] += 1;
        if (!parsed.success) continue;
        expect(v.parse(schema, parsed.output)).toEqual(parsed.output);
        if (parsed.output.kind === 'log') expect(parsed.output.entries.length).toBeLessThanOrEqual(BATCH_MAX);
      }
    }),
    { numRuns: CASES },
  );
  expect(seen.taken).toBeGreaterThan(1000);
  expect(seen.refused).toBeGreaterThan(1000);
});

/** As a page's host stamps them: no two at the same moment. */
function stamped(log: readonly LogEntry[]): LogEntry[] {
  return log.map((entry, i) => ('atMs' in entry ? { ...entry, atMs: i + 1 } : entry));
}

const entries = logs.map(stamped);
const batches = fc.array(
  fc.record({
    machine: fc.integer({ min: 1, max: 3 }),
    /** Of the entries that come next, or of others. */
    ahead: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -9, max: 9 })),
    slip: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -9, max: 9 })),
    length: fc.integer({ min: 1, max: 30 }),
    changes: fc.oneof(fc.constant<Change[]>([]), changes),
  }),
  { minLength: 1, maxLength: 12 },
);

test('whatever logs a page claims to have, the trace stays within its trial, and can be audited and saved', () => {
  let refused = 0;
  let taken = 0;
  fc.assert(
    fc.property(batches, all => {
      const collector = new LogCollector(trial, 0);
      for (const { machine, ahead, slip, length, changes } of all) {
        const first = Math.max(0, collector.takenOf(machine) + ahead);
        const from = Math.max(0, first + slip);
        const raw = changes.reduce(changed, entries[machine - 1]!.slice(from, from + length) as unknown);
        const parsed = v.safeParse(v.array(logEntrySchema), raw, { abortEarly: true });
        if (parsed.success) collector.take(machine, first, parsed.output);
      }
      const { trace } = collector;
      for (const log of trace.logs) {
        expect(log.eventCount).toBeLessThanOrEqual(trace.scheduleOf(log.machine).ticks);
        expect(log.messageCount).toBeLessThanOrEqual(2 * trace.scheduleOf(log.machine).ticks);
        refused += collector.refusedOf(log.machine);
        taken += collector.takenOf(log.machine);
      }
      expect(collector.inFlight(new Set())).toBeGreaterThanOrEqual(0);
      collector.giveUpFlight(new Set());
      collector.finalSnapshots();
      audit(trace);
      expect(writeTrace(trace, 'jsonl')).toHaveLength(1);
    }),
    { numRuns: CASES / 5 },
  );
  expect(taken).toBeGreaterThan(10_000);
  expect(refused).toBeGreaterThan(300);
});

describe('a journal', () => {
  const opened: JournalItem = {
    kind: 'opened',
    sessions: [1, 3].map(remote => ({ remote, own: IDENTIFIER.repeat(2), peer: IDENTIFIER.repeat(2) })),
  };

  /** Machine 2's, in records of two or three items. */
  function journal(): StoredRecord[] {
    const items: JournalItem[] = [opened, ...entries[1]!];
    const records: StoredRecord[] = [];
    for (let at = 0; at < items.length;) {
      const size = 2 + (records.length % 2);
      records.push({ position: records.length, value: items.slice(at, at + size) });
      at += size;
    }
    return records;
  }

  /** The state of machine 2 after its first `count` entries. */
  function stateAfter(count: number) {
    const machine = new Machine({
      id: 2,
      machines: 3,
      rule: trial.rule,
      recorder: new LogRecorder(() => undefined),
    });
    let ticks = 0;
    for (const entry of entries[1]!.slice(0, count))
      if (entry.kind === 'arrival') {
        const { from, number, timestamp } = entry;
        machine.arrive({ from, to: 2, number, timestamp } satisfies Message, entry.atMs);
      } else {
        ticks += 1;
        machine.tick(roll(trial.seed, 2, ticks, trial.dieSides), 0);
      }
    return machine.snapshot();
  }

  test('that is whole gives the machine back as it was, wherever it ends', () => {
    const whole = journal();
    for (let records = 1; records <= whole.length; records++) {
      const recalled = recall(2, trial, whole.slice(0, records), NOW);
      if (recalled.kind !== 'memory') throw new Error(`${records} records are said to be ${recalled.kind}`);
      expect(recalled.memory.state).toEqual(stateAfter(recalled.memory.entries.length));
    }
  });

  test('of which something is another gives back what the machine did, or is said to be damaged', () => {
    const seen = { memory: 0, damaged: 0, nothing: 0 };
    fc.assert(
      fc.property(changes, all => {
        const raw = all.reduce(changed, journal() as unknown);
        // The storage gives back a list of records with positions; what is in them may be anything.
        const records = (Array.isArray(raw) ? raw : []).flatMap((record: unknown): StoredRecord[] => {
          const { position, value } = (record ?? {}) as Partial<StoredRecord>;
          return typeof position === 'number' ? [{ position, value }] : [];
        });
        const recalled = recall(2, trial, records, NOW);
        seen[recalled.kind] += 1;
        if (recalled.kind !== 'memory') return;
        const { state, entries: known } = recalled.memory;
        const asDone = new Machine({
          id: 2,
          machines: 3,
          rule: trial.rule,
          recorder: new LogRecorder(() => undefined),
        });
        let ticks = 0;
        for (const entry of known) {
          if (entry.kind === 'forgot') asDone.restore({ ...asDone.snapshot(), clock: 0, queue: [] });
          else if (entry.kind === 'arrival') asDone.arrive({ ...entry, to: 2 }, entry.atMs);
          else if ('clock' in entry) {
            ticks += 1;
            asDone.tick(roll(trial.seed, 2, ticks, trial.dieSides), entry.atMs);
            expect(entry.clock).toBe(asDone.snapshot().clock);
          }
        }
        expect(state.clock).toBe(asDone.snapshot().clock);
        expect(state.queue).toHaveLength(asDone.snapshot().queue.length);
      }),
      { numRuns: CASES },
    );
    expect(seen.damaged).toBeGreaterThan(CASES / 3);
    expect(seen.memory).toBeGreaterThan(CASES / 50);
  });
});

test('a stored run, and a stored log, of which something is another is left alone, or is one that could have been stored', () => {
  const settings: Settings = { engine: 'live', trial, link: 'auto', place: 'tabs', room: 'r1' };
  const whole = writeStoredRun({
    run: IDENTIFIER,
    settings,
    savedMs: 1000,
    startMs: 900,
    machines: [1, 2, 3].map(machine => ({
      machine,
      durable: true,
      ...(machine === 2 && { away: { how: 'closed', atMs: 5 } as const }),
      absences: [{ how: 'gone', fromMs: 1, toMs: 2 }],
      expected: 12,
    })),
  });
  expect(parseStoredRun(whole, 2000)?.settings).toEqual(settings);
  const seen = { taken: 0, left: 0 };
  fc.assert(
    fc.property(changes, all => {
      const parsed = parseStoredRun(all.reduce(changed, whole), 2000);
      seen[parsed ? 'taken' : 'left'] += 1;
      if (parsed) expect(parseStoredRun(writeStoredRun(parsed), 2000)).toEqual(parsed);
      const records = [0, 5, 10].map(position => ({
        position,
        value: entries[0]!.slice(position, position + 5),
      }));
      const raw = all.reduce(changed, records as unknown);
      if (!Array.isArray(raw)) return;
      const log = parseStoredLog(
        raw.filter((record): record is StoredRecord => typeof record === 'object' && record !== null),
      );
      expect(log.length).toBeLessThanOrEqual(40);
    }),
    { numRuns: CASES },
  );
  expect(seen.left).toBeGreaterThan(CASES / 3);
  expect(seen.taken).toBeGreaterThan(CASES / 50);
});
