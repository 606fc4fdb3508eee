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
import { fixed, percent } from '../words/numbers.ts';

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
  const behind = floods.map(
    ({ number, drowned, lagSeconds }) =>
      `trial ${number}: never empty in the second half in ${percent(drowned)} of the runs, ${fixed(lagSeconds.mean, 0)} s behind at the end`,
  );
  return {
    verdict: !grows ? 'does-not-hold' : expected ? 'holds' : 'holds-partly',
    finding: `The slow queue grows in both trials (${behind.join('; ')}). But the ${first!.naive} messages a second that the notebook expects in trial ${first!.number} do not arrive: we measure ${withInterval(first!.arrivals, 2)}, so that the expected figure is ${Math.round((first!.naive / first!.arrivals.mean - 1) * 100)} % too high.`,
    remarks: [
      `2 × 5 × 2/10 = 2 counts every tick of the fast machines as a roll of the die. A machine that takes a message does not roll the die: a fast machine rolls x = 5 − 0.2 x times a second, so x = ${fixed(5 / 1.2, 2)}, and 2 × ${fixed(5 / 1.2, 2)} × 2/10 = ${fixed(first!.balance, 2)} messages arrive at the slow one. It takes 1, so ${fixed(first!.balance - 1, 2)} more wait after every second.`,
    ],
    table: {
      caption: 'Messages per second at the slow machine, and messages more in its queue per second',
      columns: [
        'trial',
        'expected by the notebook',
        'balance',
        'measured (95 % interval)',
        'queue grows by (95 % interval)',
      ],
      rows: floods.map(({ number, naive, balance, arrivals, growth }) => [
        `Trial ${number}`,
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
    finding: `Twice the time makes the queue ${flooded.map(({ published, ratio }) => `${ratioWords(ratio)} times as long in trial ${published.number}`).join(' and ')}.`,
    remarks: others.map(
      ({ published, ratio }) =>
        `This holds for queues that receive far more than they can take. In trial ${published.number}, where about as many messages arrive as the slow machine can take, the ratio is ${ratioWords(ratio)}.`,
    ),
    table: {
      caption: 'Messages waiting at the slow machine at the end, mean over the runs (95 % interval)',
      columns: ['trial', 'as long as published', 'twice as long', 'ratio (95 % interval)'],
      rows: measured.map(({ published, single, double, ratio }) => [
        `Trial ${published.number}, ${published.durationSeconds} and ${2 * published.durationSeconds} s`,
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
    finding: `A smaller die makes the slow queue longer in ${ordered} of ${measured.length} sets of rates. But with a die of ${largest} the slow machine keeps up in ${keepingUp} of ${measured.length} only.`,
    remarks: drowning.map(({ published, byDie }) => {
      const { prediction } = byDie.at(-1)!;
      return `At ${published.rates.join(', ')} ticks per second even a die of ${largest} brings ${fixed(prediction.arrivalsPerSecond, 2)} messages a second, and the slow machine can take ${prediction.rate}.`;
    }),
    table: {
      caption: 'Mean length of the slow machine’s queue over 60 s (95 % interval of the mean)',
      columns: ['rates', ...STUDIED_DICE.map(die => `die of ${die}`)],
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

function ratioWords(ratio: Ratio | undefined): string {
  if (!ratio) return '–';
  const { low, high } = ratio.interval95;
  return `${fixed(ratio.ratio, 2)} (${fixed(low, 2)} to ${fixed(high, 2)})`;
}

function withInterval({ mean, interval95 }: SampleSummary, digits: number): string {
  const mine = fixed(mean, digits);
  return interval95
    ? `${mine} (${fixed(interval95.low, digits)} to ${fixed(interval95.high, digits)})`
    : mine;
}
