// A trace as plain data, so that a worker can hand it over without a copy.
import type { Certificate } from './certificate.ts';
import type { Fault } from './fault.ts';
import { MachineLog } from './machine-log.ts';
import type { Note } from './note.ts';
import type { ProgramRecord } from './program/program-record.ts';
import { Trace, type Engine, type Gap, type Loss } from './trace.ts';
import type { TraceOrigin } from './trace-origin.ts';
import type { Trial } from './trial.ts';

/** By event. */
export const EVENT_COLUMNS = [
  'kinds',
  'atMs',
  'clocks',
  'queues',
  'faces',
  'peers',
  'messageNumbers',
] as const;
/** By message. */
export const MESSAGE_COLUMNS = [
  'recipients',
  'timestamps',
  'sentIndices',
  'arrivedMs',
  'arrivedBeforeTicks',
  'receivedIndices',
] as const;
const COLUMNS = [...EVENT_COLUMNS, ...MESSAGE_COLUMNS] as const;

type PackedLog = Pick<MachineLog, 'machine' | 'eventCount' | 'messageCount' | (typeof COLUMNS)[number]>;

export interface PackedTrace {
  readonly trial: Trial;
  readonly engine: Engine;
  readonly startedAtMs: number | undefined;
  readonly gaps: readonly Gap[];
  readonly losses: readonly Loss[];
  readonly faults: readonly Fault[];
  readonly program: ProgramRecord | undefined;
  readonly certificate: Certificate | undefined;
  readonly notes: readonly Note[];
  readonly seatNames: readonly (string | null)[];
  readonly logs: readonly PackedLog[];
  readonly origin: TraceOrigin | undefined;
}

/** The columns are the trace's own: whoever transfers `buffers` has given the trace away. */
export function packTrace(trace: Trace): { readonly packed: PackedTrace; readonly buffers: ArrayBuffer[] } {
  const { trial, engine, startedAtMs, gaps, losses, faults, program, certificate, notes, seatNames, origin } =
    trace;
  const logs = trace.logs.map((log): PackedLog => {
    const { machine, eventCount, messageCount } = log;
    const columns = Object.fromEntries(COLUMNS.map(name => [name, log[name]]));
    return { machine, eventCount, messageCount, ...columns } as PackedLog;
  });
  const buffers = logs.flatMap(log => COLUMNS.map(name => log[name].buffer as ArrayBuffer));
  return {
    packed: {
      trial,
      engine,
      startedAtMs,
      gaps: [...gaps],
      losses: [...losses],
      faults: [...faults],
      program,
      certificate,
      notes,
      seatNames,
      logs,
      origin,
    },
    buffers: [...new Set(buffers)],
  };
}

/** A trace of its own, of the rows in use and no spare ones: `buffers` can be transferred, and the trace stays whole. */
export function packCopy(trace: Trace): { readonly packed: PackedTrace; readonly buffers: ArrayBuffer[] } {
  const { packed } = packTrace(trace);
  const logs = packed.logs.map((log): PackedLog => {
    const events = EVENT_COLUMNS.map(name => [name, log[name].slice(0, log.eventCount)]);
    const messages = MESSAGE_COLUMNS.map(name => [name, log[name].slice(0, log.messageCount)]);
    return { ...log, ...Object.fromEntries([...events, ...messages]) } as PackedLog;
  });
  const buffers = logs.flatMap(log => COLUMNS.map(name => log[name].buffer as ArrayBuffer));
  return { packed: { ...packed, logs }, buffers };
}

/** The trace around the columns of `packed`, which it takes over. */
export function unpackTrace({
  trial,
  engine,
  startedAtMs,
  gaps,
  losses,
  faults,
  program,
  certificate,
  notes,
  seatNames,
  logs,
  origin,
}: PackedTrace): Trace {
  const trace = new Trace(
    trial,
    engine,
    startedAtMs,
    logs.map(({ machine, ...rest }) => Object.assign(new MachineLog(machine, 0, 0), rest)),
    origin,
  );
  trace.gaps.push(...gaps);
  trace.losses.push(...losses);
  for (const fault of faults) trace.faults.push(fault);
  trace.program = program;
  trace.certificate = certificate;
  trace.notes = notes;
  trace.seatNames = seatNames;
  return trace;
}
