// What a line of Lamplight's JSONL has to be (docs/formats.md): the schemas, and the sentence for a line that is not right.
import * as v from 'valibot';
import { noteSchema, type Note } from '../core/note.ts';
import { certificateSchema } from '../core/certificate.ts';
import { seatNamesSchema } from '../core/seat-name.ts';
import { TIME_MS_MAX } from '../core/event.ts';
import { LOSS_REASONS, type Fault } from '../core/fault.ts';
import { timedFaultSchema } from '../core/fault-plan.ts';
import { NONE } from '../core/machine-log.ts';
import { TIMESTAMP_MAX } from '../core/message.ts';
import { jsonSchema } from '../core/program/record-schema.ts';
import { DOUBTS, PAIRINGS } from '../core/trace-origin.ts';
import { TRACE_ENGINES } from '../core/trace.ts';
import {
  eventPartSchema,
  programHeaderSchema,
  stepLineSchema,
  type EventPart,
  type StepLine,
} from './program-part.ts';
import { JSONL_FAULTS_VERSION, JSONL_FORMAT, JSONL_PROGRAM_VERSION, JSONL_VERSION } from './write-jsonl.ts';

/** The numbers that the columns of a trace can hold. */
export const LINE_BOUNDS = {
  machine: 0xffff,
  index: NONE - 2,
  clock: 0xffff_ffff,
  queue: NONE - 1,
  roll: 0xffff,
  timestamp: TIMESTAMP_MAX,
  statedTimestamp: NONE - 1,
  vector: NONE - 1,
  messageNumber: 2 ** 26,
  tick: NONE - 1,
  file: 0xffff,
  line: 0xffff_ffff,
} as const;

/** The message's number in a name such as "3-17"; 0 for what is no name. */
export function messageNumberOf(name: string): number {
  const number = digits(name, name.indexOf('-') + 1, name.length, 8);
  return messageSenderOf(name) >= 0 && number >= 1 && number <= LINE_BOUNDS.messageNumber ? number : 0;
}

/** The sender in a name such as "3-17"; -1 for what is no name. */
export function messageSenderOf(name: string): number {
  return digits(name, 0, name.indexOf('-'), 5);
}

/** The number that stands from `start` to `end`; -1 unless it is 1 to `countMax` digits and nothing else. */
function digits(text: string, start: number, end: number, countMax: number): number {
  if (end <= start || end - start > countMax) return -1;
  let number = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

const whole = (max: number, min = 0) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};
const timeMessage = `must be a number of milliseconds from -${TIME_MS_MAX} to ${TIME_MS_MAX}`;
const time = v.pipe(
  v.number(timeMessage),
  v.minValue(-TIME_MS_MAX, timeMessage),
  v.maxValue(TIME_MS_MAX, timeMessage),
);
const nameMessage = `must name a message by its sender and number, like "3-17", with a number from 1 to ${LINE_BOUNDS.messageNumber}`;
const name = v.pipe(
  v.string(nameMessage),
  v.check(text => messageNumberOf(text) !== 0, nameMessage),
);
const machine = whole(LINE_BOUNDS.machine, 1);
const timestamp = whole(LINE_BOUNDS.timestamp);

const sentMessage = v.object({
  id: name,
  to: machine,
  timestamp,
  arrivedMs: v.optional(time),
  arrivedBeforeTick: v.optional(whole(LINE_BOUNDS.tick)),
});
const receivedMessage = v.object({ id: name, from: machine, timestamp, arrivedMs: v.optional(time) });

const facts = {
  machine,
  index: whole(LINE_BOUNDS.index),
  statedIndex: v.optional(whole(LINE_BOUNDS.index)),
  tick: v.optional(whole(LINE_BOUNDS.tick, 1)),
  dueMs: v.optional(time),
  atMs: time,
  clock: whole(LINE_BOUNDS.clock),
};
const queue = whole(LINE_BOUNDS.queue);
const roll = whole(LINE_BOUNDS.roll);
const kindMessage = 'must be internal, send or receive';

const eventSchema = v.variant(
  'kind',
  [
    v.object({ ...facts, kind: v.literal('internal'), queue, roll }),
    v.object({
      ...facts,
      kind: v.literal('send'),
      queue,
      roll,
      messages: v.pipe(v.array(sentMessage), v.minLength(1, 'must name at least one message')),
    }),
    v.object({ ...facts, kind: v.literal('receive'), queue, message: receivedMessage }),
  ],
  kindMessage,
);

/** Of an imported run: where the event stands in the files that it came from, and what these left unsaid is missing. */
const foreignFacts = {
  ...facts,
  queue: v.optional(queue),
  file: v.optional(whole(LINE_BOUNDS.file)),
  line: v.optional(whole(LINE_BOUNDS.line)),
  vector: v.optional(
    v.pipe(v.array(whole(LINE_BOUNDS.vector)), v.maxLength(LINE_BOUNDS.machine, 'has too many entries')),
  ),
  text: v.optional(v.string()),
  doubts: v.optional(v.array(v.picklist(DOUBTS, `must be some of ${DOUBTS.join(', ')}`))),
};
const programTick = { tick: v.optional(whole(LINE_BOUNDS.tick)) };
const foreignEventSchema = lenientSchema(foreignFacts);
/** Of a program's run: no die is rolled, the queue may not be known, and the start is tick 0. */
const programEventSchema = lenientSchema({ ...foreignFacts, ...programTick });

type LenientFacts = typeof foreignFacts;
function lenientSchema(foreignFacts: LenientFacts) {
  return v.variant(
    'kind',
    [
      v.object({ ...foreignFacts, kind: v.literal('internal'), roll: v.optional(roll) }),
      v.object({
        ...foreignFacts,
        kind: v.literal('send'),
        roll: v.optional(roll),
        messages: v.optional(v.array(sentMessage)),
      }),
      v.object({
        ...foreignFacts,
        kind: v.literal('receive'),
        message: v.optional(receivedMessage),
        messages: v.optional(v.array(sentMessage)),
        pairing: v.optional(v.picklist(PAIRINGS, `must be ${PAIRINGS.join(', ')}`)),
        statedTimestamp: v.optional(whole(LINE_BOUNDS.statedTimestamp)),
      }),
    ],
    kindMessage,
  );
}

const gaps = v.optional(v.array(v.object({ machine, reason: v.string() })), []);
const lossFacts = { from: machine, to: machine, count: v.pipe(whole(LINE_BOUNDS.line), v.minValue(1)) };
const losses = v.optional(
  v.array(
    v.variant('kind', [
      v.object({ ...lossFacts, kind: v.literal('not-sent'), reason: v.string() }),
      v.object({ ...lossFacts, kind: v.literal('never-arrived') }),
    ]),
  ),
  [],
);
const letterFacts = { kind: v.optional(v.string()), body: v.optional(jsonSchema) };
const headerFacts = {
  format: v.literal(JSONL_FORMAT),
  version: v.picklist(
    [JSONL_VERSION, JSONL_FAULTS_VERSION, JSONL_PROGRAM_VERSION],
    `must be ${JSONL_VERSION}, ${JSONL_FAULTS_VERSION} or ${JSONL_PROGRAM_VERSION}, the ones that this program reads`,
  ),
  startedAt: v.optional(
    v.pipe(v.string(), v.isoTimestamp('must be a moment such as 2026-11-22T10:00:00.000Z')),
  ),
  gaps,
  losses,
  certificate: v.optional(certificateSchema),
  seatNames: v.optional(seatNamesSchema, []),
  /** Of a table, which has no lines of their own for them. */
  faults: v.optional(v.array(v.unknown()), []),
  messagesWithoutSend: v.optional(v.array(v.object({ ...sentMessage.entries, ...letterFacts })), []),
};
const headerSchema = v.object({
  ...headerFacts,
  engine: v.picklist(TRACE_ENGINES, 'must be live, virtual, imported or stepped'),
  program: v.optional(programHeaderSchema),
  /** Of a table, as its faults. */
  steps: v.optional(v.array(v.unknown()), []),
  trial: v.optional(v.unknown()),
  origin: v.optional(v.unknown()),
});

/** Where an imported run came from. */
const originSchema = v.object({
  family: v.string(),
  files: v.pipe(v.array(v.string()), v.maxLength(LINE_BOUNDS.file, 'are too many')),
  notes: v.array(v.string()),
  rule: v.picklist(['stated', 'inferred', 'assumed']),
  timeStepMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  machines: v.array(v.object({ name: v.string(), rate: v.picklist(['stated', 'estimated']) })),
});

const ofMessage = { atMs: time, id: name, to: machine };
const faultSchema = v.variant('fault', [
  v.object({ ...ofMessage, fault: v.literal('lost'), cause: v.picklist([...LOSS_REASONS, 'amnesia']) }),
  v.object({
    ...ofMessage,
    fault: v.literal('resent'),
    cause: v.picklist(LOSS_REASONS),
    times: whole(LINE_BOUNDS.index),
  }),
  v.object({ ...ofMessage, fault: v.literal('reordered'), extraMs: time }),
  v.object({ ...ofMessage, fault: v.literal('doubled'), beforeTick: whole(LINE_BOUNDS.tick, 1) }),
  v.object({ ...ofMessage, fault: v.literal('copy-dropped'), by: v.picklist(['session', 'down']) }),
]);

export type SentMessageLine = v.InferOutput<typeof sentMessage>;
/** An event as it stands in a file; of a run of Lamplight's own, nothing that is optional here but the tick may be missing. */
export type EventLine = v.InferOutput<typeof foreignEventSchema>;
export type HeaderLine = v.InferOutput<typeof headerSchema>;
export type OriginFacts = v.InferOutput<typeof originSchema>;

export type Parsed<T> =
  { readonly kind: 'line'; readonly line: T } | { readonly kind: 'wrong'; readonly reason: string };

/** Whose events the lines of a run tell: the die's, a foreign log's, which may leave things out, or a program's. */
export type LineStyle = 'own' | 'foreign' | 'program';

export function parseEventLine(value: unknown, style: LineStyle): Parsed<EventLine> {
  if (style === 'program') return parse(programEventSchema, value);
  return style === 'foreign' ? parse(foreignEventSchema, value) : parse(eventSchema, value);
}

/** What the line of a program's event says beside it. */
export function parseEventPart(value: unknown): Parsed<EventPart> {
  return parse(eventPartSchema, value);
}

/** A step without an event, as a line of its own has it. */
export function parseStepLine(value: unknown): Parsed<StepLine> {
  return parse(stepLineSchema, value);
}

/** A fault, as a line of its own has it. */
export function parseFaultLine(value: object): Parsed<Fault> {
  if ('fault' in value && typeof value.fault === 'string' && TIMED.includes(value.fault)) {
    const { fault: kind, ...rest } = value;
    return parse(timedFaultSchema, { kind, ...rest });
  }
  const parsed = parse(faultSchema, value);
  if (parsed.kind === 'wrong') return parsed;
  const { fault: kind, id, ...rest } = parsed.line;
  return {
    kind: 'line',
    line: { kind, from: messageSenderOf(id), number: messageNumberOf(id), ...rest } as Fault,
  };
}

/** A note, as a line of its own has it. */
export function parseNoteLine(value: object): Parsed<Note> {
  if (!('note' in value)) return parse(noteSchema, value);
  const { note: text, ...pin } = value;
  const at = 'fromMs' in pin ? { kind: 'stretch', ...pin } : { kind: 'event', place: { ...pin } };
  return parse(noteSchema, { at, text });
}

const TIMED: readonly string[] = ['partition', 'pause', 'crash', 'rate'];

export function parseHeaderLine(value: unknown): Parsed<HeaderLine> {
  return parse(headerSchema, value);
}

/** Undefined where it is not right. */
export function parseOrigin(value: unknown): OriginFacts | undefined {
  const result = v.safeParse(originSchema, value);
  return result.success ? result.output : undefined;
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): Parsed<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, value);
  if (result.success) return { kind: 'line', line: result.output };
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  if (path === null)
    return { kind: 'wrong', reason: 'It is not an event: an object with machine, index, kind and so on.' };
  if (issue.received === 'undefined') return { kind: 'wrong', reason: `"${path}" is missing.` };
  return { kind: 'wrong', reason: `"${path}" ${issue.message}.` };
}
