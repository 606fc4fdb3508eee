// The steps of a recorded run in an order in which they can have happened: clocks of live machines agree only so far, and a message
// may be on record as received before it was sent.
import type { MachineId } from '../message.ts';
import type { RecordedStep } from './recorded-run.ts';

/** Indices of steps: as they are, but for those that come before what they received. One whose message nobody sent keeps its place. */
export function inCausalOrder(steps: readonly RecordedStep[]): readonly number[] {
  const sent = new Set<string>();
  const toBeSent = new Set(steps.flatMap(step => sentIn(step)));
  const order: number[] = [];
  /** By machine: steps that wait, in their order. */
  const waiting = new Map<MachineId, number[]>();
  const canTake = ({ cause }: RecordedStep): boolean => {
    if (cause.kind !== 'message') return true;
    const name = nameOf(cause.from, cause.number);
    return sent.has(name) || !toBeSent.has(name);
  };
  const take = (index: number): void => {
    order.push(index);
    for (const name of sentIn(steps[index]!)) sent.add(name);
  };
  const release = (): void => {
    for (let again = true; again;) {
      again = false;
      for (const [machine, indices] of waiting)
        while (indices.length > 0 && canTake(steps[indices[0]!]!)) {
          take(indices.shift()!);
          if (indices.length === 0) waiting.delete(machine);
          again = true;
        }
    }
  };
  for (const [index, step] of steps.entries()) {
    const queue = waiting.get(step.machine);
    if (queue) queue.push(index);
    else if (canTake(step)) {
      take(index);
      if (waiting.size > 0) release();
    } else waiting.set(step.machine, [index]);
  }
  // Messages that come before themselves: the record is wrong, and keeps its order.
  return [...order, ...[...waiting.values()].flat().sort((a, b) => a - b)];
}

function sentIn({ machine, events }: RecordedStep): readonly string[] {
  return events.flatMap(event =>
    event.kind === 'send' ? event.copies.map(({ number }) => nameOf(machine, number)) : [],
  );
}

/** Of a message. */
export function nameOf(from: MachineId, number: number): string {
  return `${from}-${number}`;
}
