// The words by which programs say what happened, strong ones before weak ones.
import type { EventKind } from '../../core/event.ts';

export interface KindByWords {
  readonly kind: EventKind;
  readonly strength: 'strong' | 'weak';
}

const RECEIVE =
  /^(?:rece?i?ei?v\w*|recepti\w*|re?cv\w{0,3}|got|deliver\w*|incoming|inbound|pop|popped|pops|dequeu\w*|consum\w*)$/;
const SEND =
  /^(?:sen[dt]\w{0,3}|sendall|snd|multi-?cast\w*|broad-?cast\w*|unicast\w*|transmi\w*|outgoing|outbound|emit\w*|dispatch\w*)$/;
const INTERNAL = /^(?:internal\w*|intern|local|idle|comput\w*|noop|none)$/;
const WEAK_RECEIVE =
  /^(?:process(?:ed|ing)?|read|reads|get|gets|handle[ds]?|handling|took|take|takes|fetch\w*|arriv\w*)$/;
const WEAK_SEND = /^(?:post(?:ed)?|forward\w*|deliver\w*|wrote|write|push\w*)$/;
const WEAK_INTERNAL = /^(?:nothing|work\w*|tick\w*|step\w*|changed|self|own)$/;
const NEGATION = /^(?:no|not|without|never|non)$/;
const CHATTER =
  /^(?:start\w*|connect\w*|disconnect\w*|listen\w*|stop\w*|init\w*|bind|binding|bound|bye|clos\w*|creat\w*|shut\w*|running|ready|finish\w*|accept\w*|end(?:ed|ing)?|begin\w*|began|trial|launch\w*|exit\w*|terminat\w*)$/;
const CODES: Readonly<Record<string, EventKind>> = {
  s: 'send',
  r: 'receive',
  i: 'internal',
  ie: 'internal',
  sb: 'send',
  sa: 'send',
  m: 'send',
  b: 'send',
};

/** `words` in small letters, in the order of the line. Undefined where none of them says. */
export function kindByWords(words: readonly string[]): KindByWords | undefined {
  let negated: KindByWords | undefined;
  for (const [i, word] of words.entries()) {
    const kind = RECEIVE.test(word)
      ? 'receive'
      : SEND.test(word)
        ? 'send'
        : INTERNAL.test(word)
          ? 'internal'
          : undefined;
    if (!kind) continue;
    const before = words.slice(Math.max(0, i - 2), i);
    if (before.some(one => NEGATION.test(one))) negated = { kind: 'internal', strength: 'weak' };
    else return { kind, strength: 'strong' };
  }
  if (negated) return negated;
  const code = words.length <= 2 ? words.find(word => Object.hasOwn(CODES, word)) : undefined;
  if (code) return { kind: CODES[code]!, strength: words.length === 1 ? 'strong' : 'weak' };
  for (const word of words) {
    if (WEAK_RECEIVE.test(word)) return { kind: 'receive', strength: 'weak' };
    if (WEAK_SEND.test(word)) return { kind: 'send', strength: 'weak' };
    if (WEAK_INTERNAL.test(word)) return { kind: 'internal', strength: 'weak' };
  }
  return undefined;
}

/** Whether some of the words are of one kind of event, and some of another: "processed message, sent clock". */
export function saysSeveralKinds(words: readonly string[]): boolean {
  const kinds = new Set(words.flatMap(word => (word.length > 1 ? (kindByWords([word])?.kind ?? []) : [])));
  return kinds.size > 1;
}

/** Words of lines that tell of the run and of no event: started, connected, stopped. */
export function isChatter(words: readonly string[]): boolean {
  return words.some(word => CHATTER.test(word));
}

/** Words of lines at the end that count what happened, and are not events. */
export function isSum(words: readonly string[]): boolean {
  return words.some(word => /^(?:total|totals|summary|overall|statistics|stats|average)$/.test(word));
}
