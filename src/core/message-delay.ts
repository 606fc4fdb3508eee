// How long messages travel: part of a trial, so that two runs with different delays are two different trials.
import * as v from 'valibot';

/** Delays in milliseconds, each message's own; a link stays first in, first out whatever they are. */
export type MessageDelay =
  | { readonly kind: 'fixed'; readonly delayMs: number }
  | { readonly kind: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number };
/** `none` is the same as leaving the delay out. */
export type MessageDelayInput = MessageDelay | { readonly kind: 'none' };

export const DELAY_BOUNDS_MS = { min: 0, max: 60_000 } as const;

const { min, max } = DELAY_BOUNDS_MS;
const kindMessage = 'A delay is none, fixed (delayMs), uniform (minMs and maxMs) or exponential (meanMs).';
const lengthMessage = `A delay must be ${min} to ${max} milliseconds.`;
const orderMessage = 'The shortest delay must not be longer than the longest.';

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
  ],
  kindMessage,
);
