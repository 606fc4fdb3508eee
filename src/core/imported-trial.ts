// The trial of a trace that was read from somebody's log. Which die was thrown and from which seed, no log tells: what
// stands in their place is never shown and never written.
import * as v from 'valibot';
import {
  smallestDie,
  TIMESTAMP_RULES,
  TRIAL_BOUNDS,
  TRIAL_DEFAULTS,
  type ParsedTrial,
  type TimestampRule,
  type Trial,
} from './trial.ts';

/** What a log tells of its trial, or what can be told from it. */
export interface ImportedTrialFacts {
  /** Ticks per second; estimated ones need not be whole numbers. */
  readonly rates: readonly number[];
  readonly durationSeconds: number;
  readonly rule: TimestampRule;
}

/** Longer than any trial: other people's runs are not ours to bound. */
const SECONDS_MAX = 1e9;

const aboveZero = (message: string, max: number) =>
  v.pipe(
    v.number(message),
    v.finite(message),
    v.check(value => value > 0 && value <= max, message),
  );

const machines = TRIAL_BOUNDS.machines.max;
const ratesMessage = `There must be 1 to ${machines} rates, one for each machine, each above 0 and at most ${TRIAL_BOUNDS.rate.max} ticks per second.`;
const secondsMessage = `The length must be above 0 and at most ${SECONDS_MAX} seconds.`;

const factsSchema = v.object(
  {
    rates: v.pipe(
      v.array(aboveZero(ratesMessage, TRIAL_BOUNDS.rate.max), ratesMessage),
      v.minLength(1, ratesMessage),
      v.maxLength(machines, ratesMessage),
    ),
    durationSeconds: aboveZero(secondsMessage, SECONDS_MAX),
    rule: v.picklist(TIMESTAMP_RULES, `The timestamp rule must be ${TIMESTAMP_RULES.join(' or ')}.`),
  },
  'The trial of an imported trace is an object with rates, durationSeconds and rule.',
);

export function importedTrial({ rates, durationSeconds, rule }: ImportedTrialFacts): Trial {
  const dieSides = Math.max(TRIAL_DEFAULTS.dieSides, smallestDie(rates.length));
  return { rates, dieSides, durationSeconds, seed: TRIAL_DEFAULTS.seed, rule };
}

/** The other way round: what may be written down. */
export function importedTrialFacts({ rates, durationSeconds, rule }: Trial): ImportedTrialFacts {
  return { rates, durationSeconds, rule };
}

/** Parses anything; never throws. */
export function parseImportedTrial(input: unknown): ParsedTrial {
  const result = v.safeParse(factsSchema, input);
  if (result.success) return { kind: 'trial', trial: importedTrial(result.output) };
  return { kind: 'problems', problems: [{ field: 'trial', message: result.issues[0].message }] };
}
