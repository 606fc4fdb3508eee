// How long it takes from pressing Run until all links are open: WebRTC, and BroadcastChannel beside it as the baseline.
import type { RawChromium, RawTab } from '../e2e/support/raw-chromium.ts';
import { medianOf, printTitle } from './support.ts';
import { openTrial, PRESS_RUN, SITE, STATE, withSite } from './site.ts';

const ROUNDS = 5;
let room = 0;

/** Milliseconds from Run to the last link, as the coordinator's page measures them. */
async function timeToLinks(tab: RawTab): Promise<number> {
  const milliseconds = await tab.evaluate(`new Promise(resolve => {
    const { laboratory } = document.querySelector('trial-view');
    const startMs = performance.now();
    const unsubscribe = laboratory.subscribe(() => {
      if (laboratory.state.phase === 'failed') resolve(NaN);
      if (laboratory.state.phase !== 'running') return;
      unsubscribe();
      resolve(performance.now() - startMs);
    });
    ${PRESS_RUN};
  })`);
  return Number(milliseconds);
}

async function measure(
  chromium: RawChromium,
  machines: number,
  place: 'frames' | 'tabs',
  link: string,
): Promise<number> {
  const name = `bench-${++room}`;
  const query = `machines=${machines}&die=30&seconds=1&seed=1&place=${place}&link=${link}&room=${name}`;
  const trial = await openTrial(chromium, query, place === 'frames' ? machines : 0);
  const tabs: RawTab[] = [];
  if (place === 'tabs')
    for (let machine = 1; machine <= machines; machine++)
      tabs.push(await chromium.openTab(`${SITE}#/machine?room=${name}&seat=${machine}`));
  await trial.activate();
  await trial.until(
    `${STATE}.seats.length === ${machines} && ${STATE}.seats.every(seat => seat.phase === 'seated')`,
  );
  const milliseconds = await timeToLinks(trial);
  for (const tab of [...tabs, trial]) await tab.close();
  return milliseconds;
}

await withSite(async chromium => {
  printTitle(`From Run to all links open, median of ${ROUNDS}`);
  for (const [machines, place] of [
    [3, 'tabs'],
    [3, 'frames'],
    [16, 'frames'],
  ] as const) {
    const webrtc: number[] = [];
    const broadcast: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      webrtc.push(await measure(chromium, machines, place, 'webrtc'));
      broadcast.push(await measure(chromium, machines, place, 'broadcast'));
    }
    const [ours, baseline] = [medianOf(webrtc), medianOf(broadcast)];
    const links = (machines * (machines - 1)) / 2;
    console.log(
      `  ${`${machines} ${place}, ${links} links`.padEnd(24)} WebRTC ${ours.toFixed(0).padStart(5)} ms   ` +
        `BroadcastChannel ${baseline.toFixed(0).padStart(4)} ms   ratio ${(ours / baseline).toFixed(1)}`,
    );
  }
});
