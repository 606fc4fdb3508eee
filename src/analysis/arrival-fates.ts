// What became of the messages that faults doubled or that a crashed machine forgot: which of two copies a receive took, and which
// was forgotten. Without faults a message's own columns say it.
import { isMessageFault } from '../core/fault.ts';
import { NONE, RECEIVE } from '../core/machine-log.ts';
import { messageName, type MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import type { EventTimes } from './event-times.ts';
import type { Arrival, Fate } from './inbox.ts';
import type { TraceFaults } from './trace-faults.ts';

/** `arrivals` by recipient, with the second copies among them and with the fate of each that has one of its own. */
export function arrivalFatesOf(
  trace: Trace,
  faults: TraceFaults,
  times: readonly EventTimes[],
  arrivals: readonly (readonly Arrival[])[],
): Arrival[][] {
  const forgotten = forgottenTimes(trace);
  const taken = receivesOfCopies(trace, faults);
  return arrivals.map((own, i) =>
    own.flatMap(arrival => {
      const { from, row } = arrival;
      const name = messageName(from, row + 1);
      const copy = faults.copyOf(from, row + 1);
      const losses = forgotten.get(name) ?? [];
      if (!copy && losses.length === 0) return [arrival];
      const received = trace.logs[from - 1]!.receivedIndices[row]!;
      const receives = taken.get(name) ?? (received === NONE ? [] : [received]);
      const entries = copy
        ? [arrival, { from, row, arrivedMs: copy.atMs, beforeTick: copy.beforeTick }]
        : [arrival];
      return withFates(entries, receives, losses, times[i]!);
    }),
  );
}

/** The one that came first is taken or forgotten first. */
function withFates(
  entries: readonly Arrival[],
  receives: readonly number[],
  losses: readonly number[],
  times: EventTimes,
): Arrival[] {
  const leftReceives = [...receives];
  const leftLosses = [...losses];
  return entries.map(entry => {
    const [received = NONE] = leftReceives;
    const receivedMs = received === NONE ? Infinity : times.columnMs[received]!;
    const [lostMs = Infinity] = leftLosses;
    const isForgotten = lostMs !== Infinity && lostMs > entry.arrivedMs && lostMs <= receivedMs;
    const fate: Fate = isForgotten
      ? { goneIndex: times.countBefore(lostMs), forgottenMs: lostMs }
      : { goneIndex: received, forgottenMs: Infinity };
    if (isForgotten) leftLosses.shift();
    else leftReceives.shift();
    return { ...entry, fate };
  });
}

/** By name: when a message was forgotten, in a queue or by the session of its sender. */
function forgottenTimes({ faults }: Trace): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const fault of faults) {
    if (!isMessageFault(fault) || fault.kind !== 'lost' || fault.cause !== 'amnesia') continue;
    const name = messageName(fault.from, fault.number);
    times.set(
      name,
      [...(times.get(name) ?? []), fault.atMs].sort((a, b) => a - b),
    );
  }
  return times;
}

/** By name: the receives of messages that came twice, in their order. */
function receivesOfCopies(trace: Trace, faults: TraceFaults): Map<string, number[]> {
  const receives = new Map<string, number[]>();
  const names = new Set<string>();
  for (const { from, number } of faults.copies) names.add(messageName(from, number));
  if (names.size === 0) return receives;
  for (const { eventCount, kinds, peers, messageNumbers } of trace.logs)
    for (let index = 0; index < eventCount; index++) {
      if (kinds[index] !== RECEIVE) continue;
      const name = messageName(peers[index]! as MachineId, messageNumbers[index]!);
      if (names.has(name)) receives.set(name, [...(receives.get(name) ?? []), index]);
    }
  return receives;
}
