// How soon a tab of a million-event trace is drawn when it is opened again; beside it the same for the build before a trace
// had a home, in which each visit copied the trace into a worker.
import type { RawChromium } from '../e2e/support/raw-chromium.ts';
import { BEFORE, withBuildBefore } from './before.ts';
import { SITE, STATE, withSite } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

const MILLION = 'rates=93,92,93&die=10&seconds=3600&seed=7&engine=virtual&run=now';
const ROUNDS = 3;
/** What has not changed for so long is drawn. */
const STEADY_MS = 1500;
const FRAME_MS = 1000 / 60;

/** `visit(name)` resolves with a Visit, both in milliseconds: until the page's text last changed, and the longest frame. */
const SUPPORT = `window.bench = (() => {
  const all = root =>
    [...root.querySelectorAll('*')].flatMap(element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  const textOf = root =>
    [...root.querySelectorAll('*')]
      .map(element => (element.shadowRoot ? textOf(element.shadowRoot) : element.childElementCount ? '' : element.textContent))
      .join('|');
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const tabs = () => all(document).filter(element => element.getAttribute('role') === 'tab');
  const nameOf = tab => tab.textContent.trim().replace(/[0-9 ]+$/, '');
  const names = () => tabs().map(nameOf);
  const visit = async name => {
    const startMs = performance.now();
    tabs().find(tab => nameOf(tab) === name).click();
    let [text, changedMs, frameMs, longestMs] = ['', startMs, startMs, 0];
    while (frameMs - changedMs < ${STEADY_MS}) {
      const atMs = await frame();
      longestMs = Math.max(longestMs, atMs - frameMs);
      frameMs = atMs;
      const seen = textOf(document);
      if (seen === text) continue;
      text = seen;
      changedMs = performance.now();
    }
    return { drawnMs: changedMs - startMs, longestMs };
  };
  return { names, visit };
})()`;

interface Visit {
  /** From the click until the page's text last changed. */
  readonly drawnMs: number;
  /** The longest frame since the click, in which the page did not answer. */
  readonly longestMs: number;
}

interface TabTimes extends Visit {
  /** The same as `drawnMs` when the tab was first opened, and its code had to be loaded and its answers computed. */
  readonly firstMs: number;
}

async function visits(chromium: RawChromium): Promise<ReadonlyMap<string, TabTimes>> {
  const tab = await chromium.openTab(`${SITE}#/trial?${MILLION}`);
  await tab.activate();
  await tab.until(`${STATE}?.phase === 'finished'`);
  await tab.evaluate(`void (${SUPPORT})`);
  await tab.until('bench.names().length > 0');
  const names = (await tab.evaluate('bench.names()')) as readonly string[];
  const seen = new Map<string, Visit[]>(names.map(name => [name, []]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const name of names) {
      const visit = (await tab.evaluate(`bench.visit(${JSON.stringify(name)})`)) as Visit;
      seen.get(name)!.push(visit);
    }
  await tab.close();
  return new Map([...seen].map(([name, visits]) => [name, timesOf(visits)]));
}

function timesOf([first, ...again]: readonly Visit[]): TabTimes {
  return {
    firstMs: first!.drawnMs,
    drawnMs: medianOf(again.map(({ drawnMs }) => drawnMs)),
    longestMs: medianOf(again.map(({ longestMs }) => longestMs)),
  };
}

async function measure(folder: string): Promise<ReadonlyMap<string, TabTimes>> {
  let times: ReadonlyMap<string, TabTimes> = new Map();
  await withSite(async chromium => {
    times = await visits(chromium);
  }, folder);
  return times;
}

const frames = (ms: number): number => ms / FRAME_MS;

printTitle('A tab of a million-event trace, opened again');
const now = await measure('dist');
for (const [name, { firstMs, drawnMs, longestMs }] of now) {
  console.log(`  ${name}: first opened after ${firstMs.toFixed(0)} ms`);
  printAim(`${name}: drawn after, in frames`, frames(drawnMs), 'at most', 2);
  printAim(`${name}: the longest frame, in frames`, frames(longestMs), 'at most', 2);
}
await withBuildBefore(async dist => {
  for (const [name, then] of await measure(dist)) {
    const ours = now.get(name);
    const ratio = (key: keyof TabTimes): string => (ours ? (then[key] / ours[key]).toFixed(1) : 'none');
    console.log(
      `  ${name} at ${BEFORE}: first ${then.firstMs.toFixed(0)} ms, again ${frames(then.drawnMs).toFixed(1)} frames, ` +
        `the longest ${frames(then.longestMs).toFixed(1)}; ratios ${ratio('firstMs')}, ${ratio('drawnMs')}, ${ratio('longestMs')}`,
    );
  }
});
