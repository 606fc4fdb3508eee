// Lamplight's own format: a header, then a line for each event, ordered by time. It loses nothing (docs/formats.md).
import type { Event } from '../core/event.ts';
import { messageName } from '../core/message.ts';
import { NONE } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import { eventsInOrder } from '../core/trace-order.ts';

export const JSONL_FORMAT = 'lamplight-trace';
export const JSONL_VERSION = 1;

export function writeJsonl(trace: Trace): string {
  const lines = [JSON.stringify(header(trace))];
  for (const { machine, index } of eventsInOrder(trace))
    lines.push(JSON.stringify(eventLine(trace.event(machine, index))));
  return `${lines.join('\n')}\n`;
}

function header(trace: Trace): object {
  const orphans = messagesWithoutSend(trace);
  return {
    format: JSONL_FORMAT,
    version: JSONL_VERSION,
    engine: trace.engine,
    trial: trace.trial,
    ...(trace.startedAtMs !== undefined && { startedAt: new Date(trace.startedAtMs).toISOString() }),
    ...(trace.gaps.length > 0 && { gaps: trace.gaps }),
    ...(orphans.length > 0 && { messagesWithoutSend: orphans }),
  };
}

/** Messages that are known by their arrival alone, because the log of their sender has a gap. */
function messagesWithoutSend(trace: Trace): object[] {
  return trace.logs.flatMap(log =>
    Array.from({ length: log.messageCount }, (_, row) => row)
      .filter(row => log.sentIndices[row] === NONE && log.recipients[row] !== 0)
      .map(row => {
        const { from, number, to, timestamp, arrivedMs, arrivedBeforeTick } = trace.message(
          log.machine,
          row + 1,
        )!;
        return { id: messageName(from, number), to, timestamp, arrivedMs, arrivedBeforeTick };
      }),
  );
}

function eventLine(event: Event): object {
  const { machine, index, tick, kind, dueMs, atMs, clock, queue } = event;
  const facts = { machine, index, tick, kind, dueMs, atMs, clock, queue };
  switch (event.kind) {
    case 'internal':
      return { ...facts, roll: event.roll };
    case 'send': {
      const messages = event.messages.map(({ number, ...rest }) => ({
        id: messageName(machine, number),
        ...rest,
      }));
      return { ...facts, roll: event.roll, messages };
    }
    case 'receive': {
      if (!event.message) return facts;
      const { number, ...rest } = event.message;
      return { ...facts, message: { id: messageName(rest.from, number), ...rest } };
    }
  }
}
