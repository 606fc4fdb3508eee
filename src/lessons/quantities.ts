// What a lesson may say of a run, in words that a teacher writes: each form of words is one way to compute a number or a name
// from the trace. docs/lessons.md lists the same forms, and a test holds the list against this table.
import { conesOf, relationOf } from '../analysis/cones.ts';
import { cutAt, examineCut } from '../analysis/cuts.ts';
import { countLens, countPairs } from '../analysis/concurrency.ts';
import { lensOf } from '../analysis/clock-lenses.ts';
import { explainEvent, type EventExplanation } from '../analysis/explain-event.ts';
import { jumpsOf, largestJump, type Jump } from '../analysis/jumps.ts';
import { predict } from '../analysis/prediction.ts';
import { vectorClocksOf } from '../analysis/vector-clocks.ts';
import type { EventPlace } from '../core/trace-order.ts';
import { INTERNAL, RECEIVE, SEND, type MachineLog } from '../core/machine-log.ts';
import type { Trace } from '../core/trace.ts';
import { MEASURE_PROBLEMS, placeWords } from '../words/lessons.ts';
import type { LessonCut, Quantity } from './lesson.ts';

/** A number, a name, or a sentence that says why there is none. */
export type Measured =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'problem'; readonly message: string };

export interface MeasuredRun {
  readonly trace: Trace;
  readonly cut: LessonCut | undefined;
}

interface Measuring {
  readonly run: MeasuredRun;
  readonly trace: Trace;
  /** The numbers of the form, in their order. */
  readonly numbers: readonly number[];
  /** All runs of the lesson, by their number. */
  readonly runs: ReadonlyMap<number, MeasuredRun>;
}

type Measure = (measuring: Measuring) => Measured;

const number = (value: number): Measured => ({ kind: 'number', value });
const name = (some: string): Measured => ({ kind: 'name', name: some });
const problem = (message: string): Measured => ({ kind: 'problem', message });

const countKind = (log: MachineLog, kind: number): number =>
  log.kinds.subarray(0, log.eventCount).reduce((count, each) => count + (each === kind ? 1 : 0), 0);

const ofAll =
  (count: (log: MachineLog) => number): Measure =>
  ({ trace }) =>
    number(trace.logs.reduce((sum, log) => sum + count(log), 0));

/** The machine is the last number of the form. */
const ofMachine =
  (measure: (log: MachineLog, measuring: Measuring) => Measured): Measure =>
  measuring => {
    const machine = measuring.numbers[measuring.numbers.length - 1]!;
    const log = measuring.trace.logs[machine - 1];
    return log
      ? measure(log, measuring)
      : problem(MEASURE_PROBLEMS.machine(machine, measuring.trace.machines));
  };

/** The form is `… event E of machine M`. */
const ofEvent =
  (measure: (explanation: EventExplanation, trace: Trace) => Measured | undefined): Measure =>
  ({ trace, numbers: [event, machine] }) => {
    const place = placeIn(trace, event!, machine!);
    if (typeof place === 'string') return problem(place);
    return measure(explainEvent(trace, place), trace) ?? problem(MEASURE_PROBLEMS.notReceive);
  };

const ofCut =
  (cutOf: (measuring: Measuring) => Uint32Array | undefined, pick: (report: CutFacts) => Measured): Measure =>
  measuring => {
    const cut = cutOf(measuring);
    return cut ? pick(examineCut(measuring.trace, cut)) : problem(MEASURE_PROBLEMS.noCut);
  };
type CutFacts = ReturnType<typeof examineCut>;

const momentCut = ({ trace, numbers: [seconds] }: Measuring): Uint32Array => cutAt(trace, seconds! * 1000);
const runCut = ({ run, trace }: Measuring): Uint32Array | undefined => cutOfRun(trace, run.cut);
const consistency = ({ consistent }: CutFacts): Measured => name(consistent ? 'consistent' : 'inconsistent');

function jumpOf(log: MachineLog, { trace }: Measuring): Jump | undefined {
  return jumpsOf(trace).machines[log.machine - 1]?.largest;
}

/** In a form M is a machine, E the number of an event, T seconds, A a run. */
const MEASURES: Readonly<Record<string, Measure>> = {
  events: ofAll(log => log.eventCount),
  messages: ofAll(log => log.messageCount),
  'events of machine M': ofMachine(log => number(log.eventCount)),
  'sends of machine M': ofMachine(log => number(countKind(log, SEND))),
  'receives of machine M': ofMachine(log => number(countKind(log, RECEIVE))),
  'internal events of machine M': ofMachine(log => number(countKind(log, INTERNAL))),
  'messages from machine M': ofMachine(log => number(log.messageCount)),
  'messages lost': ({ trace }) => number(trace.faults.filter(({ kind }) => kind === 'lost').length),
  'rate of machine M': ofMachine((log, { trace }) => number(trace.trial.rates[log.machine - 1]!)),

  'clock of machine M': ofMachine(log => lastOf(log, log.clocks, log.eventCount)),
  'clock of machine M at T s': atMoment((log, count) => lastOf(log, log.clocks, count)),
  'queue of machine M': ofMachine(log => lastOf(log, log.queues, log.eventCount)),
  'queue of machine M at T s': atMoment((log, count) => lastOf(log, log.queues, count)),
  'longest queue of machine M': ofMachine(log =>
    number(log.queues.subarray(0, log.eventCount).reduce((most, each) => Math.max(most, each), 0)),
  ),

  'largest jump': ({ trace }) => number(largestJump(trace)?.jump ?? 0),
  'largest jump of machine M': ofMachine((log, measuring) => number(jumpOf(log, measuring)?.jump ?? 0)),
  'event of the largest jump': ({ trace }) => placeName(largestJump(trace)),
  'event of the largest jump of machine M': ofMachine((log, measuring) => placeName(jumpOf(log, measuring))),

  'kind of event E of machine M': ofEvent(({ event }) => name(event.kind)),
  'time of event E of machine M': ofEvent(({ event }) => number(event.atMs / 1000)),
  'clock before event E of machine M': ofEvent(({ before }) => number(before)),
  'timestamp of event E of machine M': ofEvent(({ event }) => number(event.clock)),
  'jump of event E of machine M': ofEvent(({ jump }) => number(jump)),
  'message of event E of machine M': ofEvent(({ event }, trace) =>
    event.kind === 'receive' && event.message
      ? name(trace.messageNameOf(event.message.from, event.message.number))
      : undefined,
  ),
  'timestamp of the message of event E of machine M': ofEvent(({ received }) =>
    received === undefined ? undefined : number(received),
  ),
  'send of event E of machine M': ofEvent(({ sender }) => sender && placeName(sender.send)),
  'wait of event E of machine M': ofEvent(({ sender }) =>
    sender?.waitedMs === undefined ? undefined : number(sender.waitedMs / 1000),
  ),
  'news in event E of machine M': ofEvent(({ sender }) => sender && number(sender.unheard)),
  'events before event E of machine M': ofEvent(({ relations }) => number(relations.past)),
  'events after event E of machine M': ofEvent(({ relations }) => number(relations.future)),
  'events concurrent with event E of machine M': ofEvent(({ relations }) => number(relations.concurrent)),
  'chain to event E of machine M': ofEvent(({ longestEvents, chainEvents }) =>
    number(longestEvents ?? chainEvents),
  ),
  'order of event E of machine M and event E of machine M': orderOf,

  'pairs of events': pairs(({ pairs }) => pairs),
  'pairs with a cause': pairs(({ causal }) => causal),
  'concurrent pairs': pairs(({ concurrent }) => concurrent),
  'concurrent pairs with different timestamps': pairs((_, { concurrentOrdered }) => concurrentOrdered),
  'pairs with a cause and equal timestamps': pairs((_, { causalEqual }) => causalEqual),
  'percent of ordered pairs without a cause': pairs(
    ({ causal }, { concurrentOrdered }) => (100 * concurrentOrdered) / (causal + concurrentOrdered),
  ),
  'receives with the timestamp of their send': ({ trace }) => number(equalToSend(trace)),

  'cut at T s': ofCut(momentCut, consistency),
  'messages that break the cut at T s': ofCut(momentCut, ({ violationCount }) => number(violationCount)),
  'messages on their way at the cut at T s': ofCut(momentCut, ({ inFlightCount }) => number(inFlightCount)),
  'cut of this run': ofCut(runCut, consistency),
  'messages that break the cut of this run': ofCut(runCut, ({ violationCount }) => number(violationCount)),
  'messages on their way at the cut of this run': ofCut(runCut, ({ inFlightCount }) => number(inFlightCount)),

  'expected rolls per second': ({ trace }) =>
    number(predict(trace.trial).machines.reduce((sum, { rollsPerSecond }) => sum + rollsPerSecond, 0)),
  'expected arrivals per second at machine M': expected(({ arrivalsPerSecond }) => arrivalsPerSecond),
  'expected growth of the queue of machine M': expected(({ queueGrowthPerSecond }) => queueGrowthPerSecond),
  'expected growth of the clock of machine M': expected(({ clockGrowthPerSecond }) => clockGrowthPerSecond),

  'equal events of machine M in runs A and A': equalEvents,
  'equal events of machine M in runs A, A and A': equalEvents,
};

/** Every form of words, for a list of what may be written. */
export const QUANTITY_FORMS: readonly string[] = Object.keys(MEASURES);

const PATTERNS = QUANTITY_FORMS.map(form => ({
  form,
  // Only words, numbers and blanks are in a form; its capital letters are numbers.
  pattern: new RegExp(
    `^${form.replace(/\b[MEA]\b/g, '(\\d{1,6})').replace(/\bT\b/g, '(\\d{1,6}(?:\\.\\d{1,6})?)')}$`,
  ),
}));

/** Undefined where no form of words fits. */
export function readQuantity(text: string): Quantity | undefined {
  for (const { form, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    if (found) return { form, numbers: found.slice(1).map(Number) };
  }
  return undefined;
}

/** `run` is the number of the run that it is about; `runs` are all of the lesson. */
export function measure(
  { form, numbers }: Quantity,
  run: number,
  runs: ReadonlyMap<number, MeasuredRun>,
): Measured {
  const measured = runs.get(run);
  if (!measured) return problem(MEASURE_PROBLEMS.run(run, runs.size));
  return MEASURES[form]!({ run: measured, trace: measured.trace, numbers, runs });
}

/** As many events of each machine as are before the cut; undefined where the run has none. */
export function cutOfRun(trace: Trace, cut: LessonCut | undefined): Uint32Array | undefined {
  if (!cut) return undefined;
  return cut.kind === 'moment' ? cutAt(trace, cut.atMs) : Uint32Array.from(cut.counts);
}

/** A sentence where the trace has no such event. */
export function placeIn(trace: Trace, event: number, machine: number): EventPlace | string {
  const log = trace.logs[machine - 1];
  if (!log) return MEASURE_PROBLEMS.machine(machine, trace.machines);
  return event >= 1 && event <= log.eventCount
    ? { machine, index: event - 1 }
    : MEASURE_PROBLEMS.event(event, machine, log.eventCount);
}

function placeName(place: EventPlace | undefined): Measured {
  return place ? name(placeWords(place)) : problem(MEASURE_PROBLEMS.noEvents);
}

/** Of the first `count` events; 0 where there is none. */
function lastOf(_log: MachineLog, column: Uint32Array, count: number): Measured {
  return number(count === 0 ? 0 : column[count - 1]!);
}

function atMoment(pick: (log: MachineLog, count: number) => Measured): Measure {
  return ({ trace, numbers: [machine, seconds] }) => {
    const log = trace.logs[machine! - 1];
    if (!log) return problem(MEASURE_PROBLEMS.machine(machine!, trace.machines));
    return pick(log, cutAt(trace, seconds! * 1000)[machine! - 1]!);
  };
}

function orderOf({ trace, numbers: [event, machine, otherEvent, otherMachine] }: Measuring): Measured {
  const place = placeIn(trace, event!, machine!);
  const other = placeIn(trace, otherEvent!, otherMachine!);
  if (typeof place === 'string') return problem(place);
  if (typeof other === 'string') return problem(other);
  const relation = relationOf(conesOf(trace, place), other);
  // What is in the future of the first comes after it.
  const words = { itself: 'the same', past: 'after', future: 'before', concurrent: 'concurrent' } as const;
  return name(words[relation]);
}

function pairs(
  pick: (counts: ReturnType<typeof countPairs>, lens: ReturnType<typeof countLens>) => number,
): Measure {
  return ({ trace }) => {
    const vectors = vectorClocksOf(trace);
    return number(pick(countPairs(vectors), countLens(vectors, lensOf(trace, 'recorded'))));
  };
}

function expected(pick: (machine: ReturnType<typeof predict>['machines'][number]) => number): Measure {
  return ofMachine((log, { trace }) => number(pick(predict(trace.trial).machines[log.machine - 1]!)));
}

function equalToSend({ logs }: Trace): number {
  let count = 0;
  for (const { clocks, timestamps, receivedIndices, recipients, sentIndices, messageCount } of logs)
    for (let row = 0; row < messageCount; row++) {
      const received = logs[recipients[row]! - 1]?.clocks[receivedIndices[row]!];
      if (received !== undefined && received === clocks[sentIndices[row]!] && timestamps[row] !== undefined)
        count += 1;
    }
  return count;
}

/** How many events from the first on are the same for the machine itself: when, what, which message, and its clock. */
function equalEvents({ numbers: [machine, ...others], runs }: Measuring): Measured {
  const logs: MachineLog[] = [];
  for (const other of others) {
    const run = runs.get(other);
    if (!run) return problem(MEASURE_PROBLEMS.run(other, runs.size));
    const log = run.trace.logs[machine! - 1];
    if (!log) return problem(MEASURE_PROBLEMS.machine(machine!, run.trace.machines));
    logs.push(log);
  }
  const [first, ...rest] = logs;
  let same = 0;
  while (same < first!.eventCount && rest.every(log => isSame(first!, log, same))) same += 1;
  return number(same);
}

function isSame(one: MachineLog, other: MachineLog, index: number): boolean {
  return (
    index < other.eventCount &&
    one.kinds[index] === other.kinds[index] &&
    one.atMs[index] === other.atMs[index] &&
    one.clocks[index] === other.clocks[index] &&
    one.peers[index] === other.peers[index] &&
    one.messageNumbers[index] === other.messageNumbers[index]
  );
}
