// How long messages travel: part of a trial, so that two runs with different delays are two different trials.
import * as v from 'valibot';

/** Delays in milliseconds, each message's own; a link stays first in, first out whatever they are. */
export type MessageDelay =
  | { readonly kind: 'fixed'; readonly delayMs: number }
  | { readonly kind: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** Half of the messages take less than the median; two in three are within the factor of it, above or below. */
  | { readonly kind: 'log-normal'; readonly medianMs: number; readonly spreadFactor: number };
/** `none` is the same as leaving the delay out. */
export type MessageDelayInput = MessageDelay | { readonly kind: 'none' };

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
