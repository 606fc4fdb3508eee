// Traces of large runs of programs: made of the run, written and read as JSONL, drawn, listed and searched, each beside the same for a
// trace of the die with as many events.
import { listEvents } from '../src/analysis/event-list.ts';
import { audit } from '../src/analysis/audit/audit.ts';
import { parseQuery } from '../src/analysis/find/parse-query.ts';
import { SearchIndex } from '../src/analysis/find/search-index.ts';
import { search } from '../src/analysis/find/search.ts';
import { notableJumps } from '../src/analysis/jumps.ts';
import { Moments } from '../src/analysis/moments.ts';
import { notablePlaces, programFailures } from '../src/analysis/notable-places.ts';
import { programNames } from '../src/analysis/program-events.ts';
import { packTrace } from '../src/core/packed-trace.ts';
import { traceOfProgram } from '../src/core/program/program-trace.ts';
import type { RecordedRun } from '../src/core/program/recorded-run.ts';
import type { Trace } from '../src/core/trace.ts';
import { runProgram } from '../src/engine/run-program.ts';
import { simulate } from '../src/engine/simulate.ts';
import { readTrace } from '../src/formats/read.ts';
import { writeTrace } from '../src/formats/write.ts';
import { TELLING } from '../src/testing/telling-program.ts';
import { DiagramIndex } from '../src/ui/trace/diagram/diagram-index.ts';
import { diagramScene } from '../src/ui/trace/diagram/diagram-scene.ts';
import { fullHeight } from '../src/ui/trace/diagram/layout.ts';
import { programPainter } from '../src/ui/trace/diagram/scene-program.ts';
import { cpuSeconds, medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 3;
const WINDOWS = 200;
const RATIO_AIM = 4;

/** The median of some rounds, in seconds of the processor. */
function timeOf(work: () => unknown): number {
  const measured = Array.from({ length: ROUNDS }, () => {
    globalThis.gc?.();
    const before = cpuSeconds();
    work();
    return cpuSeconds() - before;
  });
  return medianOf(measured);
}

/** Two machines that ask one another all the time, with notes, outputs, a timer, and what they show. */
function seededRun(durationSeconds: number): RecordedRun {
  const asks = Array.from({ length: durationSeconds * 5 }, (_, i) => ['enter', (i % 3) + 1] as const);
  return runProgram(TELLING, {
    rates: [40, 40],
    durationSeconds,
    seed: 7,
    script: [asks, asks],
    faults: { lossPercent: 2, duplicationPercent: 1 },
  }).run;
}

/** The same steps in their order, as a search has them: without time. */
function withoutTime({ program, trial, steps }: RecordedRun): RecordedRun {
  const untimed = steps.map(({ machine, cause, events, state, shown, notes, chosen, problem }) => ({
    machine,
    cause,
    events,
    state,
    notes,
    ...(shown && { shown }),
    ...(chosen && { chosen }),
    ...(problem && { problem }),
  }));
  return { program, trial, steps: untimed, arrivals: [], faults: [] };
}

interface Work {
  readonly name: string;
  readonly of: (trace: Trace) => unknown;
}

const WORKS: readonly Work[] = [
  { name: 'writing JSONL', of: trace => writeTrace(trace, 'jsonl') },
  { name: 'writing CSV', of: trace => writeTrace(trace, 'csv') },
  { name: 'audit', of: audit },
  { name: 'moments, for playing it', of: trace => new Moments(trace).at(30_000) },
  { name: 'packed for a worker', of: trace => structuredClone(packTrace(trace)) },
  { name: 'what went wrong, and marks', of: failures },
  { name: 'events in order', of: trace => listEvents(trace, {}) },
  { name: 'events by what they say', of: trace => sortedBy(trace, 'says') },
  { name: 'events by timestamp', of: trace => sortedBy(trace, 'timestamp') },
  { name: 'a text is searched', of: trace => searched(trace, 'tired') },
  { name: 'diagram: the index and the whole run', of: wholeScene },
];

function failures(trace: Trace): unknown {
  const { program } = trace;
  if (!program) return notableJumps(trace, 1_800_000, 5);
  return [
    programFailures(trace, program),
    notablePlaces(trace, program, 1_800_000, 12),
    programNames(program),
  ];
}

function sortedBy(trace: Trace, column: 'says' | 'timestamp'): unknown {
  return listEvents(trace, {}).sorted({ column, descending: false });
}

function searched(trace: Trace, typed: string): unknown {
  const parsed = parseQuery(typed, { hasProgram: trace.program !== undefined });
  if (parsed.kind !== 'query') throw new Error(`not a query: ${typed}`);
  return search(new SearchIndex(trace), { query: parsed.query, filter: {} });
}

function sceneIn(trace: Trace, index: DiagramIndex, fromMs: number, toMs: number): unknown {
  const height = fullHeight(trace.machines);
  const view = { fromMs, toMs, width: 1300, height, scrollTop: 0, machines: trace.machines, hidden: [] };
  return diagramScene(index, view, { program: painterOf(trace) });
}

const painters = new WeakMap<Trace, ReturnType<typeof programPainter>>();

/** Made once for a trace, as on the page. */
function painterOf(trace: Trace): ReturnType<typeof programPainter> | undefined {
  if (!trace.program) return undefined;
  const painter = painters.get(trace) ?? programPainter(trace.program);
  painters.set(trace, painter);
  return painter;
}

function wholeScene(trace: Trace): unknown {
  painters.delete(trace);
  const index = new DiagramIndex(trace);
  const { fromMs, toMs } = index.extent;
  return sceneIn(trace, index, fromMs, toMs);
}

/** Ten seconds at a time, as when somebody pans. */
function panned(trace: Trace): number {
  const index = new DiagramIndex(trace);
  const { fromMs, toMs } = index.extent;
  sceneIn(trace, index, fromMs, toMs);
  const span = 10_000;
  return timeOf(() => {
    for (let i = 0; i < WINDOWS; i++) {
      const from = fromMs + ((toMs - fromMs - span) * i) / WINDOWS;
      sceneIn(trace, index, from, from + span);
    }
  });
}

const run = seededRun(1800);
const events = run.steps.reduce((sum, step) => sum + step.events.length, 0);
const half = seededRun(900);
const halfEvents = half.steps.reduce((sum, step) => sum + step.events.length, 0);
printTitle(`Traces of a program’s run: ${run.steps.length} steps, ${events} events`);

const timed = traceOfProgram(run);
const stepped = traceOfProgram(withoutTime(run));
const die = simulate({
  rates: [events / 3600, events / 3600].map(Math.round),
  durationSeconds: 1800,
  seed: 7,
});
console.log(`  the die: ${die.eventCount} events; without time: ${stepped.eventCount} events`);

const madeSeconds = timeOf(() => traceOfProgram(run));
const halfSeconds = timeOf(() => traceOfProgram(half));
console.log(
  `  traceOfProgram: ${(madeSeconds * 1000).toFixed(0)} ms, ${((1e6 * madeSeconds) / events).toFixed(1)} µs an event`,
);
printAim(
  'traceOfProgram, time for an event of the whole run against one of half of it',
  madeSeconds / events / (halfSeconds / halfEvents),
  'at most',
  1.6,
);

const rows = [
  ...WORKS.map(({ name, of }) => ({
    name,
    times: [die, timed, stepped].map(trace => timeOf(() => of(trace))),
  })),
  {
    name: 'reading JSONL',
    times: [die, timed, stepped].map(trace => {
      const [file] = writeTrace(trace, 'jsonl');
      return timeOf(() => readTrace([file!]));
    }),
  },
  { name: `diagram: ${WINDOWS} windows of ten seconds`, times: [die, timed, stepped].map(panned) },
];
console.log(
  `  ${''.padEnd(40)} ${['die', 'program', 'ratio', 'steps', 'ratio'].map(head => head.padStart(9)).join('')}`,
);
for (const { name, times } of rows) {
  const perEvent = times.map((seconds, i) => seconds / [die, timed, stepped][i]!.eventCount);
  const ms = (seconds: number): string => `${(seconds * 1000).toFixed(1)} ms`.padStart(9);
  const ratio = (i: number): string => (perEvent[i]! / perEvent[0]!).toFixed(1).padStart(9);
  console.log(`  ${name.padEnd(40)} ${ms(times[0]!)}${ms(times[1]!)}${ratio(1)}${ms(times[2]!)}${ratio(2)}`);
}
const [dieAll, programAll] = [0, 1].map(i => rows.reduce((sum, { times }) => sum + times[i]!, 0));
printAim('all of it, program against die', programAll! / dieAll!, 'at most', RATIO_AIM);
