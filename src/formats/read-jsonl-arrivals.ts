// Before which tick a message arrived, where a file tells only when: old files do, and receives whose send line is lost.
// Two equal times do not tell which came first; then it stays unknown.
import { firstAtLeast } from '../core/search.ts';
import { NONE, type MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** For each arrival that has {@link NONE} for its tick: the tick if the times leave no doubt, otherwise 0. */
export function settleArrivals(trace: Trace): void {
  const rising: (boolean | undefined)[] = [];
  for (const { messageCount, arrivedBeforeTicks, arrivedMs, recipients, receivedIndices } of trace.logs)
    for (let row = 0; row < messageCount; row++) {
      if (arrivedBeforeTicks[row] !== NONE) continue;
      const receiver = recipients[row]!;
      rising[receiver] ??= timesRise(trace.logOf(receiver));
      arrivedBeforeTicks[row] = rising[receiver]
        ? tickAfter(trace, receiver, arrivedMs[row]!, receivedIndices[row]!)
        : 0;
    }
}

/** The receiver's first tick after the arrival; 0 where that cannot be told. */
function tickAfter(trace: Trace, receiver: MachineId, arrivedMs: number, receivedIndex: number): number {
  const { atMs, eventCount } = trace.logOf(receiver);
  const next = firstAtLeast(atMs, eventCount, arrivedMs);
  const tickAt = (index: number) => (trace.origin?.machines[receiver - 1]?.indices[index] ?? index) + 1;
  const before = next === 0 ? 0 : tickAt(next - 1);
  if (next === eventCount) {
    const ticks = trace.engine === 'imported' ? NONE : trace.scheduleOf(receiver).ticks;
    return before >= ticks ? before + 1 : 0;
  }
  const isTie = atMs[next] === arrivedMs && receivedIndex !== next;
  return isTie || tickAt(next) !== before + 1 ? 0 : tickAt(next);
}

function timesRise({ atMs, eventCount }: MachineLog): boolean {
  for (let index = 1; index < eventCount; index++) if (atMs[index]! < atMs[index - 1]!) return false;
  return true;
}
