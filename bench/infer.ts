// How long it takes to find out the form of a megabyte of logs, and how fast logs are read after it, beside the reader that
// knows their kind exactly.
import { simulate } from '../src/engine/simulate.ts';
import { applyReading } from '../src/formats/infer/apply.ts';
import { inferReading } from '../src/formats/infer/infer.ts';
import { readLogFile } from '../src/formats/logs/read-file.ts';
import type { InputFile } from '../src/formats/read-result.ts';
import { cpuSeconds, medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 7;
const START_MS = Date.UTC(2026, 2, 4, 15, 20, 27);

/** Bar-separated logs of three machines. */
function logsOf(durationSeconds: number): InputFile[] {
  const trace = simulate({ rates: [6, 5, 4], durationSeconds, seed: 3 });
  return trace.logs.map((log, machine) => ({
    name: `machine_${machine}.log`,
    text: Array.from({ length: log.eventCount }, (_, index) => {
      const event = trace.event(machine + 1, index);
      const iso = new Date(START_MS + event.atMs).toISOString();
      const what =
        event.kind === 'send'
          ? `SEND to Machine ${event.messages[0]!.to - 1}`
          : event.kind === 'receive'
            ? `RECEIVE from Machine ${event.message!.from - 1}`
            : 'INTERNAL EVENT';
      const queue = event.kind === 'receive' ? ` Queue length: ${event.queue} |` : '';
      return (
        `[Machine ${machine}] ${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 23)} ${what} | ` +
        `System time: Mar  4 ${iso.slice(11, 23)} |${queue} Logical clock: ${event.clock}\n`
      );
    }).join(''),
  }));
}

function secondsOf(work: () => unknown): number {
  globalThis.gc?.();
  const before = cpuSeconds();
  work();
  return cpuSeconds() - before;
}

const megabytesOf = (files: readonly InputFile[]): number =>
  files.reduce((sum, { text }) => sum + text.length, 0) / 1e6;

const small = logsOf(600);
const large = logsOf(3600);
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
