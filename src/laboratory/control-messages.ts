// What everyone in a room hears, and what the machines' pages tell their coordinator: the control plane. It never travels on the links between
// machines. Each message is parsed by these schemas on arrival, whoever sent it.
import * as v from 'valibot';
import { TIMESTAMP_MAX } from '../core/message.ts';
import { clockSampleSchema } from '../core/certificate.ts';
import { messageFaultSchema } from '../core/fault.ts';
import { seatNameSchema } from '../core/seat-name.ts';
import { DWELLINGS, SEATS_MAX } from '../engine/settings.ts';

/** Entries of one log batch at the most. */
export const BATCH_MAX = 2000;
/** Characters of the entries of one batch of a program's log: one entry may have as many. */
export const BATCH_CHARACTERS_MAX = 2 ** 18;
/** Names of a program's commands that are told. */
export const COMMANDS_MAX = 100;

export const whole = (max: number = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));
export const machineSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SEATS_MAX));
const machine = machineSchema;
export const time = v.pipe(v.number(), v.finite());
/** Longer texts are cut, and not refused: a run must not stall because a reason is long. */
const TEXT_MAX = 1200;
const text = v.pipe(
  v.string(),
  v.transform(words => words.slice(0, TEXT_MAX)),
);
/** Of a page, a coordinator or a run: 16 hexadecimal digits, drawn at random. */
export const identifier = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const run = identifier;
/** What everyone in a room hears. */
export const roomMessageSchema = v.variant('kind', [
  /** A page offers itself as a machine; `machine` is the seat it wants, if it wants one. */
  v.object({
    kind: v.literal('hello'),
    page: identifier,
    place: v.picklist(DWELLINGS),
    machine: v.optional(machine),
    hidden: v.boolean(),
    /** Whether it holds the lock of its name as long as it lives. */
    locked: v.boolean(),
    /** Of a page on another device: the same for all its pages. */
    device: v.exactOptional(identifier),
    /** A run in which it has a machine. */
    holds: v.exactOptional(v.object({ run, machine })),
  }),
  /** A coordinator asks all pages to say hello. */
  v.object({ kind: v.literal('call'), coordinator: identifier }),
]);
export type RoomMessage = v.InferOutput<typeof roomMessageSchema>;

const linkReport = v.object({
  remote: machine,
  state: v.picklist(['connecting', 'open', 'closed', 'failed']),
  kind: v.exactOptional(v.picklist(['webrtc', 'broadcast', 'relay', 'broker', 'memory'])),
  reason: v.exactOptional(text),
  rejected: whole(),
  changes: whole(),
  resent: whole(),
  duplicates: whole(),
  overdue: whole(),
  heldMs: v.pipe(time, v.minValue(0)),
});

const uint32 = whole(0xffff_ffff);
const face = whole(0xffff);
const timestamp = whole(TIMESTAMP_MAX);
const messageNumber = v.pipe(whole(2 ** 26), v.minValue(1));
/** One thing that a machine's recorder was told, or that went wrong by the trial's faults. */
export const logEntrySchema = v.variant('kind', [
  v.object({
    kind: v.literal('arrival'),
    atMs: time,
    from: machine,
    number: messageNumber,
    timestamp,
    beforeTick: uint32,
  }),
  v.object({ kind: v.literal('internal'), atMs: time, clock: uint32, queue: uint32, face }),
  v.object({
    kind: v.literal('send'),
    atMs: time,
    clock: uint32,
    queue: uint32,
    face,
    timestamp,
    /** Of the first message; the others follow. */
    number: messageNumber,
    to: v.pipe(v.array(machine), v.minLength(1), v.maxLength(SEATS_MAX), v.readonly()),
  }),
  v.object({
    kind: v.literal('receive'),
    atMs: time,
    clock: uint32,
    queue: uint32,
    from: machine,
    number: messageNumber,
    timestamp,
  }),
  v.object({ kind: v.literal('fault'), fault: messageFaultSchema }),
  /** A message that arrives neither before the end of the run nor is lost: its session would still send it again. */
  v.object({ kind: v.literal('held-back'), number: messageNumber }),
  /** An amnesic crash: clock 0 and an empty queue. */
  v.object({ kind: v.literal('forgot') }),
]);
export type LogEntry = v.InferOutput<typeof logEntrySchema>;

/** What a machine's page tells its coordinator. */
export const pageMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('beat'), hidden: v.boolean() }),
  v.object({ kind: v.literal('goodbye') }),
  /** What the person in its seat is called from now on; empty: nothing. */
  v.object({ kind: v.literal('name'), name: seatNameSchema }),
  v.object({ kind: v.literal('clock-ask'), askedMs: time }),
  /** How its clock was corrected since it last said so. */
  v.object({
    kind: v.literal('clock'),
    run,
    sample: clockSampleSchema,
    driftPpm: v.exactOptional(time),
    driftBoundPpm: v.exactOptional(v.pipe(time, v.minValue(0))),
    hasJumped: v.boolean(),
  }),
  v.object({ kind: v.literal('links'), run, links: v.pipe(v.array(linkReport), v.maxLength(SEATS_MAX)) }),
  /** Its links are open. durable: its machine outlives this page; otherwise `reason` says why not. */
  v.object({
    kind: v.literal('ready'),
    run,
    durable: v.boolean(),
    reason: v.exactOptional(text),
    /** Of its program, by name. */
    commands: v.exactOptional(v.pipe(v.array(text), v.maxLength(COMMANDS_MAX))),
    /** It has just taken the place of another page. */
    resumed: v.boolean(),
  }),
  /** The machine does not outlive its page any more, and why. */
  v.object({ kind: v.literal('fragile'), run, reason: text }),
  /** It was to go on with its machine and cannot: its memory is missing or damaged. */
  v.object({ kind: v.literal('cannot-resume'), run, why: v.picklist(['nothing', 'damaged']) }),
  /** The run cannot go on here. */
  v.object({ kind: v.literal('trouble'), run, reason: text }),
  /** A message was recorded as sent but could not be. */
  v.object({ kind: v.literal('undeliverable'), run, to: machine, number: messageNumber, reason: text }),
  /** Part of its log: `first` entries come before it. */
  v.object({
    kind: v.literal('log'),
    run,
    first: whole(),
    entries: v.pipe(v.array(logEntrySchema), v.maxLength(BATCH_MAX)),
  }),
  /** The same where it runs a program: texts, which `program-entries.ts` reads. */
  v.object({
    kind: v.literal('program-log'),
    run,
    first: whole(),
    entries: v.pipe(v.array(v.pipe(v.string(), v.maxLength(BATCH_CHARACTERS_MAX))), v.maxLength(BATCH_MAX)),
  }),
  /** All ticks are done (or stopped), and the first `entries` entries of its log hold them. Arrivals may follow. */
  v.object({ kind: v.literal('done'), run, entries: whole() }),
]);
export type PageMessage = v.InferOutput<typeof pageMessageSchema>;
