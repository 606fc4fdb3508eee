// The sentences that Lamplight itself writes beside its vectors (vector-log.ts), read back: they name each message, which
// vectors alone do not, and so a run that was written for ShiViz, TSViz or GoVector comes back whole.

/** A message as a sentence names it: by its number among those of its sender. */
export interface NamedMessage {
  readonly number: number;
  /** The recipient of a send, the sender of a receive. */
  readonly host: string;
  readonly timestamp: number;
}

export type OwnSentence =
  | { readonly kind: 'internal'; readonly roll: number; readonly clock: number | undefined }
  | { readonly kind: 'send'; readonly messages: readonly NamedMessage[]; readonly clock: number | undefined }
  | {
      readonly kind: 'receive';
      readonly message: NamedMessage | undefined;
      readonly clock: number | undefined;
    };

const CLOCK = /, clock (\d+)$/;
const INTERNAL = /^internal(?:, rolled (\d+))?$/;
const SEND = /^send (.+), timestamp (\d+)$/;
const RECIPIENT = /^\d+-(\d+) to (\S+)$/;
const RECEIVE = /^receive \d+-(\d+) from (\S+), timestamp (\d+)$/;

/** Undefined where it is not one of ours. */
export function parseOwnSentence(text: string): OwnSentence | undefined {
  const stated = CLOCK.exec(text);
  const clock = stated ? Number(stated[1]) : undefined;
  const words = stated ? text.slice(0, stated.index) : text;
  const internal = INTERNAL.exec(words);
  if (internal) return { kind: 'internal', roll: Number(internal[1] ?? 0), clock };
  if (words === 'send, recipients not known') return { kind: 'send', messages: [], clock };
  if (words === 'receive, sender not known') return { kind: 'receive', message: undefined, clock };
  const receive = RECEIVE.exec(words);
  if (receive) {
    const [, number, host, timestamp] = receive;
    return {
      kind: 'receive',
      message: { number: Number(number), host: host!, timestamp: Number(timestamp) },
      clock,
    };
  }
  const send = SEND.exec(words);
  if (!send) return undefined;
  const messages = send[1]!.split(', ').map(part => RECIPIENT.exec(part));
  if (messages.includes(null)) return undefined;
  const timestamp = Number(send[2]);
  return {
    kind: 'send',
    messages: messages.map(found => ({ number: Number(found![1]), host: found![2]!, timestamp })),
    clock,
  };
}
