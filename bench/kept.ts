// How soon a stored run of a million events is opened from the history, and whether memory stays flat while a long run goes on: of
// each event no more than its columns stays.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { RawChromium, RawTab } from '../e2e/support/raw-chromium.ts';
import { EVENT_BYTES, MESSAGE_BYTES } from '../src/core/machine-log.ts';
import { digestOf } from '../src/core/trace-digest.ts';
import { simulate } from '../src/engine/simulate.ts';
import { archivedRun, archiveHead } from '../src/history/archive.ts';
import type { HistoryEntry } from '../src/history/entry.ts';
import { checksumOf } from '../src/history/checksum.ts';
import { bytesOfTrace } from '../src/history/trace-bytes.ts';
import { openTrial, PRESS_RUN, SITE, STATE, withSite } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

const FOLDER = 'dist/bench-kept';
const FILE = 'runs.lamplight';
const ROUNDS = 7;
/** Of the live run whose memory is looked at; the whole hour where somebody has the time. */
const MINUTES = Number(process.env['LAMPLIGHT_BENCH_MINUTES'] ?? 4);
const RATE = 60;

/** Two runs of a million events, as a live run and an opened log are stored: with all their events. */
async function writeRuns(): Promise<readonly string[]> {
  const parts: BlobPart[] = [archiveHead()];
  const ids = ['million-a', 'million-b'];
  for (const [i, id] of ids.entries()) {
    const trace = simulate({ rates: [93, 92, 93], durationSeconds: 3600, seed: 7 + i });
    const bytes = bytesOfTrace(trace);
    const entry: HistoryEntry = {
      id,
      name: `A million events, ${i + 1}`,
      keptAtMs: Date.now() + i,
      starred: false,
      deletedAtMs: undefined,
      came: 'opened',
      ended: undefined,
      engine: trace.engine,
      trial: trace.trial,
      program: undefined,
      files: ['run.jsonl'],
      events: trace.eventCount,
      messages: trace.messageCount,
      spanMs: 3_600_000,
      digest: digestOf(trace),
      checksum: checksumOf(bytes),
      traceBytes: bytes.byteLength,
      verdict: undefined,
    };
    parts.push(...archivedRun({ entry, trace: bytes }));
  }
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${FILE}`, Buffer.from(await new Blob(parts).arrayBuffer()));
  return ids;
}

/** `timed(hash, selectors)`: milliseconds from another address until each of these elements is there, one in the shadow of the other, and a frame after that is drawn. */
const TIMED = `window.timed = async (hash, selectors, isDone) => {
  const find = () => selectors.reduce((root, name) => (root?.shadowRoot ?? root)?.querySelector(name), document);
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const startMs = performance.now();
  location.hash = hash;
  while (!(find() && (!isDone || isDone(find())))) await frame();
  await frame();
  return performance.now() - startMs;
}`;

const DIAGRAM = ['space-time-diagram', 'canvas'];
const OPENED = ['history-view', 'history-run', 'opened-run', 'trace-explorer', 'lazy-part', ...DIAGRAM];
const TABLE = ['history-view', 'compared-runs', 'compared-machines', 'table'];
const LIST = ['history-view', 'history-list', 'history-entry'];

async function opening(chromium: RawChromium, ids: readonly string[]): Promise<void> {
  printTitle(`A stored run of a million events, median of ${ROUNDS}`);
  const tab = await chromium.openTab(`${SITE}#/history`);
  await tab.activate();
  await tab.until(`document.querySelector('history-view')?.history.state.storage.kind === 'ready'`);
  await tab.evaluate(`(async () => {
    const { history } = document.querySelector('history-view');
    const report = await history.import(await (await fetch('bench-kept/${FILE}')).blob());
    if (report.imported !== ${ids.length}) throw new Error(JSON.stringify(report));
  })()`);
  await tab.evaluate(`void (${TIMED})`);
  const timed = async (hash: string, path: readonly string[]): Promise<number> =>
    Number(await tab.evaluate(`timed(${JSON.stringify(hash)}, ${JSON.stringify(path)})`));
  const opened: number[] = [];
  const compared: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await timed('#/history?show=list', LIST);
    const run = await timed(`#/history?run=${ids[round % 2]!}`, OPENED);
    await timed('#/history?show=list', LIST);
    const both = await timed(`#/history?compare=${ids.join(',')}`, TABLE);
    if (round === 0) continue; // code is loaded, and nobody waits for that a second time
    opened.push(run);
    compared.push(both);
  }
  await tab.close();
  printAim('opened, from the list to its diagram, in seconds', medianOf(opened) / 1000, 'at most', 1);
  console.log(`  two of them compared, to the last table: ${(medianOf(compared) / 1000).toFixed(2)} s`);
}

async function heapOf(tab: RawTab): Promise<number> {
  await tab.call('HeapProfiler.collectGarbage');
  await tab.call('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await tab.call('Runtime.getHeapUsage')) as {
    readonly usedSize: number;
    readonly backingStorageSize?: number;
  };
  return usedSize + backingStorageSize;
}

async function memory(chromium: RawChromium): Promise<void> {
  printTitle(`A live run of ${MINUTES} minutes, three machines at ${RATE} ticks per second`);
  const rates = [RATE, RATE, RATE].join(',');
  const tab = await openTrial(
    chromium,
    `rates=${rates}&die=10&seconds=${MINUTES * 60}&seed=7&room=bench-kept`,
    3,
  );
  await tab.evaluate(PRESS_RUN);
  const samples: { readonly seconds: number; readonly heap: number; readonly columns: number }[] = [];
  const columns = `${STATE}.trace.logs.reduce((sum, log) => sum + log.kinds.length * ${EVENT_BYTES} + log.recipients.length * ${MESSAGE_BYTES}, 0)`;
  const every = MINUTES >= 60 ? 600 : 60;
  for (let at = every; at <= MINUTES * 60 - 1; at += every) {
    await tab.until(`${STATE}.elapsedMs >= ${at * 1000}`);
    const sample = { seconds: at, heap: await heapOf(tab), columns: Number(await tab.evaluate(columns)) };
    samples.push(sample);
    console.log(
      `  after ${at / 60} min: heap with its buffers ${(sample.heap / 1e6).toFixed(2)} MB, of it the trace ${(sample.columns / 1e6).toFixed(2)} MB`,
    );
  }
  const [first, last] = [samples[0]!, samples.at(-1)!];
  const hours = (last.seconds - first.seconds) / 3600;
  const beside = (last.heap - last.columns - (first.heap - first.columns)) / 1e6;
  console.log(`  beside the trace: ${beside.toFixed(2)} MB in ${(hours * 60).toFixed(0)} min`);
  await tab.close();
}

const ids = await writeRuns();
try {
  await withSite(async chromium => {
    await opening(chromium, ids);
    await memory(chromium);
  });
} finally {
  rmSync(FOLDER, { recursive: true, force: true });
}
