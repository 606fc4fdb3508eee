// Another number of machines in a draft: what was set for the machines before is kept, and what the new number makes
// impossible is changed with it.
import { machinesOf, numberFrom, ratesOf, type Draft } from './draft.ts';

/**
 * The draft with this number of machines, as typed. Rates set by hand are kept as far as there are machines for them; a
 * new machine gets the rate drawn for it. A die with fewer faces than machines gets as many faces as there are machines.
 */
export function withMachines(draft: Draft, machines: string): Draft {
  const changed: Draft = { ...draft, machines };
  const count = machinesOf(changed);
  if (count === undefined) return changed;
  const drawn = ratesOf({ ...changed, rates: undefined });
  const rates =
    draft.rates && drawn.length > 0 ? drawn.map((rate, i) => draft.rates?.[i] ?? rate) : draft.rates;
  const die = numberFrom(draft.die) < count ? String(count) : draft.die;
  return { ...changed, rates, die };
}
