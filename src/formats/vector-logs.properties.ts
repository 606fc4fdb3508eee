// What ShiViz, TSViz and GoVector's readers insist on, held against random exports: the file is taken apart as they do it,
// by the regular expressions in its own first lines, and every rule for which they refuse a log is checked.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import type { EventPlace } from '../core/trace-order.ts';
import { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { happenedBefore, vectorClocksOf } from '../analysis/vector-clocks.ts';
import { simulate } from '../engine/simulate.ts';
import { writeShiviz } from './shiviz.ts';
import type { Stretch } from './stretch.ts';
import { hostNames, NothingToWriteError, vectorLogOf } from './vector-log.ts';
import { planFiles, writeTrace, type WriteFormat } from './write.ts';

type Clock = Readonly<Record<string, number>>;
interface DrawnEvent {
  readonly host: string;
  readonly clock: Clock;
  readonly groups: Readonly<Record<string, string>>;
}

/** The executions of a log, by their labels, as ShiViz and TSViz take them apart. Throws where they refuse. */
function takeApart(text: string): Map<string, readonly DrawnEvent[]> {
  const [pattern, delimiter] = text.split('\n', 2) as [string, string];
  for (const name of ['host', 'clock', 'event']) expect(pattern).toContain(`(?<${name}>`);
  const log = text.slice(text.indexOf('\n', pattern.length + 1) + 1).trim();
  if (delimiter.trim() === '') return new Map([['', eventsIn(log, pattern)]]);
  const executions = log.split(new RegExp(delimiter.replace('?<trace>', '?:'), 'gm'));
  const labels = [
    '',
    ...[...log.matchAll(new RegExp(delimiter, 'gm'))].map(match => match.groups!['trace']!),
  ];
  const byLabel = new Map<string, readonly DrawnEvent[]>();
  for (const [i, execution] of executions.entries()) {
    if (execution.trim() === '') continue;
    const label = labels[i]!;
    if (byLabel.has(label)) throw new Error(`Execution names must be unique: ${label}`);
    byLabel.set(label, eventsIn(execution, pattern));
  }
  return byLabel;
}

function eventsIn(execution: string, pattern: string): DrawnEvent[] {
  const events = [...execution.matchAll(new RegExp(pattern, 'gm'))].map((match): DrawnEvent => {
    const groups = { ...match.groups! };
    const clock = JSON.parse(groups['clock']!) as Clock;
    return { host: groups['host']!, clock, groups };
  });
  if (events.length === 0) throw new Error('No event was captured.');
  // Nothing is left over that no event stands for.
  expect(execution.split('\n').filter(line => line !== '')).toHaveLength(2 * events.length);
  return events;
}

/** Throws where their graph of events does. */
function checkClocks(events: readonly DrawnEvent[]): void {
  const byHost = new Map<string, DrawnEvent[]>();
  for (const event of events) {
    expect(event.host).not.toBe('');
    expect(event.host in {}).toBe(false);
    if (!Object.hasOwn(event.clock, event.host))
      throw new Error(`"${event.host}" is missing from its clock.`);
    byHost.set(event.host, [...(byHost.get(event.host) ?? []), event]);
  }
  for (const [host, own] of byHost)
    for (const [i, { clock }] of own.entries())
      if (clock[host] !== i + 1)
        throw new Error(`The clock of ${host} is ${clock[host]} where ${i + 1} is due.`);
  for (const { host, clock } of events) {
    const merged: Record<string, number> = { ...byHost.get(host)![clock[host]! - 2]?.clock };
    for (const [other, time] of Object.entries(clock)) {
      const known = byHost.get(other);
      if (!known) throw new Error(`An unrecognized host: ${other}`);
      if (time < 1 || time > known.length) throw new Error(`An invalid clock value ${time} for ${other}`);
      if (other === host || time === merged[other]) continue;
      for (const [name, value] of Object.entries(known[time - 1]!.clock))
        merged[name] = Math.max(merged[name] ?? 0, value);
    }
    merged[host] = clock[host]!;
    expect(clock).toEqual(merged);
  }
}

const anyTrace: fc.Arbitrary<Trace> = fc.oneof(
  anyImportedTrace,
  anyTrial.map(trial => simulate({ ...trial, durationSeconds: Math.min(trial.durationSeconds, 3) })),
);
const anyStretch: fc.Arbitrary<Stretch | undefined> = fc.option(
  fc.tuple(fc.nat(4000), fc.nat(4000)).map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length })),
  { nil: undefined },
);

/** Undefined where nothing lies in the stretch, which is said by the right error. */
function written(trace: Trace, format: WriteFormat, window: Stretch | undefined): string | undefined {
  try {
    return writeTrace(trace, format, { window })[0]!.text;
  } catch (error) {
    expect(error).toBeInstanceOf(NothingToWriteError);
    return undefined;
  }
}

describe.each(['shiviz', 'tsviz', 'govector'] as const)('a log for %s', format => {
  test('is taken apart and accepted, whole or a stretch', () => {
    fc.assert(
      fc.property(anyTrace, anyStretch, (trace, window) => {
        const text = written(trace, format, window);
        if (text === undefined) return;
        const [events] = takeApart(text).values();
        checkClocks(events!);
      }),
      { numRuns: 200 },
    );
  });

  test('says of each pair of events what the trace says', () => {
    fc.assert(
      fc.property(anyTrace, anyStretch, (trace, window) => {
        const text = written(trace, format, window);
        if (text === undefined) return;
        const [events] = takeApart(text).values();
        const clocks = vectorClocksOf(trace);
        const places = [...vectorLogOf(trace, window).events].map(({ event }): EventPlace => event);
        expect(events).toHaveLength(places.length);
        for (const [i, a] of places.entries())
          for (const [j, b] of places.entries()) {
            const { host, clock } = events![i]!;
            const isBefore = i !== j && (events![j]!.clock[host] ?? 0) >= clock[host]!;
            expect(isBefore).toBe(happenedBefore(clocks, a, b));
          }
      }),
      { numRuns: 50 },
    );
  });
});

test('several runs in one file for ShiViz have different labels, whatever they are called', () => {
  const names = fc.oneof(
    fc.constantFrom('', 'constructor', ' a === b ', 'x\ny', 'same', 'same'),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: names, trace: anyTrace }), { minLength: 1, maxLength: 4 }),
      anyStretch,
      (runs, stretch) => {
        const told = runs.filter(({ trace }) => written(trace, 'shiviz', stretch) !== undefined);
        if (told.length === 0) {
          expect(() => writeShiviz(runs, stretch)).toThrow(NothingToWriteError);
          return;
        }
        const executions = takeApart(writeShiviz(runs, stretch));
        expect(executions.size).toBe(told.length);
        for (const [label, events] of executions) {
          expect(label.trim()).not.toBe('');
          expect(label in {}).toBe(false);
          checkClocks(events);
        }
      },
    ),
  );
});

test('timestamps for TSViz have as many digits and the same three first ones, and keep their distances', () => {
  fc.assert(
    fc.property(anyTrace, trace => {
      const text = written(trace, 'tsviz', undefined);
      if (text === undefined) return;
      const timestamps = [...takeApart(text).values()][0]!.map(({ groups }) => groups['timestamp']!);
      expect(new Set(timestamps.map(({ length }) => length)).size).toBe(1);
      expect(new Set(timestamps.map(timestamp => timestamp.slice(0, 3))).size).toBe(1);
      const times = [...vectorLogOf(trace).events].map(({ event }) => event.atMs);
      for (const [i, timestamp] of timestamps.entries()) {
        const passedMs = Number(BigInt(timestamp) - BigInt(timestamps[0]!)) / 1e6;
        expect(passedMs).toBeCloseTo(times[i]! - times[0]!, 5);
      }
    }),
  );
});

test('a checker that accepts everything would be none: a cropped log whose clocks were not counted afresh is refused', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 20 });
  const [pattern, blank, ...lines] = writeTrace(trace, 'shiviz')[0]!.text.split('\n');
  const [all] = takeApart([pattern, blank, ...lines].join('\n')).values();
  checkClocks(all!);
  const [cropped] = takeApart([pattern, blank, ...lines.slice(40)].join('\n')).values();
  expect(() => checkClocks(cropped!)).toThrow(/is due/);
});

test('GoVector’s layout is as that library writes it', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 20 });
  const [head, blank, ...lines] = writeTrace(trace, 'govector')[0]!.text.trimEnd().split('\n');
  expect([head, blank]).toEqual(['(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)', '']);
  for (let i = 0; i < lines.length; i += 2)
    expect(lines[i]).toMatch(/^machine-\d \{"machine-\d":\d+(, "machine-\d":\d+)*\}$/);
});

test('machines are called as their files call them, without what would not fit', () => {
  const trace = simulate({ rates: [1, 1, 1, 1, 1] });
  const named = ['machine 0', 'machine 0', 'constructor', '{"a"}', ' '];
  const none = { rate: 'stated', files: new Uint16Array(), lines: new Uint32Array() } as const;
  const columns = {
    indices: new Uint32Array(),
    pairings: new Uint8Array(),
    statedTimestamps: new Uint32Array(),
    doubts: new Uint8Array(),
  };
  const machines = named.map(name => ({ name, ...none, ...columns }));
  const origin = { family: 'a log', files: [], notes: [], rule: 'stated', timeStepMs: 1, machines } as const;
  const imported = new Trace(trace.trial, 'imported', undefined, trace.logs, origin);
  expect(hostNames(imported)).toEqual(['machine-0', 'machine-0-2', 'machine-3', 'a', 'machine-5']);
});

test('what cannot be drawn is said: events on a circle of messages, and nothing at all', () => {
  const trial = simulate({ rates: [1, 1], durationSeconds: 3 }).trial;
  const trace = new Trace(trial, 'imported');
  const message = (from: number) => ({ from, to: 3 - from, number: 1, timestamp: 2 });
  for (const machine of [1, 2]) {
    const recorder = trace.recorderOf(machine);
    recorder.internal(1000, 1, 0, 2);
    recorder.receive(2000, 3, 0, message(3 - machine));
    recorder.send(3000, 4, 0, 1, [message(machine)]);
  }
  const [file] = planFiles(trace, 'shiviz');
  expect(file?.notes).toEqual([
    '4 events are left out: messages that arrive before they were sent go round in a circle there.',
  ]);
  expect(() => planFiles(new Trace(trial, 'virtual'), 'govector')).toThrow(/This trace has no events/);
  const circle = new Trace(trial, 'imported');
  for (const machine of [1, 2]) {
    const recorder = circle.recorderOf(machine);
    recorder.receive(2000, 3, 0, message(3 - machine));
    recorder.send(3000, 4, 0, 1, [message(machine)]);
  }
  expect(() => planFiles(circle, 'shiviz')).toThrow(
    /^All 4 events have no vector clock: the messages form a circle/,
  );
});

test('TSViz is written of a run that began between two milliseconds, and refuses an endless time in a sentence', () => {
  const run = simulate({ rates: [2, 3], durationSeconds: 2 });
  const began = new Trace(run.trial, 'live', 1741130940000.25, run.logs);
  const [file] = writeTrace(began, 'tsviz');
  const moments = [...file!.text.matchAll(/^(\d+) /gm)].map(([, digits]) => BigInt(digits!));
  expect(moments[0]).toBe(1741130940000250000n + BigInt(Math.round(1e9 / 3)));
  run.logs[0]!.atMs[1] = Infinity;
  expect(() => writeTrace(began, 'tsviz')).toThrow(/^TSViz needs the time of every event/);
});
