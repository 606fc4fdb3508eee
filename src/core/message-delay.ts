// How long messages travel: part of a trial, so that two runs with different delays are two different trials.
import * as v from 'valibot';
import type { MachineId } from './message.ts';

/** Delays in milliseconds, each message's own; a link stays first in, first out whatever they are. */
export type MessageDelay =
  | { readonly kind: 'fixed'; readonly delayMs: number }
  | { readonly kind: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** Half of the messages take less than the median; two in three are within the factor of it, above or below. */
  | { readonly kind: 'log-normal'; readonly medianMs: number; readonly spreadFactor: number };
/** `none` is the same as leaving the delay out. */
export type MessageDelayInput = MessageDelay | { readonly kind: 'none' };

/** How long messages from one machine to another travel, where that differs from the trial's other links. */
export interface LinkDelay {
  readonly from: MachineId;
  readonly to: MachineId;
  /** One of 0 ms where the other links have one and this one has none. */
  readonly delay: MessageDelay;
}
export interface LinkDelayInput {
  readonly from: MachineId;
  readonly to: MachineId;
  readonly delay: MessageDelayInput;
}

/** More delays of single links are refused. */
export const LINK_DELAYS_MAX = 200;
export const DELAY_BOUNDS_MS = { min: 0, max: 60_000 } as const;
export const SPREAD_BOUNDS = { min: 1, max: 10 } as const;

const { min, max } = DELAY_BOUNDS_MS;
const kindMessage =
  'A delay is none, fixed (delayMs), uniform (minMs and maxMs), exponential (meanMs) or log-normal (medianMs and spreadFactor).';
const lengthMessage = `A delay must be ${min} to ${max} milliseconds.`;
const orderMessage = 'The shortest delay must not be longer than the longest.';

const spreadMessage = `The spread of a delay must be a factor from ${SPREAD_BOUNDS.min} to ${SPREAD_BOUNDS.max}.`;

const lengthMs = v.pipe(
  v.number(lengthMessage),
  v.minValue(min, lengthMessage),
  v.maxValue(max, lengthMessage),
);

export const delaySchema = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('none') }, kindMessage),
    v.strictObject({ kind: v.literal('fixed'), delayMs: lengthMs }, kindMessage),
    v.pipe(
      v.strictObject({ kind: v.literal('uniform'), minMs: lengthMs, maxMs: lengthMs }, kindMessage),
      v.check(({ minMs, maxMs }) => minMs <= maxMs, orderMessage),
    ),
    v.strictObject({ kind: v.literal('exponential'), meanMs: lengthMs }, kindMessage),
    v.strictObject(
      {
        kind: v.literal('log-normal'),
        medianMs: lengthMs,
        spreadFactor: v.pipe(
          v.number(spreadMessage),
          v.minValue(SPREAD_BOUNDS.min, spreadMessage),
          v.maxValue(SPREAD_BOUNDS.max, spreadMessage),
        ),
      },
      kindMessage,
    ),
  ],
  kindMessage,
);

const linkMessage = 'A delay of a link is from one machine to another, each by its number, from 1.';
const end = v.pipe(v.number(linkMessage), v.integer(linkMessage), v.minValue(1, linkMessage));

/** In the order of senders, then recipients: so that equal trials are equal. */
export const linkDelaysSchema = v.pipe(
  v.array(v.strictObject({ from: end, to: end, delay: delaySchema }, linkMessage), linkMessage),
  v.maxLength(LINK_DELAYS_MAX, `A trial has delays of at most ${LINK_DELAYS_MAX} single links.`),
  v.transform((delays): readonly LinkDelay[] =>
    delays
      .map(({ from, to, delay }) => ({
        from,
        to,
        delay: delay.kind === 'none' ? ({ kind: 'fixed', delayMs: 0 } as const) : delay,
      }))
      .sort((a, b) => a.from - b.from || a.to - b.to),
  ),
);

/** What is wrong with the delays of single links in a trial of so many machines: the first problem. */
export function linkDelaysProblem(delays: readonly LinkDelay[], machines: number): string | undefined {
  for (const [i, { from, to }] of delays.entries()) {
    if (from === to) return `Machine ${from} has no link to itself.`;
    const stranger = [from, to].find(one => one > machines);
    if (stranger !== undefined) return `There is no machine ${stranger}: the trial has ${machines}.`;
    const before = delays[i - 1];
    if (before?.from === from && before.to === to)
      return `The link from machine ${from} to machine ${to} has two delays.`;
  }
  return undefined;
}
