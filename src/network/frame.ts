// The wire format of one message on one link, and the reader that lets nothing else through: what comes from outside
// this page is checked here once, so that nobody further in has to.
import * as v from 'valibot';
import { assert } from '../core/assert.ts';
import { TIMESTAMP_MAX, type Letter, type MachineId, type Message } from '../core/message.ts';
import { frozenJson, NotJsonError, type Json } from '../core/program/json.ts';
import type { RejectReason } from './link.ts';

/** The longest name of a run, in UTF-16 units. */
export const RUN_LENGTH_MAX = 128;
/** The longest frame without a letter, in UTF-16 units: a run name whose every unit is escaped, two sessions, some numbers. */
export const FRAME_LENGTH_MAX = 2048;
/** The longest letter of a program's message, in UTF-16 units of its JSON: kind, body and vector clock. Whoever sends has looked at its length. */
export const LETTER_LENGTH_MAX = 16_384;
/** The largest message number that a frame may claim by default; a trace allocates by it. */
export const NUMBER_MAX = 2 ** 31;

/** The two ends of one direction of one link of a run. */
export interface FrameEnds {
  readonly run: string;
  readonly self: MachineId;
  readonly remote: MachineId;
}

/** How what one end of a link carries becomes text, and text becomes it again. */
export interface FrameCodec<Content> {
  encode(content: Content): string;
  /** The content of a frame, or why there is none. Takes anything and never throws; bytes are malformed, frames are text. */
  read(raw: unknown): Content | RejectReason;
}
/** Made afresh for each link. */
export type MakeCodec<Content> = (ends: FrameEnds) => FrameCodec<Content>;

export const wholeNumber = (min: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(min));

/** Machines that run a program; further ones have no vector clocks. */
const VECTOR_MAX = 64;
/** A body is plain JSON, not deeper than a program's may be. */
const body = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, Json>(({ dataset, addIssue, NEVER }) => {
    try {
      return frozenJson(dataset.value, 'body');
    } catch (error) {
      if (!(error instanceof NotJsonError)) throw error;
      addIssue({ message: error.message });
      return NEVER;
    }
  }),
);
export const letterSchema = v.pipe(
  v.strictObject({
    kind: v.string(),
    body,
    vector: v.exactOptional(v.pipe(v.array(wholeNumber(0)), v.maxLength(VECTOR_MAX), v.readonly())),
  }),
  v.check(letter => letterLength(letter) <= LETTER_LENGTH_MAX),
);

/** As {@link LETTER_LENGTH_MAX} counts it. */
export function letterLength(letter: Letter): number {
  return JSON.stringify(letter).length;
}

const frameSchema = v.strictObject({
  run: v.string(),
  from: wholeNumber(1),
  to: wholeNumber(1),
  number: wholeNumber(1),
  timestamp: wholeNumber(0),
  letter: v.exactOptional(letterSchema),
});

/** The frame of `message`: the JSON text `{"run", "from", "to", "number", "timestamp"}`, with a `letter` where it has one. */
export function encodeFrame(run: string, { from, to, number, timestamp, letter }: Message): string {
  return JSON.stringify({ run, from, to, number, timestamp, ...(letter && { letter }) });
}

/** Links that carry messages as they are. */
export const messageCodec: MakeCodec<Message> = ends => {
  const reader = new FrameReader(ends);
  return {
    encode: message => {
      assert(
        message.from === ends.self && message.to === ends.remote,
        'a message goes over the link of its pair',
      );
      return encodeFrame(ends.run, message);
    },
    read: raw => reader.read(raw),
  };
};

export interface FrameReaderOptions extends FrameEnds {
  readonly numberMax?: number;
  readonly timestampMax?: number;
}

/** Reads the frames of one direction of one link, in their order. */
export class FrameReader {
  readonly #run: string;
  readonly #self: MachineId;
  readonly #remote: MachineId;
  readonly #numberMax: number;
  readonly #timestampMax: number;
  #lastNumber = 0;

  constructor({
    run,
    self,
    remote,
    numberMax = NUMBER_MAX,
    timestampMax = TIMESTAMP_MAX,
  }: FrameReaderOptions) {
    assert(
      run.length > 0 && run.length <= RUN_LENGTH_MAX,
      `a run has a name of 1 to ${RUN_LENGTH_MAX} units`,
    );
    this.#run = run;
    this.#self = self;
    this.#remote = remote;
    this.#numberMax = numberMax;
    this.#timestampMax = timestampMax;
  }

  /** As {@link FrameCodec.read}. */
  read(raw: unknown): Message | RejectReason {
    const parsed = parseFrame(frameSchema, raw);
    if (typeof parsed === 'string') return parsed;
    const { run, ...message } = parsed;
    if (message.number > this.#numberMax || message.timestamp > this.#timestampMax) return 'malformed';
    if (run !== this.#run) return 'foreign-run';
    if (message.from !== this.#remote || message.to !== this.#self) return 'foreign-machine';
    if (message.number <= this.#lastNumber) return 'out-of-order';
    this.#lastNumber = message.number;
    return message;
  }
}

/** What a frame says, by its schema, or why it says nothing. */
export function parseFrame<Schema extends v.GenericSchema<unknown, object>>(
  schema: Schema,
  raw: unknown,
): v.InferOutput<Schema> | RejectReason {
  if (typeof raw !== 'string') return 'malformed';
  if (raw.length > FRAME_LENGTH_MAX + LETTER_LENGTH_MAX) return 'too-long';
  if (raw[0] !== '{' || raw.at(-1) !== '}') return 'malformed'; // cheaply: whoever floods a channel must not slow the run
  const parsed = v.safeParse(schema, parseJson(raw), { abortEarly: true });
  if (raw.length > FRAME_LENGTH_MAX && !(parsed.success && 'letter' in parsed.output)) return 'too-long';
  return parsed.success ? parsed.output : 'malformed';
}

/** Undefined, which is no frame either, where the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
