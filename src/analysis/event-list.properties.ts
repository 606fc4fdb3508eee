// Lists of events against the naive way: filter and sort objects with a comparing function.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event, EventKind } from '../core/event.ts';
import { jumpOf } from '../core/machine-log.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { simulate } from '../engine/simulate.ts';
import { conesOf, relationOf, type Cones } from './cones.ts';
import {
  EVENT_COLUMNS,
  listEvents,
  type EventColumn,
  type EventFilter,
  type EventList,
  type EventOrder,
} from './event-list.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import { jsonText, programEvent, programTexts } from './program-events.ts';
import { anyProgramRun } from '../testing/program-run-arbitrary.ts';
import { oddTrace } from '../testing/odd-trace-arbitrary.ts';
import { rowsUpTo, stableOrder, stableOrderOfNumbers } from './stable-order.ts';

const anyTrace = fc.oneof(
  oddTrace,
  anyTrial.map(trial => simulate({ ...trial, durationSeconds: Math.min(trial.durationSeconds, 4) })),
  anyProgramRun.map(run => traceOfProgram(run)),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const anyFilter: fc.Arbitrary<EventFilter> = fc
  .record({
    machine: maybe(fc.integer({ min: 1, max: 4 })),
    kind: maybe(fc.constantFrom<EventKind>('internal', 'send', 'receive')),
    fromMs: maybe(fc.integer({ min: 0, max: 3000 })),
    toMs: maybe(fc.integer({ min: 0, max: 4000 })),
  })
  .map(asked => Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)));
const anyOrder: fc.Arbitrary<EventOrder> = fc.record({
  column: fc.constantFrom(...EVENT_COLUMNS),
  descending: fc.boolean(),
});

function itemsOf(list: EventList): EventPlace[] {
  return Array.from({ length: list.length }, (_, row) => list.at(row)!);
}

type Key = readonly (number | string | undefined)[];

function keyOf(trace: Trace, column: EventColumn, event: Event, cones: Cones): Key {
  const { machine, index } = event;
  const log = trace.logOf(machine);
  const { program } = trace;
  switch (column) {
    case 'time':
      return [event.atMs];
    case 'machine':
      return [machine];
    case 'event':
      return [index];
    case 'kind':
      return [['internal', 'send', 'receive'].indexOf(event.kind)];
    case 'says': {
      const letter = program && programEvent(trace, program, machine, index).letter;
      return [letter && [letter.kind, jsonText(letter.body)].join(' ').trim()];
    }
    case 'did':
      return [(program && programTexts(programEvent(trace, program, machine, index)).did) || undefined];
    case 'shows':
      return [program && programEvent(trace, program, machine, index).shown?.text];
    case 'timestamp':
      return [event.clock];
    case 'jump':
      return [jumpOf(log, index)];
    case 'queue':
      return [event.queue];
    case 'message':
      if (event.kind === 'send' && event.messages[0]) return [machine, event.messages[0].number];
      return event.kind === 'receive' && event.message
        ? [event.message.from, event.message.number]
        : [undefined];
    case 'line':
      return [undefined];
    case 'relation':
      return [['past', 'itself', 'future', 'concurrent'].indexOf(relationOf(cones, event))];
  }
}

function naive(
  trace: Trace,
  filter: EventFilter,
  { column, descending }: EventOrder,
  cones: Cones,
): EventPlace[] {
  const events = trace.logs
    .flatMap(({ machine, eventCount }) =>
      Array.from({ length: eventCount }, (_, index) => trace.event(machine, index)),
    )
    .filter(event => {
      const { machine, kind, fromMs, toMs } = filter;
      return (
        (machine === undefined || event.machine === machine) &&
        (kind === undefined || event.kind === kind) &&
        (fromMs === undefined || event.atMs >= fromMs) &&
        (toMs === undefined || event.atMs <= toMs)
      );
    });
  const sign = descending ? -1 : 1;
  return events
    .sort((a, b) => {
      const [left, right] = [keyOf(trace, column, a, cones), keyOf(trace, column, b, cones)];
      for (const [i, value] of left.entries()) {
        const other = right[i];
        if (value === undefined || other === undefined) {
          if (value !== other) return value === undefined ? 1 : -1;
        } else if (value !== other) return sign * (value < other ? -1 : 1);
      }
      return a.atMs - b.atMs || a.machine - b.machine || a.index - b.index;
    })
    .map(({ machine, index }) => ({ machine, index }));
}

describe('lists of events', () => {
  test('hold what the filter asks for, in the order of the column', () => {
    fc.assert(
      fc.property(anyTrace, anyFilter, anyOrder, fc.nat(), (trace, filter, order, choice) => {
        const all = itemsOf(listEvents(trace, {}));
        const chosen = all[choice % Math.max(1, all.length)];
        if (!chosen) return;
        const cones = conesOf(trace, chosen);
        const list = listEvents(trace, filter).sorted(order, cones);
        const items = itemsOf(list);
        expect(items).toEqual(naive(trace, filter, order, cones));
        items.forEach((item, row) => expect(list.rowOf(item)).toBe(row));
        if (!items.some(item => item.machine === chosen.machine && item.index === chosen.index))
          expect(list.rowOf(chosen)).toBeUndefined();
        expect(list.at(list.length)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('sorting by counting', () => {
  test('is a stable sort of whole numbers and of any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff_ffff })), values => {
        const keys = Uint32Array.from(values, value => (value % 3 === 0 ? value : value % 7));
        const rows = [...rowsUpTo(keys.length)];
        const sorted = rows.toSorted((a, b) => keys[a]! - keys[b]!);
        expect([...stableOrder(keys, rowsUpTo(keys.length))]).toEqual(sorted);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1))), values => {
        const rows = [...rowsUpTo(values.length)];
        const sorted = rows.toSorted((a, b) =>
          values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0,
        );
        const keys = Float64Array.from(values);
        expect([...stableOrderOfNumbers(keys, rowsUpTo(values.length))]).toEqual(sorted);
      }),
    );
  });
});
