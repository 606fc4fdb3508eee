// How long each message of a trial travels. A delay depends on the seed, the sender and the message's number alone and
// uses nothing but IEEE arithmetic, so that every engine of every browser comes to the same microsecond: Math.log may
// differ in its last bit from one to the next.
import { diceOf, rollDice } from '../core/dice.ts';
import type { Message, MachineId } from '../core/message.ts';
import type { MessageDelay } from '../core/message-delay.ts';

const DELAY_SEED = 0x2545f491; // keeps the dice of delays apart from those of ticks
const FACES = 2 ** 32;

/** How long a message travels, in milliseconds and whole microseconds. Pure. */
export type DelayMs = (message: Message) => number;

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
