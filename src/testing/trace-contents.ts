// Everything that a trace knows, as plain data: for tests of what comes back from a file.
import type { MachineOrigin } from '../core/trace-origin.ts';
import type { Trace } from '../core/trace.ts';

/** Of a run of Lamplight's own the origin says only from which file it was read, and is no part of it. */
export function contentsOf(trace: Trace): unknown {
  const { trial, engine, startedAtMs, gaps, losses, faults, program, certificate, seatNames, origin, logs } =
    trace;
  return {
    facts: { trial, engine, startedAtMs, gaps, losses, faults, program, certificate, seatNames },
    origin:
      engine === 'imported' && origin
        ? { ...origin, machines: origin.machines.map(machineContents) }
        : undefined,
    logs: logs.map(log => ({
      events: [log.kinds, log.atMs, log.clocks, log.queues, log.faces, log.peers, log.messageNumbers].map(
        column => [...column.subarray(0, log.eventCount)],
      ),
      messages: [
        log.recipients,
        log.timestamps,
        log.sentIndices,
        log.arrivedMs,
        log.arrivedBeforeTicks,
        log.receivedIndices,
      ].map(column => [...column.subarray(0, log.messageCount)]),
    })),
  };
}

function machineContents({ name, rate, texts, vectors, ...columns }: MachineOrigin): unknown {
  return {
    name,
    rate,
    texts,
    vectors: [...(vectors ?? [])],
    columns: Object.values(columns).map((column: Iterable<number>) => [...column]),
  };
}
