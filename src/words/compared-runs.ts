// Any two runs of the history laid side by side, run A and run B: what is known of them, where they differ first, and the heads of the
// tables.
import type { MachineComparison } from '../analysis/comparison.ts';
import type { Difference } from '../analysis/divergence.ts';
import { counted, grouped } from '../core/counted.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import type { HistoryEntry } from '../history/entry.ts';
import { delayWords } from './delay.ts';
import { eventName } from './event-words.ts';
import { faultSentence } from './faults.ts';
import { dateWords, kindWords, verdictWords } from './history.ts';
import { machineName } from './machine-name.ts';
import { decimal, lengthOf, listing, momentOf } from './numbers.ts';
import { TIMESTAMP_RULE_NAMES } from './rules.ts';

/** Of any two runs, in the order in which they are named. */
export const RUN_LETTERS = ['A', 'B'] as const;
export type RunLetter = (typeof RUN_LETTERS)[number];

export const COMPARISON_WORDS = {
  title: 'Compare two runs',
  swap: 'Swap A and B',
  opening: 'Opening the two runs …',
  comparing: 'Comparing the two runs …',
  facts: 'The two runs',
  fact: 'what',
  differences: 'Where the runs differ',
  show: 'Show in both diagrams',
  noSuchEvent: 'has no such event',
  machines: 'Differences by machine',
  all: 'All',
  machinesNote: 'A single number is the same in both runs. Two numbers are run A / run B.',
  pairedByName:
    'The machines of the two runs have the same names in a different order, so they are paired by name.',
  otherRun: 'run B',
  none: 'none',
  notTold: '–',
} as const;

/** `Run A` at the beginning of a line. */
export function runLetter(letter: RunLetter): string {
  return `Run ${letter}`;
}

/** Over the diagram of a run. */
export function runTitle(letter: RunLetter, name: string): string {
  return `Run ${letter}: ${name}`;
}

/** Of a run that cannot be compared; `reason` is a sentence. */
export function runNotOpened(letter: RunLetter, reason: string): string {
  return `Run ${letter} could not be opened. ${reason}`;
}

export interface FactRow {
  readonly what: string;
  /** Of run A and of run B; the same text where the fact is the same. */
  readonly texts: readonly [string, string];
}

/** What is known of two runs without a look at their events. */
export function factRows(runs: readonly [KnownRun, KnownRun]): FactRow[] {
  const row = (what: string, text: (run: KnownRun) => string): FactRow => ({
    what,
    texts: [text(runs[0]), text(runs[1])],
  });
  const isOwn = runs.some(({ trace }) => trace.engine !== 'imported');
  const ofTrial = (text: (run: KnownRun) => string) => (run: KnownRun) =>
    run.trace.engine === 'imported' ? COMPARISON_WORDS.notTold : text(run);
  return [
    row('Saved', ({ entry }) => dateWords(entry.keptAtMs)),
    row('Kind', ({ entry }) => kindWords(entry)),
    row('Machines', ({ trace }) => grouped(trace.machines)),
    row('Ticks per second', ({ trace }) => shortListing(trace.trial.rates.map(decimal))),
    ...(isOwn
      ? [
          row(
            'Die',
            ofTrial(({ trace }) => `${grouped(trace.trial.dieSides)} faces`),
          ),
          row(
            'Seed',
            ofTrial(({ trace }) => `${trace.trial.seed}`),
          ),
          row(
            'Rule',
            ofTrial(({ trace }) => TIMESTAMP_RULE_NAMES[trace.trial.rule].name),
          ),
          row(
            'Delay',
            ofTrial(({ trace }) => delayWords(trace.trial.delay)),
          ),
          row(
            'Faults',
            ofTrial(({ trace }) => faultPlanWords(trace)),
          ),
        ]
      : []),
    row('Length', ({ entry }) => lengthOf(entry.engine, entry.spanMs)),
    row('Events', ({ entry }) => grouped(entry.events)),
    row('Messages', ({ entry }) => grouped(entry.messages)),
    row('Audit', ({ entry }) => verdictWords(entry.verdict)),
  ];
}

export interface KnownRun {
  readonly entry: HistoryEntry;
  readonly trace: Trace;
}

const LISTED_MAX = 12;

function shortListing(items: readonly string[]): string {
  const more = items.length - LISTED_MAX;
  return listing(more > 0 ? [...items.slice(0, LISTED_MAX), `${grouped(more)} more`] : items);
}

/** A plan of faults: `10 % lost, 5 % doubled. Machine 2 crashes at …`. */
function faultPlanWords(trace: Trace): string {
  const { faults } = trace.trial;
  if (!faults) return COMPARISON_WORDS.none;
  const { lossPercent, duplicationPercent, reorderingPercent, reorderingMs, bandwidthPerSecond } = faults;
  const shares = [
    lossPercent > 0 ? `${decimal(lossPercent)} % lost` : '',
    duplicationPercent > 0 ? `${decimal(duplicationPercent)} % doubled` : '',
    reorderingPercent > 0 ? `${decimal(reorderingPercent)} % reordered by ${reorderingMs} ms` : '',
    bandwidthPerSecond === undefined ? '' : `${grouped(bandwidthPerSecond)} messages/s on a link`,
    faults.session ? 'with the session layer' : '',
  ].filter(part => part !== '');
  const timed = shortListing(faults.timed.map(fault => faultSentence(trace, fault).replace(/\.$/, '')));
  return [shares.join(', '), timed].filter(part => part !== '').join('. ');
}

/** Where two runs differ first, and how far that reaches. */
export function divergenceSentences(
  first: Trace,
  differences: readonly Difference[],
  machines: number,
): string[] {
  if (differences.length === 0) return ['The two runs are the same, event by event.'];
  const onlyOne = (['only-first', 'only-second'] as const).find(kind =>
    differences.every(difference => difference.kind === kind),
  );
  if (onlyOne) {
    const [more, less] = onlyOne === 'only-first' ? RUN_LETTERS : ([...RUN_LETTERS].reverse() as RunLetter[]);
    return [`All events of run ${less} are the same in run ${more}, which has more of them.`];
  }
  const firsts = differences.filter(({ isFirst }) => isFirst);
  const later = differences.length - firsts.length;
  const same = machines - differences.length;
  const [only] = firsts;
  return [
    firsts.length === 1
      ? `The runs first differ at event ${grouped(only!.index + 1)} of ${nameIn(first, only!.machine)}.`
      : `The runs first differ on ${counted(firsts.length, 'machine')}: none of these differences happened before another one.`,
    ...(later > 0
      ? [
          `On ${counted(later, 'other machine')} the first difference happened after ${firsts.length === 1 ? 'it' : 'one of them'}.`,
        ]
      : []),
    ...(same > 0
      ? [`${counted(same, 'machine')} ${same === 1 ? 'is' : 'are'} the same from start to end.`]
      : []),
  ];
}

/** A machine that only the other run has is called by its number. */
function nameIn(trace: Trace, machine: number): string {
  return machine <= trace.machines ? trace.nameOf(machine) : `machine ${machine}`;
}

/** `Machine 2, event 13`. */
export function differenceName(runs: readonly [Trace, Trace], place: EventPlace): string {
  const trace = place.machine <= runs[0].machines ? runs[0] : runs[1];
  return eventName(machineName(trace, place.machine), place);
}

/** What a run has there: `receive of message 1.5 at 3.200 s, timestamp 17`. */
export function eventInRun(trace: Trace, { machine, index }: EventPlace): string {
  if (index >= (trace.logs[machine - 1]?.eventCount ?? 0)) return COMPARISON_WORDS.noSuchEvent;
  const event = trace.event(machine, index);
  return `${whatOf(trace, event)} at ${momentOf(trace.engine, event.atMs)}, timestamp ${event.clock}`;
}

function whatOf(trace: Trace, event: ReturnType<Trace['event']>): string {
  switch (event.kind) {
    case 'internal':
      return 'internal event';
    case 'send': {
      const names = event.messages.map(({ to }) => trace.nameOf(to));
      return names.length === 0 ? 'send' : `send to ${shortListing(names)}`;
    }
    case 'receive':
      return event.message
        ? `receive of message ${trace.messageNameOf(event.message.from, event.message.number)}`
        : 'receive of an unknown message';
  }
}

export function moreDifferences(count: number): string {
  return `${counted(count, 'more machine')} first ${count === 1 ? 'differs' : 'differ'} independently; the table below has all of them.`;
}

/** Beside the figure of the clocks. */
export function clockDistanceSentence(first: Trace, comparisons: readonly MachineComparison[]): string {
  const widest = comparisons.reduce((a, b) => (b.largestClockDistance > a.largestClockDistance ? b : a));
  return widest.largestClockDistance === 0
    ? 'After the same number of events, each machine’s clock is the same in both runs.'
    : `After the same number of events, the two clocks of a machine are at most ${grouped(widest.largestClockDistance)} apart (${nameIn(first, widest.machine)}).`;
}

/** Beside the figure of the queues. `silent`: the runs whose logs do not say how many messages wait. */
export function queueDistanceSentence(
  first: Trace,
  comparisons: readonly MachineComparison[],
  silent: readonly RunLetter[],
): string {
  if (silent.length > 0)
    return `${silent.length === 1 ? `The log of run ${silent[0]} does` : 'The logs of both runs do'} not say how many messages wait.`;
  const widest = comparisons.reduce((a, b) => (b.largestQueueDistance > a.largestQueueDistance ? b : a));
  return widest.largestQueueDistance === 0
    ? 'After the same number of events, each machine’s queue is as long in both runs.'
    : `After the same number of events, the two queues of a machine differ by at most ${counted(widest.largestQueueDistance, 'message')} (${nameIn(first, widest.machine)}).`;
}

/** Columns of the table by machine, each with its unit. */
export const MACHINE_COLUMNS: readonly { readonly head: string; readonly unit?: string }[] = [
  { head: 'machine' },
  { head: 'first difference', unit: 'event' },
  { head: 'events' },
  { head: 'final clock' },
  { head: 'clocks apart', unit: 'at most' },
  { head: 'final queue', unit: 'messages' },
  { head: 'largest queue', unit: 'messages' },
  { head: 'queues apart', unit: 'at most' },
  { head: 'sent', unit: 'messages' },
  { head: 'received', unit: 'messages' },
];

/** In the column of the first difference; an event that another machine’s difference happened before says so. */
export function differsAtEvent(difference: Difference | undefined): string {
  if (!difference) return COMPARISON_WORDS.none;
  return `${grouped(difference.index + 1)}${difference.isFirst ? ', first' : ', later'}`;
}

/** One number where both runs have the same, both where they differ; `–` where a run has none. */
export function pairText(
  pair: readonly [number | undefined, number | undefined],
  write: (value: number) => string = grouped,
): string {
  const [one, two] = pair.map(value => (value === undefined ? COMPARISON_WORDS.notTold : write(value)));
  return one === two ? one! : `${one} / ${two}`;
}

export function moreRows(count: number): string {
  return `${counted(count, 'more machine')} ${count === 1 ? 'is' : 'are'} not listed.`;
}
