// What a relay and its parties tell each other, and on which channels: one on which the relay says that it is there, one on which
// parties knock, and one for each party.
import * as v from 'valibot';
import { PACKET_BYTES_MAX } from '../server/server-connection.ts';

const nameSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const address = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const bytes = v.custom<Uint8Array>(raw => raw instanceof Uint8Array && raw.length <= PACKET_BYTES_MAX);

/** To all: a relay is there from now on. */
export const doorSchema = v.strictObject({ kind: v.literal('open'), relay: nameSchema });
/** To the relay of that name, or to any: a party waits on the channel of its name. */
export const knockSchema = v.strictObject({
  kind: v.literal('knock'),
  party: nameSchema,
  relay: v.exactOptional(nameSchema),
});

/** From a party on its own channel. */
export const requestSchema = v.variant('kind', [
  /** It has chosen this relay: others let go. */
  v.strictObject({ kind: v.literal('come'), relay: nameSchema }),
  v.strictObject({ kind: v.literal('listen'), address }),
  v.strictObject({ kind: v.literal('ignore'), address }),
  v.strictObject({ kind: v.literal('post'), address, bytes }),
  v.strictObject({ kind: v.literal('leave') }),
]);
export type Request = v.InferOutput<typeof requestSchema>;

/** From the relay to one party. */
export const answerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('welcome'), relay: nameSchema }),
  /** What is posted to this address from now on comes to the party. */
  v.strictObject({ kind: v.literal('listening'), address }),
  v.strictObject({ kind: v.literal('mail'), address, bytes }),
  v.strictObject({ kind: v.literal('stopped') }),
]);
export type Answer = v.InferOutput<typeof answerSchema>;

/** `lamplight/<room>/relay/<purpose>`; a slash within a name is escaped. */
export function relayChannelName(
  room: string,
  purpose: 'door' | 'knock' | { readonly party: string },
): string {
  const last = typeof purpose === 'string' ? purpose : `party/${purpose.party}`;
  return `lamplight/${encodeURIComponent(room)}/relay/${last}`;
}
