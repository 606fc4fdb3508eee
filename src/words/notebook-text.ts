// What the notebook says as a whole: its title, introduction and method, the passage on the two rules, and the heads of the
// tables beside them.
import { counted, grouped } from '../core/counted.ts';
import type { TimestampRule } from '../core/trial.ts';
import { fixed, listing } from './numbers.ts';

export const TITLE = 'Nine trials of three logical clocks';
export const SUBTITLE =
  'A notebook on the scale model of Hiremath and Palacci (8 March 2023): the same trials, two hundred times each.';

export const INTRODUCTION: readonly string[] = [
  'Three machines run at different clock rates. At every tick a machine takes the oldest message out of its queue; if the queue is empty, it rolls a die and sends to one of the others, to both, or to none. Each has a logical clock. How far do the clocks jump, how far do they drift apart, and when does a queue keep growing?',
  'Hiremath and Palacci ran nine such trials, once each, in ten minutes, and judged the figures by eye. Here are the same nine trials with the spread that one run cannot show, the published results beside ours, and a measurement for each claim.',
];

export function methodText(replicates: number, firstSeed: number): string {
  return `Every trial is run ${replicates} times in virtual time, with the seeds ${firstSeed} to ${firstSeed + replicates - 1}, by the same machines that run live. A figure shows one of these runs in front of the band that contains 95\u00a0% of them at each of 121 moments. Means come with the range of 95\u00a0% of the runs in brackets; a few tables give the 95\u00a0% confidence interval of the mean instead (Student’s t) and say so. Published numbers are read from the authors’ figures: ±\u00a05 on clocks, ±\u00a02 on long queues, exact where a line ends on a mark. Queues are counted after each event.`;
}

export function overviewCaption(replicates: number): string {
  return `The nine trials at a glance: means over ${replicates} runs, in brackets the range of 95 % of them`;
}

export const OVERVIEW_COLUMNS: readonly string[] = [
  'trial',
  'ticks/s',
  'die',
  'seconds',
  'fastest clock ends at',
  'slowest machine’s clock ends at',
  'its queue at the end',
  'published values within our 95 % range',
];

export const RULE_TABLE = {
  caption: 'Where the fastest machine ends: mean, in brackets the range of 95 % of the runs',
  columns: [
    'trial',
    'rate × seconds',
    'assignment’s rule',
    'straight under the assignment’s rule',
    'Lamport’s rule',
    'straight under Lamport’s rule',
    'further by',
  ],
} as const;

/** A value that every run has. */
export function always(value: number): string {
  return `${value}, always`;
}

export function furtherBy(portion: number): string {
  return `${fixed(portion * 100, 1)} %`;
}

/** Of so many published values of a trial. */
export function usualCount(usual: number, of: number): string {
  return `${usual} of ${of}`;
}

/** What the runs of all trials say on the two rules. */
export interface RuleFacts {
  /** Shown on the page. */
  readonly rule: TimestampRule;
  /** The trial whose fastest machine is pushed furthest above its ticks under Lamport’s rule, if any is known. */
  readonly pushed: { readonly number: number; readonly mean: number; readonly ownTicks: number } | undefined;
  /** The trials whose fastest machine has the same straight line under both rules. */
  readonly straight: readonly number[];
  /** Undefined until all runs are there. */
  readonly pairs: { readonly runs: number; readonly queuesThatDiffer: number } | undefined;
}

/** `pending` is in the place of what is not known yet. */
export function ruleParagraphs(
  { rule, pushed, straight, pairs }: RuleFacts,
  pending: string,
): readonly { readonly lead: string; readonly text: string }[] {
  const further = pushed
    ? `, furthest in trial ${pushed.number}: ${fixed(pushed.mean, 1)} on average instead of ${pushed.ownTicks}`
    : '';
  const unchanged =
    straight.length > 0
      ? ` Nothing changes for the fastest machine in ${straight.length === 1 ? 'trial' : 'trials'} ${listing(straight)}: no other machine ticks often enough between two of its ticks to get ahead of it.`
      : '';
  return [
    {
      lead: 'The rule shown here.',
      text:
        rule === 'send-then-increment'
          ? 'All numbers and figures here are under the assignment’s rule, as the published ones are.'
          : 'All numbers and figures here are under Lamport’s rule; the published results are not.',
    },
    {
      lead: 'The assignment’s rule: send, then add 1.',
      text: 'A message carries the clock from before its send event, as the assignment says. So a message is never ahead of what its sender had counted before, and the receiver adds only 1: no clock can get ahead of the fastest machine’s count of ticks. That machine draws a straight line and ends at exactly rate × seconds in every run, even with a second machine as fast. The price: a receive can have the same timestamp as the send that caused it, and the clock condition fails.',
    },
    {
      lead: 'Lamport’s rule: add 1, then send.',
      text: `A message carries the timestamp of its send event, and its receive has a later one: the clock condition holds. A machine that takes a message sent at the same moment is then one ahead, and passes this on to others. Machines of about the same rate push each other above the straight line${further}.${unchanged}`,
    },
    {
      lead: 'What stays the same.',
      text: pairs ? sameQueues(pairs) : pending,
    },
  ];
}

function sameQueues({ runs, queuesThatDiffer }: NonNullable<RuleFacts['pairs']>): string {
  const outcome =
    queuesThatDiffer === 0
      ? `In all ${counted(runs, 'pair')} of runs the queues are identical.`
      : `Of ${counted(runs, 'pair')} of runs the queues differ in ${grouped(queuesThatDiffer)}.`;
  return `The rule changes only timestamps: the same dice send the same messages. ${outcome}`;
}
