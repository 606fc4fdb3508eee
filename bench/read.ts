// How fast files are read: 100 MB of Lamplight's JSONL in the site's own reading worker, in Chromium, with nothing but
// JSON.parse of each line, in a worker too, as the baseline of the same run.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { RawTab } from '../e2e/support/raw-chromium.ts';
import { simulate } from '../src/engine/simulate.ts';
import { jsonlLines } from '../src/formats/write-jsonl.ts';
import { SITE, withSite } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 5;
const MEGABYTES = 100;
const FILE = 'bench-read.jsonl';

interface Sample {
  readonly seconds: number;
  readonly events: number;
  readonly signs: number;
}

/** A whole trace of about {@link MEGABYTES}, and how many events it has. */
function writeFile(): number {
  const lines: string[] = [];
  let length = 0;
  const trace = simulate({ rates: [66, 33, 66], durationSeconds: 3600, seed: 7 });
  for (const line of jsonlLines(trace)) {
    lines.push(line);
    length += line.length;
    if (length >= MEGABYTES * 1e6) break;
  }
  if (length < MEGABYTES * 1e6) throw new Error(`The trace has only ${length} characters.`);
  writeFileSync(`dist/${FILE}`, lines.join(''));
  return lines.length - 1; // without the header
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
      const seconds = (performance.now() - startMs) / 1000;
      worker.terminate();
      resolve({ seconds, signs, events: data.files[0].eventLines });
    };
    worker.postMessage({ files: [globalThis.file], pattern: undefined });
  })`;
}

/** Takes the text in one piece, and counts only the time in which its lines are cut and parsed. */
const BASELINE = `new Promise((resolve, reject) => {
  const program = \`onmessage = async ({ data }) => {
    const text = await data.text();
    const startMs = performance.now();
    let events = -1;
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf('\\\\n', at);
      if (JSON.parse(text.slice(at, end))) events += 1;
      at = end + 1;
    }
    postMessage({ seconds: (performance.now() - startMs) / 1000, signs: 0, events });
  }\`;
  const worker = new Worker(URL.createObjectURL(new Blob([program])));
  worker.onerror = event => reject(new Error(event.message));
  worker.onmessage = ({ data }) => {
    worker.terminate();
    resolve(data);
  };
  worker.postMessage(globalThis.file);
})`;

async function measure(tab: RawTab, program: string, events: number): Promise<Sample> {
  const sample = (await tab.evaluate(program)) as Sample;
  if (sample.events !== events) throw new Error(`${sample.events} events were read, not ${events}.`);
  return sample;
}

const workerFile = readdirSync('dist/assets').find(name => /^reading-worker-.*\.js$/.test(name));
if (!workerFile) throw new Error('The built site has no reading worker.');
try {
  const events = writeFile();
  await withSite(async chromium => {
    const tab = await chromium.openTab(`${SITE}#/open`);
    await tab.until(`document.querySelector('open-view') !== null`);
    await tab.activate();
    await tab.evaluate(`fetch(${JSON.stringify(`${SITE}${FILE}`)})
      .then(answer => answer.blob())
      .then(blob => void (globalThis.file = new File([blob], ${JSON.stringify(FILE)})))`);
    const [reader, bare]: [Sample[], Sample[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round++) {
      const pair = [
        await measure(tab, ours(workerFile), events),
        await measure(tab, BASELINE, events),
      ] as const;
      if (round === 0) continue; // a round to warm up
      reader.push(pair[0]);
      bare.push(pair[1]);
    }
    const speedOf = (samples: readonly Sample[]): number =>
      MEGABYTES / medianOf(samples.map(({ seconds }) => seconds));
    const best = MEGABYTES / Math.min(...reader.map(({ seconds }) => seconds));
    printTitle(
      `Reading ${MEGABYTES} MB of JSONL (${events} events) in a worker of Chromium, median of ${ROUNDS}`,
    );
    printAim(
      `Lamplight, MB/s, starting the worker included (best ${best.toFixed(0)})`,
      speedOf(reader),
      'at least',
      50,
    );
    console.log(`    bare JSON.parse of each line, MB/s: ${speedOf(bare).toFixed(2)}`);
    console.log(`    ratio to the baseline: ${(speedOf(reader) / speedOf(bare)).toFixed(2)}`);
    console.log(`    signs of progress in one reading: ${reader[0]!.signs}`);
  });
} finally {
  rmSync(`dist/${FILE}`, { force: true });
}
