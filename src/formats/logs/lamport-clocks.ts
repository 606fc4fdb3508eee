// Gives a log without logical clocks the ones that Lamport's rules give it.
import { visitCausally } from '../../core/causal-order.ts';
import { NONE } from '../../core/machine-log.ts';
import type { Trace } from '../../core/trace.ts';

/** Overwrites the clocks and the timestamps of the messages. */
export function lamportClocks(trace: Trace): void {
  const last = new Uint32Array(trace.machines);
  visitCausally(trace, (machine, index, from, sentIndex) => {
    const received = sentIndex === NONE ? 0 : trace.logs[from - 1]!.clocks[sentIndex]!;
    const clock = Math.max(last[machine - 1]!, received) + 1;
    last[machine - 1] = clock;
    trace.logs[machine - 1]!.clocks[index] = clock;
  });
  for (const log of trace.logs)
    for (let row = 0; row < log.messageCount; row++) {
      const sentIndex = log.sentIndices[row]!;
      if (sentIndex !== NONE) log.timestamps[row] = log.clocks[sentIndex]!;
    }
}
