// How long each message of a trial travels. A delay depends on the seed, the sender and the message's number alone and
// uses nothing but IEEE arithmetic, so that every engine of every browser comes to the same microsecond: Math.log may
// differ in its last bit from one to the next.
import { diceOf, rollDice } from '../core/dice.ts';
import type { Message, MachineId } from '../core/message.ts';
import type { MessageDelay } from '../core/message-delay.ts';
import type { Trial } from '../core/trial.ts';

const DELAY_SEED = 0x2545f491; // keeps the dice of delays apart from those of ticks
const FACES = 2 ** 32;
const NO_DELAY = { kind: 'fixed', delayMs: 0 } as const;

/** How long a message travels, in milliseconds and whole microseconds. Pure. */
export type DelayMs = (message: Message) => number;

/** On every link of a trial, with a delay of its own or not. */
export function linkDelayMsOf({ delay = NO_DELAY, linkDelays, rates }: Trial, seed: number): DelayMs {
  const machines = rates.length;
  const common = delayMsOf(delay, seed, machines);
  if (!linkDelays) return common;
  const own = new Map(
    linkDelays.map(({ from, to, delay: ofLink }) => [
      from * (machines + 1) + to,
      delayMsOf(ofLink, seed, machines),
    ]),
  );
  return message => (own.get(message.from * (machines + 1) + message.to) ?? common)(message);
}

export function delayMsOf(delay: MessageDelay, seed: number, machines: number): DelayMs {
  const dice: number[] = [];
  for (let machine: MachineId = 1; machine <= machines; machine++) {
    dice.push(diceOf((seed ^ DELAY_SEED) >>> 0, machine));
  }
  /** Uniform over (0, 1], in steps of 2^-32. */
  const portion = ({ from, number }: Message): number => rollDice(dice[from - 1]!, number, FACES) / FACES;

  switch (delay.kind) {
    case 'fixed': {
      const delayMs = toMicroseconds(delay.delayMs);
      return () => delayMs;
    }
    case 'uniform': {
      const { minMs, maxMs } = delay;
      return message => toMicroseconds(minMs + (maxMs - minMs) * portion(message));
    }
    case 'exponential':
      return message => toMicroseconds(-delay.meanMs * naturalLogarithm(portion(message)));
    case 'log-normal': {
      const { medianMs, spreadFactor } = delay;
      const deviation = -naturalLogarithm(1 / spreadFactor);
      return message => toMicroseconds(medianMs * exponential(deviation * normalQuantile(portion(message))));
    }
  }
}

function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/**
 * ln(x) for 0 < x ≤ 1, to about 1e-15, from additions, multiplications and divisions in a fixed order:
 * x = m / 2^e with m near 1, and ln m = 2 artanh(z) with z = (m - 1) / (m + 1).
 */
export function naturalLogarithm(x: number): number {
  let mantissa = x;
  let halvings = 0;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    halvings += 1;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  const square = z * z;
  let series = 0;
  for (let power = 21; power >= 1; power -= 2) series = series * square + 1 / power;
  return 2 * z * series - halvings * Math.LN2;
}

/** e^x, to about 1e-14 of its size for |x| up to 100, by the same means: e^x = 2^k e^r with |r| at most half of ln 2. */
export function exponential(x: number): number {
  const doublings = Math.round(x / Math.LN2);
  const rest = x - doublings * Math.LN2;
  let series = 1;
  for (let power = 20; power >= 1; power -= 1) series = 1 + (series * rest) / power;
  let result = series;
  for (let i = 0; i < Math.abs(doublings); i++) result = doublings > 0 ? result * 2 : result / 2;
  return result;
}

// Rational approximations of the normal distribution's quantile (Acklam 2003), good to 1.2e-9 of its size.
const CENTRE = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const CENTRE_BELOW = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
  1,
];
const TAIL = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];
const TAIL_SHARE = 0.02425;
/** The middle of the last of 2^32 steps: what takes the place of 1, whose quantile is infinite. */
const LAST = 1 - 1 / 2 ** 33;

/** So many standard deviations from the mean is the value below which a portion, over (0, 1], of the normal distribution lies. */
export function normalQuantile(portion: number): number {
  const p = Math.min(portion, LAST);
  if (p > 1 - TAIL_SHARE) return -tailQuantile(1 - p);
  if (p < TAIL_SHARE) return tailQuantile(p);
  const q = p - 0.5;
  const square = q * q;
  return (q * polynomial(CENTRE, square)) / polynomial(CENTRE_BELOW, square);
}

function tailQuantile(p: number): number {
  const q = Math.sqrt(-2 * naturalLogarithm(p));
  return polynomial(TAIL, q) / polynomial(TAIL_BELOW, q);
}

/** The coefficient of the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
