// What the notebook says as a whole: its introduction, its method, the passage on the two rules, the overview and the
// claims, as blocks that the page shows and the exported files carry.
import type { Claim } from './claim.ts';
import { judgeClaims } from './claims.ts';
import { placeReadings } from './published.ts';
import { fastestOf, REPLICATES, slowestOf, type Replicates } from './replicates.ts';
import { compareRules } from './rules.ts';
import { FIRST_SEED } from './studies.ts';
import { NOTEBOOK_TRIALS } from './trials.ts';
import { describeSample } from '../analysis/statistics.ts';
import type { NotebookState } from './state.ts';
import type { Block, DocumentTable, TableRow } from './document/document.ts';
import { grouped } from '../core/counted.ts';
import { trialHead, verdictLead } from '../words/notebook-claims.ts';
import { fixed, listing, percent, withRange } from '../words/numbers.ts';

export const TITLE = 'Nine trials of three logical clocks';
export const SUBTITLE =
  'A notebook on the scale model of Hiremath and Palacci (8 March 2023): the same trials, two hundred times each.';

export const INTRODUCTION: readonly string[] = [
  'Three machines run at different clock rates. At every tick a machine takes the oldest message out of its queue; if the queue is empty, it rolls a die and sends to one of the others, to both, or to none. Each has a logical clock. How far do the clocks jump, how far do they drift apart, and when does a queue keep growing?',
  'Hiremath and Palacci ran nine such trials, once each, in ten minutes, and judged the figures by eye. Here are the same nine trials with the spread that one run cannot show, the published results beside ours, and a measurement for each claim.',
];

export const METHOD = `Every trial is run ${REPLICATES} times in virtual time, with the seeds ${FIRST_SEED} to ${FIRST_SEED + REPLICATES - 1}, by the same machines that run live. A figure shows one of these runs in front of the band that contains 95\u00a0% of them at each of 121 moments. Means come with the range of 95\u00a0% of the runs in brackets; a few tables give the 95\u00a0% confidence interval of the mean instead (Student’s t) and say so. Published numbers are read from the authors’ figures: ±\u00a05 on clocks, ±\u00a02 on long queues, exact where a line ends on a mark. Queues are counted after each event.`;

/** The same rows before and after the numbers are there, so that nothing jumps. */
const PENDING = '…';

export function overviewTable({ entries, rule }: NotebookState): DocumentTable {
  const published = entries.filter(entry => entry.published);
  return {
    caption: `The nine trials at a glance: means over ${REPLICATES} runs, in brackets the range of 95 % of them`,
    columns: [
      'trial',
      'ticks/s',
      'die',
      'seconds',
      'fastest clock ends at',
      'slowest machine’s clock ends at',
      'its queue at the end',
      'published values within our 95 % range',
    ],
    groups: [
      {
        title: '',
        rows: published.map(({ published: facts, trial, replicates }): TableRow => {
          const known = replicates[rule];
          const placed = known && facts ? placeReadings(facts, known) : [];
          const usual = placed.filter(({ verdict }) => verdict === 'same' || verdict === 'usual').length;
          const slow = known && slowestOf(known.machines);
          return {
            head: trialHead(facts!.number),
            cells: [
              trial.rates.join(', '),
              String(trial.dieSides),
              String(trial.durationSeconds),
              known ? spread(fastestOf(known.machines)[0]!.finalClock) : PENDING,
              slow ? spread(slow.finalClock) : PENDING,
              slow ? spread(slow.queueFinal) : PENDING,
              known ? `${usual} of ${placed.length}` : PENDING,
            ],
          };
        }),
      },
    ],
  };
}

function spread(values: Float64Array): string {
  const { mean, min, max, band95 } = describeSample(values);
  if (min === max) return `${mean}, always`;
  return withRange(mean, band95.low, band95.high, 1);
}

/** What the choice of the rule changes and why, with numbers for each trial. */
export function ruleBlocks({ entries, rule }: NotebookState): readonly Block[] {
  const pairs = entries
    .filter(entry => entry.published)
    .map(({ published, replicates }) => {
      const one = replicates['send-then-increment'];
      const other = replicates['increment-then-send'];
      return { number: published!.number, comparison: one && other && compareRules(one, other) };
    });
  const known = pairs.flatMap(({ number, comparison }) => (comparison ? [{ number, ...comparison }] : []));
  const straight = known.filter(({ straightIncrementFirst }) => straightIncrementFirst === 1);
  const shown =
    rule === 'send-then-increment'
      ? 'All numbers and figures here are under the assignment’s rule, as the published ones are.'
      : 'All numbers and figures here are under Lamport’s rule; the published results are not.';
  const queues = known.reduce((sum, { queuesThatDiffer }) => sum + queuesThatDiffer, 0);
  return [
    { kind: 'paragraph', lead: 'The rule shown here.', text: shown },
    {
      kind: 'paragraph',
      lead: 'The assignment’s rule: send, then add 1.',
      text: 'A message carries the clock from before its send event, as the assignment says. So a message is never ahead of what its sender had counted before, and the receiver adds only 1: no clock can get ahead of the fastest machine’s count of ticks. That machine draws a straight line and ends at exactly rate × seconds in every run, even with a second machine as fast. The price: a receive can have the same timestamp as the send that caused it, and the clock condition fails.',
    },
    {
      kind: 'paragraph',
      lead: 'Lamport’s rule: add 1, then send.',
      text: `A message carries the timestamp of its send event, and its receive has a later one: the clock condition holds. A machine that takes a message sent at the same moment is then one ahead, and passes this on to others. Machines of about the same rate push each other above the straight line${pushed(known)}. ${straight.length > 0 ? `Nothing changes for the fastest machine in ${straight.length === 1 ? 'trial' : 'trials'} ${listing(straight.map(({ number }) => number))}: no other machine ticks often enough between two of its ticks to get ahead of it.` : ''}`.trim(),
    },
    {
      kind: 'paragraph',
      lead: 'What stays the same.',
      text:
        known.length === pairs.length
          ? `The rule changes only timestamps: the same dice send the same messages. ${queues === 0 ? `In all ${grouped(known.length * REPLICATES)} pairs of runs the queues are identical.` : `Of ${grouped(known.length * REPLICATES)} pairs of runs the queues differ in ${grouped(queues)}.`}`
          : PENDING,
    },
    { kind: 'table', table: ruleTable(pairs) },
  ];
}

type KnownComparison = { readonly number: number } & ReturnType<typeof compareRules>;

function pushed(known: readonly KnownComparison[]): string {
  const furthest = [...known].sort(
    (a, b) => b.incrementFirst.mean / b.ownTicks - a.incrementFirst.mean / a.ownTicks,
  )[0];
  if (!furthest) return '';
  const { number, ownTicks, incrementFirst } = furthest;
  return `, furthest in trial ${number}: ${fixed(incrementFirst.mean, 1)} on average instead of ${ownTicks}`;
}

function ruleTable(
  pairs: readonly {
    readonly number: number;
    readonly comparison: ReturnType<typeof compareRules> | undefined;
  }[],
): DocumentTable {
  return {
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
    groups: [
      {
        title: '',
        rows: pairs.map(({ number, comparison: known }) => ({
          head: trialHead(number),
          cells: known
            ? [
                String(known.ownTicks),
                ends(known.sendFirst),
                percent(known.straightSendFirst),
                ends(known.incrementFirst),
                percent(known.straightIncrementFirst),
                `${fixed((known.incrementFirst.mean / known.ownTicks - 1) * 100, 1)} %`,
              ]
            : [PENDING, PENDING, PENDING, PENDING, PENDING, PENDING],
        })),
      },
    ],
  };
}

function ends({ mean, min, max, band95 }: ReturnType<typeof describeSample>): string {
  if (min === max) return `${min}, always`;
  return withRange(mean, band95.low, band95.high, 1);
}

/** Undefined until every number that they need is there. */
export function claimsOf({
  entries,
  rule,
  studies,
  studiesComplete,
}: NotebookState): readonly Claim[] | undefined {
  const trials = entries.flatMap(({ published, replicates }): Replicates[] => {
    const known = replicates[rule];
    return published && known ? [known] : [];
  });
  if (!studiesComplete || trials.length < NOTEBOOK_TRIALS.length) return undefined;
  return judgeClaims({ rule, trials, studies });
}

export function claimBlocks({ verdict, finding, remarks, table }: Claim): readonly Block[] {
  return [
    { kind: 'paragraph', lead: verdictLead(verdict), text: finding },
    ...remarks.map((text): Block => ({ kind: 'paragraph', text })),
    ...(table
      ? [
          {
            kind: 'table',
            table: {
              caption: table.caption,
              columns: table.columns,
              groups: [
                { title: '', rows: table.rows.map(([head = '', ...cells]): TableRow => ({ head, cells })) },
              ],
            },
          } as const,
        ]
      : []),
  ];
}
