// How the benchmarks measure and what they print. Times are processor time of the whole process (collector included), for
// other programs on the same machine would otherwise be measured too; contenders take turns, so that all meet the same weather.

export interface Contender {
  readonly name: string;
  /** Does its work once; returns the ticks done and, where it measured itself, the seconds that they took. */
  readonly run: () => { readonly ticks: number; readonly seconds?: number };
}

export interface Result {
  readonly name: string;
  /** The median over the rounds, in million ticks per second. */
  readonly megaTicks: number;
}

/** One warm-up round, then `rounds` in which every contender has one turn. */
export function compete(contenders: readonly Contender[], rounds: number): Result[] {
  const measured = contenders.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round++) {
    contenders.forEach(({ run }, i) => {
      globalThis.gc?.(); // nobody pays for what another has left behind
      const before = cpuSeconds();
      const { ticks, seconds = cpuSeconds() - before } = run();
      if (round > 0) measured[i]!.push(ticks / seconds / 1e6);
    });
  }
  return contenders.map(({ name }, i) => ({ name, megaTicks: medianOf(measured[i]!) }));
}

export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function printTitle(title: string): void {
  console.log(`\n${title}`);
}

export function printResults(results: readonly Result[]): void {
  for (const { name, megaTicks } of results) {
    console.log(`  ${name.padEnd(44)} ${megaTicks.toFixed(2).padStart(8)} M ticks/s`);
  }
}

/** Prints a figure beside what was aimed at. */
export function printAim(what: string, value: number, aim: 'at least' | 'at most', bound: number): void {
  const met = aim === 'at least' ? value >= bound : value <= bound;
  console.log(`  ${met ? '✓' : '✗'} ${what}: ${value.toFixed(2)} (aim: ${aim} ${bound})`);
}
