// Lamplight's own format: a header, then a line for each event, ordered by time. It loses nothing, and claims nothing
// that an imported log did not tell (docs/formats.md).
import type { Event } from '../core/event.ts';
import { isMessageFault, type Fault } from '../core/fault.ts';
import { importedTrialFacts } from '../core/imported-trial.ts';
import { NONE } from '../core/machine-log.ts';
import { messageName, type MachineId } from '../core/message.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import { forwardedMessagesOf, type ForwardedMessage } from './forwarded-messages.ts';
import type { Note } from '../core/note.ts';
import { doubtsIn, PAIRINGS, placeOf, type TraceOrigin } from '../core/trace-origin.ts';
import type { ProgramRecord } from '../core/program/program-record.ts';
import { hasOwnTrial, type Trace } from '../core/trace.ts';
import { eventlessSteps, eventPart, letterPart, programHeader } from './program-part.ts';

export const JSONL_FORMAT = 'lamplight-trace';
/** Of files without faults, which every reader of the format takes. */
export const JSONL_VERSION = 1;
/** Of files whose trial has faults, delays of single links or a log-normal delay: a reader that knows none of them is to refuse them. */
export const JSONL_FAULTS_VERSION = 2;
/** Of a program's run: a tick may be several events, and a reader that knows the die alone would misjudge it. */
export const JSONL_PROGRAM_VERSION = 3;

export function writeJsonl(trace: Trace): string {
  return [...jsonlLines(trace)].join('');
}

/** Line after line, each with its line break. */
export function* jsonlLines(trace: Trace): Generator<string> {
  yield `${JSON.stringify(traceHeader(trace))}\n`;
  for (const fault of trace.faults) yield `${JSON.stringify(faultLine(fault))}\n`;
  for (const note of trace.notes) yield `${JSON.stringify(noteLine(note))}\n`;
  for (const step of eventlessSteps(trace)) yield `${JSON.stringify(step)}\n`;
  const forwardedBy = forwardedMessagesOf(trace);
  for (const place of eventsInOrder(trace))
    yield `${JSON.stringify({ ...eventLine(trace, trace.event(place.machine, place.index)), ...forwarded(place.machine, forwardedBy(place)) })}\n`;
}

/** What is true of the whole trace. */
export function traceHeader(trace: Trace): object {
  const { engine, trial, startedAtMs, gaps, losses, certificate, seatNames, origin, program } = trace;
  const orphans = messagesWithoutSend(trace);
  return {
    format: JSONL_FORMAT,
    version: program ? JSONL_PROGRAM_VERSION : needsFaults(trace) ? JSONL_FAULTS_VERSION : JSONL_VERSION,
    engine,
    trial: hasOwnTrial(engine) ? trial : importedTrialFacts(trial),
    ...(program && { program: programHeader(program) }),
    ...(startedAtMs !== undefined && { startedAt: new Date(startedAtMs).toISOString() }),
    ...(gaps.length > 0 && { gaps }),
    ...(losses.length > 0 && { losses }),
    ...(seatNames.some(name => name !== null) && { seatNames }),
    ...(certificate && engine !== 'imported' && { certificate }),
    ...(orphans.length > 0 && { messagesWithoutSend: orphans }),
    ...(origin && engine === 'imported' && { origin: originHeader(origin) }),
  };
}

function needsFaults({ trial, engine, faults }: Trace): boolean {
  if (engine === 'imported') return false;
  const isNew =
    trial.faults !== undefined || trial.linkDelays !== undefined || trial.delay?.kind === 'log-normal';
  return isNew || faults.length > 0;
}

/** A fault as a line of its own has it; a message goes by its name, as in the lines of events. */
export function faultLine(fault: Fault): object {
  if (!isMessageFault(fault)) {
    const { kind, ...rest } = fault;
    return { fault: kind, ...rest };
  }
  const { kind, atMs, from, to, number, ...rest } = fault;
  return { fault: kind, atMs, id: messageName(from, number), to, ...rest };
}

/** A note as a line of its own has it: readers that know none of them skip it, and lose nothing of the run. */
export function noteLine({ at, text }: Note): object {
  return at.kind === 'event'
    ? { note: text, machine: at.place.machine, index: at.place.index }
    : { note: text, fromMs: at.fromMs, toMs: at.toMs };
}

function originHeader({ family, files, notes, rule, timeStepMs, machines }: TraceOrigin): object {
  return {
    family,
    files,
    notes,
    rule,
    timeStepMs,
    machines: machines.map(({ name, rate }) => ({ name, rate })),
  };
}

/** Messages that are known by their arrival or receive alone, because the log of their sender has a gap. */
function messagesWithoutSend(trace: Trace): object[] {
  return trace.logs.flatMap(log =>
    Array.from({ length: log.messageCount }, (_, row) => row)
      .filter(row => log.sentIndices[row] === NONE && log.recipients[row] !== 0)
      .map(row => {
        const { from, number, to, timestamp, arrivedMs, arrivedBeforeTick } = trace.message(
          log.machine,
          row + 1,
        )!;
        const said = letterPart(trace.program, from, number);
        return { id: messageName(from, number), to, timestamp, ...said, arrivedMs, arrivedBeforeTick };
      }),
  );
}

function eventLine(trace: Trace, event: Event): object {
  const { machine, index, tick, kind, dueMs, atMs, clock, queue } = event;
  const facts = {
    machine,
    index,
    tick,
    kind,
    ...(hasOwnTrial(trace.engine) && { dueMs }),
    atMs,
    clock,
    ...(queue !== undefined && { queue }),
  };
  const { origin } = trace;
  return {
    ...facts,
    ...kindColumns(event, trace.program),
    ...(trace.program && eventPart(trace.program, event)),
    ...(origin && trace.engine === 'imported' && originColumns(origin, event)),
  };
}

function forwarded(machine: MachineId, messages: readonly ForwardedMessage[]): object {
  if (messages.length === 0) return {};
  return { messages: messages.map(({ number, ...rest }) => ({ id: messageName(machine, number), ...rest })) };
}

function kindColumns(event: Event, program: ProgramRecord | undefined): object {
  switch (event.kind) {
    case 'internal':
      return roll(event.roll);
    case 'send': {
      const messages = event.messages.map(({ number, ...rest }) => ({
        id: messageName(event.machine, number),
        ...rest,
        ...letterPart(program, event.machine, number),
      }));
      return { ...roll(event.roll), messages };
    }
    case 'receive': {
      if (!event.message) return {};
      const { number, ...rest } = event.message;
      const said = letterPart(program, rest.from, number);
      return { message: { id: messageName(rest.from, number), ...rest, ...said } };
    }
  }
}

function roll(face: number): object {
  return face === 0 ? {} : { roll: face };
}

/** The row of a matrix of vectors. */
export function vectorAt(vectors: Uint32Array, index: number, width: number): number[] {
  return Array.from(vectors.subarray(index * width, (index + 1) * width));
}

/** Where an event of an imported log stands in its files, and what its line says beyond the event. */
function originColumns(origin: TraceOrigin, { machine, index, kind }: Event): object {
  const columns = origin.machines[machine - 1];
  if (!columns || !placeOf(origin, machine, index)) return {};
  const statedIndex = columns.indices[index];
  const statedTimestamp = columns.statedTimestamps[index];
  return {
    file: columns.files[index],
    line: columns.lines[index],
    ...(statedIndex !== undefined && { statedIndex }),
    ...(kind === 'receive' && { pairing: PAIRINGS[columns.pairings[index]!] }),
    ...(statedTimestamp !== NONE && { statedTimestamp }),
    ...(columns.doubts[index] !== 0 && { doubts: doubtsIn(columns.doubts[index]!) }),
    ...(columns.vectors && { vector: vectorAt(columns.vectors, index, origin.machines.length) }),
    ...(columns.texts && { text: columns.texts[index] }),
  };
}
