// Queue lengths after the event, from what files write: some programs write the length from before the message is taken
// out, and most write none on events that are no receives.
import type { EventKind } from '../../core/event.ts';
import { NONE } from '../../core/machine-log.ts';
import { columnFrom } from './column-from.ts';

interface Queued {
  readonly kind: EventKind;
  readonly queue?: number | undefined;
  readonly kindIsDerived?: boolean;
}

export interface RunQueues {
  /** By machine, event by event; NONE where nothing tells. */
  readonly queues: readonly Uint32Array[];
  readonly notes: readonly string[];
}

/** `followsAssignment`: a machine rolls only when no message waits. */
export function runQueuesOf(machines: readonly (readonly Queued[])[], followsAssignment: boolean): RunQueues {
  const notes: string[] = [];
  const before = writtenBeforeTaking(machines);
  if (before)
    notes.push(
      'Queue lengths on receives were written before the message was taken out, so each is one less here.',
    );
  const queues = machines.map(events =>
    columnFrom(new Uint32Array(events.length), events, ({ kind, queue }) =>
      queue === undefined ? NONE : before && kind === 'receive' ? Math.max(0, queue - 1) : queue,
    ),
  );
  const untold = machines.some((events, i) =>
    events.some(({ kind }, at) => kind !== 'receive' && queues[i]![at] === NONE),
  );
  if (!untold || !followsAssignment || !anyQueue(queues)) return { queues, notes };
  const rolls = rollsWhileWaiting(machines, queues);
  if (rolls > 0) {
    notes.push(
      `Sends and internal events give no queue length, so it is not known: ${rolls} of them come right after a receive that left messages waiting.`,
    );
    return { queues, notes };
  }
  for (const [i, events] of machines.entries())
    for (const [at, { kind }] of events.entries())
      if (kind !== 'receive' && queues[i]![at] === NONE) queues[i]![at] = 0;
  notes.push(
    'Sends and internal events give no queue length. It is taken as 0, because by the assignment a machine rolls only when its queue is empty, and nothing in the log contradicts this.',
  );
  return { queues, notes };
}

/** No receive shows 0, and after one that shows 1 the machine goes on to roll. */
function writtenBeforeTaking(machines: readonly (readonly Queued[])[]): boolean {
  let rollsAfterOne = false;
  for (const events of machines)
    for (const [at, { kind, queue, kindIsDerived }] of events.entries()) {
      // What is a receive by its clock alone may be none.
      if (kind !== 'receive' || queue === undefined || kindIsDerived) continue;
      if (queue === 0) return false;
      const next = events[at + 1];
      if (queue === 1 && next && next.kind !== 'receive') rollsAfterOne = true;
    }
  return rollsAfterOne;
}

function anyQueue(queues: readonly Uint32Array[]): boolean {
  return queues.some(column => column.some(queue => queue !== NONE));
}

function rollsWhileWaiting(machines: readonly (readonly Queued[])[], queues: readonly Uint32Array[]): number {
  let rolls = 0;
  for (const [i, events] of machines.entries())
    for (const [at, { kind }] of events.entries()) {
      const next = events[at + 1];
      const queue = queues[i]![at]!;
      if (kind === 'receive' && queue !== NONE && queue > 0 && next && next.kind !== 'receive') rolls += 1;
    }
  return rolls;
}
