// What the numbers of a run come to: which machine keeps up with its messages and which one falls behind.
import type { MachineId } from '../core/message.ts';
import type { MachineSnapshot } from './machine-progress.ts';

/**
 * falls-behind: more arrive than it can take, by more than chance explains. maybe-behind: more arrive than it can take,
 * but it may be chance. strained: about as many arrive as it can take. keeps-up: it has ticks to spare.
 */
export type Verdict = 'falls-behind' | 'maybe-behind' | 'strained' | 'keeps-up';

/** What a machine's record says so far. */
export interface Load {
  readonly machine: MachineId;
  /** Ticks per second: at most so many messages a second can it take. */
  readonly rate: number;
  /** Messages that entered its queue, per second. */
  readonly arrivalsPerSecond: number;
  /** Ticks per second on which no message waited and the die was rolled. */
  readonly rollsPerSecond: number;
  readonly queue: number;
  readonly clock: number;
  readonly verdict: Verdict;
}

export interface Outlook {
  /** By machine. */
  readonly loads: readonly Load[];
  /** Those that fall behind, the one with most too much first. */
  readonly behind: readonly Load[];
  /** The one with most arrivals for its rate. */
  readonly busiest: Load;
}

/** Shorter runs than this, in seconds, say nothing. */
export const OUTLOOK_AFTER_SECONDS = 5;
const SURE = 2; // standard deviations of a Poisson count
const MANY_WAITING = 5; // messages
const STRAINED_SHARE = 0.8; // of the rate
const TOO_MUCH_SHARE = 1.15; // of the rate

/**
 * From what the machines' cards show, so that a queue has one length. Undefined while it is too early to say anything.
 * Time: one step for each machine.
 */
export function outlookOf(machines: readonly MachineSnapshot[]): Outlook | undefined {
  const loads = machines.flatMap(machine => loadOf(machine) ?? []);
  if (loads.length < machines.length) return undefined;
  const byPressure = [...loads].sort((a, b) => b.arrivalsPerSecond / b.rate - a.arrivalsPerSecond / a.rate);
  const [busiest] = byPressure;
  if (!busiest) return undefined;
  return { loads, behind: byPressure.filter(({ verdict }) => verdict === 'falls-behind'), busiest };
}

/** Undefined while the machine has done too little, and where nothing tells its queue. */
function loadOf({ machine, rate, ticks, received, atMs, queue, clock }: MachineSnapshot): Load | undefined {
  const seconds = atMs / 1000;
  if (queue === undefined || ticks === 0 || seconds < OUTLOOK_AFTER_SECONDS - 1 / rate - 0.001)
    return undefined;
  const arrivals = received + queue;
  return {
    machine,
    rate,
    arrivalsPerSecond: arrivals / seconds,
    rollsPerSecond: (ticks - received) / seconds,
    queue,
    clock,
    verdict: verdictOn(arrivals, rate * seconds, queue),
  };
}

/** `takeable` is how many messages the machine could have taken until now. */
function verdictOn(arrivals: number, takeable: number, queue: number): Verdict {
  if (queue >= MANY_WAITING && arrivals - takeable > SURE * Math.sqrt(arrivals)) return 'falls-behind';
  if (arrivals > TOO_MUCH_SHARE * takeable) return 'maybe-behind';
  return queue >= MANY_WAITING || arrivals > STRAINED_SHARE * takeable ? 'strained' : 'keeps-up';
}
