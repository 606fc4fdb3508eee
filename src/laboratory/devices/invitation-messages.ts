// What a device and the trial's page tell each other over the broker that an invitation names, until their line is open. Each is
// sealed with the room's key on its way, and parsed by these schemas on arrival.
import * as v from 'valibot';
import { iceServersSchema } from '../../network/ice-servers.ts';

/** Of the mailboxes, which a server never sees: it gets what the key makes of them. */
export function deskAddress(room: string): string {
  return `${room}/trial-page`;
}
export function callerAddress(room: string, slot: number): string {
  return `${room}/device/${slot}`;
}
/** Of callers, of whom nobody knows before. Two that draw the same one at the same time draw again when nobody answers one of them. */
export const CALLER_SLOTS = 2048;

/** The one channel between them. */
export const JOIN_CHANNEL = 'join';

const attempt = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const description = v.pipe(v.string(), v.minLength(1), v.maxLength(16 * 1024));

export const fromCallerSchema = v.variant('kind', [
  /** To be answered with an offer; said again until it is. */
  v.object({ kind: v.literal('knock'), attempt }),
  v.object({ kind: v.literal('answer'), attempt, description }),
]);
export type FromCaller = v.InferOutput<typeof fromCallerSchema>;

export const toCallerSchema = v.variant('kind', [
  v.object({ kind: v.literal('offer'), attempt, description, servers: iceServersSchema }),
  /** No more devices can join. */
  v.object({ kind: v.literal('full'), attempt }),
]);
export type ToCaller = v.InferOutput<typeof toCallerSchema>;
