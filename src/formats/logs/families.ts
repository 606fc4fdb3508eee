// The kinds of logs that are known, and which of them a file is.
import { assignmentLog } from './families/assignment-log.ts';
import { barSeparated } from './families/bar-separated.ts';
import { bracketed } from './families/bracketed.ts';
import { commaSeparated } from './families/comma-separated.ts';
import { jsonLines } from './families/json-lines.ts';
import { proseBlocks } from './families/prose-blocks.ts';
import { tabbed } from './families/tabbed.ts';
import { timestampedProse } from './families/timestamped-prose.ts';
import type { LogFamily } from './log-record.ts';

export const LOG_FAMILIES: readonly LogFamily[] = [
  assignmentLog,
  proseBlocks,
  timestampedProse,
  barSeparated,
  bracketed,
  tabbed,
  jsonLines,
  commaSeparated,
];

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
