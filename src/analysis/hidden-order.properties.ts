// Hiding machines changes nothing of what happened before what among the machines that stay.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { naiveOrder, oddTrace, placesOf } from '../testing/odd-trace-arbitrary.ts';
import { orderThrough, type HiddenOrder } from './hidden-order.ts';

const anyRun = fc
  .record({
    rates: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 5 }),
    seed: fc.nat(999),
  })
  .map(({ rates, seed }) => simulate({ rates, seed, durationSeconds: 5, dieSides: rates.length + 1 }));

function arrowsOf(order: HiddenOrder): { readonly from: EventPlace; readonly to: EventPlace }[] {
  return Array.from({ length: order.count }, (_, i) => ({
    from: { machine: order.fromMachines[i]!, index: order.fromIndices[i]! },
    to: { machine: order.toMachines[i]!, index: order.toIndices[i]! },
  }));
}

/** Along shown lanes, messages between them, and arrows. */
function shownOrder(trace: Trace, hidden: ReadonlySet<number>, order: HiddenOrder) {
  const places = placesOf(trace).filter(({ machine }) => !hidden.has(machine));
  const name = ({ machine, index }: EventPlace): string => `${machine}.${index}`;
  const at = new Map(places.map((place, i) => [name(place), i]));
  const reaches = places.map(() => places.map(() => false));
  const lead = (from: EventPlace, to: EventPlace): void => {
    const [i, j] = [at.get(name(from)), at.get(name(to))];
    if (i !== undefined && j !== undefined) reaches[i]![j] = true;
  };
  for (const place of places) {
    lead(place, { machine: place.machine, index: place.index + 1 });
    const event = trace.event(place.machine, place.index);
    if (event.kind !== 'receive' || !event.message) continue;
    const { from, number } = event.message;
    lead({ machine: from, index: trace.message(from, number)?.sentIndex ?? -1 }, place);
  }
  for (const { from, to } of arrowsOf(order)) lead(from, to);
  for (let k = 0; k < places.length; k++)
    for (const row of reaches) if (row[k]) for (let j = 0; j < places.length; j++) row[j] ||= reaches[k]![j]!;
  return places
    .map((a, i) => places.filter((_, j) => reaches[i]![j]).map(b => `${name(a)} ${name(b)}`))
    .flat();
}

test('happened-before among the shown events is what it was', () => {
  fc.assert(
    fc.property(fc.oneof(anyRun, oddTrace), fc.array(fc.integer({ min: 1, max: 5 })), (trace, chosen) => {
      fc.pre(trace.eventCount <= 70);
      const happenedBefore = naiveOrder(trace);
      const places = placesOf(trace);
      fc.pre(!places.some(each => happenedBefore(each, each))); // a circle of messages
      const hidden = new Set(chosen.filter(machine => machine <= trace.machines));
      const shown = places.filter(({ machine }) => !hidden.has(machine));
      const wanted = shown.flatMap(a =>
        shown.filter(b => happenedBefore(a, b)).map(b => `${a.machine}.${a.index} ${b.machine}.${b.index}`),
      );
      expect(shownOrder(trace, hidden, orderThrough(trace, hidden)).sort()).toEqual(wanted.sort());
    }),
    { numRuns: 120 },
  );
});

test('arrows are few: at most one from each shown machine to each receive, never from an earlier event than before', () => {
  fc.assert(
    fc.property(anyRun, fc.integer({ min: 1, max: 3 }), (trace, machine) => {
      const arrows = arrowsOf(orderThrough(trace, new Set([machine])));
      const latest = new Map<string, number>();
      for (const { from, to } of arrows.toSorted((a, b) => a.to.index - b.to.index)) {
        expect(from.machine).not.toBe(to.machine);
        const pair = `${from.machine} ${to.machine}`;
        expect(from.index).toBeGreaterThan(latest.get(pair) ?? -1);
        latest.set(pair, from.index);
      }
    }),
    { numRuns: 60 },
  );
});
