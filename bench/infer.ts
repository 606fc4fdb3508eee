// How long it takes to find out the form of a megabyte of logs, and how fast logs are read after it, beside the reader that
// knows their kind exactly.
import { applyReading } from '../src/formats/infer/apply.ts';
import { inferReading } from '../src/formats/infer/infer.ts';
import { readLogFile } from '../src/formats/logs/read-file.ts';
import type { InputFile } from '../src/formats/read-result.ts';
import { foreignLogs } from './foreign-logs.ts';
import { cpuSeconds, medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 7;
function secondsOf(work: () => unknown): number {
  globalThis.gc?.();
  const before = cpuSeconds();
  work();
  return cpuSeconds() - before;
}

const megabytesOf = (files: readonly InputFile[]): number =>
  files.reduce((sum, { text }) => sum + text.length, 0) / 1e6;

const RATES = [6, 5, 4];
const small = foreignLogs(RATES, 600, 'known');
const large = foreignLogs(RATES, 3600, 'known');
const reading = inferReading(large);
if (!reading) throw new Error('The form of the logs was not found out.');
const [infer, apply, exact]: [number[], number[], number[]] = [[], [], []];
for (let round = 0; round <= ROUNDS; round++) {
  const seconds = [
    secondsOf(() => inferReading(small)),
    secondsOf(() => applyReading(reading, large)),
    secondsOf(() => large.map(file => readLogFile(file, undefined, undefined))),
  ] as const;
  if (round === 0) continue; // a round to warm up
  infer.push(seconds[0]);
  apply.push(seconds[1]);
  exact.push(seconds[2]);
}
const megabytes = megabytesOf(large);
printTitle(`Logs whose form is found out, median of ${ROUNDS}, processor time`);
printAim(
  `finding out the form of ${megabytesOf(small).toFixed(1)} MB, seconds`,
  medianOf(infer),
  'at most',
  0.3,
);
printAim(`reading ${megabytes.toFixed(1)} MB after it, MB/s`, megabytes / medianOf(apply), 'at least', 20);
console.log(`    the reader that knows the kind, MB/s: ${(megabytes / medianOf(exact)).toFixed(2)}`);
printAim('ratio to the reader that knows the kind', medianOf(exact) / medianOf(apply), 'at least', 0.5);
