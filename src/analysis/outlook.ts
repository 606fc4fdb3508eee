// What the numbers of a run come to, as sentences: which machine keeps up with its messages and which one drowns, with
// the arithmetic behind it.
import type { MachineId } from '../core/message.ts';
import type { MachineSnapshot } from './machine-progress.ts';

/**
 * falls-behind: more arrive than it can take, by more than chance explains. strained: about as many arrive as it can
 * take, so that its queue comes and goes. keeps-up: it has ticks to spare.
 */
export type Verdict = 'falls-behind' | 'strained' | 'keeps-up';

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
  /** One for each notable machine, or one for all of them. */
  readonly sentences: readonly string[];
  /** The arithmetic, in paragraphs; empty when there is nothing to explain. */
  readonly why: readonly string[];
}

/** Shorter runs than this, in seconds, say nothing. */
export const OUTLOOK_AFTER_SECONDS = 5;
const SURE = 2; // standard deviations of a Poisson count
const MANY_WAITING = 5; // messages
const STRAINED_SHARE = 0.8; // of the rate
const TOO_MUCH_SHARE = 1.15; // of the rate
const NAMED_MAX = 3;

/**
 * From what the machines' cards show, so that a queue has one length. Undefined while it is too early to say anything.
 * `over` says that the run has ended. Time: one step for each machine.
 */
export function outlookOf(
  machines: readonly MachineSnapshot[],
  dieSides: number,
  over: boolean,
): Outlook | undefined {
  const loads = machines.map(loadOf);
  if (loads.some(load => load === undefined)) return undefined;
  const known = loads as Load[];
  const behind = known
    .filter(load => load.verdict === 'falls-behind')
    .sort((a, b) => b.arrivalsPerSecond / b.rate - a.arrivalsPerSecond / a.rate);
  return {
    loads: known,
    sentences: behind.length > 0 ? behindSentences(behind, known, over) : [keptUpSentence(known, over)],
    why: behind[0] ? whyBehind(behind[0], known, dieSides) : [],
  };
}

/** Undefined while the machine has done too little. */
function loadOf({ machine, rate, ticks, received, atMs, queue, clock }: MachineSnapshot): Load | undefined {
  const seconds = atMs / 1000;
  if (ticks === 0 || seconds < OUTLOOK_AFTER_SECONDS - 1 / rate - 0.001) return undefined;
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
  return queue >= MANY_WAITING || arrivals > STRAINED_SHARE * takeable ? 'strained' : 'keeps-up';
}

/** The one that has most too much to take in full, the others in short. */
function behindSentences(
  [worst, ...others]: readonly Load[],
  loads: readonly Load[],
  over: boolean,
): string[] {
  if (!worst) return [];
  const { machine, rate, queue, clock } = worst;
  const arrivals = perSecond(worst.arrivalsPerSecond);
  const furthest = Math.max(...loads.map(load => load.clock));
  const first = over
    ? `Machine ${machine} received about ${arrivals} messages a second and could take ${rate}: ${queue} were left waiting, and its clock ended at ${clock} where the furthest ended at ${furthest}. A longer run would only widen both.`
    : `Machine ${machine} receives about ${arrivals} messages a second and can take ${rate}: its queue grows without end and its clock falls behind for good.`;
  return others.length === 0 ? [first] : [first, alsoBehind(others, over)];
}

function alsoBehind(loads: readonly Load[], over: boolean): string {
  const named = loads
    .slice(0, NAMED_MAX)
    .map(load => `${load.machine} (${perSecond(load.arrivalsPerSecond)} against ${load.rate})`);
  const unnamed = loads.length - named.length;
  if (unnamed > 0) named.push(`${unnamed} more`);
  const list = named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  return `So it ${over ? 'was' : 'is'} with ${loads.length === 1 ? 'machine' : 'machines'} ${list}.`;
}

function keptUpSentence(loads: readonly Load[], over: boolean): string {
  const busiest = loads.reduce((a, b) =>
    b.arrivalsPerSecond / b.rate > a.arrivalsPerSecond / a.rate ? b : a,
  );
  const { machine, rate, arrivalsPerSecond, verdict, queue } = busiest;
  const arrivals = perSecond(arrivalsPerSecond);
  const facts = over
    ? `received about ${arrivals} messages a second and could take ${rate}`
    : `receives about ${arrivals} messages a second and can take ${rate}`;
  if (verdict === 'keeps-up') {
    const all = loads.length === 2 ? 'Both' : `All ${numberWord(loads.length)}`;
    return `${all} ${over ? 'kept' : 'keep'} up: even machine ${machine}, which ${over ? 'had' : 'has'} the most to do, ${facts}.`;
  }
  const waiting = queue === 1 ? 'One message waits' : `${queue} messages wait`;
  const meaning =
    arrivalsPerSecond > TOO_MUCH_SHARE * rate
      ? `too much for it, though ${over ? 'the run was too short' : 'it is too early'} to say whether that is more than chance`
      : 'just about its measure, so its queue comes and goes';
  return `Machine ${machine} ${facts}: ${meaning}. ${waiting} ${over ? 'at the end' : 'right now'}.`;
}

/** How the arrivals at a drowning machine come about, from the ticks on which the others rolled their dice. */
function whyBehind(behind: Load, loads: readonly Load[], dieSides: number): string[] {
  const others = loads.filter(({ machine }) => machine !== behind.machine);
  const sum = (pick: (load: Load) => number): number => others.reduce((total, load) => total + pick(load), 0);
  const ticks = sum(load => load.rate);
  const rolls = sum(load => load.rollsPerSecond);
  const surplus = behind.arrivalsPerSecond - behind.rate;
  return [
    `Of the ${dieSides} faces of the die, two send to machine ${behind.machine}: the one that names it and the one that names everybody. The other machines tick ${ticks} times a second together; if every tick rolled the die, ${ticks} × 2/${dieSides} = ${perSecond((ticks * 2) / dieSides)} messages a second would come.`,
    `But a tick that takes a message rolls no die. They rolled ${perSecond(rolls)} times a second, and ${perSecond(rolls)} × 2/${dieSides} = ${perSecond((rolls * 2) / dieSides)}. Counted at machine ${behind.machine}: ${perSecond(behind.arrivalsPerSecond)}.`,
    `It takes one message for each tick, ${behind.rate} a second at most, so about ${perSecond(surplus)} more wait after every second. What it takes was sent longer and longer ago, and its clock follows those old timestamps.`,
  ];
}

/** A rate with as many digits as such a count can bear. */
function perSecond(value: number): string {
  return value >= 20 ? String(Math.round(value)) : String(Number(value.toFixed(1)));
}

function numberWord(count: number): string {
  const words = ['three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  return words[count - 3] ?? String(count);
}
