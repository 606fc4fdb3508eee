// Claims 1 and 2 of the notebook: how far slow machines jump, how long their queues are, and who stays in step.
import { grouped } from '../core/counted.ts';
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
  const lines =
    straight === runs
      ? `The fastest machine’s line is exactly straight in all ${grouped(runs)} runs: every jump is 1.`
      : `The fastest machine’s line is exactly straight in only ${grouped(Math.round(straight))} of ${grouped(runs)} runs: under this rule slower machines can push it.`;
  return {
    verdict:
      ordered && straight >= MOST * runs
        ? 'holds'
        : mean.yes >= MOST * mean.of
          ? 'holds-partly'
          : 'does-not-hold',
    finding: `Of ${mean.of} pairs of a slower and a faster machine in one trial, the slower one has the larger mean jump in ${mean.yes}, the larger variance in ${variance.yes} and the greater largest jump in ${largest.yes}. ${lines}`,
    remarks: [
      `A machine that keeps up jumps by the fastest rate over its own on average, whatever the dice say, because its clock has to cover the same distance in fewer steps. One that falls behind jumps less than that: it reads old timestamps.${rule === 'send-then-increment' ? ' The straight line comes from the rule: switch the rule to see it bend.' : ''}`,
    ],
    table: {
      caption: 'Jumps of the slowest machine of each trial: means over its runs',
      columns: [
        'trial',
        'fastest rate / own',
        'mean jump',
        'variance',
        'largest jump',
        'fastest line straight',
      ],
      rows: trials.map((trial, i) => {
        const slow = slowestOf(trial.machines);
        const average = (quantity: ReplicateQuantity): string => fixed(meanOf(slow, quantity), 2);
        return [
          `Trial ${i + 1}`,
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
    finding: `In ${yes} of ${of} pairs the slower machine has the longer mean queue. Slower machines whose queue was back at 0 in the last ${percent(BACK_PORTION)} of the run (${grouped(back.length)} of ${grouped(back.length + waiting.length)} cases) end ${seconds(back)} behind the furthest clock on average, and ${percent(inStep)} of them less than ${IN_STEP_SECONDS} s; the others end ${seconds(waiting)} behind, and ${percent(portionInStep(waiting))} of them less than ${IN_STEP_SECONDS} s.`,
    remarks: [
      `“Behind” counts the distance between clocks in seconds of the fastest machine’s ticks. Of those that were back at 0, 95 % lag less than ${fixed(quantileOf(sortedCopy(back), 0.95), 1)} s: the last message that they took out was a recent one. The few that lag more have had no message for a while; an empty queue keeps a clock in step only as long as messages arrive.`,
    ],
    table: {
      caption: 'The slowest machine of each trial: means over its runs',
      columns: ['trial', 'mean queue', 'queue at the end', 'back at 0', 'seconds behind at the end'],
      rows: trials.map((trial, i) => {
        const slow = slowestOf(trial.machines);
        const threshold = BACK_PORTION * trial.trial.durationSeconds;
        const returned = slow.sinceEmptySeconds.filter(since => since <= threshold).length;
        return [
          `Trial ${i + 1}`,
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

function seconds(lags: readonly number[]): string {
  return lags.length === 0 ? '0 s' : `${fixed(describeSample(lags).mean, 1)} s`;
}

function meanOf(machine: MachineReplicates, quantity: ReplicateQuantity): number {
  return momentsOf(machine[quantity]).mean;
}
