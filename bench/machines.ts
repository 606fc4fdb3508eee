// What a machine of a live run costs: processor time of the whole browser while machines run in frames and in workers, in a page that is seen
// (which draws) and in a hidden one, beside the same page without a run.
import type { RawChromium } from '../e2e/support/raw-chromium.ts';
import { printTitle } from './support.ts';
import { openTrial, PRESS_RUN, STATE, withSite } from './site.ts';

/** Each part is measured for so long. */
const PART_SECONDS = 10;
const RATE = 6;

/** Processor seconds for each second of time, of the whole browser. */
interface Cost {
  readonly idle: number;
  readonly hidden: number;
  readonly seen: number;
}

async function costOf(chromium: RawChromium, work: () => Promise<unknown>): Promise<number> {
  const [before, startMs] = [await chromium.cpuSeconds(), performance.now()];
  await work();
  const seconds = (performance.now() - startMs) / 1000;
  const after = await chromium.cpuSeconds();
  return [...after].reduce((sum, [id, cpu]) => sum + cpu - (before.get(id) ?? 0), 0) / seconds;
}

async function measure(
  chromium: RawChromium,
  machines: number,
  place: 'frames' | 'workers',
  link: string,
): Promise<Cost> {
  const rates = Array.from({ length: machines }, () => RATE).join(',');
  const query = `rates=${rates}&die=${machines * 3}&seconds=${2 * PART_SECONDS + 4}&seed=1&place=${place}&link=${link}&room=cost-${machines}-${place}`;
  const other = await chromium.openTab('about:blank');
  const trial = await openTrial(chromium, query, place === 'frames' ? machines : 0);
  if (place === 'frames') await trial.until(`${STATE}.seats.every(seat => seat.phase === 'seated')`);
  const idle = await costOf(chromium, wait);
  await trial.evaluate(PRESS_RUN);
  await trial.until(`['running', 'failed'].includes(${STATE}.phase)`);
  const seen = await costOf(chromium, wait);
  await other.activate();
  const hidden = await costOf(chromium, wait);
  await trial.activate();
  await trial.until(`['finished', 'failed'].includes(${STATE}.phase)`);
  const phase = await trial.evaluate(`${STATE}.phase`);
  if (phase !== 'finished') throw new Error(`${machines} machines in ${place}: the run ${String(phase)}`);
  await trial.close();
  await other.close();
  return { idle, hidden, seen };
}

function wait(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, PART_SECONDS * 1000));
}

const percent = (cores: number): string => `${(cores * 100).toFixed(0).padStart(4)} %`;

await withSite(async chromium => {
  printTitle(
    `Processor time of the whole browser, in hundredths of a core; machines at ${RATE} ticks per second`,
  );
  for (const [machines, place, link] of [
    [3, 'frames', 'auto'],
    [16, 'frames', 'auto'],
    [32, 'frames', 'auto'],
    [32, 'workers', 'broadcast'],
  ] as const) {
    const { idle, seen, hidden } = await measure(chromium, machines, place, link);
    console.log(
      `  ${String(machines).padStart(3)} in ${place.padEnd(7)} no run${percent(idle)}   run, hidden${percent(hidden)}` +
        ` (${(((hidden - idle) / machines) * 1000).toFixed(1)} ms a second for each machine, ratio ${(hidden / idle).toFixed(1)})` +
        `   run, seen${percent(seen)}`,
    );
  }
});
