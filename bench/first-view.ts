// How long a person far away waits for the trial: 1.6 Mbit/s, 150 ms and a quarter of this processor. Shown is when the
// head is painted, usable when Run can be pressed; beside it the same for the build before views were kept.
import type { RawChromium } from '../e2e/support/raw-chromium.ts';
import { BEFORE, withBuildBefore } from './before.ts';
import { medianOf, printAim, printTitle } from './support.ts';
import { SITE, withSite } from './site.ts';

const REPETITIONS = 5;
const MARK_USABLE = `(() => {
  const look = () => {
    const words = document.querySelector('trial-view')?.shadowRoot?.querySelector('first-words');
    if (words?.shadowRoot?.querySelector('button.main')) performance.mark('usable');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

interface FirstView {
  readonly shownMs: number;
  readonly usableMs: number;
}

async function visit(chromium: RawChromium): Promise<FirstView> {
  const tab = await chromium.openTab('about:blank');
  await tab.activate();
  await tab.call('Network.enable');
  await tab.call('Page.enable');
  await tab.call('Network.setCacheDisabled', { cacheDisabled: true });
  const bytesPerSecond = (1.6 * 1024 * 1024) / 8;
  await tab.call('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await tab.call('Emulation.setCPUThrottlingRate', { rate: 4 });
  await tab.call('Page.addScriptToEvaluateOnNewDocument', { source: MARK_USABLE });
  await tab.call('Page.navigate', { url: `${SITE}#/trial` });
  await tab.until(`performance.getEntriesByName('usable').length > 0`);
  await tab.until(`performance.getEntriesByName('first-contentful-paint').length > 0`);
  const timeOf = (name: string): Promise<unknown> =>
    tab.evaluate(`performance.getEntriesByName('${name}')[0].startTime`);
  const view = {
    shownMs: Number(await timeOf('first-contentful-paint')),
    usableMs: Number(await timeOf('usable')),
  };
  await tab.close();
  return view;
}

async function measure(folder: string): Promise<FirstView> {
  const views: FirstView[] = [];
  await withSite(async chromium => {
    for (let i = 0; i < REPETITIONS; i++) views.push(await visit(chromium));
  }, folder);
  return {
    shownMs: medianOf(views.map(({ shownMs }) => shownMs)),
    usableMs: medianOf(views.map(({ usableMs }) => usableMs)),
  };
}

printTitle('The first view at 1.6 Mbit/s, 150 ms, a quarter of the processor');
const now = await measure('dist');
printAim('head shown, s', now.shownMs / 1000, 'at most', 1);
printAim('trial usable, s', now.usableMs / 1000, 'at most', 1.6);

await withBuildBefore(async dist => {
  const then = await measure(dist);
  console.log(
    `at ${BEFORE}: shown ${(then.shownMs / 1000).toFixed(2)} s, usable ${(then.usableMs / 1000).toFixed(2)} s; ` +
      `now ${(then.shownMs / now.shownMs).toFixed(2)} and ${(then.usableMs / now.usableMs).toFixed(2)} times as fast`,
  );
});
