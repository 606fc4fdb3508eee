// What the lines of opened logs do not tell, counted: from it follows what cannot be known, and what the audit leaves out.
import { NONE, RECEIVE, SEND } from '../core/machine-log.ts';
import { DOUBTS, doubtBit, PAIRINGS, type Doubt, type Pairing } from '../core/trace-origin.ts';
import type { Trace } from '../core/trace.ts';

export interface Untold {
  readonly events: number;
  readonly sends: number;
  readonly receives: number;
  /** Receives by how they came to their sender. */
  readonly pairings: Readonly<Record<Pairing, number>>;
  /** Events by what no line says of them. */
  readonly doubts: Readonly<Record<Doubt, number>>;
  /** Events of which nothing tells the queue length. */
  readonly withoutQueue: number;
  /** Machines whose log is not whole, or not there. */
  readonly incomplete: number;
}

/** Of traces that were read from logs; of others nothing is untold. */
export function untoldIn(traces: readonly Trace[]): Untold {
  const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
    Object.fromEntries(names.map(name => [name, 0])) as Record<Name, number>;
  const pairings = zeros(PAIRINGS);
  const doubts = zeros(DOUBTS);
  const bits = DOUBTS.map(doubt => ({ doubt, bit: doubtBit(doubt) }));
  let [events, sends, receives, withoutQueue] = [0, 0, 0, 0];
  for (const { logs, origin } of traces)
    for (const [i, { eventCount, kinds, queues }] of logs.entries()) {
      const own = origin?.machines[i];
      events += eventCount;
      for (let index = 0; index < eventCount; index++) {
        const kind = kinds[index]!;
        if (kind === SEND) sends += 1;
        if (kind === RECEIVE) receives += 1;
        if (!own) continue;
        if (queues[index] === NONE) withoutQueue += 1;
        if (kind === RECEIVE) pairings[PAIRINGS[own.pairings[index]!]!] += 1;
        for (const { doubt, bit } of bits) if ((own.doubts[index]! & bit) !== 0) doubts[doubt] += 1;
      }
    }
  return {
    events,
    sends,
    receives,
    pairings,
    doubts,
    withoutQueue,
    incomplete: traces.reduce((sum, { gaps }) => sum + gaps.length, 0),
  };
}

/** Whether any event of a trace tells how many messages wait. */
export function tellsQueues({ logs }: Trace): boolean {
  return logs.some(({ queues, eventCount }) =>
    queues.subarray(0, eventCount).some(length => length !== NONE),
  );
}
