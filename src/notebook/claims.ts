// The notebook's claims, each with a verdict in numbers. They were judged by eye, on one run of each trial; here every
// one of them is measured over all replicates.
import type { Claim, ClaimEvidence, Judgement } from './claim.ts';
import { judgeJumps, judgeQueuesInStep } from './claims-clocks.ts';
import { judgeRelay } from './claims-designs.ts';
import { CLAIMS } from '../words/notebook-claims.ts';
import { judgeFlood, judgeHitRate, judgeLinearGrowth } from './claims-queues.ts';

export function judgeClaims(evidence: ClaimEvidence): Claim[] {
  const judgements: Judgement[] = [
    judgeJumps(evidence),
    judgeQueuesInStep(evidence),
    judgeFlood(evidence),
    judgeLinearGrowth(evidence),
    judgeHitRate(evidence),
    judgeRelay(evidence),
  ];
  return judgements.map((judgement, i) => ({ number: i + 1, claim: CLAIMS[i]!, ...judgement }));
}
