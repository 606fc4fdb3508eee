// The wire format of a session: what its two ends tell each other over whatever carries it at the moment. Each frame names
// the session that sends it and, once it is known, the one that it is for, so that what an earlier page or run has left on
// its way is told apart.
import * as v from 'valibot';
import { TIMESTAMP_MAX } from '../../core/message.ts';
import { letterSchema, NUMBER_MAX, parseFrame, wholeNumber, type MakeCodec } from '../frame.ts';

const session = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const ends = { run: v.string(), from: wholeNumber(1), to: wholeNumber(1) };
/** Messages 1 to this of the other session have come. */
const acknowledged = wholeNumber(0);

const frameSchema = v.variant('kind', [
  /** The first on whatever comes to carry the session; to be answered. `peer` is left out while it is not known. */
  v.strictObject({
    ...ends,
    kind: v.literal('hello'),
    session,
    peer: v.exactOptional(session),
    acknowledged,
  }),
  v.strictObject({ ...ends, kind: v.literal('welcome'), session, peer: session, acknowledged }),
  /** To one that says hello where another was known: to be answered by a welcome, if it is there. */
  v.strictObject({ ...ends, kind: v.literal('challenge'), session, peer: session }),
  v.strictObject({
    ...ends,
    kind: v.literal('message'),
    session,
    peer: session,
    acknowledged,
    /** Of this session's messages, from 1 and without gaps. */
    sequence: wholeNumber(1),
    number: v.pipe(wholeNumber(1), v.maxValue(NUMBER_MAX)),
    timestamp: v.pipe(wholeNumber(0), v.maxValue(TIMESTAMP_MAX)),
    /** Of a program's message. */
    letter: v.exactOptional(letterSchema),
  }),
  v.strictObject({ ...ends, kind: v.literal('acknowledgement'), session, peer: session, acknowledged }),
  /** The session is over; messages 1 to `sequence` were sent. */
  v.strictObject({ ...ends, kind: v.literal('goodbye'), session, peer: session, sequence: wholeNumber(0) }),
]);
type WireFrame = v.InferOutput<typeof frameSchema>;
type WithoutEnds<Frame> = Frame extends unknown ? Omit<Frame, keyof typeof ends> : never;
export type SessionFrame = WithoutEnds<WireFrame>;

/** Links that carry a session. */
export const sessionCodec: MakeCodec<SessionFrame> = ({ run, self, remote }) => ({
  encode: frame => JSON.stringify({ run, from: self, to: remote, ...frame }),
  read: raw => {
    const parsed = parseFrame(frameSchema, raw);
    if (typeof parsed === 'string') return parsed;
    const { run: ofRun, from, to, ...frame } = parsed;
    if (ofRun !== run) return 'foreign-run';
    if (from !== remote || to !== self) return 'foreign-machine';
    return frame;
  },
});
