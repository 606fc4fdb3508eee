// What our runs say on the notebook as a whole: the overview, the passage on the two rules and the claims, as blocks that
// the page shows and the exported files carry.
import type { Claim, Judgement } from './claim.ts';
import { judgeClaims } from './claims.ts';
import { placeReadings } from './published.ts';
import { fastestOf, REPLICATES, slowestOf, type Replicates } from './replicates.ts';
import { compareRules } from './rules.ts';
import { NOTEBOOK_TRIALS } from './trials.ts';
import { describeSample } from '../analysis/statistics.ts';
import type { NotebookState } from './state.ts';
import type { Block, DocumentTable, TableRow } from './document/document.ts';
import { trialHead, verdictLead } from '../words/notebook-claims.ts';
import { PENDING } from '../words/notebook.ts';
import {
  always,
  furtherBy,
  OVERVIEW_COLUMNS,
  overviewCaption,
  RULE_TABLE,
  type RuleFacts,
  ruleParagraphs,
  usualCount,
} from '../words/notebook-text.ts';
import { percent, withRange } from '../words/numbers.ts';

/** The same rows before and after the numbers are there, so that nothing jumps. */
export function overviewTable({ entries, rule }: NotebookState): DocumentTable {
  const published = entries.filter(entry => entry.published);
  return {
    caption: overviewCaption(REPLICATES),
    columns: OVERVIEW_COLUMNS,
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
              known ? usualCount(usual, placed.length) : PENDING,
            ],
          };
        }),
      },
    ],
  };
}

function spread(values: Float64Array): string {
  const { mean, min, max, band95 } = describeSample(values);
  if (min === max) return always(mean);
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
  const facts: RuleFacts = {
    rule,
    pushed: pushed(known),
    straight: straight.map(({ number }) => number),
    pairs:
      known.length === pairs.length
        ? {
            runs: known.length * REPLICATES,
            queuesThatDiffer: known.reduce((sum, { queuesThatDiffer }) => sum + queuesThatDiffer, 0),
          }
        : undefined,
  };
  return [
    ...ruleParagraphs(facts, PENDING).map((paragraph): Block => ({ kind: 'paragraph', ...paragraph })),
    { kind: 'table', table: ruleTable(pairs) },
  ];
}

type KnownComparison = { readonly number: number } & ReturnType<typeof compareRules>;

function pushed(known: readonly KnownComparison[]): RuleFacts['pushed'] {
  const furthest = [...known].sort(
    (a, b) => b.incrementFirst.mean / b.ownTicks - a.incrementFirst.mean / a.ownTicks,
  )[0];
  if (!furthest) return undefined;
  const { number, ownTicks, incrementFirst } = furthest;
  return { number, mean: incrementFirst.mean, ownTicks };
}

function ruleTable(
  pairs: readonly {
    readonly number: number;
    readonly comparison: ReturnType<typeof compareRules> | undefined;
  }[],
): DocumentTable {
  return {
    ...RULE_TABLE,
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
                furtherBy(known.incrementFirst.mean / known.ownTicks - 1),
              ]
            : [PENDING, PENDING, PENDING, PENDING, PENDING, PENDING],
        })),
      },
    ],
  };
}

function ends({ mean, min, max, band95 }: ReturnType<typeof describeSample>): string {
  if (min === max) return always(min);
  return withRange(mean, band95.low, band95.high, 1);
}

/** Undefined until every number that they need is there. */
export function claimsOf({
  entries,
  rule,
  studies,
  studiesComplete,
  designs,
}: NotebookState): readonly Claim[] | undefined {
  const trials = entries.flatMap(({ published, replicates }): Replicates[] => {
    const known = replicates[rule];
    return published && known ? [known] : [];
  });
  if (!studiesComplete || trials.length < NOTEBOOK_TRIALS.length) return undefined;
  return judgeClaims({ rule, trials, studies, designs });
}

export function claimBlocks({ verdict, finding, remarks, table }: Judgement): readonly Block[] {
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
