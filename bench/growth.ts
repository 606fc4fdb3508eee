// Whether anything grows in one page from run to run: 200 virtual runs, 50 live ones, and 200 WebRTC connections that are closed
// underneath and opened again. Counted are what is open (peers, workers, channels, in the page and in its frames), what the
// browser holds for it (listeners, nodes, documents, heap after a collection) and the rows of its object stores.
import type { RawChromium, RawTab } from '../e2e/support/raw-chromium.ts';
import { PRESS_RUN, SITE, STATE, withSite } from './site.ts';
import { printAim, printTitle } from './support.ts';

const VIRTUAL_RUNS = 200;
const LIVE_RUNS = 100;
const RECONNECTS = 200;
/** Runs before the first count. */
const WARM_UP = 10;
/** Of listeners and nodes, each time: what is counted until the collector has come to it. */
const NOISE = 0.5;

/** Runs in every document of the page before its own code: what is made and has not been closed. */
const COUNTERS = `(() => {
  const open = { peers: new Set(), workers: new Set(), channels: new Set() };
  window.opened = { open };
  const counted = (name, kind, end) => {
    const Base = window[name];
    window[name] = class extends Base {
      constructor(...words) {
        super(...words);
        open[kind].add(this);
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

/**
 * What grew in the second half, `times` runs or reconnects, besides the history, which is bounded by itself: what a page makes
 * once and keeps is there by then.
 */
function judge(middle: Counts, last: Counts, times: number): void {
  for (const name of ['peers', 'workers', 'channels', 'documents'] as const)
    printAim(`${name} more at the end than in the middle`, last[name] - middle[name], 'at most', 0);
  for (const name of ['listeners', 'nodes'] as const)
    printAim(`${name} more each time`, (last[name] - middle[name]) / times, 'at most', NOISE);
  // Not judged: the browser goes on compiling what runs often, and notes what took long, up to bounds of its own.
  console.log(`  heap: ${(((last.heapMb - middle.heapMb) * 1000) / times).toFixed(1)} kB each time`);
}

async function runs(chromium: RawChromium, kind: string, query: string, seated: number, count: number) {
  printTitle(`${count} ${kind} runs in one page`);
  const tab = await openPage(chromium, query, seated);
  const counted: Counts[] = [];
  for (let run = 1; run <= WARM_UP + count; run++) {
    await runOnce(tab);
    if (run !== WARM_UP && run !== WARM_UP + count / 2 && run !== WARM_UP + count) continue;
    counted.push(await countsOf(tab));
    print(`after ${run} runs`, counted.at(-1)!);
  }
  judge(counted[1]!, counted[2]!, count / 2);
  printAim('rows beside the history, once no run goes on', counted[2]!.otherRows, 'at most', 0);
  await tab.close();
}

/** Closes one connection underneath after another in a run of three machines in frames, each once all are open. */
async function reconnects(chromium: RawChromium): Promise<void> {
  printTitle(`${RECONNECTS} connections closed underneath in one run`);
  const tab = await openPage(chromium, 'rates=5,5,5&die=10&seconds=3600&seed=1&room=growth-cut', 3);
  await tab.evaluate(PRESS_RUN);
  await tab.until(`${STATE}.phase === 'running'`);
  // Both ends of a link are in this page: two connections for each of the three.
  const connected = `${DOCUMENTS}.flatMap(({ opened }) => [...opened.open.peers]).filter(
    ({ connectionState }) => connectionState === 'connected')`;
  const counted: Counts[] = [];
  for (let cut = 1; cut <= RECONNECTS; cut++) {
    await tab.until(`(() => {
      if (${STATE}.phase !== 'running') throw new Error('the run is over');
      const peers = ${connected};
      if (peers.length < 6) return false;
      RTCPeerConnection.prototype.close.call(peers[${cut % 6}]);
      return true;
    })()`);
    if (cut !== RECONNECTS / 10 && cut !== RECONNECTS / 2 && cut !== RECONNECTS) continue;
    await tab.until(`${connected}.length === 6`);
    counted.push(await countsOf(tab));
    print(`after ${cut} reconnects`, counted.at(-1)!);
  }
  judge(counted[1]!, counted[2]!, RECONNECTS / 2);
  await tab.close();
}

await withSite(async chromium => {
  await runs(chromium, 'virtual', 'rates=5,1,5&die=10&seconds=20&seed=7&engine=virtual', 0, VIRTUAL_RUNS);
  await runs(chromium, 'live', 'rates=5,1,5&die=10&seconds=1&seed=7&room=growth', 3, LIVE_RUNS);
  await reconnects(chromium);
});
