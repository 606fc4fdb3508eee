// Random traces that no run would make, for property tests of what must stand any imported log: times and clocks that go
// backwards, messages received before they were sent, twice, or never, and receives of nothing.
import fc from 'fast-check';
import { Trace } from '../core/trace.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { MachineId, Message } from '../core/message.ts';
import { trialFrom } from '../core/trial.ts';

interface Step {
  readonly kind: 'internal' | 'send' | 'receive';
  readonly choice: number;
  readonly clock: number;
  readonly atMs: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('internal', 'send', 'receive'),
  choice: fc.nat({ max: 1000 }),
  clock: fc.nat({ max: 12 }),
  atMs: fc.nat({ max: 20 }),
});

/** 2 to 4 machines with up to 10 events each. */
export const oddTrace: fc.Arbitrary<Trace> = fc
  .array(fc.array(step, { maxLength: 10 }), { minLength: 2, maxLength: 4 })
  .map(traceOf);

function traceOf(steps: readonly (readonly Step[])[]): Trace {
  const machines = steps.length;
  const trial = trialFrom({ rates: steps.map(() => 1), dieSides: machines });
  const trace = new Trace(trial, 'imported');
  const sentBy = steps.map((own, i) => messagesOf(own, i + 1, machines));
  for (const [i, own] of steps.entries()) {
    const recorder = trace.recorderOf(i + 1);
    const log = trace.logOf(i + 1);
    const received = sentBy.flatMap(sent => [...sent.values()].flat()).filter(({ to }) => to === i + 1);
    for (const [index, { kind, choice, clock, atMs }] of own.entries()) {
      if (kind === 'internal') recorder.internal(atMs, clock, 0, 0);
      else if (kind === 'send') recorder.send(atMs, clock, 0, 0, sentBy[i]!.get(index) ?? []);
      else if (received.length === 0) log.addReceive(atMs, clock, 0, undefined);
      else recorder.receive(atMs, clock, 0, received[choice % received.length]!);
    }
  }
  return trace;
}

/** By the index of the send. */
function messagesOf(steps: readonly Step[], from: MachineId, machines: number): Map<number, Message[]> {
  const sent = new Map<number, Message[]>();
  let number = 0;
  for (const [index, { kind, choice, clock }] of steps.entries()) {
    if (kind !== 'send') continue;
    const others = Array.from({ length: machines }, (_, i) => i + 1).filter(machine => machine !== from);
    const chosen = choice % (machines + 1);
    const to = chosen < others.length ? [others[chosen]!] : chosen === machines ? [] : others;
    sent.set(
      index,
      to.map(recipient => ({ from, to: recipient, number: ++number, timestamp: clock })),
    );
  }
  return sent;
}

/** Each event, machine after machine. */
export function placesOf({ logs }: Trace): EventPlace[] {
  return logs.flatMap(({ machine, eventCount }) =>
    Array.from({ length: eventCount }, (_, index) => ({ machine, index })),
  );
}

/** Whether the first place happened before the second: worked out the slow way, along machines and messages. */
export function naiveOrder(trace: Trace): (a: EventPlace, b: EventPlace) => boolean {
  const places = placesOf(trace);
  const at = new Map(places.map(({ machine, index }, i) => [`${machine}-${index}`, i]));
  const numberOf = ({ machine, index }: EventPlace): number => at.get(`${machine}-${index}`)!;
  const reaches = places.map(() => places.map(() => false));
  for (const [i, { machine, index }] of places.entries()) {
    const next = at.get(`${machine}-${index + 1}`);
    if (next !== undefined) reaches[i]![next] = true;
    const event = trace.event(machine, index);
    if (event.kind !== 'receive' || !event.message) continue;
    const { from, number } = event.message;
    const sentIndex = trace.message(from, number)?.sentIndex;
    if (sentIndex !== undefined) reaches[numberOf({ machine: from, index: sentIndex })]![i] = true;
  }
  for (let k = 0; k < places.length; k++)
    for (const row of reaches) if (row[k]) for (let j = 0; j < places.length; j++) row[j] ||= reaches[k]![j]!;
  return (a, b) => reaches[numberOf(a)]![numberOf(b)]!;
}
