// Whether anything grows in one page from run to run: 200 virtual runs, 50 live ones, and 200 WebRTC connections that are closed
// underneath and opened again. Counted are what is open (peers, workers, channels, in the page and in its frames), what the
// browser holds for it (listeners, nodes, documents, heap after a collection) and the rows of its object stores.
import type { RawChromium, RawTab } from '../e2e/support/raw-chromium.ts';
import { PRESS_RUN, SITE, STATE, withSite } from './site.ts';
import { printAim, printTitle } from './support.ts';

const VIRTUAL_RUNS = 200;
const LIVE_RUNS = 50;
const RECONNECTS = 200;
/** Runs before the first count: what a page makes once and keeps is there by then. */
const WARM_UP = 10;
/** Of the heap after a collection, which is never quite the same; a trace of the runs here takes a hundredth of it. */
const HEAP_NOISE_MB = 1;

/** Runs in every document of the page before its own code: what is made and has not been closed. */
const COUNTERS = `(() => {
  const open = { peers: new Set(), workers: new Set(), channels: new Set() };
  window.opened = { open, made: 0 };
  const counted = (name, kind, end) => {
    const Base = window[name];
    window[name] = class extends Base {
      constructor(...words) {
        super(...words);
        open[kind].add(this);
        if (kind === 'peers') window.opened.made += 1;
      }
      [end](...words) {
        open[kind].delete(this);
        return super[end](...words);
      }
    };
  };
  counted('RTCPeerConnection', 'peers', 'close');
  counted('Worker', 'workers', 'terminate');
  counted('BroadcastChannel', 'channels', 'close');
})()`;

const DOCUMENTS = `(() => {
  const all = [];
  const visit = each => {
    all.push(each);
    for (let i = 0; i < each.frames.length; i++) visit(each.frames[i]);
  };
  visit(window);
  return all;
})()`;

const OPEN = `(() => {
  const sum = { peers: 0, workers: 0, channels: 0 };
  for (const { opened } of ${DOCUMENTS}) for (const kind in sum) sum[kind] += opened.open[kind].size;
  return sum;
})()`;

/** The rows of all object stores but the history's, and of the history: it keeps each run by design, up to its bound. */
const ROWS = `(async () => {
  const rows = { history: 0, otherRows: 0 };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of database.objectStoreNames) {
      const count = await new Promise((resolve, reject) => {
        const counting = database.transaction(store).objectStore(store).count();
        counting.onsuccess = () => resolve(counting.result);
        counting.onerror = () => reject(counting.error);
      });
      rows[name.includes('history') ? 'history' : 'otherRows'] += count;
    }
    database.close();
  }
  return rows;
})()`;

interface Counts {
  readonly peers: number;
  readonly workers: number;
  readonly channels: number;
  readonly listeners: number;
  readonly nodes: number;
  readonly documents: number;
  readonly heapMb: number;
  readonly history: number;
  readonly otherRows: number;
}

async function countsOf(tab: RawTab): Promise<Counts> {
  await tab.call('HeapProfiler.collectGarbage');
  await tab.call('HeapProfiler.collectGarbage');
  const open = (await tab.evaluate(OPEN)) as Pick<Counts, 'peers' | 'workers' | 'channels'>;
  const rows = (await tab.evaluate(ROWS)) as Pick<Counts, 'history' | 'otherRows'>;
  const { metrics } = (await tab.call('Performance.getMetrics')) as {
    readonly metrics: readonly { readonly name: string; readonly value: number }[];
  };
  const metric = (name: string): number => metrics.find(each => each.name === name)?.value ?? NaN;
  return {
    ...open,
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    documents: metric('Documents'),
    heapMb: metric('JSHeapUsedSize') / 1e6,
    ...rows,
  };
}

async function openPage(chromium: RawChromium, query: string, seated: number): Promise<RawTab> {
  const tab = await chromium.openTab('about:blank');
  await tab.call('Page.enable');
  await tab.call('Performance.enable');
  await tab.call('Page.addScriptToEvaluateOnNewDocument', { source: COUNTERS });
  await tab.call('Page.navigate', { url: `${SITE}#/trial?${query}` });
  await tab.until(`${STATE}?.seats.filter(({ phase }) => phase === 'seated').length === ${seated}`);
  await tab.activate();
  return tab;
}

/** Presses Run, as soon as there is the button, and waits for the end. Throws when a run fails. */
async function runOnce(tab: RawTab): Promise<void> {
  await tab.evaluate(`void (window.before = ${STATE}.trace)`);
  await tab.until(`(() => {
    try {
      ${PRESS_RUN};
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  })()`);
  await tab.until(`(() => {
    const { phase, trace } = ${STATE};
    if (phase === 'failed') throw new Error('the run failed');
    return phase === 'finished' && trace !== window.before;
  })()`);
  await tab.evaluate('void delete window.before');
}

function print(what: string, counts: Counts): void {
  const numbers = Object.entries(counts).map(([name, value]: [string, number]) =>
    name === 'heapMb' ? `heap ${value.toFixed(2)} MB` : `${name} ${value}`,
  );
  console.log(`  ${what.padEnd(24)} ${numbers.join('  ')}`);
}

/** What of one page grew between two counts, besides the history, which is bounded by itself. */
function judge(first: Counts, last: Counts): void {
  for (const name of [
    'peers',
    'workers',
    'channels',
    'listeners',
    'nodes',
    'documents',
    'otherRows',
  ] as const)
    printAim(`${name} more than at the first count`, last[name] - first[name], 'at most', 0);
  printAim('heap more than at the first count, in MB', last.heapMb - first.heapMb, 'at most', HEAP_NOISE_MB);
}

async function runs(chromium: RawChromium, kind: string, query: string, seated: number, count: number) {
  printTitle(`${count} ${kind} runs in one page`);
  const tab = await openPage(chromium, query, seated);
  let first: Counts | undefined;
  for (let run = 1; run <= WARM_UP + count; run++) {
    await runOnce(tab);
    if (run !== WARM_UP && run !== WARM_UP + count / 2 && run !== WARM_UP + count) continue;
    const counts = await countsOf(tab);
    print(`after ${run} runs`, counts);
    first ??= counts;
    if (run === WARM_UP + count) judge(first, counts);
  }
  await tab.close();
}

/** Closes every connection underneath, again and again, in one run of three machines in frames. */
async function reconnects(chromium: RawChromium): Promise<void> {
  printTitle(`${RECONNECTS} connections closed underneath in one run`);
  const tab = await openPage(chromium, 'rates=5,5,5&die=10&seconds=300&seed=1&room=growth-cut', 3);
  await tab.evaluate(PRESS_RUN);
  await tab.until(`${STATE}.phase === 'running'`);
  const made = `${DOCUMENTS}.reduce((sum, { opened }) => sum + opened.made, 0)`;
  // Both ends of a link are in this page: two connections for each.
  const ends = 6;
  const whole = `${OPEN}.peers === ${ends} && ${DOCUMENTS}.every(({ opened }) =>
    [...opened.open.peers].every(({ connectionState }) => connectionState === 'connected'))`;
  await tab.until(whole);
  const before = Number(await tab.evaluate(made));
  let first: Counts | undefined;
  let opened = 0;
  for (let cut = 1; opened < RECONNECTS; cut++) {
    await tab.evaluate(
      `${DOCUMENTS}.forEach(({ opened }) => opened.open.peers.forEach(peer => RTCPeerConnection.prototype.close.call(peer)))`,
    );
    await tab.until(whole);
    opened = (Number(await tab.evaluate(made)) - before) / 2;
    if (cut === 5) print('after 5 cuts of all links', (first = await countsOf(tab)));
  }
  const last = await countsOf(tab);
  print(`after ${opened} reconnects`, last);
  if (first) judge(first, last);
  await tab.close();
}

await withSite(async chromium => {
  await runs(chromium, 'virtual', 'rates=5,1,5&die=10&seconds=20&seed=7&engine=virtual', 0, VIRTUAL_RUNS);
  await runs(chromium, 'live', 'rates=5,1,5&die=10&seconds=1&seed=7&room=growth', 3, LIVE_RUNS);
  await reconnects(chromium);
});
