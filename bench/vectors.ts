// How soon a log with vector clocks is there, in a real Chromium: one of the size that ShiViz draws in ten seconds, from the
// chosen file to the painted diagram, and a million events of eight hosts in the site's own reader, beside a worker that does
// nothing but JSON.parse of each clock.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { RawTab } from '../e2e/support/raw-chromium.ts';
import { simulate } from '../src/engine/simulate.ts';
import { writeShiviz } from '../src/formats/shiviz.ts';
import { SITE, withSite, workerOf } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 5;
const FOLDER = 'dist/bench-vectors';
const SMALL = 'small.log';
const LARGE = 'large.log';
const SHIVIZ_SECONDS = 10.5; // of 10,800 events, measured elsewhere

/** The number of events. */
function writeLog(name: string, rates: readonly number[], durationSeconds: number): number {
  const trace = simulate({ rates, dieSides: 10, durationSeconds, seed: 7 });
  writeFileSync(`${FOLDER}/${name}`, writeShiviz([{ name: 'run', trace }]));
  return trace.eventCount;
}

async function fetchFile(tab: RawTab, name: string): Promise<void> {
  await tab.evaluate(`fetch(${JSON.stringify(`${SITE}bench-vectors/`)} + ${JSON.stringify(name)})
    .then(answer => answer.blob())
    .then(blob => void (globalThis.file = new File([blob], ${JSON.stringify(name)})))`);
}

/** From choosing the file until the diagram of its run is painted. */
const OPEN = `(async () => {
  const all = root =>
    [...root.querySelectorAll('*')].flatMap(element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const find = selector => all(document.querySelector('open-view').shadowRoot).find(element => element.matches(selector));
  const input = find('input[type=file]');
  const files = new DataTransfer();
  files.items.add(globalThis.file);
  const startMs = performance.now();
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  const drawn = () => {
    const canvas = find('space-time-diagram')?.renderRoot.querySelector('canvas');
    return canvas?.width > 0 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte !== 0);
  };
  while (!drawn()) await frame();
  return performance.now() - startMs;
})()`;

async function openSeconds(tab: RawTab): Promise<number> {
  await tab.call('Page.enable');
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await tab.call('Page.navigate', { url: `${SITE}?round=${round}#/open` });
    await tab.until(
      `location.search === '?round=${round}' && document.querySelector('open-view')?.shadowRoot?.childElementCount > 0`,
    );
    await fetchFile(tab, SMALL);
    const ms = Number(await tab.evaluate(OPEN));
    if (round > 0) seconds.push(ms / 1000); // a round to warm the cache of files
  }
  return medianOf(seconds);
}

const READ = (workerFile: string): string => `new Promise((resolve, reject) => {
  const worker = new Worker(${JSON.stringify(`${SITE}assets/${workerFile}`)}, { type: 'module' });
  const startMs = performance.now();
  worker.onerror = event => reject(new Error(event.message));
  worker.onmessage = ({ data }) => {
    if (data.kind === 'failed') reject(new Error(data.reason));
    if (data.kind !== 'result') return;
    const seconds = (performance.now() - startMs) / 1000;
    worker.terminate();
    const { runs } = data.result;
    resolve({ seconds, events: runs.flatMap(run => run.trace.logs).reduce((sum, log) => sum + log.eventCount, 0) });
  };
  worker.postMessage({ kind: 'ask', id: 1, name: 'read', request: { files: [globalThis.file] } });
})`;

/** Parses the clock of each line, and does nothing else. */
const BARE = `onmessage = async ({ data }) => {
  const text = await data.text();
  const startMs = performance.now();
  let events = 0;
  for (const line of text.split('\\n')) {
    const at = line.indexOf(' {');
    if (at > 0 && line.endsWith('}') && JSON.parse(line.slice(at + 1))) events += 1;
  }
  postMessage({ seconds: (performance.now() - startMs) / 1000, events });
}`;

const workerFile = readdirSync('dist/assets').find(name => /^reader-worker-.*\.js$/.test(name));
if (!workerFile) throw new Error('The built site has no reader.');
try {
  mkdirSync(FOLDER, { recursive: true });
  const few = writeLog(SMALL, [60, 60, 60], 60);
  const many = writeLog(LARGE, [35, 35, 35, 35, 35, 35, 35, 35], 3600);
  await withSite(async chromium => {
    const tab = await chromium.openTab(`${SITE}#/open`);
    await tab.activate();
    const seconds = await openSeconds(tab);
    printTitle(`A log of ${few} events with vector clocks, from the file to the painted diagram`);
    printAim('seconds', seconds, 'at most', 0.3);
    console.log(
      `    ShiViz took ${SHIVIZ_SECONDS} s, measured elsewhere (ratio ${(SHIVIZ_SECONDS / seconds).toFixed(0)})`,
    );

    await fetchFile(tab, LARGE);
    const parseClocks = workerOf('bench-vectors', 'bare.js', BARE, 'globalThis.file');
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < 3; round++) {
      const read = (await tab.evaluate(READ(workerFile))) as { seconds: number; events: number };
      if (read.events !== many) throw new Error(`${read.events} events were read, not ${many}.`);
      ours.push(read.seconds);
      bare.push(((await tab.evaluate(parseClocks)) as { seconds: number }).seconds);
    }
    printTitle(`${many} events with vectors of 8 hosts, read into a trace`);
    printAim('seconds', medianOf(ours), 'at most', 8);
    console.log(`    bare JSON.parse of each clock: ${medianOf(bare).toFixed(2)} s`);
    console.log(`    ratio to the baseline: ${(medianOf(ours) / medianOf(bare)).toFixed(1)}`);
  });
} finally {
  rmSync(FOLDER, { recursive: true, force: true });
}
