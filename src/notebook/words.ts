// What the notebook says as a whole: its introduction, its method, the passage on the two rules, the overview and the
// claims, as blocks that the page shows and the exported files carry.
import type { Claim, ClaimVerdict } from './claim.ts';
import { judgeClaims, CLAIMS } from './claims.ts';
import { placeReadings } from './published.ts';
import { fastestOf, REPLICATES, slowestOf, type Replicates } from './replicates.ts';
import { compareRules } from './rules.ts';
import { FIRST_SEED } from './studies.ts';
import { NOTEBOOK_TRIALS } from './trials.ts';
import { describeSample } from '../analysis/statistics.ts';
import type { NotebookState } from './state.ts';
import type { Block, DocumentTable, TableRow } from './document/document.ts';
import { listing, percent } from '../words/numbers.ts';

export const TITLE = 'Nine trials of three logical clocks';
export const SUBTITLE =
  'A notebook on the scale model of Hiremath and Palacci (8 March 2023): the same trials, two hundred times each.';

export const INTRODUCTION: readonly string[] = [
  'Three machines run at clock rates of their own. At every tick a machine takes the oldest message out of its queue; if none waits it rolls a die and sends to one of the others, to both, or to nobody. Each keeps a logical clock. How far do the clocks jump, how far do they drift apart, and when does a queue grow without end?',
  'Hiremath and Palacci ran nine such trials, once each, ten minutes of wall clock, and judged the figures by eye. Here are the same nine with the spread that one run cannot show, the published results beside ours, and what becomes of each claim when it is measured.',
];

export const METHOD = `Every trial is run ${REPLICATES} times in virtual time, with the seeds ${FIRST_SEED} to ${FIRST_SEED + REPLICATES - 1}, by the very machines that run live. A figure shows one of these runs in front of the band in which 95 % of them lie at each of 121 moments. A mean is given with where 95 % of the runs lie, or, where that is said, with the 95 % interval of the mean (Student’s t). Published numbers are read off the authors’ figures: ±\u00a05 on clocks, ±\u00a02 on long queues, exactly where a line ends on a mark. Queues are counted after each event.`;

/** The same rows before and after the numbers are there, so that nothing jumps. */
const PENDING = '…';

export function overviewTable({ entries, rule }: NotebookState): DocumentTable {
  const published = entries.filter(entry => entry.published);
  return {
    caption: `The nine trials at a glance: means over ${REPLICATES} runs, in brackets where 95 % of them lie`,
    columns: [
      'trial',
      'ticks/s',
      'die',
      'seconds',
      'fastest clock ends at',
      'slowest machine’s clock ends at',
      'its queue at the end',
      'published numbers usual among ours',
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
            head: `Trial ${facts!.number}`,
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
  return `${mean.toFixed(1)} (${Math.round(band95.low)}–${Math.round(band95.high)})`;
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
    { kind: 'paragraph', lead: 'Which is shown.', text: shown },
    {
      kind: 'paragraph',
      lead: 'The assignment’s rule: send, then add 1.',
      text: 'A message carries the clock from before its send event, as the assignment’s words have it. No message then says more than its sender had counted before, and whoever takes it out adds 1: nobody can get ahead of the fastest machine’s own count of ticks. So that machine draws a straight line and ends at exactly rate × seconds, in every run, even with a second machine as fast. The price: a receive can bear the same timestamp as the send that caused it, and the clock condition fails.',
    },
    {
      kind: 'paragraph',
      lead: 'Lamport’s rule: add 1, then send.',
      text: `A message carries the timestamp of the send event itself, and its receive lies beyond it: the clock condition holds. A machine that takes out a message sent at this very moment is now one ahead, and tells others in turn. Machines of about the same rate push each other beyond the straight line${pushed(known)}. ${straight.length > 0 ? `Nothing changes for the fastest machine in ${straight.length === 1 ? 'trial' : 'trials'} ${listing(straight.map(({ number }) => number))}: none of the others ticks often enough between two of its ticks to get ahead of it.` : ''}`.trim(),
    },
    {
      kind: 'paragraph',
      lead: 'What stays.',
      text:
        known.length === pairs.length
          ? `The rule changes timestamps and nothing else: the same dice send the same messages. Of ${known.length * REPLICATES} runs compared with their twins, the queues differ in ${queues === 0 ? 'none' : queues}.`
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
  return `, furthest in trial ${number}: ${incrementFirst.mean.toFixed(1)} on average instead of ${ownTicks}`;
}

function ruleTable(
  pairs: readonly {
    readonly number: number;
    readonly comparison: ReturnType<typeof compareRules> | undefined;
  }[],
): DocumentTable {
  return {
    caption: 'Where the fastest machine ends: mean, in brackets where 95 % of the runs lie',
    columns: [
      'trial',
      'rate × seconds',
      'assignment’s rule',
      'straight line',
      'Lamport’s rule',
      'straight line',
      'further by',
    ],
    groups: [
      {
        title: '',
        rows: pairs.map(({ number, comparison: known }) => ({
          head: `Trial ${number}`,
          cells: known
            ? [
                String(known.ownTicks),
                ends(known.sendFirst),
                percent(known.straightSendFirst),
                ends(known.incrementFirst),
                percent(known.straightIncrementFirst),
                `${((known.incrementFirst.mean / known.ownTicks - 1) * 100).toFixed(1)} %`,
              ]
            : [PENDING, PENDING, PENDING, PENDING, PENDING, PENDING],
        })),
      },
    ],
  };
}

function ends({ mean, min, max, band95 }: ReturnType<typeof describeSample>): string {
  if (min === max) return `${min}, always`;
  return `${mean.toFixed(1)} (${Math.round(band95.low)}–${Math.round(band95.high)})`;
}

export const VERDICTS: Record<ClaimVerdict, string> = {
  holds: 'holds',
  'holds-partly': 'holds partly',
  'does-not-hold': 'does not hold',
  'not-measured': 'not measured here yet',
};

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

export function claimTitle(index: number): string {
  return `Claim ${index + 1}`;
}

/** The claim in the notebook's words, before its verdict. */
export function claimWords(index: number): string {
  return CLAIMS[index]!;
}

export function claimBlocks({ verdict, finding, remarks, table }: Claim): readonly Block[] {
  return [
    { kind: 'paragraph', lead: `Verdict: ${VERDICTS[verdict]}.`, text: finding },
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
