// How fast files are read in the site's own reader, in Chromium, from the file to the runs: 100 MB of Lamplight's JSONL, with
// nothing but JSON.parse of each line, in a worker too, as the baseline of the same run; and 100 MB of a log whose form is
// found out.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { RawTab } from '../e2e/support/raw-chromium.ts';
import { simulate } from '../src/engine/simulate.ts';
import { jsonlLines } from '../src/formats/write-jsonl.ts';
import { foreignLogs } from './foreign-logs.ts';
import { SITE, withSite, workerOf } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 5;
const MEGABYTES = 100;
const FOLDER = 'dist/bench-read';
const FOREIGN_SECONDS = 3300;

interface Sample {
  readonly seconds: number;
  readonly events: number;
  readonly signs: number;
}

interface Material {
  readonly names: readonly string[];
  readonly megabytes: number;
  readonly events: number;
  /** What a worker of no more than a few lines does with each line, as the text of an expression over \`line\`. */
  readonly perLine: string;
}

/** A whole trace of about {@link MEGABYTES}. */
function writeJsonl(): Material {
  const lines: string[] = [];
  let length = 0;
  const trace = simulate({ rates: [66, 33, 66], durationSeconds: 3600, seed: 7 });
  for (const line of jsonlLines(trace)) {
    lines.push(line);
    length += line.length;
    if (length >= MEGABYTES * 1e6) break;
  }
  if (length < MEGABYTES * 1e6) throw new Error(`The trace has only ${length} characters.`);
  writeFileSync(`${FOLDER}/run.jsonl`, lines.join(''));
  return {
    names: ['run.jsonl'],
    megabytes: length / 1e6,
    events: lines.length - 1, // without the header
    perLine: 'JSON.parse(line)',
  };
}

/** Three logs of about {@link MEGABYTES} together, whose form is found out. */
function writeForeign(): Material {
  const files = foreignLogs([93, 92, 93], FOREIGN_SECONDS, 'unlisted');
  for (const { name, text } of files) writeFileSync(`${FOLDER}/${name}`, text);
  return {
    names: files.map(({ name }) => name),
    megabytes: files.reduce((sum, { text }) => sum + text.length, 0) / 1e6,
    events: files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0),
    perLine: String.raw`/^\[Machine (\d+)\] (\S+ \S+) (SEND|RECEIVE|INTERNAL).* LC (\d+)$/.exec(line)`,
  };
}

/** From handing the file to a fresh worker of the site until its runs are back. */
function ours(workerFile: string): string {
  return `new Promise((resolve, reject) => {
    const worker = new Worker(${JSON.stringify(`${SITE}assets/${workerFile}`)}, { type: 'module' });
    const startMs = performance.now();
    let signs = 0;
    worker.onerror = event => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.kind === 'failed') reject(new Error(data.reason));
      if (data.kind === 'progress') signs += 1;
      if (data.kind !== 'result') return;
      const { result } = data;
      const seconds = (performance.now() - startMs) / 1000;
      worker.terminate();
      resolve({ seconds, signs, events: result.files.reduce((sum, { eventLines }) => sum + eventLines, 0) });
    };
    worker.postMessage({ kind: 'ask', id: 1, name: 'read', request: { files: globalThis.files } });
  })`;
}

/** Takes the texts in one piece, and counts only the time in which their lines are cut and parsed. */
const baseline = (perLine: string): string => `onmessage = async ({ data }) => {
  let [seconds, events] = [0, 0];
  for (const file of data) {
    const text = await file.text();
    const startMs = performance.now();
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf('\\n', at);
      const line = text.slice(at, end);
      if (${perLine}) events += 1;
      at = end + 1;
    }
    seconds += (performance.now() - startMs) / 1000;
  }
  postMessage({ seconds, signs: 0, events });
}`;

async function measure(
  tab: RawTab,
  { names, megabytes, events, perLine }: Material,
  { title, atLeast }: { readonly title: string; readonly atLeast: number },
): Promise<void> {
  await tab.evaluate(`Promise.all(${JSON.stringify(names)}.map(async name => {
    const answer = await fetch(${JSON.stringify(`${SITE}bench-read/`)} + name);
    return new File([await answer.blob()], name);
  })).then(files => void (globalThis.files = files))`);
  const parseLines = workerOf('bench-read', 'bare.js', baseline(perLine), 'globalThis.files');
  const [reader, bare]: [Sample[], Sample[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const ourSample = (await tab.evaluate(ours(workerFile!))) as Sample;
    if (ourSample.events !== events) throw new Error(`${ourSample.events} events were read, not ${events}.`);
    const bareSample = (await tab.evaluate(parseLines)) as Sample;
    if (round === 0) continue; // a round to warm up
    reader.push(ourSample);
    bare.push(bareSample);
  }
  const speedOf = (samples: readonly Sample[]): number =>
    megabytes / medianOf(samples.map(({ seconds }) => seconds));
  const best = megabytes / Math.min(...reader.map(({ seconds }) => seconds));
  printTitle(
    `Reading ${megabytes.toFixed(0)} MB of ${title} (${events} events) in a worker of Chromium, median of ${ROUNDS}`,
  );
  printAim(
    `Lamplight, MB/s, starting the worker included (best ${best.toFixed(0)})`,
    speedOf(reader),
    'at least',
    atLeast,
  );
  console.log(`    bare ${perLine} of each line, MB/s: ${speedOf(bare).toFixed(2)}`);
  console.log(`    ratio to the baseline: ${(speedOf(reader) / speedOf(bare)).toFixed(2)}`);
  console.log(`    signs of progress in one reading: ${reader[0]!.signs}`);
}

const workerFile = readdirSync('dist/assets').find(name => /^reader-worker-.*\.js$/.test(name));
if (!workerFile) throw new Error('The built site has no reader.');
try {
  mkdirSync(FOLDER, { recursive: true });
  const jsonl = writeJsonl();
  const foreign = writeForeign();
  await withSite(async chromium => {
    const tab = await chromium.openTab(`${SITE}#/open`);
    await tab.until(`document.querySelector('open-view') !== null`);
    await tab.activate();
    await measure(tab, jsonl, { title: 'JSONL', atLeast: 50 });
    await measure(tab, foreign, { title: 'a log of a form found out', atLeast: 20 });
  });
} finally {
  rmSync(FOLDER, { recursive: true, force: true });
}
