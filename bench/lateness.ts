// Ticks done and how late they were, in a visible page and in a truly hidden one, beside a plain setInterval of the same page at the
// same time; and the same where nothing can be stored, which is what it costs that machines outlive their pages.
import type { RawChromium, RawTab } from '../e2e/support/raw-chromium.ts';
import { printTitle } from './support.ts';
import { openTrial, PRESS_RUN, SITE, STATE, withSite } from './site.ts';

const RATES = [6, 60, 250];
const SECONDS = 20;

interface Beats {
  readonly rate: number;
  readonly done: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** In the page: how many ticks a plain setInterval does in the same time, and how late they are. */
const START_INTERVALS = `globalThis.beats = ${JSON.stringify(RATES)}.map(rate => {
  const startMs = performance.now();
  const lateMs = [];
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - startMs > ${SECONDS * 1000}) clearInterval(timer);
    else lateMs.push(nowMs - startMs - ((lateMs.length + 1) * 1000) / rate);
  }, 1000 / rate);
  return { rate, lateMs };
})`;

const DESCRIBE = `(rate, late) => {
  const sorted = [...late].sort((a, b) => a - b);
  const at = share => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { rate, done: sorted.length, medianMs: at(0.5), p99Ms: at(0.99) };
}`;

const LIVE = `${STATE}.trace.logs.map((log, i) => (${DESCRIBE})(${JSON.stringify(RATES)}[i],
  [...log.atMs.subarray(0, log.eventCount)].map((atMs, k) => atMs - ((k + 1) * 1000) / ${JSON.stringify(RATES)}[i])))`;
const INTERVALS = `beats.map(({ rate, lateMs }) => (${DESCRIBE})(rate, lateMs))`;

async function measure(trial: RawTab, front: RawTab): Promise<{ live: Beats[]; intervals: Beats[] }> {
  await trial.activate();
  await trial.evaluate(PRESS_RUN);
  await trial.until(`${STATE}.phase === 'running'`);
  await front.activate();
  await trial.evaluate(START_INTERVALS);
  await trial.until(`['finished', 'failed'].includes(${STATE}.phase)`);
  return {
    live: (await trial.evaluate(LIVE)) as Beats[],
    intervals: (await trial.evaluate(INTERVALS)) as Beats[],
  };
}

function print(place: string, { live, intervals }: { live: Beats[]; intervals: Beats[] }): void {
  printTitle(`${SECONDS} s in a ${place}`);
  for (const [i, { rate, done, medianMs, p99Ms }] of live.entries()) {
    const plain = intervals[i]!;
    const figures = (beats: Beats) =>
      `${String(beats.done).padStart(5)} of ${rate * SECONDS} ticks, late by ${beats.medianMs.toFixed(1)} ms (p99 ${beats.p99Ms.toFixed(1)})`;
    console.log(
      `  ${String(rate).padStart(3)}/s  Lamplight ${figures({ rate, done, medianMs, p99Ms })}   ` +
        `setInterval ${figures(plain)}   ratio of ticks ${(done / plain.done).toFixed(2)}`,
    );
  }
}

/** How long messages were on their way, in milliseconds. */
const LATENCY = `(${DESCRIBE})('messages', ${STATE}.trace.logs.flatMap(log =>
  Array.from({ length: log.messageCount }, (_, row) => log.arrivedMs[row] - log.atMs[log.sentIndices[row]])))`;

const NO_STORAGE = `IDBFactory.prototype.open = () => {
  throw new DOMException('No storage in this bench.', 'SecurityError');
}`;

async function measureWith(chromium: RawChromium, isDurable: boolean): Promise<readonly [Beats, Beats]> {
  const other = await chromium.openTab(`${SITE}#/nowhere`);
  const room = `lateness-${isDurable ? 'stored' : 'not-stored'}`;
  const query = `rates=${RATES.join(',')}&seconds=${SECONDS}&room=${room}`;
  const trial = await openTrial(chromium, query, RATES.length, isDurable ? '' : NO_STORAGE);
  await trial.until(`${STATE}.seats.every(seat => seat.phase === 'seated')`);
  const how = isDurable ? 'whose machines outlive it' : 'that stores nothing';
  const visible = await measure(trial, trial);
  print(`visible page ${how}`, visible);
  const fragile = Number(await trial.evaluate(`${STATE}.seats.filter(({ fragility }) => fragility).length`));
  if ((fragile === 0) !== isDurable) throw new Error(`${fragile} machines do not outlive their pages.`);
  const latency = (await trial.evaluate(LATENCY)) as Beats;
  console.log(
    `  ${latency.done} messages: on their way for ${latency.medianMs.toFixed(2)} ms (p99 ${latency.p99Ms.toFixed(1)})`,
  );
  print(`hidden page ${how}`, await measure(trial, other));
  console.log(`  (the page said it was hidden: ${String(await trial.evaluate('document.hidden'))})`);
  await trial.close();
  await other.close();
  return [visible.live[1]!, latency];
}

await withSite(async chromium => {
  const [stored, storedLatency] = await measureWith(chromium, true);
  const [bare, bareLatency] = await measureWith(chromium, false);
  const difference = (one: Beats, other: Beats): string => (one.medianMs - other.medianMs).toFixed(2);
  printTitle('What it costs that machines outlive their pages');
  console.log(
    `  at ${stored.rate} ticks/s: ticks ${stored.done} : ${bare.done}, ${difference(stored, bare)} ms later at the median; ` +
      `messages ${difference(storedLatency, bareLatency)} ms longer on their way`,
  );
});
