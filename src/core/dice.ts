// Dice that remember nothing: each roll is a hash of its arguments, so that a live run, a virtual run and a replay of
// the same seed roll the same faces in whatever order they ask.

const GOLDEN = 0x9e3779b1; // 2^32 / golden ratio, odd: spreads small consecutive numbers over 32 bits

/** A bijection on 32-bit numbers whose output bits each depend on every input bit (Wellons' "lowbias32"). */
function scramble(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The part of a roll that stays the same for one machine of one trial. */
export function diceOf(seed: number, machine: number): number {
  return scramble(scramble(seed + GOLDEN) ^ Math.imul(machine, GOLDEN));
}

/** As {@link roll}, with `dice` from {@link diceOf}. */
export function rollDice(dice: number, tick: number, sides: number): number {
  return 1 + Math.floor((scramble(dice ^ scramble(tick + GOLDEN)) / 0x1_0000_0000) * sides);
}

/**
 * The face, 1 to `sides`, that `machine` rolls at `tick`. Depends on its arguments alone.
 * A face's probability differs from 1 / sides by less than 2^-32.
 */
export function roll(seed: number, machine: number, tick: number, sides: number): number {
  return rollDice(diceOf(seed, machine), tick, sides);
}
