// The assignment's logs: a text file for each machine, a line for each event, with the system time, the length of the
// message queue and the logical clock; what a student hands in.
import type { Event } from '../core/event.ts';
import type { MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import type { NamedFile } from './named-file.ts';

export function writeLogs(trace: Trace, baseName: string): NamedFile[] {
  return trace.logs.map(log => ({
    name: `${baseName}-machine-${log.machine}.log`,
    text: writeLog(trace, log),
    type: 'text/plain',
  }));
}

function writeLog(trace: Trace, log: MachineLog): string {
  const { rates, dieSides, durationSeconds, seed, rule } = trace.trial;
  const lines = [
    `Machine ${log.machine} | Clock rate: ${rates[log.machine - 1]} ticks per second | Die: ${dieSides} | ` +
      `Length: ${durationSeconds} s | Seed: ${seed} | Timestamp rule: ${rule}`,
  ];
  for (const gap of trace.gaps) if (gap.machine === log.machine) lines.push(`Incomplete: ${gap.reason}`);
  for (let index = 0; index < log.eventCount; index++)
    lines.push(eventLine(trace, trace.event(log.machine, index)));
  return `${lines.join('\n')}\n`;
}

function eventLine(trace: Trace, event: Event): string {
  return [
    systemTime(trace, event.atMs),
    what(event),
    `Queue length: ${event.queue ?? 'not told'}`,
    `Logical clock: ${event.clock}`,
  ].join(' | ');
}

/** The moment of a live run; in virtual time, where there is none, the seconds since the start. */
function systemTime({ startedAtMs }: Trace, atMs: number): string {
  return startedAtMs === undefined
    ? `System time: ${(atMs / 1000).toFixed(6)} s`
    : `System time: ${new Date(startedAtMs + atMs).toISOString()}`;
}

function what(event: Event): string {
  switch (event.kind) {
    case 'internal':
      return `INTERNAL (rolled ${event.roll})`;
    case 'send': {
      const to = event.messages.map(message => message.to);
      return `SEND to ${to.join(' and ')} (rolled ${event.roll}, timestamp ${event.messages[0]?.timestamp})`;
    }
    case 'receive':
      return event.message
        ? `RECEIVE from ${event.message.from} (timestamp ${event.message.timestamp})`
        : 'RECEIVE';
  }
}
