// Claims 1 and 2 of the notebook: how far slow machines jump, how long their queues are, and who stays in step.
import type { ClaimEvidence, Judgement } from './claim.ts';
import {
  fastestOf,
  slowestOf,
  type MachineReplicates,
  type ReplicateQuantity,
  type Replicates,
} from './replicates.ts';
import { straightPortion } from './rules.ts';
import { describeSample, momentsOf, quantileOf, sortedCopy } from '../analysis/statistics.ts';
import {
  JUMPS_TABLE,
  jumpsFinding,
  jumpsRemark,
  type LagGroup,
  QUEUES_TABLE,
  queuesFinding,
  queuesRemark,
  trialHead,
} from '../words/notebook-claims.ts';
import { fixed, percent } from '../words/numbers.ts';

/** A clock is in step when it ends less than so many seconds of the fastest machine's ticks behind the furthest one. */
export const IN_STEP_SECONDS = 2;
/** A queue is back at 0 when it was empty within this last portion of the run. */
export const BACK_PORTION = 0.05;
const MOST = 0.95; // what of many cases is to be so, for a claim about all of them to hold

/** Claim 1. */
export function judgeJumps({ trials, rule }: ClaimEvidence): Judgement {
  const mean = countOrdered(trials, 'jumpMean');
  const variance = countOrdered(trials, 'jumpVariance');
  const largest = countOrdered(trials, 'jumpMax');
  const runs = trials.reduce((sum, trial) => sum + trial.runs, 0);
  const straight = trials.reduce((sum, trial) => sum + straightPortion(trial) * trial.runs, 0);
  const ordered = [mean, variance, largest].every(({ yes, of }) => yes === of);
  return {
    verdict:
      ordered && straight >= MOST * runs
        ? 'holds'
        : mean.yes >= MOST * mean.of
          ? 'holds-partly'
          : 'does-not-hold',
    finding: jumpsFinding(mean, variance, largest, straight, runs),
    remarks: [jumpsRemark(rule === 'send-then-increment')],
    table: {
      ...JUMPS_TABLE,
      rows: trials.map((trial, i) => {
        const slow = slowestOf(trial.machines);
        const average = (quantity: ReplicateQuantity): string => fixed(meanOf(slow, quantity), 2);
        return [
          trialHead(i + 1),
          fixed(fastestOf(trial.machines)[0]!.rate / slow.rate, 2),
          average('jumpMean'),
          average('jumpVariance'),
          fixed(meanOf(slow, 'jumpMax'), 1),
          percent(straightPortion(trial)),
        ];
      }),
    },
  };
}

/** Claim 2. */
export function judgeQueuesInStep({ trials }: ClaimEvidence): Judgement {
  const { yes, of } = countOrdered(trials, 'queueMean');
  const back: number[] = [];
  const waiting: number[] = [];
  for (const trial of trials) sortLags(trial, back, waiting);
  const inStep = portionInStep(back);
  const ordered = yes === of;
  return {
    verdict:
      ordered && inStep >= MOST
        ? 'holds'
        : yes >= MOST * of || inStep >= MOST
          ? 'holds-partly'
          : 'does-not-hold',
    finding: queuesFinding({ yes, of }, lagGroup(back), lagGroup(waiting), {
      lastPortion: BACK_PORTION,
      inStepSeconds: IN_STEP_SECONDS,
    }),
    remarks: [queuesRemark(quantileOf(sortedCopy(back), 0.95))],
    table: {
      ...QUEUES_TABLE,
      rows: trials.map((trial, i) => {
        const slow = slowestOf(trial.machines);
        const threshold = BACK_PORTION * trial.trial.durationSeconds;
        const returned = slow.sinceEmptySeconds.filter(since => since <= threshold).length;
        return [
          trialHead(i + 1),
          fixed(meanOf(slow, 'queueMean'), 1),
          fixed(meanOf(slow, 'queueFinal'), 1),
          percent(returned / trial.runs),
          fixed(momentsOf(lagsOf(trial, slow)).mean, 1),
        ];
      }),
    },
  };
}

/** In how many pairs of one trial's machines the slower one has the larger mean of a quantity. */
function countOrdered(
  trials: readonly Replicates[],
  quantity: ReplicateQuantity,
): { readonly yes: number; readonly of: number } {
  let yes = 0;
  let of = 0;
  for (const { machines } of trials)
    for (const slow of machines)
      for (const fast of machines) {
        if (slow.rate >= fast.rate) continue;
        of += 1;
        if (meanOf(slow, quantity) > meanOf(fast, quantity)) yes += 1;
      }
  return { yes, of };
}

/** Each run of each machine that is not the fastest: into those whose queue was back at 0, and those whose was not. */
function sortLags(trial: Replicates, back: number[], waiting: number[]): void {
  const fastest = fastestOf(trial.machines);
  const threshold = BACK_PORTION * trial.trial.durationSeconds;
  for (const machine of trial.machines) {
    if (fastest.includes(machine)) continue;
    lagsOf(trial, machine).forEach((lag, run) => {
      (machine.sinceEmptySeconds[run]! <= threshold ? back : waiting).push(lag);
    });
  }
}

/** How far a machine's clock ends behind the furthest one, in seconds of the fastest machine's ticks; by run. */
export function lagsOf({ machines }: Replicates, { finalClock }: MachineReplicates): Float64Array {
  const [fastest] = fastestOf(machines);
  return finalClock.map((clock, run) => {
    const furthest = machines.reduce((max, other) => Math.max(max, other.finalClock[run]!), 0);
    return (furthest - clock) / fastest!.rate;
  });
}

function portionInStep(lags: readonly number[]): number {
  return lags.length === 0 ? 0 : lags.filter(lag => lag < IN_STEP_SECONDS).length / lags.length;
}

function lagGroup(lags: readonly number[]): LagGroup {
  const meanSeconds = lags.length === 0 ? 0 : describeSample(lags).mean;
  return { cases: lags.length, meanSeconds, inStep: portionInStep(lags) };
}

function meanOf(machine: MachineReplicates, quantity: ReplicateQuantity): number {
  return momentsOf(machine[quantity]).mean;
}
