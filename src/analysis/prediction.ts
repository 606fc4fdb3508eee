// What theory says of a trial before it is run: from its rates, its die and its rule alone.
// Each figure is for the long run, when the beginning no longer counts. Derived in docs/model.md.
import { balanceOf, messagesPerRoll, type MachineBalance } from '../core/balance.ts';
import type { TimedFault } from '../core/fault-plan.ts';
import type { MessageDelay } from '../core/message-delay.ts';
import type { MachineId } from '../core/message.ts';
import { hasDelay, trialFrom, type Trial, type TrialInput } from '../core/trial.ts';
import { longestChainPerSecond } from './prediction-chain.ts';
import type { Interval } from './statistics.ts';

export interface MachinePrediction {
  readonly machine: MachineId;
  /** Ticks per second; the other figures per second are events or messages. */
  readonly rate: number;
  readonly arrivalsPerSecond: number;
  /** The notebook's figure: as if no machine ever spent a tick on receiving. */
  readonly naiveArrivalsPerSecond: number;
  readonly receivesPerSecond: number;
  readonly rollsPerSecond: number;
  /** The portion of ticks spent on receiving: min(1, arrivals / rate). */
  readonly utilisation: number;
  /** Whether the machine takes messages out as fast as they arrive; on the borderline its queue wanders without bound. */
  readonly keepsUp: 'yes' | 'borderline' | 'no';
  readonly queueGrowthPerSecond: number;
  readonly clockGrowthPerSecond: number;
  /** Between which values the growth of the clock lies for certain, in the long run. */
  readonly clockGrowthBounds: Interval;
  /**
   * Roughly how long a queue takes to forget how it began: figures of shorter runs scatter more and lean to an empty queue.
   * Infinity on the borderline.
   */
  readonly settlingSeconds: number;
  /** Whether a figure is the exact limit of long runs (true) or an approximation. */
  readonly exact: {
    /** Arrivals, receives, rolls, utilisation and the growth of the queue. */
    readonly balance: boolean;
    readonly clock: boolean;
  };
}

export interface Prediction {
  readonly trial: Trial;
  /** In the order of their numbers. */
  readonly machines: readonly MachinePrediction[];
  /** Where theory ends, because it knows nothing of the trial's faults; undefined without any. */
  readonly limit: PredictionLimit | undefined;
}

export interface PredictionLimit {
  /** Until then nothing goes wrong, and the figures apply: 0 where a fault can be at any time. In milliseconds since the start. */
  readonly untilMs: number;
  /** The first fault after it, or the first of those that can be at any time. */
  readonly first: 'loss' | 'duplication' | 'reordering' | 'bandwidth' | TimedFault['kind'];
}

/** Throws {@link InvalidTrialError}. */
export function predict(input: TrialInput): Prediction {
  const trial = trialFrom(input);
  const { rates, dieSides } = trial;
  const perRoll = messagesPerRoll(dieSides);
  const balances = balanceOf(rates, perRoll);
  const front = frontOf(trial, balances);
  const decided = !balances.some(({ keepsUp }) => keepsUp === 'borderline');
  const allRates = rates.reduce((sum, rate) => sum + rate, 0);
  const machines = rates.map((rate, i): MachinePrediction => {
    const { arrivals, rolls, keepsUp } = balances[i]!;
    // A machine that falls behind reads ever older messages: of those that arrive in a second it reads rate / arrivals.
    const pace = keepsUp === 'no' ? rate / arrivals : 1;
    return {
      machine: i + 1,
      rate,
      arrivalsPerSecond: arrivals,
      naiveArrivalsPerSecond: perRoll * (allRates - rate),
      receivesPerSecond: Math.min(rate, arrivals),
      rollsPerSecond: rolls,
      utilisation: Math.min(1, arrivals / rate),
      keepsUp,
      queueGrowthPerSecond: keepsUp === 'no' ? arrivals - rate : 0,
      clockGrowthPerSecond: pace * front.growth,
      clockGrowthBounds: { low: pace * front.bounds.low, high: pace * front.bounds.high },
      settlingSeconds: settlingSecondsOf(rate, arrivals, keepsUp),
      exact: { balance: decided, clock: decided && front.exact },
    };
  });
  return { trial, machines, limit: limitOf(trial) };
}

function limitOf({ faults }: Trial): PredictionLimit | undefined {
  if (!faults) return undefined;
  if (faults.lossPercent > 0) return { untilMs: 0, first: 'loss' };
  if (faults.duplicationPercent > 0) return { untilMs: 0, first: 'duplication' };
  if (faults.reorderingPercent > 0) return { untilMs: 0, first: 'reordering' };
  if (faults.bandwidthPerSecond !== undefined) return { untilMs: 0, first: 'bandwidth' };
  const [first] = [...faults.timed].sort((a, b) => a.fromMs - b.fromMs);
  return first && { untilMs: first.fromMs, first: first.kind };
}

interface Front {
  readonly growth: number;
  readonly bounds: Interval;
  readonly exact: boolean;
}

/** The growth of the clocks of those machines that keep up: they hear from one another for ever, so they share it. */
function frontOf(trial: Trial, balances: readonly MachineBalance[]): Front {
  const { rates, rule, dieSides } = trial;
  const fastest = Math.max(...rates);
  // A message from before the increment pushes nobody past the fastest machine's own count of ticks.
  if (rule === 'send-then-increment')
    return { growth: fastest, bounds: { low: fastest, high: fastest }, exact: true };

  const group = rates.filter((_, i) => balances[i]!.rolls > 0);
  const high = group.length > 1 ? Math.max(fastest, longestChainPerSecond(group)) : fastest;
  const bounds = { low: fastest, high };
  if (high === fastest) return { growth: fastest, bounds, exact: true };
  const equals = group.filter(rate => rate === fastest).length;
  if (equals < 2) return { growth: fastest, bounds, exact: false };
  // Machines of one rate tick at the same moments. A message that takes any time at all comes after the other's tick of
  // that moment, with a timestamp that the other has by then: it pushes nobody.
  if (allTakeTime(trial) && equals === group.length) {
    const exact = delaysOf(trial).every(alwaysTakesTime);
    return { growth: fastest, bounds: exact ? { low: fastest, high: fastest } : bounds, exact };
  }
  const growth = fastest * (1 + pairGain(messagesPerRoll(dieSides)));
  return { growth, bounds, exact: equals === 2 && group.length === 2 && !hasDelay(trial) };
}

/** Of the links that have one: single ones, and all others. */
function delaysOf({ delay, linkDelays = [] }: Trial): MessageDelay[] {
  return [...(delay ? [delay] : []), ...linkDelays.map(link => link.delay)];
}

/** Whether messages take time on every link, but for what is rounded to nothing. */
function allTakeTime(trial: Trial): boolean {
  return (
    trial.delay !== undefined && delaysOf(trial).every(delay => delay.kind !== 'fixed' || delay.delayMs > 0)
  );
}

/** A drawn delay can be rounded to nothing, if rarely. */
function alwaysTakesTime(delay: MessageDelay): boolean {
  return delay.kind === 'fixed' ? delay.delayMs > 0 : delay.kind === 'uniform' && delay.minMs > 0;
}

/**
 * How much two equally fast machines gain on their own ticks by pushing each other, per tick: each exchange (there and back)
 * gains 1. Exact without delay, where nobody else sends.
 */
function pairGain(perRoll: number): number {
  return (perRoll * (1 - perRoll)) / ((2 - perRoll) * (1 + perRoll));
}

/** As for a random walk whose steps have the mean (arrivals - rate) and the variance of the arrivals: variance / mean². */
function settlingSecondsOf(rate: number, arrivals: number, keepsUp: MachineBalance['keepsUp']): number {
  return keepsUp === 'borderline' ? Infinity : arrivals / (rate - arrivals) ** 2;
}
