// Lamplight's own format on its way in. Each line is parsed by a schema; a line that fails is kept with its reason, and
// the rest is read all the same.
import * as v from 'valibot';
import type { MachineLog } from '../core/machine-log.ts';
import { TIMESTAMP_MAX, type Message } from '../core/message.ts';
import { Trace } from '../core/trace.ts';
import { parseTrial } from '../core/trial.ts';
import { JSONL_FORMAT, JSONL_VERSION } from './write-jsonl.ts';

/** A line that did not become part of the trace, and why. Lines count from 1. */
export interface SkippedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** `trace` is undefined when not even the header could be read. */
export interface ReadJsonl {
  readonly trace: Trace | undefined;
  readonly skipped: readonly SkippedLine[];
}

const NUMBER_MAX = 2 ** 26; // messages of one machine: the trace holds them by number

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));
const time = v.pipe(v.number(), v.finite());
const name = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}-\d{1,8}$/, 'a message is named by its sender and number, like "3-17"'),
  v.transform(text => text.split('-').map(Number) as [number, number]),
  v.check(([, number]) => number >= 1 && number <= NUMBER_MAX, 'the number of a message is out of bounds'),
);
const arrival = { arrivedMs: v.optional(time), arrivedBeforeTick: v.optional(whole(0xffff_fffe)) };
const timestamp = whole(TIMESTAMP_MAX);
const sentMessage = v.object({ id: name, to: whole(0xffff), timestamp, ...arrival });

const headerSchema = v.object({
  format: v.literal(JSONL_FORMAT),
  version: v.literal(JSONL_VERSION),
  engine: v.picklist(['live', 'virtual']),
  trial: v.unknown(),
  startedAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  gaps: v.optional(v.array(v.object({ machine: whole(0xffff), reason: v.string() })), []),
  messagesWithoutSend: v.optional(v.array(sentMessage), []),
});

const facts = {
  machine: whole(0xffff),
  index: whole(0xffff_fffe),
  atMs: time,
  clock: whole(0xffff_ffff),
  queue: whole(0xffff_ffff),
};
const eventSchema = v.variant('kind', [
  v.object({ ...facts, kind: v.literal('internal'), roll: whole(0xffff) }),
  v.object({
    ...facts,
    kind: v.literal('send'),
    roll: whole(0xffff),
    messages: v.pipe(v.array(sentMessage), v.minLength(1)),
  }),
  v.object({
    ...facts,
    kind: v.literal('receive'),
    message: v.object({ id: name, from: whole(0xffff), timestamp, arrivedMs: v.optional(time) }),
  }),
]);
type EventLine = v.InferOutput<typeof eventSchema>;

/** Why a line cannot be taken, in words. */
class LineError extends Error {
  override readonly name = 'LineError';
}

export function readJsonl(text: string): ReadJsonl {
  const lines = text.split(/\r?\n/);
  const skipped: SkippedLine[] = [];
  let trace: Trace | undefined;
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      const value = parseLine(line);
      if (trace) addEvent(trace, parsed(eventSchema, value));
      else trace = readHeader(value);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      skipped.push({ line: i + 1, text: line, reason: error.message });
      if (!trace) break;
    }
  }
  return { trace, skipped };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new LineError(`not JSON: ${(error as SyntaxError).message}`);
  }
}

function parsed<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new LineError(`${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`);
}

function readHeader(value: unknown): Trace {
  const header = parsed(headerSchema, value);
  const trial = parseTrial(header.trial);
  if (trial.kind === 'problems')
    throw new LineError(trial.problems.map(problem => problem.message).join(' '));
  const trace = new Trace(
    trial.trial,
    header.engine,
    header.startedAt === undefined ? undefined : Date.parse(header.startedAt),
  );
  for (const gap of header.gaps) trace.gaps.push(gap);
  for (const message of header.messagesWithoutSend) addArrival(trace, message.id[0], message);
  return trace;
}

function logOf(trace: Trace, machine: number): MachineLog {
  if (machine < 1 || machine > trace.machines) throw new LineError(`the trial has no machine ${machine}`);
  return trace.logOf(machine);
}

function addEvent(trace: Trace, event: EventLine): void {
  const log = logOf(trace, event.machine);
  if (event.index !== log.eventCount)
    throw new LineError(
      `machine ${event.machine}'s event ${event.index} stands where ${log.eventCount} is due`,
    );
  switch (event.kind) {
    case 'internal':
      log.addInternal(event.atMs, event.clock, event.queue, event.roll);
      return;
    case 'send': {
      const messages = event.messages.map(({ id: [from, number], to, timestamp }) => ({
        from,
        number,
        to,
        timestamp,
      }));
      for (const [i, message] of messages.entries())
        checkSent(trace, event.machine, messages[0]!.number + i, message);
      log.addSend(event.atMs, event.clock, event.queue, event.roll, messages);
      for (const message of event.messages) addArrival(trace, event.machine, message);
      return;
    }
    case 'receive': {
      const { id, from, timestamp, arrivedMs } = event.message;
      if (id[0] !== from) throw new LineError(`message ${id.join('-')} is not one of machine ${from}'s`);
      const message = { from, number: id[1], to: event.machine, timestamp };
      const sender = logOf(trace, from);
      const row = message.number - 1;
      const known = row < sender.messageCount && sender.arrivedBeforeTicks[row] !== 0;
      if (arrivedMs !== undefined && !known) sender.markArrived(message, arrivedMs, event.index + 1);
      sender.markReceived(message, event.index);
      log.addReceive(event.atMs, event.clock, event.queue, message);
      return;
    }
  }
}

function checkSent(trace: Trace, machine: number, number: number, message: Message): void {
  if (message.from !== machine || message.number !== number)
    throw new LineError(
      `message ${message.from}-${message.number} is not machine ${machine}'s next one (${number})`,
    );
  logOf(trace, message.to);
}

function addArrival(trace: Trace, machine: number, sent: v.InferOutput<typeof sentMessage>): void {
  const { id, to, timestamp, arrivedMs, arrivedBeforeTick } = sent;
  if (arrivedMs === undefined) return;
  const message = { from: machine, number: id[1], to, timestamp };
  logOf(trace, machine).markArrived(message, arrivedMs, arrivedBeforeTick ?? 0);
}
