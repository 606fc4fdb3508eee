// The address of a sweep and its form: what may be chosen, what is wrong with a draft, and the grid of one that is right.
import { FAULT_DEFAULTS, type FaultPlan } from '../core/fault-plan.ts';
import type { MessageDelayInput } from '../core/message-delay.ts';
import { parseSweep, SWEEP_BOUNDS, type SweepPlan, type SweepProblem } from '../core/sweep-plan.ts';
import { TIMESTAMP_RULES, TRIAL_BOUNDS, type TimestampRule, TRIAL_DEFAULTS } from '../core/trial.ts';
import { FIELD_LABELS, UNITS } from '../words/fields.ts';
import { BOTH_RULES_NAME, DELAYS_NOTE } from '../words/forms.ts';
import { rateProblem, tooManyCells, tooManyFast } from '../words/form-problems.ts';
import {
  choiceField,
  defaultsOf,
  numberField,
  parseFields,
  problem,
  Problems,
  readFields,
  textField,
  writeFields,
  type DraftOf,
  type NameIn,
  type Parsed,
  type ParsedDraft,
  type Problem,
} from './fields.ts';
import { SWEEP_FAULT_FIELDS, sweepFaultPlans } from './sweep-faults.ts';
import { axisFrom, delaysFrom, numbersFrom } from './lists.ts';
import { RULE_CHOICES } from '../words/rules.ts';
import { isRate } from './trial.ts';

/** More cells than this a grid may not have: each one is drawn and has a row in the table. */
export const SWEEP_CELLS_MAX = 5000;
/** What the field of the rule says for a grid over both rules. */
export const BOTH_RULES = 'both';

/** The two fast machines of the notebook's trial 5, and every slower one: a second of work, and most of its claims. */
export const SWEEP_FIELDS = {
  /** The rates of all machines but the last one, in ticks per second. */
  fast: textField(
    '5, 5',
    text => {
      const rates = ratesIn(numbersFrom(text));
      if (rates.kind === 'problem' || rates.value.length < TRIAL_BOUNDS.machines.max) return rates;
      return problem(tooManyFast(TRIAL_BOUNDS.machines.max));
    },
    { label: FIELD_LABELS.fast, unit: UNITS.rateForEach },
  ),
  /** Rates of the last machine: one axis of the grid. */
  slowest: textField('1-5', text => ratesIn(axisFrom(text)), {
    label: FIELD_LABELS.slowest,
    unit: UNITS.rate,
  }),
  die: textField('3-20', axisFrom, { label: FIELD_LABELS.die, unit: UNITS.faces }),
  seconds: textField('60', axisFrom, { label: FIELD_LABELS.seconds, unit: UNITS.secondsInFull }),
  delay: textField('none', delaysFrom, { label: FIELD_LABELS.delays, note: DELAYS_NOTE, wide: true }),
  rule: choiceField(
    'rule',
    'increment-then-send',
    FIELD_LABELS.rule,
    [
      ...RULE_CHOICES.map(({ value, label }) => ({ value, label })),
      { value: BOTH_RULES, label: BOTH_RULES_NAME } as const,
    ],
    'stacked',
  ),
  ...SWEEP_FAULT_FIELDS,
  replicates: numberField('200', FIELD_LABELS.replicates, SWEEP_BOUNDS.replicates),
  seed: numberField(String(TRIAL_DEFAULTS.seed), FIELD_LABELS.firstSeed, TRIAL_BOUNDS.seed),
};

/** A sweep as a person is typing it. */
export type SweepDraft = DraftOf<typeof SWEEP_FIELDS>;
export type SweepDraftField = NameIn<typeof SWEEP_FIELDS>;
/** A problem of the field 'sweep' concerns the grid as a whole. */
export type ParsedSweepDraft = ParsedDraft<SweepDraft, SweepSettings, SweepDraftField | 'sweep'>;

export const DEFAULT_SWEEP_DRAFT: SweepDraft = defaultsOf(SWEEP_FIELDS);

/** The grid as its axes, each ascending as far as it has an order. */
export interface SweepAxes {
  readonly fast: readonly number[];
  readonly slowest: readonly number[];
  readonly dice: readonly number[];
  readonly seconds: readonly number[];
  readonly delays: readonly MessageDelayInput[];
  readonly faults: readonly FaultPlan[];
  readonly rules: readonly TimestampRule[];
}

/** A draft without problems. In each cell the slowest machine is the last one. */
export interface SweepSettings {
  readonly axes: SweepAxes;
  readonly plan: SweepPlan;
}

/** `query` is what follows `#/sweep?`. Never throws. */
export function readSweepAddress(query: string): {
  readonly parsed: ParsedSweepDraft;
  readonly runNow: boolean;
} {
  const { draft, runNow, problems } = readFields(SWEEP_FIELDS, query, { canRun: true });
  return { parsed: parseSweepDraft(draft, problems), runNow };
}

export function writeSweepAddress(draft: SweepDraft): string {
  return writeFields(SWEEP_FIELDS, draft);
}

const FIELD_OF: Record<Exclude<SweepProblem['field'], 'rates'>, SweepDraftField | 'sweep'> = {
  dieSides: 'die',
  durationSeconds: 'seconds',
  delay: 'delay',
  linkDelays: 'sweep',
  faults: 'sweep',
  rule: 'rule',
  replicates: 'replicates',
  seed: 'seed',
  sweep: 'sweep',
};

/** Never throws; at most one problem for each field, after those of the `fragment` that the draft was read from. */
export function parseSweepDraft(
  draft: SweepDraft,
  fragment: readonly Problem<never>[] = [],
): ParsedSweepDraft {
  const problems = new Problems<SweepDraftField | 'sweep'>();
  const { complain } = problems;
  const values = parseFields(SWEEP_FIELDS, draft, complain);
  // Where an axis has a problem, one value that is possible takes its place, so that the others are looked at too.
  const others: SweepAxes = {
    fast: values.fast ?? [1],
    slowest: values.slowest ?? [1],
    dice: values.die ?? [TRIAL_BOUNDS.die.max],
    seconds: values.seconds ?? [1],
    delays: values.delay ?? [{ kind: 'none' }],
    faults: [FAULT_DEFAULTS],
    rules: values.rule === BOTH_RULES ? TIMESTAMP_RULES : [values.rule ?? TIMESTAMP_RULES[0]],
  };
  const size = { machines: others.fast.length + 1, seconds: Math.min(...others.seconds) };
  const axes = { ...others, faults: sweepFaultPlans(values, size, complain) };
  const plan = planOf(axes, values, complain);
  const list = [...fragment, ...problems.list];
  return { draft, settings: plan && list.length === 0 ? { axes, plan } : undefined, problems: list };
}

function planOf(
  axes: SweepAxes,
  { replicates, seed }: { readonly replicates?: number; readonly seed?: number },
  complain: (field: SweepDraftField | 'sweep', message: string) => void,
): SweepPlan | undefined {
  const cells = cellsOf(axes);
  if (cells > SWEEP_CELLS_MAX) {
    complain('sweep', tooManyCells(cells, SWEEP_CELLS_MAX));
    return undefined;
  }
  const parsed = parseSweep({
    rates: axes.slowest.map(rate => [...axes.fast, rate]),
    dieSides: axes.dice,
    durationSeconds: axes.seconds,
    delay: axes.delays,
    faults: axes.faults,
    rule: axes.rules,
    replicates,
    seed,
  });
  if (parsed.kind === 'plan') return parsed.plan;
  for (const { field, message } of parsed.problems) if (field !== 'rates') complain(FIELD_OF[field], message);
  return undefined;
}

/** The index of the cell at these places on the axes among the cells of the plan. */
export function cellIndex(
  { dice, seconds, delays, faults, rules }: SweepAxes,
  at: { slowest: number; die: number; seconds: number; delay: number; faults: number; rule: number },
): number {
  const second = (at.slowest * dice.length + at.die) * seconds.length + at.seconds;
  return ((second * delays.length + at.delay) * faults.length + at.faults) * rules.length + at.rule;
}

function cellsOf({ slowest, dice, seconds, delays, faults, rules }: SweepAxes): number {
  return slowest.length * dice.length * seconds.length * delays.length * faults.length * rules.length;
}

function ratesIn(list: Parsed<readonly number[]>): Parsed<readonly number[]> {
  return list.kind === 'value' && !list.value.every(isRate) ? problem(rateProblem(TRIAL_BOUNDS.rate)) : list;
}
