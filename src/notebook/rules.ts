// The same trials under both timestamp rules, side by side: what the rule does to the fastest machine, and that it does
// nothing to the queues.
import { ticksOf } from '../core/trial.ts';
import { fastestOf, type Replicates } from './replicates.ts';
import { describeSample, type SampleSummary } from '../analysis/statistics.ts';

export interface RuleComparison {
  /** The fastest machine's own ticks: rate × seconds. */
  readonly ownTicks: number;
  /** How many machines are the fastest. */
  readonly fastest: number;
  /** Where the first of the fastest machines ends. */
  readonly sendFirst: SampleSummary;
  readonly incrementFirst: SampleSummary;
  /** Portions of runs, 0 to 1, in which every jump of every fastest machine is 1: a straight line. */
  readonly straightSendFirst: number;
  readonly straightIncrementFirst: number;
  /** Runs × machines whose queues (final, largest and mean length) differ between the rules. */
  readonly queuesThatDiffer: number;
}

/** Of one trial with the same seeds: first under send-then-increment, then under increment-then-send. */
export function compareRules(sendFirst: Replicates, incrementFirst: Replicates): RuleComparison {
  const [machine] = fastestOf(sendFirst.machines);
  const index = machine!.machine - 1;
  return {
    ownTicks: ticksOf(machine!.rate, sendFirst.trial.durationSeconds),
    fastest: fastestOf(sendFirst.machines).length,
    sendFirst: describeSample(sendFirst.machines[index]!.finalClock),
    incrementFirst: describeSample(incrementFirst.machines[index]!.finalClock),
    straightSendFirst: straightPortion(sendFirst),
    straightIncrementFirst: straightPortion(incrementFirst),
    queuesThatDiffer: countDifferentQueues(sendFirst, incrementFirst),
  };
}

/** The portion of runs in which the fastest machines, all of them, never jump by more than 1. */
export function straightPortion({ machines, runs }: Replicates): number {
  const fastest = fastestOf(machines);
  let straight = 0;
  for (let run = 0; run < runs; run++) if (fastest.every(({ jumpMax }) => jumpMax[run] === 1)) straight += 1;
  return straight / runs;
}

function countDifferentQueues(one: Replicates, other: Replicates): number {
  let count = 0;
  one.machines.forEach((machine, i) => {
    const same = other.machines[i]!;
    for (let run = 0; run < one.runs; run++)
      if (
        machine.queueFinal[run] !== same.queueFinal[run] ||
        machine.queueMax[run] !== same.queueMax[run] ||
        machine.queueMean[run] !== same.queueMean[run]
      )
        count += 1;
  });
  return count;
}
