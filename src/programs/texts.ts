// The programs that ship, as texts: plain scripts that call `program` once, which the page shows and anybody may change. A slip
// that can be looked for is a small change of the text.
import echo from '../../examples/echo-program.js?raw';
import causalBroadcast from './scripts/causal-broadcast.js?raw';
import die from './scripts/die.js?raw';
import empty from './scripts/empty.js?raw';
import gossipCounter from './scripts/gossip-counter.js?raw';
import lamportMutex from './scripts/lamport-mutex.js?raw';
import ricartAgrawala from './scripts/ricart-agrawala.js?raw';
import ringElection from './scripts/ring-election.js?raw';
import sequencer from './scripts/sequencer.js?raw';
import snapshot from './scripts/snapshot.js?raw';
import timestampOrder from './scripts/timestamp-order.js?raw';
import tokenRing from './scripts/token-ring.js?raw';

/** What is in the text, in exactly one place, and what is there instead. */
export type TextChange = readonly [from: string, to: string];

export interface ShippedText {
  readonly text: string;
  /** By name. */
  readonly slips: Readonly<Record<string, readonly TextChange[]>>;
}

const TIES = { ties: [[' || a - b;', ';']] } as const;

/** In the order in which they are offered. */
export const SHIPPED_TEXTS = {
  'lamport-mutex': { text: lamportMutex, slips: TIES },
  'ricart-agrawala': {
    text: ricartAgrawala,
    slips: { 'clock-now': [['mine && mine[0]', 'mine && me.clock']] },
  },
  'token-ring': {
    text: tokenRing,
    slips: {
      'second-token': [
        ["me.emit('asked', null);", "me.emit('asked', null);\n        me.after(1000, 'impatient');"],
        ['\n  laws: [', '\n  timers: {\n    impatient: enter,\n  },\n\n  laws: ['],
      ],
    },
  },
  'causal-broadcast': {
    text: causalBroadcast,
    slips: { 'own-order-only': [[': posts <= delivered[i]', ': true']] },
  },
  sequencer: {
    text: sequencer,
    slips: { 'as-they-come': [[' && post.number === log.length + 1', '']] },
  },
  'timestamp-order': { text: timestampOrder, slips: TIES },
  snapshot: {
    text: snapshot,
    slips: {
      'on-its-way': [['\n      if (me.state.open.includes(from)) me.state.arriving += amount;', '']],
    },
  },
  'ring-election': { text: ringElection, slips: { lowest: [['body > me.id', 'body < me.id']] } },
  'gossip-counter': {
    text: gossipCounter,
    slips: { adds: [['Math.max(share, body[i])', 'share + body[i]']] },
  },
  die: { text: die, slips: {} },
  echo: { text: echo, slips: {} },
  empty: { text: empty, slips: {} },
} as const satisfies Readonly<Record<string, ShippedText>>;

export type ShippedName = keyof typeof SHIPPED_TEXTS;

/** The text of a program that ships: `lamport-mutex`, or with a slip in it, `lamport-mutex:ties`. */
export function shippedText(name: string): string | undefined {
  const [program = '', slip, ...more] = name.split(':');
  if (!Object.hasOwn(SHIPPED_TEXTS, program) || more.length > 0) return undefined;
  const { text, slips }: ShippedText = SHIPPED_TEXTS[program as ShippedName];
  if (slip === undefined) return text;
  if (!Object.hasOwn(slips, slip)) return undefined;
  return slips[slip]!.reduce((changed, [from, to]) => changed.replace(from, () => to), text);
}
