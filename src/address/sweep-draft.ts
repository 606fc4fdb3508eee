// A sweep as a person is typing it, text in every field: shared by the form, the permalink and the parser, so that
// something invalid in a link stands in its field, with what is wrong beside it.
import { grouped } from '../core/counted.ts';
import type { MessageDelayInput } from '../core/message-delay.ts';
import { parseSweep, type SweepPlan, type SweepProblem } from '../core/sweep-plan.ts';
import { TIMESTAMP_RULES, TRIAL_BOUNDS, type TimestampRule, TRIAL_DEFAULTS } from '../core/trial.ts';
import { numberFrom } from './draft.ts';
import { axisFrom, delaysFrom, numbersFrom, type ParsedList } from './sweep-lists.ts';

/** More cells than this a grid may not have: each one is drawn and has a row in the table. */
export const SWEEP_CELLS_MAX = 5000;
/** What the field of the rule says for a grid over both rules. */
export const BOTH_RULES = 'both';

/** Everything as text, just as it was typed or stood in the fragment. */
export interface SweepDraft {
  /** The rates of all machines but the last one, in ticks per second. */
  readonly fast: string;
  /** Rates of the last machine: one axis of the grid. */
  readonly slowest: string;
  readonly die: string;
  readonly seconds: string;
  readonly delay: string;
  readonly rule: string;
  readonly replicates: string;
  readonly seed: string;
}

export type SweepDraftField = keyof SweepDraft;
export interface SweepDraftProblem {
  /** 'fragment': stands in the address and belongs to no field. 'sweep': concerns the grid as a whole. */
  readonly field: SweepDraftField | 'fragment' | 'sweep';
  readonly message: string;
}

/** The grid as its axes, each ascending as far as it has an order. */
export interface SweepAxes {
  readonly fast: readonly number[];
  readonly slowest: readonly number[];
  readonly dice: readonly number[];
  readonly seconds: readonly number[];
  readonly delays: readonly MessageDelayInput[];
  readonly rules: readonly TimestampRule[];
}

/** A draft that holds water. In each cell the slowest machine is the last one. */
export interface SweepSettings {
  readonly axes: SweepAxes;
  readonly plan: SweepPlan;
}

export interface ParsedSweepDraft {
  /** Undefined exactly when there are problems. */
  readonly settings: SweepSettings | undefined;
  readonly problems: readonly SweepDraftProblem[];
}

/** The two fast machines of the notebook's trial 5, and every slower one: a second of work, and most of its claims. */
export const DEFAULT_SWEEP_DRAFT: SweepDraft = {
  fast: '5, 5',
  slowest: '1-5',
  die: '3-20',
  seconds: '60',
  delay: 'none',
  rule: 'increment-then-send',
  replicates: '200',
  seed: String(TRIAL_DEFAULTS.seed),
};

const RATE_MESSAGE = `Each rate must be a whole number of ticks per second from ${TRIAL_BOUNDS.rate.min} to ${TRIAL_BOUNDS.rate.max}.`;

const FIELD_OF: Record<Exclude<SweepProblem['field'], 'rates'>, SweepDraftProblem['field']> = {
  dieSides: 'die',
  durationSeconds: 'seconds',
  delay: 'delay',
  rule: 'rule',
  replicates: 'replicates',
  seed: 'seed',
  sweep: 'sweep',
};

/** Never throws; at most one problem for each field. */
export function parseSweepDraft(draft: SweepDraft): ParsedSweepDraft {
  const problems = new Map<SweepDraftProblem['field'], string>();
  const complain = (field: SweepDraftProblem['field'], message: string): void => {
    if (!problems.has(field)) problems.set(field, message);
  };
  const valuesOf = <T>(
    field: SweepDraftField,
    list: ParsedList<T>,
    otherwise: readonly T[],
  ): readonly T[] => {
    if (list.kind === 'values') return list.values;
    complain(field, list.message);
    return otherwise;
  };

  const axes: SweepAxes = {
    fast: valuesOf('fast', numbersFrom(draft.fast), [1]),
    slowest: valuesOf('slowest', axisFrom(draft.slowest), [1]),
    dice: valuesOf('die', axisFrom(draft.die), [TRIAL_BOUNDS.die.max]),
    seconds: valuesOf('seconds', axisFrom(draft.seconds), [1]),
    delays: valuesOf('delay', delaysFrom(draft.delay), [{ kind: 'none' }]),
    rules: valuesOf('rule', rulesFrom(draft.rule), [TIMESTAMP_RULES[0]]),
  };
  if (!axes.fast.every(isRate)) complain('fast', RATE_MESSAGE);
  if (!axes.slowest.every(isRate)) complain('slowest', RATE_MESSAGE);
  if (axes.fast.length >= TRIAL_BOUNDS.machines.max)
    complain('fast', `There can be at most ${TRIAL_BOUNDS.machines.max} machines with the slowest one.`);

  const cells = cellsOf(axes);
  if (cells > SWEEP_CELLS_MAX) {
    complain(
      'sweep',
      `This grid has ${grouped(cells)} cells; at most ${grouped(SWEEP_CELLS_MAX)} are possible.`,
    );
    return { settings: undefined, problems: listed(problems) };
  }
  const parsed = parseSweep({
    rates: axes.slowest.map(rate => [...axes.fast, rate]),
    dieSides: axes.dice,
    durationSeconds: axes.seconds,
    delay: axes.delays,
    rule: axes.rules,
    replicates: numberFrom(draft.replicates),
    seed: numberFrom(draft.seed),
  });
  if (parsed.kind === 'problems')
    for (const { field, message } of parsed.problems)
      if (field !== 'rates') complain(FIELD_OF[field], message);

  const settings = problems.size === 0 && parsed.kind === 'plan' ? { axes, plan: parsed.plan } : undefined;
  return { settings, problems: listed(problems) };
}

/** Where the cell of these places on the axes stands among the cells of the plan. */
export function cellIndex(
  { dice, seconds, delays, rules }: SweepAxes,
  at: { slowest: number; die: number; seconds: number; delay: number; rule: number },
): number {
  const second = (at.slowest * dice.length + at.die) * seconds.length + at.seconds;
  return (second * delays.length + at.delay) * rules.length + at.rule;
}

function cellsOf({ slowest, dice, seconds, delays, rules }: SweepAxes): number {
  return slowest.length * dice.length * seconds.length * delays.length * rules.length;
}

function rulesFrom(text: string): ParsedList<TimestampRule> {
  if (text === BOTH_RULES) return { kind: 'values', values: TIMESTAMP_RULES };
  const rule = TIMESTAMP_RULES.find(some => some === text);
  if (rule) return { kind: 'values', values: [rule] };
  const message = `Unknown rule “${text}”: choose ${TIMESTAMP_RULES.join(', ')} or ${BOTH_RULES}.`;
  return { kind: 'problem', message };
}

function isRate(value: number): boolean {
  const { min, max } = TRIAL_BOUNDS.rate;
  return Number.isInteger(value) && value >= min && value <= max;
}

function listed(problems: ReadonlyMap<SweepDraftProblem['field'], string>): SweepDraftProblem[] {
  return [...problems].map(([field, message]) => ({ field, message }));
}
