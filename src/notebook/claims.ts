// The notebook's claims, each with a verdict in numbers. They were judged by eye, on one run of each trial; here every
// one of them is measured over all replicates.
import type { Claim, ClaimEvidence, Judgement } from './claim.ts';
import { judgeJumps, judgeQueuesInStep } from './claims-clocks.ts';
import { judgeFlood, judgeHitRate, judgeLinearGrowth } from './claims-queues.ts';

/** What the notebook says, in its order; shown before there are numbers. */
export const CLAIMS: readonly string[] = [
  'Slower machines jump further, and their lines are more jagged; the fastest machine’s line is straight.',
  'Slower machines hold longer queues; a queue that oscillates back to 0 keeps its clock in step.',
  'With two fast machines and one slow one, the slow queue keeps growing and its clock falls further and further behind. Two messages a second are expected at the slow machine of trial 5.',
  'Twice the time, twice the queue: the growth is linear.',
  'A higher hit rate (a smaller die) fills queues faster; a lower one lets the slow machine keep up.',
  'One server that relays everything needs n connections, where machines that talk in pairs need 2 × C(n, 2) one-way sockets; but it handles each message twice and is a single point of failure.',
];

export function judgeClaims(evidence: ClaimEvidence): Claim[] {
  const judgements: Judgement[] = [
    judgeJumps(evidence),
    judgeQueuesInStep(evidence),
    judgeFlood(evidence),
    judgeLinearGrowth(evidence),
    judgeHitRate(evidence),
    {
      verdict: 'not-measured',
      finding:
        'The notebook argues it from counts and measures nothing, and so far Lamplight has no server to relay through. For three machines the counts are 3 against 6, or against 3 links that go both ways.',
      remarks: [],
    },
  ];
  return judgements.map((judgement, i) => ({ number: i + 1, claim: CLAIMS[i]!, ...judgement }));
}
