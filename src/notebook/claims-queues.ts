// Claims 3, 4 and 5 of the notebook: how a flooded queue grows, whether in a straight line, and what the die has to do
// with it.
import type { ClaimEvidence, Judgement } from './claim.ts';
import { lagsOf } from './claims-clocks.ts';
import { ratioOfMeans, type Ratio } from './ratio.ts';
import { slowestOf, type Replicates } from './replicates.ts';
import {
  dicedTrials,
  doubledTrials,
  FLOODED_TRIALS,
  longer,
  STUDIED_DICE,
  studyKey,
  trialOf,
} from './studies.ts';
import type { NotebookTrial } from './trials.ts';
import { predict } from '../analysis/prediction.ts';
import { describeSample, type Interval, type SampleSummary } from '../analysis/statistics.ts';
import {
  FLOOD_TABLE,
  floodFinding,
  floodRemark,
  GROWTH_TABLE,
  growthFinding,
  growthHead,
  growthRemark,
  hitRateFinding,
  hitRateRemark,
  hitRateTable,
  meanWithInterval,
  trialHead,
} from '../words/notebook-claims.ts';
import { fixed } from '../words/numbers.ts';

/** A ratio this close to 2 counts as twice. */
const TWICE_WITHIN = 0.1;

interface Flood {
  readonly number: number;
  readonly machine: number;
  readonly naive: number;
  readonly balance: number;
  readonly arrivals: SampleSummary;
  readonly growth: SampleSummary;
  readonly lagSeconds: SampleSummary;
  /** The portion of runs in which the queue is never empty in the second half. */
  readonly drowned: number;
}

/** Claim 3. */
export function judgeFlood({ trials }: ClaimEvidence): Judgement {
  const floods = FLOODED_TRIALS.map(({ number }) => floodOf(number, trials[number - 1]!));
  const [first] = floods;
  const grows = floods.every(({ growth }) => growth.interval95!.low > 0);
  const expected = floods.every(({ naive, arrivals }) => holds(arrivals.interval95!, naive));
  const { number, naive, balance, arrivals } = first!;
  const measuredWords = withInterval(arrivals, 2);
  return {
    verdict: !grows ? 'does-not-hold' : expected ? 'holds' : 'holds-partly',
    finding: floodFinding(
      floods.map(({ lagSeconds, ...flood }) => ({ ...flood, lagSeconds: lagSeconds.mean })),
      { number, naive, mean: arrivals.mean, measured: measuredWords },
    ),
    remarks: [floodRemark(balance)],
    table: {
      ...FLOOD_TABLE,
      rows: floods.map(({ number, naive, balance, arrivals, growth }) => [
        trialHead(number),
        fixed(naive, 2),
        fixed(balance, 2),
        withInterval(arrivals, 3),
        withInterval(growth, 3),
      ]),
    },
  };
}

function floodOf(number: number, replicates: Replicates): Flood {
  const { trial, runs } = replicates;
  const slow = slowestOf(replicates.machines);
  const { naiveArrivalsPerSecond, arrivalsPerSecond } = predict(trial).machines[slow.machine - 1]!;
  const perSecond = (values: Float64Array): SampleSummary =>
    describeSample(values.map(value => value / trial.durationSeconds));
  const halfSeconds = trial.durationSeconds / 2;
  return {
    number,
    machine: slow.machine,
    naive: naiveArrivalsPerSecond,
    balance: arrivalsPerSecond,
    arrivals: perSecond(slow.arrivals),
    growth: perSecond(slow.queueFinal),
    lagSeconds: describeSample(lagsOf(replicates, slow)),
    drowned: slow.sinceEmptySeconds.filter(since => since > halfSeconds).length / runs,
  };
}

/** Claim 4. */
export function judgeLinearGrowth({ trials, studies }: ClaimEvidence): Judgement {
  const measured = doubledTrials().map(published => {
    const single = slowestOf(trials[published.number - 1]!.machines);
    const double = slowestOf(studies.get(studyKey(longer(trialOf(published))))!.machines);
    return {
      published,
      single: describeSample(single.queueFinal),
      double: describeSample(double.queueFinal),
      ratio: ratioOfMeans(double.queueFinal, single.queueFinal),
    };
  });
  const flooded = measured.filter(({ published }) => FLOODED_TRIALS.includes(published));
  const others = measured.filter(({ published }) => !FLOODED_TRIALS.includes(published));
  const twice = flooded.filter(({ ratio }) => ratio && Math.abs(ratio.ratio - 2) < TWICE_WITHIN).length;
  return {
    verdict: twice === flooded.length ? 'holds' : twice > 0 ? 'holds-partly' : 'does-not-hold',
    finding: growthFinding(flooded.map(({ published, ratio }) => ratioOf(published, ratio))),
    remarks: others.map(({ published, ratio }) => growthRemark(ratioOf(published, ratio))),
    table: {
      ...GROWTH_TABLE,
      rows: measured.map(({ published, single, double, ratio }) => [
        growthHead(published.number, published.durationSeconds),
        withInterval(single, 1),
        withInterval(double, 1),
        ratioWords(ratio),
      ]),
    },
  };
}

/** Claim 5. */
export function judgeHitRate({ studies }: ClaimEvidence): Judgement {
  const measured = dicedTrials().map(published => ({
    published,
    byDie: STUDIED_DICE.map(dieSides => {
      const trial = { ...trialOf(published), dieSides };
      const { machines } = studies.get(studyKey(trial))!;
      const slow = slowestOf(machines);
      return {
        dieSides,
        queue: describeSample(slow.queueMean),
        prediction: predict(trial).machines[slow.machine - 1]!,
      };
    }),
  }));
  const ordered = measured.filter(({ byDie }) =>
    byDie.every(({ queue }, i) => i === 0 || queue.interval95!.high < byDie[i - 1]!.queue.interval95!.low),
  ).length;
  const largest = Math.max(...STUDIED_DICE);
  const atLargest = measured.map(({ byDie }) => byDie.at(-1)!);
  const keepingUp = atLargest.filter(({ prediction }) => prediction.keepsUp === 'yes').length;
  const drowning = measured.filter(({ byDie }) => byDie.at(-1)!.prediction.keepsUp === 'no');
  return {
    verdict:
      ordered === measured.length && keepingUp === measured.length
        ? 'holds'
        : ordered > 0
          ? 'holds-partly'
          : 'does-not-hold',
    finding: hitRateFinding(ordered, keepingUp, measured.length, largest),
    remarks: drowning.map(({ published, byDie }) => {
      const { prediction } = byDie.at(-1)!;
      return hitRateRemark(published.rates, largest, prediction.arrivalsPerSecond, prediction.rate);
    }),
    table: {
      ...hitRateTable(STUDIED_DICE),
      rows: measured.map(({ published, byDie }) => [
        ratesOf(published),
        ...byDie.map(({ queue }) => withInterval(queue, 2)),
      ]),
    },
  };
}

function ratesOf({ rates }: NotebookTrial): string {
  return rates.join(', ');
}

function holds({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high;
}

function ratioOf({ number }: NotebookTrial, ratio: Ratio | undefined): { number: number; ratio: string } {
  return { number, ratio: ratioWords(ratio) };
}

function ratioWords(ratio: Ratio | undefined): string {
  return ratio ? meanWithInterval(ratio.ratio, ratio.interval95, 2) : '–';
}

function withInterval({ mean, interval95 }: SampleSummary, digits: number): string {
  return meanWithInterval(mean, interval95, digits);
}
