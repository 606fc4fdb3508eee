// How late the ticks of a run come while another page posts 100,000 junk messages on the channel of its room, and without them.
import type { RawChromium } from '../e2e/support/raw-chromium.ts';
import { printTitle } from './support.ts';
import { openTrial, PRESS_RUN, SITE, STATE, withSite } from './site.ts';

const RATE = 20;
const MESSAGES = 100_000;
/** Long enough for a machine with two cores to post them all. */
const SECONDS = 30;

const LATEST = `Math.max(...${STATE}.trace.logs.flatMap(log =>
  [...log.atMs.subarray(0, log.eventCount)].map((atMs, k) => atMs - ((k + 1) * 1000) / ${RATE})))`;

async function latestMs(chromium: RawChromium, messages: number): Promise<number> {
  const room = `junk-${messages}`;
  const query = `rates=${RATE},${RATE},${RATE}&seconds=${SECONDS}&room=${room}`;
  const trial = await openTrial(chromium, query, 3);
  const other = await chromium.openTab(`${SITE}lamplight.svg`);
  await trial.until(`${STATE}.seats.every(seat => seat.phase === 'seated')`);
  await trial.evaluate(PRESS_RUN);
  await trial.until(`${STATE}.phase === 'running' && ${STATE}.elapsedMs > 2000`);
  await other.evaluate(`(() => {
    const channel = new BroadcastChannel('lamplight/${room}/room');
    for (let i = 0; i < ${messages}; i++) channel.postMessage({ kind: 'junk', i });
  })()`);
  await trial.until(`['finished', 'failed'].includes(${STATE}.phase)`);
  const counted = Number(await trial.evaluate(`${STATE}.rejectedControl`));
  if (counted !== messages) throw new Error(`${counted} of ${messages} junk messages were counted.`);
  const latest = Number(await trial.evaluate(LATEST));
  await trial.close();
  await other.close();
  return latest;
}

await withSite(async chromium => {
  printTitle(`The latest tick of three machines at ${RATE} ticks per second, ${SECONDS} s`);
  const without = await latestMs(chromium, 0);
  const among = await latestMs(chromium, MESSAGES);
  console.log(
    `  without junk ${without.toFixed(0)} ms, among ${MESSAGES} junk messages ${among.toFixed(0)} ms late: ` +
      `ratio ${(among / without).toFixed(1)}`,
  );
});
