// A trial: what to run. Anything from outside becomes one only through parseTrial, which says in words what is wrong.
import * as v from 'valibot';
import { roll } from './dice.ts';
import {
  faultPlanSchema,
  isIdle,
  timedFaultProblems,
  type FaultPlan,
  type FaultPlanInput,
} from './fault-plan.ts';
import {
  delaySchema,
  linkDelaysProblem,
  linkDelaysSchema,
  type LinkDelay,
  type LinkDelayInput,
  type MessageDelay,
  type MessageDelayInput,
} from './message-delay.ts';

export const TIMESTAMP_RULES = ['increment-then-send', 'send-then-increment'] as const;
/** What a message carries: the send event's own timestamp (L78 IR2a), or the clock before it (the assignment's words). */
export type TimestampRule = (typeof TIMESTAMP_RULES)[number];

/** The bounds of a trial; the smallest sensible die depends on the number of machines. */
export const TRIAL_BOUNDS = {
  machines: { min: 2, max: 1000 },
  rate: { min: 1, max: 1000 },
  die: { min: 2, max: 65_535 },
  seconds: { min: 1, max: 3600 },
  seed: { min: 0, max: 0xffff_ffff },
} as const;

export interface Trial {
  /** Ticks per second of machine 1, 2, … */
  readonly rates: readonly number[];
  readonly dieSides: number;
  readonly durationSeconds: number;
  readonly seed: number;
  readonly rule: TimestampRule;
  /** Absent: messages take no time. */
  readonly delay?: MessageDelay;
  /** Absent: all links have the delay above. */
  readonly linkDelays?: readonly LinkDelay[];
  /** Absent: nothing goes wrong. */
  readonly faults?: FaultPlan;
}

/** A trial as a person or a program states it: only the rates are a must. */
export interface TrialInput {
  readonly rates: readonly number[];
  readonly dieSides?: number;
  readonly durationSeconds?: number;
  readonly seed?: number;
  readonly rule?: TimestampRule;
  readonly delay?: MessageDelayInput;
  readonly linkDelays?: readonly LinkDelayInput[];
  readonly faults?: FaultPlanInput;
}

export const TRIAL_DEFAULTS = {
  dieSides: 10,
  durationSeconds: 60,
  seed: 7,
  rule: 'increment-then-send',
} as const satisfies Omit<Trial, 'rates' | 'delay' | 'linkDelays' | 'faults'>;

export type TrialField = keyof Trial;
/** What is wrong with a trial, in words that stand beside the field. */
export interface TrialProblem {
  readonly field: TrialField | 'trial';
  readonly message: string;
}
export type ParsedTrial =
  | { readonly kind: 'trial'; readonly trial: Trial }
  | { readonly kind: 'problems'; readonly problems: readonly TrialProblem[] };

export class InvalidTrialError extends Error {
  override readonly name = 'InvalidTrialError';
  constructor(readonly problems: readonly TrialProblem[]) {
    super(problems.map(problem => problem.message).join(' '));
  }
}

function wholeNumber(name: string, { min, max }: { min: number; max: number }) {
  const message = `${name} must be a whole number from ${min} to ${max}.`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

const FIELDS: readonly string[] = [
  'rates',
  'dieSides',
  'durationSeconds',
  'seed',
  'rule',
  'delay',
  'linkDelays',
  'faults',
];

const { machines, rate, die, seconds, seed } = TRIAL_BOUNDS;
const machinesMessage = `There must be ${machines.min} to ${machines.max} rates, one for each machine.`;
const secondsMessage = `The length must be ${seconds.min} to ${seconds.max} seconds, in steps of a millisecond at the finest.`;
const rateMessage = `Each rate must be a whole number of ticks per second from ${rate.min} to ${rate.max}.`;

/** Smallest die on which every face that means something exists: k others and "all of them". */
export function smallestDie(machineCount: number): number {
  return Math.max(die.min, machineCount);
}

interface TimedInput {
  readonly rates: readonly number[];
  readonly durationSeconds: number;
  readonly faults?: FaultPlan | undefined;
}

/** The first problem of the faults at a time, as far as they are ones. */
function timedProblemOf({ rates, durationSeconds, faults }: TimedInput): string | undefined {
  return (
    faults && timedFaultProblems(faults.timed, rates.length, Math.round(durationSeconds * 1000))[0]?.message
  );
}

const trialSchema = v.pipe(
  v.strictObject(
    {
      rates: v.pipe(
        v.array(
          v.pipe(
            v.number(rateMessage),
            v.integer(rateMessage),
            v.minValue(rate.min, rateMessage),
            v.maxValue(rate.max, rateMessage),
          ),
          machinesMessage,
        ),
        v.minLength(machines.min, machinesMessage),
        v.maxLength(machines.max, machinesMessage),
        v.readonly(),
      ),
      dieSides: v.optional(wholeNumber('The die', die), TRIAL_DEFAULTS.dieSides),
      durationSeconds: v.optional(
        v.pipe(
          v.number(secondsMessage),
          v.minValue(seconds.min, secondsMessage),
          v.maxValue(seconds.max, secondsMessage),
          v.check(value => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6, secondsMessage),
        ),
        TRIAL_DEFAULTS.durationSeconds,
      ),
      seed: v.optional(wholeNumber('The seed', seed), TRIAL_DEFAULTS.seed),
      rule: v.optional(
        v.picklist(TIMESTAMP_RULES, `The timestamp rule must be ${TIMESTAMP_RULES.join(' or ')}.`),
        TRIAL_DEFAULTS.rule,
      ),
      delay: v.optional(delaySchema),
      linkDelays: v.optional(linkDelaysSchema),
      faults: v.optional(faultPlanSchema),
    },
    issue => {
      const key = issue.path?.[0]?.key;
      if (issue.expected === 'never') return `A trial has no "${String(key)}".`;
      return key === 'rates' ? machinesMessage : `A trial is an object with ${FIELDS.join(', ')}.`;
    },
  ),
  v.forward(
    v.partialCheck(
      [['rates'], ['dieSides']],
      ({ rates, dieSides }) => dieSides >= smallestDie(rates.length),
      ({ input }) => {
        const count = (input as { rates: readonly number[] }).rates.length;
        return `With ${count} machines the die needs at least ${smallestDie(count)} faces: one for each other machine and one for all of them.`;
      },
    ),
    ['dieSides'],
  ),
  v.forward(
    v.partialCheck(
      [['rates'], ['durationSeconds'], ['faults']],
      trial => timedProblemOf(trial) === undefined,
      ({ input }) => timedProblemOf(input as TimedInput) ?? '',
    ),
    ['faults'],
  ),
  v.forward(
    v.partialCheck(
      [['rates'], ['linkDelays']],
      ({ rates, linkDelays }) => linkDelaysProblem(linkDelays ?? [], rates.length) === undefined,
      ({ input }) => {
        const { rates, linkDelays } = input as Pick<Trial, 'rates' | 'linkDelays'>;
        return linkDelaysProblem(linkDelays ?? [], rates.length) ?? '';
      },
    ),
    ['linkDelays'],
  ),
  v.transform(({ delay, linkDelays, faults, ...trial }): Trial => ({
    ...trial,
    ...(delay && delay.kind !== 'none' && { delay }),
    ...(linkDelays && linkDelays.length > 0 && { linkDelays }),
    ...(faults && !isIdle(faults) && { faults }),
  })),
);

/** Whether messages take time on any link. */
export function hasDelay({ delay, linkDelays }: Trial): boolean {
  return delay !== undefined || linkDelays !== undefined;
}

/** Parses anything; never throws. Each field has at most one problem. */
export function parseTrial(input: unknown): ParsedTrial {
  const result = v.safeParse(trialSchema, input);
  if (result.success) return { kind: 'trial', trial: result.output };
  const problems = new Map<TrialProblem['field'], string>();
  for (const issue of result.issues) {
    const key = String(issue.path?.[0]?.key);
    const field = FIELDS.includes(key) ? (key as TrialField) : 'trial';
    if (!problems.has(field)) problems.set(field, issue.message);
  }
  return { kind: 'problems', problems: [...problems].map(([field, message]) => ({ field, message })) };
}

/** As {@link parseTrial}; throws {@link InvalidTrialError}. */
export function trialFrom(input: TrialInput): Trial {
  const parsed = parseTrial(input);
  if (parsed.kind === 'problems') throw new InvalidTrialError(parsed.problems);
  return parsed.trial;
}

/** Rates as the assignment draws them: uniform from 1 to 6, from the seed alone (tick 0 of each machine's dice). */
export function drawRates(seed: number, machineCount: number): number[] {
  return Array.from({ length: machineCount }, (_, i) => roll(seed, i + 1, 0, 6));
}

/** Ticks of a machine in a whole trial: floor(rate × seconds), counted in whole milliseconds. */
export function ticksOf(rate: number, durationSeconds: number): number {
  return Math.floor((rate * Math.round(durationSeconds * 1000)) / 1000);
}

/**
 * How long a run is whose last event was at `lastMs`, in milliseconds since its start: all of its trial, less where it was
 * stopped, more where its events go on for longer.
 */
export function runEndMs(
  { durationSeconds, rates }: Pick<Trial, 'durationSeconds' | 'rates'>,
  lastMs: number,
): number {
  const durationMs = durationSeconds * 1000;
  const wasStopped = lastMs > 0 && lastMs + 2000 / Math.max(...rates) < durationMs;
  return wasStopped ? lastMs : Math.max(lastMs, durationMs);
}

/** When tick k (from 1) is due, in milliseconds since the start. */
export function dueMs(rate: number, tick: number): number {
  return (tick * 1000) / rate;
}
