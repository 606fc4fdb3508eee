// Whatever pages claim that their programs did, and whatever another page writes in their names: it is refused, or it is possible. Nothing
// throws, the run ends, and its record is whole and true, or says that it is not.
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { isMessageFault } from '../core/fault.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import { lawsOnRun } from '../engine/laws-on-run.ts';
import { replayRun } from '../engine/replay-run.ts';
import { runProgram, type SeededProgramTrial } from '../engine/run-program.ts';
import type { LiveProgram } from '../engine/settings.ts';
import { writeTrace } from '../formats/write.ts';
import { programIn } from '../programs/shipped.ts';
import { shippedText } from '../programs/texts.ts';
import { changed, changes, type Change } from '../testing/changed.ts';
import { Forger, anyForgeries } from '../testing/forger.ts';
import { ended, liveSettings, makeRoom } from '../testing/laboratory-room.ts';
import { runHeadline } from '../words/run-status.ts';
import { pageMessageSchema } from './control-messages.ts';
import { ProgramCollector } from './program-collector.ts';
import {
  ENTRY_CHARACTERS_MAX,
  readProgramEntry,
  writeProgramEntry,
  type ProgramEntry,
} from './program-entries.ts';
import { seatMessageSchema } from './seat-messages.ts';

const CODE = shippedText('ricart-agrawala')!;
const PROGRAM = programIn(CODE);
const INPUT: SeededProgramTrial = {
  rates: [6, 4, 5],
  durationSeconds: 6,
  seed: 3,
  delay: { kind: 'fixed', delayMs: 120 },
  script: [
    ['enter', 'leave', 'enter', 'leave'],
    ['enter', 'leave'],
    ['enter', 'leave'],
  ],
};

/** A short run, as the pages of its machines would tell of it. */
function logsOf({ trial, steps, arrivals, faults }: RecordedRun): ProgramEntry[][] {
  const stamped: { readonly machine: number; readonly atMs: number; readonly entry: ProgramEntry }[] = [];
  const sent = new Map<string, { readonly to: number; readonly timestamp: number }>();
  for (const step of steps) {
    // As pages stamp them: no two things of one machine at one moment.
    const atMs = step.atMs! + (step.cause.kind === 'start' ? 0 : 0.001 * step.machine);
    stamped.push({ machine: step.machine, atMs, entry: { kind: 'step', step: { ...step, atMs } } });
    for (const event of step.events)
      if (event.kind === 'send')
        for (const { to, number } of event.copies)
          sent.set(`${step.machine}-${number}`, { to, timestamp: event.timestamp });
  }
  arrivals.forEach(({ from, number, atMs, beforeTick }, i) => {
    const { to, timestamp } = sent.get(`${from}-${number}`)!;
    const at = atMs + 0.004 + i / 1e6;
    const entry = { kind: 'arrival', from, number, timestamp, atMs: at, beforeTick } as const;
    stamped.push({ machine: to, atMs: at, entry });
  });
  for (const fault of faults)
    if (isMessageFault(fault))
      stamped.push({ machine: fault.from, atMs: fault.atMs, entry: { kind: 'fault', fault } });
  stamped.sort((a, b) => a.atMs - b.atMs);
  return Array.from({ length: trial.machines }, (_, i) =>
    stamped.filter(({ machine }) => machine === i + 1).map(({ entry }) => entry),
  );
}

const { run: RUN } = runProgram(PROGRAM, INPUT);
const LOGS = logsOf(RUN);
const LIVE: LiveProgram = { name: PROGRAM.name, code: CODE, trial: RUN.trial };

test('an entry is read as it was written, and one that is none is nothing', () => {
  const seen = { read: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...LOGS.flat()),
      fc.oneof(fc.constant<Change[]>([]), changes),
      (entry, all) => {
        expect(readProgramEntry(writeProgramEntry(entry))).toEqual(entry);
        const text = JSON.stringify(all.reduce(changed, entry as unknown)) as string | undefined;
        const read = readProgramEntry(text);
        seen[read ? 'read' : 'refused'] += 1;
        if (read) expect(readProgramEntry(JSON.stringify(read))).toEqual(read);
      },
    ),
    { numRuns: 3000 },
  );
  expect(seen.read).toBeGreaterThan(300);
  expect(seen.refused).toBeGreaterThan(300);
  const nested = `{"kind":"step","step":${'['.repeat(1e5)}${']'.repeat(1e5)}}`;
  for (const none of [undefined, 7, {}, '', '{', 'null', nested, ' '.repeat(ENTRY_CHARACTERS_MAX + 1)])
    expect(readProgramEntry(none)).toBeUndefined();
});

test('what the laboratory and the pages of programs say to one another is refused, or says the same when it is read again', () => {
  const run = '0123456789abcdef';
  const entries = LOGS[0]!.slice(0, 5).map(writeProgramEntry);
  const messages: readonly unknown[] = [
    { kind: 'program-log', run, first: 3, entries },
    { kind: 'ready', run, durable: false, reason: 'no', commands: ['enter', 'leave'], resumed: false },
    { kind: 'command', run, name: 'enter', argument: '{"a":1}' },
    { kind: 'configure', run, machine: 1, trial: RUN.timed, link: 'auto', program: LIVE },
  ];
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...messages),
      fc.oneof(fc.constant<Change[]>([]), changes),
      (message, all) => {
        for (const schema of [pageMessageSchema, seatMessageSchema]) {
          const parsed = v.safeParse(schema, all.reduce(changed, message), { abortEarly: true });
          seen[parsed.success ? 'taken' : 'refused'] += 1;
          if (parsed.success) expect(v.parse(schema, parsed.output)).toEqual(parsed.output);
        }
      },
    ),
    { numRuns: 3000 },
  );
  expect(seen.taken).toBeGreaterThan(300);
  expect(seen.refused).toBeGreaterThan(300);
});

const batches = fc.array(
  fc.record({
    machine: fc.integer({ min: 1, max: 3 }),
    /** Of the entries that come next, or of others. */
    ahead: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -9, max: 9 })),
    slip: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -9, max: 9 })),
    length: fc.integer({ min: 1, max: 30 }),
    changes: fc.oneof(fc.constant<Change[]>([]), changes),
    settles: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

test('whatever logs a page claims to have, record and trace can be looked at at any time, and audited and saved', () => {
  let refused = 0;
  let taken = 0;
  fc.assert(
    fc.property(batches, all => {
      const collector = new ProgramCollector(RUN.timed!, LIVE, 0);
      for (const { machine, ahead, slip, length, changes, settles } of all) {
        const first = Math.max(0, collector.takenOf(machine) + ahead);
        const from = Math.max(0, first + slip);
        const raw = LOGS[machine - 1]!.slice(from, from + length).map((entry, i) =>
          JSON.stringify(i === 0 ? changes.reduce(changed, entry as unknown) : entry),
        );
        collector.take(machine, first, raw);
        if (settles) collector.settle(3000);
        expectCausal(collector.recorded);
      }
      collector.settle(Infinity);
      const { trace, recorded } = collector;
      refused += [1, 2, 3].reduce((sum, machine) => sum + collector.refusedOf(machine), 0);
      taken += recorded.steps.length;
      expect(collector.inFlight(new Set())).toBeGreaterThanOrEqual(0);
      collector.giveUpFlight(new Set());
      collector.neverSent(new Set());
      collector.finalSnapshots();
      lawsOnRun(PROGRAM, recorded);
      audit(trace);
      expect(writeTrace(trace, 'jsonl')).toHaveLength(1);
    }),
    { numRuns: 250 },
  );
  expect(taken).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(30);
});

/** While a run goes on, nothing is received before it is sent. */
function expectCausal({ steps }: RecordedRun): void {
  const sent = new Set<string>();
  for (const { machine, cause, events } of steps) {
    if (cause.kind === 'message') expect(sent).toContain(`${cause.from}-${cause.number}`);
    for (const event of events)
      if (event.kind === 'send') for (const { number } of event.copies) sent.add(`${machine}-${number}`);
  }
}

test('in whatever order logs come, and however clocks disagree, the record is the run, and nothing is received before it is sent', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ machine: fc.integer({ min: 1, max: 3 }), length: fc.integer({ min: 1, max: 9 }) }),
      ),
      fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 3, maxLength: 3 }),
      (order, offsets) => {
        const collector = new ProgramCollector(RUN.timed!, LIVE, 0);
        const texts = LOGS.map((log, i) => log.map(entry => writeProgramEntry(later(entry, offsets[i]!))));
        const take = (machine: number, length: number): void => {
          const first = collector.takenOf(machine);
          collector.take(machine, first, texts[machine - 1]!.slice(first, first + length));
          collector.settle(4000);
          expectCausal(collector.recorded);
        };
        for (const { machine, length } of order) take(machine, length);
        for (const machine of [3, 2, 1]) take(machine, Infinity);
        collector.settle(Infinity);
        const { recorded } = collector;
        expectCausal(recorded);
        for (const machine of [1, 2, 3]) {
          expect(collector.refusedOf(machine)).toBe(0);
          const own = ({ steps }: RecordedRun) => steps.filter(step => step.machine === machine);
          expect(own(recorded).map(({ state }) => state)).toEqual(own(RUN).map(({ state }) => state));
        }
        expect(collector.inFlight(new Set())).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});

function later(entry: ProgramEntry, byMs: number): ProgramEntry {
  if (entry.kind === 'arrival') return { ...entry, atMs: entry.atMs + byMs };
  if (entry.kind !== 'step') return entry;
  return { ...entry, step: { ...entry.step, atMs: entry.step.atMs! + byMs } };
}

test('whatever another page writes, a run of a program ends, and says that every message arrived only where its record is true', async () => {
  const seen = { whole: 0, told: 0, posted: 0 };
  await fc.assert(
    fc.asyncProperty(anyForgeries, async all => {
      const { room, openProgramLaboratory, openPage, pass, close } = makeRoom();
      const forger = new Forger(room, all);
      onTestFinished(() => forger.close());
      const laboratory = openProgramLaboratory();
      [1, 2, 3].forEach(machine => openPage(machine));
      laboratory.run(liveSettings(room, CODE, { ...INPUT, rates: [20, 15, 20], durationSeconds: 2 }));
      for (let steps = 0; !ended(laboratory.state); steps++) {
        expect(steps, 'the run does not end').toBeLessThan(6000);
        await pass(20);
      }
      const { state } = laboratory;
      seen.posted += forger.posted;
      if (runHeadline(state).endsWith('Every message arrived')) {
        seen.whole += 1;
        expect(replayRun(PROGRAM, state.recorded!)).toEqual(state.recorded!.steps);
        expect(audit(state.trace!).faults).toBe(0);
      } else seen.told += 1;
      forger.close();
      close();
    }),
    { numRuns: Number(process.env['LAMPLIGHT_CASES'] ?? 25), endOnFailure: true },
  );
  expect(seen.posted).toBeGreaterThan(10);
  expect(seen.whole).toBeGreaterThan(0);
});
