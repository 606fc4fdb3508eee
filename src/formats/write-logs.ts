// The assignment's logs: a text file for each machine, a line for each event, with the system time, the length of the
// message queue and the logical clock; what a student hands in.
import type { Event } from '../core/event.ts';
import type { MachineLog } from '../core/machine-log.ts';
import { STEP_MS } from '../core/program/program-record.ts';
import type { Loss, Trace } from '../core/trace.ts';
import { momentOf } from '../words/numbers.ts';
import { internalWords } from '../words/program-steps.ts';
import { isInside, type Stretch } from './stretch.ts';
import type { PlannedFile } from './named-file.ts';

export function planLogs(trace: Trace, baseName: string, stretch?: Stretch): PlannedFile[] {
  return trace.logs.map(log => ({
    name: `${baseName}-machine-${log.machine}.log`,
    type: 'text/plain',
    lines: { [Symbol.iterator]: () => logLines(trace, log, stretch) },
    pieces: log.eventCount + 1,
    notes: [],
  }));
}

function* logLines(trace: Trace, log: MachineLog, stretch: Stretch | undefined): Generator<string> {
  yield `${headLine(trace, log)}\n`;
  for (const gap of trace.gaps)
    if (gap.machine === log.machine) yield `Incomplete: ${gap.reason.replace(/\s+/g, ' ')}\n`;
  for (const loss of trace.losses) if (loss.from === log.machine) yield `${lossLine(loss)}\n`;
  if (stretch) yield `Only from ${placeText(trace, stretch.fromMs)} to ${placeText(trace, stretch.toMs)}\n`;
  for (let index = 0; index < log.eventCount; index++)
    if (isInside(stretch, log.atMs[index]!)) yield `${eventLine(trace, trace.event(log.machine, index))}\n`;
}

function placeText({ engine }: Trace, atMs: number): string {
  return engine === 'stepped' ? momentOf(engine, atMs) : `${atMs / 1000} s`;
}

function lossLine({ to, count, ...cause }: Loss): string {
  const what = cause.kind === 'not-sent' ? `not sent: ${cause.reason.replace(/\s+/g, ' ')}` : 'never arrived';
  return `Lost: ${count} to ${to}, ${what}`;
}

/** Of an imported log only what it tells: its machine's name, and the rate, stated or estimated. */
function headLine(trace: Trace, { machine }: MachineLog): string {
  const { trial, origin, engine, program } = trace;
  const person = trace.seatNameOf(machine)?.replaceAll('|', '/');
  const by = person === undefined ? '' : ` | Seat: ${person}`;
  const { rates, dieSides, durationSeconds, seed, rule } = trial;
  const rate = rates[machine - 1]!;
  if (engine === 'imported') {
    const { name, rate: known } = origin?.machines[machine - 1] ?? { name: '', rate: 'estimated' };
    const called = name.trim() === '' ? '' : ` (${name.replace(/\s+/g, ' ').trim()} in its files)`;
    const shown = known === 'stated' ? String(rate) : `about ${Number(rate.toPrecision(3))}`;
    return `Machine ${machine}${called} | Clock rate: ${shown} ticks per second, ${known}${by}`;
  }
  if (program) {
    const name = program.name.replace(/\s+/g, ' ');
    const time = engine === 'stepped' ? 'Order: step by step' : `Clock rate: ${rate} ticks per second`;
    return `Machine ${machine} | ${time} | Program: ${name} | Timestamp rule: ${rule}${by}`;
  }
  return (
    `Machine ${machine} | Clock rate: ${rate} ticks per second | Die: ${dieSides} | ` +
    `Length: ${durationSeconds} s | Seed: ${seed} | Timestamp rule: ${rule}${by}`
  );
}

function eventLine(trace: Trace, event: Event): string {
  return [
    systemTime(trace, event.atMs),
    what(trace, event),
    `Queue length: ${event.queue ?? 'not known'}`,
    `Logical clock: ${event.clock}`,
  ].join(' | ');
}

/** The moment of a live run; in virtual time, where there is none, the seconds since the start. */
function systemTime({ startedAtMs, engine }: Trace, atMs: number): string {
  if (engine === 'stepped') return `Step: ${Math.floor(atMs / STEP_MS)}`;
  return startedAtMs === undefined
    ? `System time: ${(atMs / 1000).toFixed(6)} s`
    : `System time: ${new Date(startedAtMs + atMs).toISOString()}`;
}

function what({ program }: Trace, event: Event): string {
  switch (event.kind) {
    case 'internal': {
      if (event.roll) return `INTERNAL (rolled ${event.roll})`;
      const words = internalWords(program, event.machine, event.index);
      return words === undefined ? 'INTERNAL' : `INTERNAL (${words})`;
    }
    case 'send': {
      const { roll, messages } = event;
      const to =
        messages.length === 0
          ? 'recipients not known'
          : `to ${messages.map(message => message.to).join(' and ')}`;
      const timestamp = messages[0]?.timestamp;
      const facts = [
        ...(roll ? [`rolled ${roll}`] : []),
        ...(timestamp === undefined ? [] : [`timestamp ${timestamp}`]),
      ];
      return `SEND ${to}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
    }
    case 'receive':
      return event.message
        ? `RECEIVE from ${event.message.from} (timestamp ${event.message.timestamp})`
        : 'RECEIVE, sender not known';
  }
}
