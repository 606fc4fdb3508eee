// In which order the machines tick in virtual time. Rates are whole numbers of ticks per second, so the order of one
// second repeats for ever: worked out once, the next tick costs the same for three machines and for a thousand.

/**
 * The machines (from 0) that tick in the first second, 0 excluded and 1 included, in their order: by due time, those due
 * at the same moment by their number. As many entries as the rates' sum.
 */
export function tickOrderOf(rates: readonly number[]): Uint16Array {
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const machines = new Uint16Array(total);
  // The quotients of equal fractions are equal, and those of different ones lie at least 1e-6 apart.
  const dueSeconds = new Float64Array(total);
  let entry = 0;
  rates.forEach((rate, machine) => {
    for (let tick = 1; tick <= rate; tick++) {
      machines[entry] = machine;
      dueSeconds[entry] = tick / rate;
      entry += 1;
    }
  });
  const order = Uint32Array.from(machines.keys());
  order.sort((a, b) => dueSeconds[a]! - dueSeconds[b]! || a - b);
  return machines.map((_, position) => machines[order[position]!]!);
}
