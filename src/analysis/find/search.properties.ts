// Searches of events against the slow way: each event as an object, each term as a sentence about it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../core/event.ts';
import { eventsInOrder, type EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import { simulate } from '../../engine/simulate.ts';
import { traceOfProgram } from '../../core/program/program-trace.ts';
import { anyProgramRun } from '../../testing/program-run-arbitrary.ts';
import { anyImportedTrace } from '../../testing/imported-trace-arbitrary.ts';
import { naiveOrder, oddTrace, placesOf } from '../../testing/odd-trace-arbitrary.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { audit } from '../audit/audit.ts';
import { jumpOf } from '../../core/machine-log.ts';
import { messageNamesOf } from '../event-list.ts';
import { FoundEvents } from './found-events.ts';
import { machinesNamed, placeNamed, unknownNameIn } from './query-names.ts';
import type { Query, QueryField } from './query.ts';
import { anyQuery } from '../../testing/query-arbitrary.ts';
import { search } from './search.ts';
import { auditedPlaces, SearchIndex } from './search-index.ts';

const anyTrace = fc.oneof(
  oddTrace,
  anyImportedTrace,
  anyTrial.map(trial => simulate({ ...trial, durationSeconds: Math.min(trial.durationSeconds, 3) })),
  anyProgramRun.map(run => traceOfProgram(run)),
);

/** What a query says of one event, in so many words. */
function says(trace: Trace, audited: readonly EventPlace[]): (query: Query, event: Event) => boolean {
  const happenedBefore = naiveOrder(trace);
  const isSame = (a: EventPlace, b: EventPlace) => a.machine === b.machine && a.index === b.index;
  const numberOf = (event: Event, field: QueryField): number | undefined => {
    const { machine, index } = event;
    switch (field) {
      case 'clock':
        return event.clock;
      case 'jump':
        return jumpOf(trace.logOf(machine), index);
      case 'queue':
        return event.queue;
      case 'time':
        return event.atMs;
      case 'event':
        return index + 1;
      case 'line':
        return trace.origin?.machines[machine - 1]?.lines[index];
      case 'step':
        return trace.engine === 'stepped' ? event.tick : undefined;
    }
  };
  const inUnit = (field: QueryField, value: number): number =>
    field === 'time' ? Math.round(value * 1e6) / 1e3 : value;
  const isLost = (from: number, to: number, number: number): boolean => {
    if (trace.faults.some(f => f.kind === 'lost' && f.from === from && f.number === number)) return true;
    const { arrivedMs, receivedIndex } = trace.message(from, number)!;
    const none = arrivedMs === undefined && receivedIndex === undefined;
    return none && trace.losses.some(loss => loss.from === from && loss.to === to);
  };
  const holds = (query: Query, event: Event): boolean => {
    const names = messageNamesOf(trace, trace.logOf(event.machine), event.index);
    switch (query.kind) {
      case 'and':
        return query.terms.every(term => holds(term, event));
      case 'or':
        return query.terms.some(term => holds(term, event));
      case 'not':
        return !holds(query.term, event);
      case 'event-kind':
        return event.kind === query.is;
      case 'compare': {
        const value = numberOf(event, query.field);
        const other = inUnit(query.field, query.value);
        if (query.by === '!=') return value !== other;
        if (value === undefined) return false;
        const results = {
          '>': value > other,
          '<': value < other,
          '=': value === other,
          '>=': value >= other,
          '<=': value <= other,
        };
        return results[query.by];
      }
      case 'range': {
        const value = numberOf(event, query.field);
        const [from, to] = [inUnit(query.field, query.from), inUnit(query.field, query.to)];
        return value !== undefined && value >= from && value <= to;
      }
      case 'machine':
        return machinesNamed(trace, query.name).includes(event.machine);
      case 'message':
        return names.some(each => each.toLowerCase() === query.name.toLowerCase());
      case 'relation': {
        const other = placeNamed(trace, query.to);
        if (!other || isSame(event, other)) return false;
        if (query.relation === 'before') return happenedBefore(event, other);
        if (query.relation === 'after') return happenedBefore(other, event);
        return !happenedBefore(event, other) && !happenedBefore(other, event);
      }
      case 'mark':
        if (query.is === 'fault') return audited.some(each => isSame(each, event));
        if (event.kind !== 'send') return false;
        return event.messages.some(({ number, to }) =>
          query.is === 'lost'
            ? isLost(event.machine, to, number)
            : trace.message(event.machine, number)!.receivedIndex === undefined,
        );
      case 'part':
        return partHolds(trace, event, query);
      case 'text': {
        if (saidAbout(trace, event).some(each => each.toLowerCase().includes(query.text))) return true;
        const origin = trace.origin?.machines[event.machine - 1];
        const file = trace.origin?.files[origin?.files[event.index] ?? -1];
        const words = [event.kind, trace.nameOf(event.machine), ...names, origin?.texts?.[event.index], file];
        return words.some(word => word?.toLowerCase().includes(query.text));
      }
    }
  };
  return holds;
}

/** Found by looking through all that is on record. */
function onRecord({ program }: Trace, { machine, index }: EventPlace) {
  const record = program?.machines[machine - 1];
  const steps = record?.steps.filter(({ at }) => at <= index) ?? [];
  const step = steps.at(-1);
  return { step, isFirst: step?.at === index, output: record?.outputs.find(({ at }) => at === index) };
}

function letterAt({ program }: Trace, event: Event) {
  if (event.kind === 'internal') return undefined;
  const message = event.kind === 'send' ? event.messages[0] : event.message;
  const from = event.kind === 'receive' ? event.message?.from : event.machine;
  return message && program?.machines[from! - 1]!.letters[message.number - 1];
}

function partHolds(
  trace: Trace,
  event: Event,
  { part, text: wanted }: Extract<Query, { kind: 'part' }>,
): boolean {
  const { step, isFirst, output } = onRecord(trace, event);
  const letter = letterAt(trace, event);
  const cause = isFirst ? step?.cause : undefined;
  const is = (name: string | undefined) =>
    name !== undefined && [undefined, name.toLowerCase()].includes(wanted);
  const has = (each: string | undefined) => Boolean(each?.toLowerCase().includes(wanted ?? ''));
  switch (part) {
    case 'kind':
      return is(letter?.kind);
    case 'body':
      return letter?.body !== undefined && letter.body !== null && has(JSON.stringify(letter.body));
    case 'output':
      return is(output?.name);
    case 'note':
      return isFirst && (step?.notes ?? []).some(note => note !== '' && has(note));
    case 'shows':
      return has(step?.shown?.text);
    case 'command':
    case 'timer':
      return cause?.kind === part && is(cause.name);
    case 'problem':
      return isFirst && step?.problem !== undefined;
    case 'restart':
      return cause?.kind === 'start' && cause.isAgain;
  }
}

function saidAbout(trace: Trace, event: Event): string[] {
  const { step, isFirst, output } = onRecord(trace, event);
  const letter = letterAt(trace, event);
  const json = (value: unknown): string =>
    value === undefined || value === null ? '' : JSON.stringify(value);
  const own = isFirst ? step : undefined;
  const { cause } = own ?? {};
  const did = [
    cause?.kind === 'command' ? `command ${cause.name} ${json(cause.argument)}`.trim() : '',
    cause?.kind === 'timer' ? `timer ${cause.name}` : '',
    cause?.kind === 'start' && cause.isAgain ? 'restart' : '',
    own?.problem ? 'problem' : '',
    output ? `output ${output.name} ${json(output.value)}`.trim() : '',
    ...(own?.notes ?? []),
  ];
  return [
    letter ? `${letter.kind} ${json(letter.body)}`.trim() : '',
    did.filter(part => part !== '').join(' '),
    step?.shown?.text ?? '',
  ];
}

/** A circle of messages makes an event come before itself; then no order of cones is defined. */
function isCircular(trace: Trace): boolean {
  const happenedBefore = naiveOrder(trace);
  return [...eventsInOrder(trace)].some(each => happenedBefore(each, each));
}

/** The record of a message has one receive; what the second one leads to is in no cone. */
function isReceivedTwice(trace: Trace): boolean {
  const names = placesOf(trace)
    .filter(({ machine, index }) => trace.event(machine, index).kind === 'receive')
    .flatMap(({ machine, index }) => messageNamesOf(trace, trace.logOf(machine), index));
  return new Set(names).size < names.length;
}

describe('a search', () => {
  test('finds what each event by itself is asked, in the order of time', () => {
    fc.assert(
      fc.property(anyTrace, anyQuery, (trace, query) => {
        fc.pre(trace.eventCount <= 50 && !isCircular(trace) && !isReceivedTwice(trace));
        fc.pre(unknownNameIn(trace, query)?.of !== 'event');
        const audited = auditedPlaces(audit(trace));
        const holds = says(trace, audited);
        const wanted = [...eventsInOrder(trace)]
          .filter(({ machine, index }) => holds(query, trace.event(machine, index)))
          .map(({ machine, index }) => ({ machine, index }));
        const index = new SearchIndex(trace);
        index.audited = audited;
        const found = new FoundEvents(trace, search(index, { query, filter: {} }));
        expect(Array.from({ length: found.length }, (_, row) => found.list.at(row))).toEqual(
          // Times that fall: the merge of logs keeps each log's order, the list sorts by time.
          [...wanted].sort(
            (a, b) => timeOf(trace, a) - timeOf(trace, b) || a.machine - b.machine || a.index - b.index,
          ),
        );
        for (const { machine } of trace.logs)
          expect([...found.indicesOf(machine)]).toEqual(
            wanted
              .filter(each => each.machine === machine)
              .map(each => each.index)
              .sort((a, b) => a - b),
          );
      }),
      { numRuns: 200 },
    );
  });

  test('goes from any event to the next and the one before among what was found, and round the end', () => {
    fc.assert(
      fc.property(anyTrace, fc.nat(), fc.constantFrom(1 as const, -1 as const), (trace, seed, step) => {
        fc.pre(trace.eventCount > 0);
        const request = { query: { kind: 'event-kind', is: 'receive' } as const, filter: {} };
        const found = new FoundEvents(trace, search(new SearchIndex(trace), request));
        const all = new FoundEvents(trace, search(new SearchIndex(trace), { ...request, query: undefined }));
        const row = seed % all.length;
        const rows = Array.from(
          { length: all.length },
          (_, i) => (row + step * (i + 1) + 2 * all.length) % all.length,
        );
        const wanted = rows
          .map(each => all.list.at(each)!)
          .find(({ machine, index }) => trace.event(machine, index).kind === 'receive');
        const at = found.stepFrom(all.list.at(row), step);
        expect(at === undefined ? undefined : found.list.at(at)).toEqual(wanted);
      }),
    );
  });
});

function timeOf(trace: Trace, { machine, index }: EventPlace): number {
  return trace.logOf(machine).atMs[index]!;
}
