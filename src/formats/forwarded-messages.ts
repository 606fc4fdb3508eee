// Messages that were sent by an event which is itself a receive. Machines of the scale model never do that, but logs with
// vector clocks may tell it; the line of the receive then names them too.
import { RECEIVE } from '../core/machine-log.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';

export interface ForwardedMessage {
  readonly number: number;
  readonly to: number;
  readonly timestamp: number;
}

/** What each receive of a trace sent on; empty for nearly all of them. Looks at each message once. */
export function forwardedMessagesOf(trace: Trace): (place: EventPlace) => readonly ForwardedMessage[] {
  const byEvent = trace.logs.map(log => {
    const found = new Map<number, ForwardedMessage[]>();
    for (let row = 0; row < log.messageCount; row++) {
      const index = log.sentIndices[row]!;
      if (index >= log.eventCount || log.kinds[index] !== RECEIVE) continue;
      const message = { number: row + 1, to: log.recipients[row]!, timestamp: log.timestamps[row]! };
      const together = found.get(index);
      if (together) together.push(message);
      else found.set(index, [message]);
    }
    return found;
  });
  return ({ machine, index }) => byEvent[machine - 1]!.get(index) ?? [];
}
