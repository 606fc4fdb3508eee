// The balance of ticks: how many of its ticks each machine spends on receiving, and how many are left for the die. It says
// how much room a trace needs, and what theory expects of a trial. Derived in docs/model.md.

/** Per machine, in events or messages per second, in the long run. */
export interface MachineBalance {
  /** Messages that arrive. */
  readonly arrivals: number;
  /** Ticks on which the die decides, because no message waits. */
  readonly rolls: number;
  /** On the borderline arrivals and rate are equal, or (two equal machines that send at every roll) anything goes. */
  readonly keepsUp: 'yes' | 'borderline' | 'no';
}

/** How close arrivals and rate may come before they count as equal. */
const BORDER = 1e-9;

/** The messages that one roll sends to one other machine on average: one face names it, one means all. */
export function messagesPerRoll(dieSides: number): number {
  return 2 / dieSides;
}

/**
 * Solves rolls_i = max(0, rate_i - arrivals_i), arrivals_i = perRoll × (sum of the others' rolls).
 * `rates` may be any positive numbers, so that a boundary can be drawn between whole ones; 0 < perRoll ≤ 1.
 */
export function balanceOf(rates: readonly number[], perRoll: number): MachineBalance[] {
  const rolls = rollsOf(rates, perRoll);
  const allRolls = rolls.reduce((sum, value) => sum + value, 0);
  const undecided = perRoll === 1 && rates.every(rate => rate === rates[0]);
  return rates.map((rate, i) => {
    const arrivals = perRoll * (allRolls - rolls[i]!);
    const spare = rate - arrivals;
    const keepsUp = undecided || Math.abs(spare) <= BORDER * rate ? 'borderline' : spare > 0 ? 'yes' : 'no';
    return { arrivals, rolls: rolls[i]!, keepsUp };
  });
}

function rollsOf(rates: readonly number[], perRoll: number): number[] {
  // Two machines that send at every roll: the faster one rolls and the other only ever receives; as fast as each other,
  // the balance does not tell which, and halves are as good a guess as any.
  if (perRoll === 1) {
    const fastest = Math.max(...rates);
    const share = fastest / rates.filter(rate => rate === fastest).length;
    return rates.map(rate => (rate === fastest ? share : 0));
  }
  const allRolls = sumOfRolls(rates, perRoll);
  return rates.map(rate => Math.max(0, rate - perRoll * allRolls) / (1 - perRoll));
}

/**
 * The one sum S with S = sum of max(0, rate_i - perRoll × S) / (1 - perRoll). Only machines faster than perRoll × S roll
 * at all, so they are the k fastest for some k, for whom S = (sum of their rates) / (1 + (k - 1) × perRoll).
 */
function sumOfRolls(rates: readonly number[], perRoll: number): number {
  const fastestFirst = [...rates].sort((a, b) => b - a);
  let sumOfRates = 0;
  let sum = 0;
  for (const [i, rate] of fastestFirst.entries()) {
    if (rate <= perRoll * sum) break;
    sumOfRates += rate;
    sum = sumOfRates / (1 + i * perRoll);
  }
  return sum;
}
