// A claim of the notebook, what judges it and how the judgement reads.
import type { DesignComparison } from '../core/design-facts.ts';
import type { TimestampRule } from '../core/trial.ts';
import type { Replicates } from './replicates.ts';
import type { StudyResults } from './studies.ts';

export type ClaimVerdict = 'holds' | 'holds-partly' | 'does-not-hold' | 'not-measured';

/** Numbers behind a verdict; the first cell of a row names it. */
export interface ClaimTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Judgement {
  readonly verdict: ClaimVerdict;
  /** By how much, in one or two sentences. */
  readonly finding: string;
  /** What else is to be said, a paragraph each. */
  readonly remarks: readonly string[];
  readonly table?: ClaimTable;
}

export interface Claim extends Judgement {
  /** As the notebook's claims are counted here. */
  readonly number: number;
  readonly claim: string;
}

export interface ClaimEvidence {
  readonly rule: TimestampRule;
  /** Of trials 1 to 9 under that rule, in their order. */
  readonly trials: readonly Replicates[];
  readonly studies: StudyResults;
  /** Undefined: not measured in this browser. */
  readonly designs: DesignComparison | undefined;
}
