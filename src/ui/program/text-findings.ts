// What was found out about one text of a program and is kept for the next time it is opened: its passport, and the runs that were made
// by hand.
import * as v from 'valibot';
import { wholeTrialSchema } from '../../core/program/record-schema.ts';
import { branchesSchema, BRANCHES_KEPT_MAX } from '../../engine/explore/branches-schema.ts';
import { passportSchema } from '../../engine/passport-schema.ts';
import type { Passport } from '../../engine/passport.ts';
import type { HandTree } from './programs-state.ts';

/** Trials of which the runs by hand are kept; the latest stay. */
export const HAND_TREES_MAX = 8;

export interface TextFindings {
  readonly passport: Passport;
  readonly branches: readonly HandTree[];
}

export const NO_FINDINGS: TextFindings = { passport: [], branches: [] };

const schema = v.object({
  passport: v.fallback(passportSchema, []),
  branches: v.fallback(
    v.pipe(v.array(v.object({ trial: wholeTrialSchema, tree: branchesSchema })), v.maxLength(HAND_TREES_MAX)),
    [],
  ),
});

/** Parses anything; what is damaged is as if nothing had been found out. */
export function parseFindings(value: unknown): TextFindings {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : NO_FINDINGS;
}

/** What can be kept of it: trees that have grown too large are left out, which whoever grows them is told. */
export function keptFindings({ passport, branches }: TextFindings): TextFindings {
  return { passport, branches: branches.filter(({ tree }) => isKept(tree)) };
}

export function isKept({ nodes }: HandTree['tree']): boolean {
  return nodes.length <= BRANCHES_KEPT_MAX;
}

/** With this one as the latest. */
export function withTree(branches: readonly HandTree[], { trial, tree }: HandTree): readonly HandTree[] {
  return [...branches.filter(each => !isSame(each.trial, trial)), { trial, tree }].slice(-HAND_TREES_MAX);
}

export function treeOf(
  branches: readonly HandTree[],
  trial: HandTree['trial'],
): HandTree['tree'] | undefined {
  return branches.find(each => isSame(each.trial, trial))?.tree;
}

function isSame(one: HandTree['trial'], other: HandTree['trial']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
