// What the two ends of a line tell each other over whatever carries it at the moment. Text that is too long for one frame goes in
// parts: a data channel refuses what is longer than 256 KiB, and some refuse what is longer than 64.
import * as v from 'valibot';
import { wholeNumber } from '../frame.ts';

/** Of a part's text, in UTF-16 units: at worst each is six bytes in a frame, so that a frame is below 64 KiB. */
export const PART_LENGTH_MAX = 10_000;
/** Of the JSON text of a frame, in UTF-16 units. */
const FRAME_MAX = 64 * 1024;

const name = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
/** Parts 1 to this of the other end have come. */
const got = wholeNumber(0);
/** In words, for a person; longer ones are cut. */
const reason = v.pipe(
  v.string(),
  v.transform(words => words.slice(0, 200)),
);

const lineFrameSchema = v.variant('kind', [
  /** The first over each carrier, to be answered by one that names its sender. `peer` is left out while it is not known. */
  v.strictObject({ kind: v.literal('hello'), line: name, peer: v.exactOptional(name), got }),
  /** To one that names a line which is not here, or not any more. */
  v.strictObject({ kind: v.literal('unknown'), line: name }),
  v.strictObject({
    kind: v.literal('part'),
    line: name,
    /** Of this end's parts, from 1 and without gaps. */
    sequence: wholeNumber(1),
    /** Whether the text ends with it. */
    isLast: v.boolean(),
    text: v.pipe(v.string(), v.maxLength(PART_LENGTH_MAX)),
    got,
  }),
  v.strictObject({ kind: v.literal('got'), line: name, got }),
  /** The line is over; parts 1 to `sequence` were sent. */
  v.strictObject({ kind: v.literal('goodbye'), line: name, sequence: wholeNumber(0), reason }),
]);
export type LineFrame = v.InferOutput<typeof lineFrameSchema>;

/** Takes anything and never throws; undefined where it is no frame. */
export function readLineFrame(raw: unknown): LineFrame | undefined {
  if (typeof raw !== 'string' || raw.length > FRAME_MAX || raw[0] !== '{') return undefined;
  try {
    const parsed = v.safeParse(lineFrameSchema, JSON.parse(raw), { abortEarly: true });
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function writeLineFrame(frame: LineFrame): string {
  return JSON.stringify(frame);
}
