// The kinds of logs that are known, and which of them a file is.
import { timestampedProse } from './families/timestamped-prose.ts';
import type { LogFamily } from './log-record.ts';

export const LOG_FAMILIES: readonly LogFamily[] = [timestampedProse];

/** How many lines, blank ones aside, a file is recognised by. */
export const SAMPLE_LINES = 400;

export interface Recognition {
  readonly family: LogFamily;
  /** How many of the first lines are this family's for certain. */
  readonly fitting: number;
  readonly sampled: number;
}

/** The family that most of the lines fit; undefined when no line fits any. */
export function recognise(sample: readonly string[], families = LOG_FAMILIES): Recognition | undefined {
  const [best] = families
    .map(family => ({
      family,
      fitting: sample.filter(text => family.fits(text)).length,
      sampled: sample.length,
    }))
    .sort((a, b) => b.fitting - a.fitting);
  return best && best.fitting > 0 ? best : undefined;
}
