// Logs for ShiViz (https://bestchai.bitbucket.io/shiviz/), which draws happened-before from vector clocks. It reads its
// own regular expression from the first line and the one between runs from the second (docs/formats.md).
import { STEP_MS } from '../core/program/program-record.ts';
import type { Trace } from '../core/trace.ts';
import type { Stretch } from './stretch.ts';
import {
  hostNames,
  NothingToWriteError,
  sentenceOf,
  vectorLogOf,
  type VectorEvent,
  type VectorLog,
} from './vector-log.ts';

const EVENT_PATTERN =
  '(?<host>\\S*) (?<clock>{.*})\\n(?<date>\\S+) (?<lamport>\\d+) (?<queue>\\S+) (?<event>.*)';
const RUNS_PATTERN = '=== (?<trace>.*) ===';

export interface NamedRun {
  readonly name: string;
  readonly trace: Trace;
}

/** One run; line after line, each with its line break. */
export function* shivizLines(trace: Trace, log: VectorLog): Generator<string> {
  yield `${EVENT_PATTERN}\n\n`;
  yield* eventLines(trace, log);
}

/** Several runs in one file, so that ShiViz can compare them. Runs without events are left out: it would refuse them. */
export function writeShiviz(runs: readonly NamedRun[], stretch?: Stretch): string {
  const lines = [`${EVENT_PATTERN}\n${RUNS_PATTERN}\n`];
  const taken = new Set<string>();
  for (const { name, trace } of runs) {
    const log = vectorLogOrNothing(trace, stretch);
    if (!log) continue;
    lines.push(`=== ${runName(name, taken)} ===\n`);
    for (const line of eventLines(trace, log)) lines.push(line);
  }
  if (lines.length === 1) throw new NothingToWriteError('None of these runs has an event to write.');
  return lines.join('');
}

function vectorLogOrNothing(trace: Trace, stretch: Stretch | undefined): VectorLog | undefined {
  try {
    return vectorLogOf(trace, stretch);
  } catch (error) {
    if (error instanceof NothingToWriteError) return undefined;
    throw error;
  }
}

/** In one line, different from each other, and none that every object of JavaScript has. */
function runName(name: string, taken: Set<string>): string {
  const plain = name.replace(/[\s=]+/g, ' ').trim();
  const own = plain === '' || plain in {} ? `run ${taken.size + 1}` : plain;
  let unique = own;
  for (let n = 2; taken.has(unique); n++) unique = `${own} (${n})`;
  taken.add(unique);
  return unique;
}

function* eventLines(trace: Trace, log: VectorLog): Generator<string> {
  const hosts = hostNames(trace);
  for (const { event, host, clock } of log.events) {
    const sentence = sentenceOf(event, hosts, trace.program);
    const facts = [moment(trace, event.atMs), event.clock, event.queue ?? '-', sentence];
    yield `${host} ${clockText(clock)}\n${facts.join(' ')}\n`;
  }
}

/** As GoVector writes it. */
export function clockText(clock: VectorEvent['clock']): string {
  return `{${clock.map(([host, count]) => `"${host}":${count}`).join(', ')}}`;
}

/** The moment, where it is known; otherwise the seconds since the start, or the step where time has no length. */
function moment({ startedAtMs, engine }: Trace, atMs: number): string {
  if (engine === 'stepped') return `step-${Math.floor(atMs / STEP_MS)}`;
  return startedAtMs === undefined
    ? `${(atMs / 1000).toFixed(3)}s`
    : new Date(startedAtMs + atMs).toISOString();
}
