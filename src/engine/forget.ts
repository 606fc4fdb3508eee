// What an amnesic crash does to a machine, in both engines: its clock and its queue are gone. Its numbers of ticks and of
// messages are the record's names for them, and go on.
import type { MessageFault } from '../core/fault.ts';
import { lamportClock } from '../core/logical-clock.ts';
import type { Machine } from '../core/machine.ts';

/** `atMs`: when it crashed. Each message of its queue is on record as lost. */
export function forget(machine: Machine, atMs: number, record: (fault: MessageFault) => void): void {
  const { queue, ticks, sent } = machine.snapshot();
  for (const { from, to, number } of queue)
    record({ kind: 'lost', atMs, from, to, number, cause: 'amnesia' });
  machine.restore({ clock: lamportClock.zero, ticks, sent, queue: [] });
}
