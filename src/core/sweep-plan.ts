// A sweep: many trials at once, a grid with replicates. What to run, like a trial, so it is parsed and bounded here; the
// order of its runs is part of the plan, so that results do not depend on who runs which.
import * as v from 'valibot';
import type { FaultPlanInput } from './fault-plan.ts';
import type { MessageDelayInput } from './message-delay.ts';
import { tickScheduleOf } from './tick-schedule.ts';
import {
  parseTrial,
  TRIAL_BOUNDS,
  TRIAL_DEFAULTS,
  type TimestampRule,
  type Trial,
  type TrialField,
} from './trial.ts';

/** One list for each axis of the grid; an axis left out has the one value that a trial has by default. */
export interface SweepInput {
  /** Each entry is one trial's rates, all of the same number of machines. */
  readonly rates: readonly (readonly number[])[];
  readonly dieSides?: readonly number[];
  readonly durationSeconds?: readonly number[];
  readonly delay?: readonly MessageDelayInput[];
  /** A plan that does nothing is a cell without faults. */
  readonly faults?: readonly FaultPlanInput[];
  readonly rule?: readonly TimestampRule[];
  /** Runs of each cell of the grid; 20 by default. */
  readonly replicates?: number;
  /** Of the first replicate; the next one has the next seed, in every cell alike. 7 by default. */
  readonly seed?: number;
}

export interface SweepPlan {
  /** The cells of the grid, each with the seed of its first replicate. The last axis named above varies fastest. */
  readonly cells: readonly Trial[];
  readonly replicates: number;
  /** Cells × replicates. Run i is replicate i mod replicates of cell floor(i / replicates). */
  readonly runs: number;
  /** Of all runs together. */
  readonly ticks: number;
  /** Of every run. */
  readonly machines: number;
  /** Whether a person should be asked first: more than {@link SWEEP_BOUNDS}'s runs or ticks without asking. */
  readonly large: boolean;
}

export const SWEEP_BOUNDS = {
  replicates: { min: 1, max: 10_000 },
  /** More is refused. */
  runs: 1_000_000,
  /** Runs × machines; more is refused: each takes 88 bytes of results. */
  results: 8_000_000,
  /** More ask first: some ten seconds on two cores. */
  runsWithoutAsking: 100_000,
  ticksWithoutAsking: 200_000_000,
} as const;

export const SWEEP_DEFAULTS = { replicates: 20 } as const;

export interface SweepProblem {
  readonly field: TrialField | 'replicates' | 'sweep';
  readonly message: string;
}
export type ParsedSweep =
  | { readonly kind: 'plan'; readonly plan: SweepPlan }
  | { readonly kind: 'problems'; readonly problems: readonly SweepProblem[] };

export class InvalidSweepError extends Error {
  override readonly name = 'InvalidSweepError';
  constructor(readonly problems: readonly SweepProblem[]) {
    super(problems.map(({ message }) => message).join(' '));
  }
}

const { min, max } = SWEEP_BOUNDS.replicates;
const replicatesMessage = `There must be ${min} to ${max} replicates.`;
const listMessage = 'An axis of a sweep is a list of at least one value.';
const axis = v.pipe(v.array(v.unknown(), listMessage), v.minLength(1, listMessage));

const sweepSchema = v.strictObject(
  {
    rates: axis,
    dieSides: v.optional(axis, [TRIAL_DEFAULTS.dieSides]),
    durationSeconds: v.optional(axis, [TRIAL_DEFAULTS.durationSeconds]),
    delay: v.optional(axis, [{ kind: 'none' }]),
    faults: v.optional(axis, [{}]),
    rule: v.optional(axis, [TRIAL_DEFAULTS.rule]),
    replicates: v.optional(
      v.pipe(
        v.number(replicatesMessage),
        v.integer(replicatesMessage),
        v.minValue(min, replicatesMessage),
        v.maxValue(max, replicatesMessage),
      ),
      SWEEP_DEFAULTS.replicates,
    ),
    seed: v.optional(v.unknown(), TRIAL_DEFAULTS.seed),
  },
  issue => {
    const key = issue.path?.[0]?.key;
    if (issue.expected === 'never') return `A sweep has no "${String(key)}".`;
    return key === 'rates' ? listMessage : 'A sweep is an object with a list of rates and other axes.';
  },
);

const FIELDS: readonly string[] = Object.keys(sweepSchema.entries);

/** Parses anything; never throws. Each field has at most one problem. */
export function parseSweep(input: unknown): ParsedSweep {
  const result = v.safeParse(sweepSchema, input);
  if (!result.success) {
    return problems(
      result.issues.map(({ path, message }) => {
        const key = String(path?.[0]?.key);
        return { field: FIELDS.includes(key) ? (key as SweepProblem['field']) : 'sweep', message };
      }),
    );
  }
  const { rates, dieSides, durationSeconds, delay, faults, rule, replicates, seed } = result.output;
  const cellCount =
    rates.length * dieSides.length * durationSeconds.length * delay.length * faults.length * rule.length;
  if (cellCount * replicates > SWEEP_BOUNDS.runs) {
    const message = `This sweep has ${cellCount * replicates} runs; at most ${SWEEP_BOUNDS.runs} are possible.`;
    return problems([{ field: 'sweep', message }]);
  }

  const parsed = rates.flatMap(someRates =>
    dieSides.flatMap(die =>
      durationSeconds.flatMap(seconds =>
        delay.flatMap(someDelay =>
          faults.flatMap(someFaults =>
            rule.map(someRule =>
              parseTrial({
                rates: someRates,
                dieSides: die,
                durationSeconds: seconds,
                seed,
                rule: someRule,
                delay: someDelay,
                faults: someFaults,
              }),
            ),
          ),
        ),
      ),
    ),
  );
  const wrong = parsed.flatMap(cell => (cell.kind === 'problems' ? cell.problems : []));
  if (wrong.length > 0) {
    return problems(
      wrong.map(({ field, message }) => ({ field: field === 'trial' ? 'sweep' : field, message })),
    );
  }
  const cells = parsed.flatMap(cell => (cell.kind === 'trial' ? [cell.trial] : []));
  const machines = cells[0]!.rates.length;
  if (cells.some(cell => cell.rates.length !== machines)) {
    return problems([
      { field: 'rates', message: 'All trials of a sweep must have the same number of machines.' },
    ]);
  }
  const plan = planOf(cells, replicates);
  if (plan.runs * machines > SWEEP_BOUNDS.results) {
    const message = `${plan.runs} runs of ${machines} machines are more results than can be kept: at most ${Math.floor(SWEEP_BOUNDS.results / machines)} runs are possible.`;
    return problems([{ field: 'sweep', message }]);
  }
  return { kind: 'plan', plan };
}

/** As {@link parseSweep}; throws {@link InvalidSweepError}. */
export function planSweep(input: SweepInput): SweepPlan {
  const parsed = parseSweep(input);
  if (parsed.kind === 'problems') throw new InvalidSweepError(parsed.problems);
  return parsed.plan;
}

/** The trial of one run, seed and all: simulated alone, it gives the very same run. */
export function trialOfRun({ cells, replicates }: SweepPlan, run: number): Trial {
  const cell = cells[Math.floor(run / replicates)]!;
  return { ...cell, seed: (cell.seed + (run % replicates)) % (TRIAL_BOUNDS.seed.max + 1) };
}

function planOf(cells: readonly Trial[], replicates: number): SweepPlan {
  const runs = cells.length * replicates;
  const ticks = cells.reduce((sum, cell) => sum + ticksOfRun(cell), 0) * replicates;
  const large = runs > SWEEP_BOUNDS.runsWithoutAsking || ticks > SWEEP_BOUNDS.ticksWithoutAsking;
  return { cells, replicates, runs, ticks, machines: cells[0]!.rates.length, large };
}

/** Of all machines of one trial. */
export function ticksOfRun(trial: Trial): number {
  return trial.rates.reduce((sum, _, i) => sum + tickScheduleOf(trial, i + 1).ticks, 0);
}

function problems(all: readonly SweepProblem[]): ParsedSweep {
  const first = new Map<SweepProblem['field'], SweepProblem>();
  for (const problem of all) if (!first.has(problem.field)) first.set(problem.field, problem);
  return { kind: 'problems', problems: [...first.values()] };
}
