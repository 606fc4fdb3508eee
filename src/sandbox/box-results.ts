// What comes out of a box, parsed: whatever it is, it is the work of a stranger's code. Texts that a program has made up are cut at a
// length that a page can show; what is not of the shape of an answer is none.
import * as v from 'valibot';
import { messageFaultSchema, type Fault } from '../core/fault.ts';
import { timedFaultSchema } from '../core/fault-plan.ts';
import type { Json } from '../core/program/json.ts';
import type { LawFinding } from '../core/program/law.ts';
import type { ProgramProblem } from '../core/program/problem.ts';
import { SHOWN_TONES } from '../core/program/program.ts';
import { fromSecondsSchema, type WholeProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import type { RunEvent } from '../core/program/run-event.ts';
import { parseTrial, TIMESTAMP_RULES, type Trial } from '../core/trial.ts';
import type { Choice } from '../engine/explore/choice.ts';
import type { Exploration } from '../engine/explore/explore.ts';
import type { Turned } from '../engine/program-seat.ts';
import type { RunLawReport } from '../engine/run-laws.ts';
import type { BoxJobs, Loaded } from './box-jobs.ts';

const WORDS_MAX = 2000;
const NAME_MAX = 200;
/** Deeper values are refused: whoever walks through them would not come to an end. The engine's own bound is 64. */
const JSON_DEPTH_MAX = 80;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
/** Of runs: so many that JSON has no number for it. */
const vast = v.union([
  finite,
  v.pipe(
    v.null(),
    v.transform(() => Infinity),
  ),
]);
const cutAt = (max: number) =>
  v.pipe(
    v.string(),
    v.transform(text => (text.length > max ? `${text.slice(0, max)}…` : text)),
  );
const words = cutAt(WORDS_MAX);
const name = cutAt(NAME_MAX);
const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const maybe = v.exactOptional;
/** What is parsed here was a text of JSON, so that only its depth is to be asked after. */
const json = v.custom<Json>(value => isShallow(value, JSON_DEPTH_MAX), 'nested too deep');

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every(each => isShallow(each, levels - 1));
}

const problemOf = <E extends v.ObjectEntries>(entries: E) => v.object({ ...entries, at: maybe(name) });

const problem = v.variant('kind', [
  problemOf({ kind: v.literal('shape'), path: words, expected: words, nearest: maybe(name) }),
  problemOf({
    kind: v.literal('threw'),
    message: words,
    part: maybe(v.literal('when')),
    nearest: maybe(name),
  }),
  problemOf({ kind: v.literal('show-threw'), message: words }),
  problemOf({ kind: v.literal('read-only'), name }),
  problemOf({
    kind: v.literal('unknown-name'),
    of: v.picklist(['message', 'timer', 'command']),
    name,
    nearest: maybe(name),
  }),
  problemOf({ kind: v.literal('unknown-machine'), machine: name, machines: count, isSelf: v.boolean() }),
  problemOf({ kind: v.literal('not-json'), path: words, found: words }),
  problemOf({ kind: v.picklist(['changed-later', 'not-deterministic']), path: words }),
  problemOf({ kind: v.picklist(['no-options', 'no-time']) }),
  problemOf({ kind: v.literal('timer-bounds'), timer: name }),
  problemOf({ kind: v.literal('show-shape'), found: words }),
  problemOf({ kind: v.literal('too-many-effects'), max: count }),
]) satisfies v.GenericSchema<unknown, ProgramProblem>;

const asked = v.union([
  v.pipe(v.strictTuple([name, json]), v.readonly()),
  v.pipe(v.strictTuple([name, json, fromSecondsSchema]), v.readonly()),
]);
const trial = v.object({
  machines: v.pipe(count, v.maxValue(64)),
  script: list(list(asked)),
  fifo: v.boolean(),
  rule: v.picklist(TIMESTAMP_RULES),
  losses: count,
  duplicates: count,
  crashes: count,
  idles: count,
}) satisfies v.GenericSchema<unknown, WholeProgramTrial>;

const lawKind = v.picklist(['always', 'atEnd', 'history']);
const lawOrStep = v.picklist(['always', 'atEnd', 'history', 'step']);
const finding = v.variant('kind', [
  v.object({ kind: v.literal('holds') }),
  v.object({ kind: v.literal('broken'), says: maybe(words) }),
  v.object({ kind: v.literal('failed'), message: words }),
]) satisfies v.GenericSchema<unknown, LawFinding>;

const choice = v.intersect([
  v.object({ machine: count, chosen: maybe(list(count)) }),
  v.variant('do', [
    v.object({ do: v.picklist(['start', 'command', 'idle', 'crash']) }),
    v.object({ do: v.picklist(['deliver', 'duplicate', 'lose']), from: count, nth: count }),
    v.object({ do: v.literal('timer'), timer: name }),
  ]),
]) satisfies v.GenericSchema<unknown, Choice>;

const eventFacts = { machine: count, index: count, clock: count };
const internal = { ...eventFacts, kind: v.literal('internal') };
const event = v.union([
  v.object({
    ...eventFacts,
    kind: v.literal('send'),
    message: name,
    body: json,
    timestamp: count,
    copies: list(v.object({ to: count, number: count })),
  }),
  v.object({
    ...eventFacts,
    kind: v.literal('receive'),
    from: count,
    number: count,
    message: name,
    body: json,
    timestamp: count,
  }),
  v.variant('cause', [
    v.object({ ...internal, cause: v.picklist(['restart', 'idle']) }),
    v.object({ ...internal, cause: v.picklist(['timer', 'command']), name }),
    v.object({ ...internal, cause: v.literal('output'), name, value: json }),
    v.object({ ...internal, cause: v.literal('problem'), problem }),
  ]),
]) satisfies v.GenericSchema<unknown, RunEvent>;

const step = v.object({
  machine: count,
  cause: v.variant('kind', [
    v.object({ kind: v.literal('start'), isAgain: v.boolean() }),
    v.object({ kind: v.picklist(['message', 'lost']), from: count, number: count }),
    v.object({ kind: v.literal('timer'), name }),
    v.object({ kind: v.literal('command'), name, argument: json }),
    v.object({ kind: v.literal('idle') }),
  ]),
  events: list(event),
  state: json,
  shown: maybe(v.object({ text: name, tone: maybe(v.picklist(SHOWN_TONES)) })),
  notes: list(words),
  chosen: maybe(list(count)),
  problem: maybe(problem),
  tick: maybe(count),
  atMs: maybe(finite),
  queue: maybe(count),
}) satisfies v.GenericSchema<unknown, RecordedStep>;

const recordedRun = v.object({
  program: name,
  code: maybe(v.string()),
  trial,
  timed: maybe(v.custom<Trial>(value => parseTrial(value).kind === 'trial')),
  steps: list(step),
  arrivals: list(v.object({ from: count, number: count, atMs: finite, beforeTick: count })),
  faults: list(v.union([messageFaultSchema, timedFaultSchema])) satisfies v.GenericSchema<
    unknown,
    readonly Fault[]
  >,
}) satisfies v.GenericSchema<unknown, RecordedRun>;
const programRun = v.object({ ...recordedRun.entries, choices: list(choice) });

const turned = v.variant('kind', [
  v.object({
    kind: v.literal('taken'),
    step,
    possible: list(name),
    messages: list(
      v.object({
        from: count,
        to: count,
        number: count,
        timestamp: count,
        letter: v.object({ kind: v.string(), body: json, vector: list(count) }),
      }),
    ),
    timers: list(
      v.variant('kind', [
        v.object({ kind: v.literal('after'), timer: name, delayMs: finite }),
        v.object({ kind: v.literal('cancel'), timer: name }),
      ]),
    ),
  }),
  v.object({ kind: v.picklist(['refused', 'nothing']) }),
]) satisfies v.GenericSchema<unknown, Turned>;

const place = { line: maybe(count), column: maybe(count) };
const loaded = v.variant('kind', [
  v.object({
    kind: v.literal('program'),
    shape: v.object({
      name,
      source: maybe(words),
      fifo: v.boolean(),
      network: maybe(
        v.object({
          fifo: maybe(v.boolean()),
          loss: maybe(v.boolean()),
          duplication: maybe(v.boolean()),
          crash: maybe(v.boolean()),
        }),
      ),
      messages: list(name),
      timers: list(name),
      commands: list(name),
      withArgument: maybe(list(name)),
      laws: list(v.object({ name, kind: lawKind })),
      hasIdle: v.boolean(),
      trial: maybe(
        v.object({
          machines: v.pipe(count, v.maxValue(64)),
          script: maybe(list(list(v.union([name, asked])))),
          fifo: maybe(v.boolean()),
          rule: maybe(v.picklist(TIMESTAMP_RULES)),
          losses: maybe(count),
          duplicates: maybe(count),
          crashes: maybe(count),
          idles: maybe(count),
        }),
      ),
    }),
  }),
  v.object({
    kind: v.literal('problem'),
    problem: v.variant('kind', [
      v.object({ kind: v.literal('problem'), problem, ...place }),
      v.object({ kind: v.literal('script'), message: words, ...place }),
      v.object({ kind: v.picklist(['no-program', 'more-programs']) }),
    ]),
  }),
]) satisfies v.GenericSchema<unknown, Loaded>;

const exploration = v.pipe(
  v.object({
    program: name,
    trial,
    laws: list(
      v.variant('verdict', [
        v.object({ name, kind: lawOrStep, verdict: v.picklist(['holds', 'open']) }),
        v.object({
          name,
          kind: lawOrStep,
          verdict: v.literal('broken'),
          finding: maybe(finding),
          problem: maybe(problem),
          run: programRun,
        }),
      ]),
    ),
    // A text of JSON does not have what is undefined.
    ends: maybe(v.picklist(['states', 'bytes', 'depth', 'broken'])),
    states: count,
    steps: count,
    depth: count,
    interleavings: maybe(vast),
    orders: maybe(vast),
    uncounted: maybe(v.picklist(['endless', 'bound'])),
    tracked: v.object({ clock: v.boolean(), vector: v.boolean(), history: v.boolean() }),
    bytes: count,
  }),
  v.transform(({ ends, ...rest }) => ({ ...rest, ends })),
) satisfies v.GenericSchema<unknown, Exploration>;

const runLaws = list(
  v.variant('verdict', [
    v.object({ name, kind: lawOrStep, verdict: v.picklist(['holds', 'open']) }),
    v.object({
      name,
      kind: lawOrStep,
      verdict: v.literal('broken'),
      finding: maybe(finding),
      problem: maybe(problem),
      step: count,
      atMs: maybe(finite),
    }),
  ]),
) satisfies v.GenericSchema<unknown, readonly RunLawReport[]>;

const mark = v.object({
  law: name,
  kind: lawOrStep,
  verdict: v.picklist(['holds', 'broken']),
  says: maybe(words),
  failed: maybe(words),
  problem: maybe(problem),
});
const tally = v.object({
  name,
  kind: lawOrStep,
  broken: count,
  open: count,
  firstSeed: maybe(count),
});

type Schemas<Part extends 'result' | 'progress'> = {
  readonly [Name in keyof BoxJobs]: v.GenericSchema<unknown, BoxJobs[Name][Part]>;
};

/** By job. */
export const RESULTS: Schemas<'result'> = {
  load: loaded,
  explore: exploration,
  run: v.object({ run: recordedRun, laws: runLaws }),
  runs: v.object({ runs: count, laws: list(tally) }),
  byHand: v.object({
    run: programRun,
    broken: list(list(mark)),
    laws: list(mark),
    next: list(
      v.object({
        choice,
        step,
        command: maybe(name),
        message: maybe(v.object({ number: count, kind: name })),
      }),
    ),
    isQuiet: v.boolean(),
  }),
  shorten: v.object({ choices: list(choice), isShortest: v.boolean() }),
  laws: runLaws,
  seat: v.variant('kind', [
    v.object({ kind: v.literal('seated') }),
    v.object({ kind: v.literal('problem'), problem }),
  ]),
  turn: turned,
};

export const PROGRESS: Schemas<'progress'> = {
  load: v.never(),
  explore: v.object({ states: count, depth: count }),
  run: v.never(),
  runs: v.object({ runs: count }),
  byHand: v.never(),
  shorten: v.never(),
  laws: v.never(),
  seat: v.never(),
  turn: v.never(),
};
