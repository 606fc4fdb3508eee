// What the notebook claims, and what our runs say to it: a finding for each claim, remarks, and the heads of its table.
import { grouped } from '../core/counted.ts';
import { fixed, listing, percent } from './numbers.ts';

/** What the notebook says, in its order; shown before there are numbers. */
export const CLAIMS: readonly string[] = [
  'Slower machines jump further, and their lines are more jagged; the fastest machine’s line is straight.',
  'Slower machines hold longer queues; a queue that oscillates back to 0 keeps its clock in step.',
  'With two fast machines and one slow one, the slow queue keeps growing and its clock falls further and further behind. Two messages a second are expected at the slow machine of trial 5.',
  'Twice the time, twice the queue: the growth is linear.',
  'A higher hit rate (a smaller die) fills queues faster; a lower one lets the slow machine keep up.',
  'One server that relays everything needs n connections, where machines that talk in pairs need 2 × C(n, 2) one-way sockets; but it handles each message twice and is a single point of failure.',
];

/** The place of the claim on one server against pairs, from 0. */
export const RELAY_CLAIM = 5;

export function claimTitle(index: number): string {
  return `Claim ${index + 1}`;
}

const VERDICTS = {
  holds: 'holds',
  'holds-partly': 'holds in part',
  'does-not-hold': 'does not hold',
  'not-measured': 'not measured here yet',
} as const;

/** What the paragraph of a finding begins with. */
export function verdictLead(verdict: keyof typeof VERDICTS): string {
  return `Verdict: ${VERDICTS[verdict]}.`;
}

export function trialHead(number: number): string {
  return `Trial ${number}`;
}

/** `1.68 (1.66 to 1.69)`; the mean alone where there is no interval. */
export function meanWithInterval(
  mean: number,
  interval: { readonly low: number; readonly high: number } | undefined,
  digits: number,
): string {
  const middle = fixed(mean, digits);
  return interval ? `${middle} (${fixed(interval.low, digits)} to ${fixed(interval.high, digits)})` : middle;
}

/** How often a slower machine has the larger value, among so many pairs of machines of one trial. */
interface Pairs {
  readonly yes: number;
  readonly of: number;
}

export function jumpsFinding(
  mean: Pairs,
  variance: Pairs,
  largest: Pairs,
  straight: number,
  runs: number,
): string {
  const lines =
    straight === runs
      ? `The fastest machine’s line is exactly straight in all ${grouped(runs)} runs: every jump is 1.`
      : `The fastest machine’s line is exactly straight in only ${grouped(Math.round(straight))} of ${grouped(runs)} runs: under this rule slower machines can push it.`;
  return `Of ${mean.of} pairs of a slower and a faster machine in one trial, the slower one has the larger mean jump in ${mean.yes}, the larger variance in ${variance.yes} and the greater largest jump in ${largest.yes}. ${lines}`;
}

/** `isOfRule`: the line is straight because of the rule shown. */
export function jumpsRemark(isOfRule: boolean): string {
  return `A machine that keeps up jumps by the fastest rate over its own on average, whatever the dice say, because its clock has to cover the same distance in fewer steps. One that falls behind jumps less than that: it reads old timestamps.${isOfRule ? ' The straight line comes from the rule: switch the rule to see it bend.' : ''}`;
}

export const JUMPS_TABLE = {
  caption: 'Jumps of the slowest machine of each trial: means over its runs',
  columns: ['trial', 'fastest rate / own', 'mean jump', 'variance', 'largest jump', 'fastest line straight'],
} as const;

/** Machines whose queue was back at 0 at the end of a run, or others: how far they are behind. */
export interface LagGroup {
  readonly cases: number;
  /** On average, in seconds of the fastest machine’s ticks. */
  readonly meanSeconds: number;
  /** From 0 to 1: those that are in step. */
  readonly inStep: number;
}

export function queuesFinding(
  pairs: Pairs,
  back: LagGroup,
  waiting: LagGroup,
  { lastPortion, inStepSeconds }: { readonly lastPortion: number; readonly inStepSeconds: number },
): string {
  return (
    `In ${pairs.yes} of ${pairs.of} pairs the slower machine has the longer mean queue. ` +
    `Slower machines whose queue was back at 0 in the last ${percent(lastPortion)} of the run (${grouped(back.cases)} of ${grouped(back.cases + waiting.cases)} cases) ` +
    `end ${lag(back)} behind the furthest clock on average, and ${percent(back.inStep)} of them less than ${inStepSeconds} s; ` +
    `the others end ${lag(waiting)} behind, and ${percent(waiting.inStep)} of them less than ${inStepSeconds} s.`
  );
}

function lag({ cases, meanSeconds }: LagGroup): string {
  return cases === 0 ? '0 s' : `${fixed(meanSeconds, 1)} s`;
}

/** `lagSeconds` is more than 95 % of those lag whose queue was back at 0. */
export function queuesRemark(lagSeconds: number): string {
  return `“Behind” counts the distance between clocks in seconds of the fastest machine’s ticks. Of those that were back at 0, 95 % lag less than ${fixed(lagSeconds, 1)} s: the last message that they took out was a recent one. The few that lag more have had no message for a while; an empty queue keeps a clock in step only as long as messages arrive.`;
}

export const QUEUES_TABLE = {
  caption: 'The slowest machine of each trial: means over its runs',
  columns: ['trial', 'mean queue', 'queue at the end', 'back at 0', 'seconds behind at the end'],
} as const;

/** Of one trial with a flooded queue. */
export interface FloodWords {
  readonly number: number;
  /** From 0 to 1: runs in which the queue is never empty in the second half. */
  readonly drowned: number;
  readonly lagSeconds: number;
}

/** `expected` messages a second by the notebook in trial `number`; we measure `measured`, which is `mean` on average. */
export function floodFinding(
  floods: readonly FloodWords[],
  expected: {
    readonly number: number;
    readonly naive: number;
    readonly mean: number;
    readonly measured: string;
  },
): string {
  const behind = floods.map(
    ({ number, drowned, lagSeconds }) =>
      `trial ${number}: never empty in the second half in ${percent(drowned)} of the runs, ${fixed(lagSeconds, 0)} s behind at the end`,
  );
  const { number, naive, mean, measured } = expected;
  return (
    `The slow queue grows in both trials (${behind.join('; ')}). But the ${naive} messages a second that the notebook expects in trial ${number} ` +
    `do not arrive: we measure ${measured}, so that the expected figure is ${percent(naive / mean - 1)} too high.`
  );
}

/** `balance`: the messages a second that arrive at the slow machine of trial 5, by the balance of ticks. */
export function floodRemark(balance: number): string {
  const rolls = fixed(5 / 1.2, 2);
  return `2 × 5 × 2/10 = 2 counts every tick of the fast machines as a roll of the die. A machine that takes a message does not roll the die: a fast machine rolls x = 5 − 0.2 x times a second, so x = ${rolls}, and 2 × ${rolls} × 2/10 = ${fixed(balance, 2)} messages arrive at the slow one. It takes 1, so ${fixed(balance - 1, 2)} more wait after every second.`;
}

export const FLOOD_TABLE = {
  caption: 'Messages per second at the slow machine, and messages more in its queue per second',
  columns: [
    'trial',
    'expected by the notebook',
    'balance',
    'measured (95 % interval)',
    'queue grows by (95 % interval)',
  ],
} as const;

interface RatioOfTrial {
  readonly number: number;
  /** As {@link meanWithInterval} writes it. */
  readonly ratio: string;
}

export function growthFinding(flooded: readonly RatioOfTrial[]): string {
  return `Twice the time makes the queue ${listing(flooded.map(({ number, ratio }) => `${ratio} times as long in trial ${number}`))}.`;
}

export function growthRemark({ number, ratio }: RatioOfTrial): string {
  return `This holds for queues that receive far more than they can take. In trial ${number}, where about as many messages arrive as the slow machine can take, the ratio is ${ratio}.`;
}

export function growthHead(number: number, durationSeconds: number): string {
  return `${trialHead(number)}, ${durationSeconds} and ${2 * durationSeconds} s`;
}

export const GROWTH_TABLE = {
  caption: 'Messages waiting at the slow machine at the end, mean over the runs (95 % interval)',
  columns: ['trial', 'as long as published', 'twice as long', 'ratio (95 % interval)'],
} as const;

/** In how many sets of rates a smaller die makes the queue longer, and the slow machine keeps up with the largest die. */
export function hitRateFinding(longer: number, keepingUp: number, sets: number, largestDie: number): string {
  return `A smaller die makes the slow queue longer in ${longer} of ${sets} sets of rates. But with a die of ${largestDie} the slow machine keeps up in only ${keepingUp} of ${sets}.`;
}

export function hitRateRemark(
  rates: readonly number[],
  largestDie: number,
  arrivalsPerSecond: number,
  rate: number,
): string {
  return `At ${rates.join(', ')} ticks per second even a die of ${largestDie} brings ${fixed(arrivalsPerSecond, 2)} messages a second, and the slow machine can take ${rate}.`;
}

export function hitRateTable(dice: readonly number[]): {
  readonly caption: string;
  readonly columns: readonly string[];
} {
  return {
    caption: 'Mean length of the slow machine’s queue over 60 s (95 % interval of the mean)',
    columns: ['rates', ...dice.map(die => `die of ${die}`)],
  };
}

/** Why a published clock is not among ours: our runs follow the other rule, and `mean` is where they end. */
export function otherRuleExplanation(machine: number, mean: number, published: number): string {
  return `The notebook’s program follows the other rule; under this one machine ${machine} ends at ${fixed(mean, 0)} on average, pushed ${fixed(mean - published, 0)} further by what it receives.`;
}

/** Why a published value may be rare among ours. */
export function chanceExplanation({
  machine,
  arrivalsPerSecond,
  rate,
  utilisation,
  peaks,
  reached,
  runs,
}: {
  readonly machine: number;
  readonly arrivalsPerSecond: number;
  readonly rate: number;
  readonly utilisation: number;
  /** Of its queues; undefined for a clock. */
  readonly peaks: { readonly low: number; readonly high: number } | undefined;
  /** Runs that come to the published value. */
  readonly reached: number;
  readonly runs: number;
}): string {
  const wide = peaks ? ` Its queues peak anywhere from ${peaks.low} to ${peaks.high}.` : '';
  return `Machine ${machine} receives ${fixed(arrivalsPerSecond, 2)} messages a second and can take ${rate}: ${percent(utilisation)} of its ticks, so chance plays a large part.${wide} ${reached} of our ${runs} runs ${reached === 1 ? 'comes' : 'come'} to the published value. About one reading in twenty would be as rare as that by chance alone.`;
}
