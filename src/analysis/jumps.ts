// Jumps: by how much each event advanced the clock of its machine. A machine that only hears of its own events jumps by
// 1; a larger jump is time that it learned of from a message.
import { firstAtLeast } from '../core/search.ts';
import { NONE, type MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { quantileOf } from './statistics.ts';

export interface Jump extends EventPlace {
  /** The clock after the event less the clock before it; below 1 only in a faulty log. */
  readonly jump: number;
  /** The clock before the event; 0 before the first one. */
  readonly before: number;
  readonly atMs: number;
}

export interface MachineJumps {
  readonly machine: MachineId;
  /** Events whose clock is known. */
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  /** The smallest jump that 90 % of the jumps do not exceed. */
  readonly quantile90: number;
  readonly quantile99: number;
  /** The first in time of the largest; undefined without events. */
  readonly largest: Jump | undefined;
  /** By class of the distribution. */
  readonly counts: readonly number[];
}

/** A class of jumps, both ends in it; ±Infinity where it is open. */
export interface JumpClass {
  readonly from: number;
  readonly to: number;
}

export interface JumpDistribution {
  /** The same for all machines, ascending, without gaps, from the smallest jump to the largest. */
  readonly classes: readonly JumpClass[];
  /** In the order of their numbers. */
  readonly machines: readonly MachineJumps[];
  /** Of all machines: see {@link largestJump}. */
  readonly largest: Jump | undefined;
}

/** Up to this jump each one is a class of its own, if no jump is larger than {@link SINGLES_IF_MAX}. */
const SINGLES = 5;
const SINGLES_IF_MAX = 16;
const STEPS = [1, 2, 5];

/** Time: n log n. */
export function jumpsOf({ logs }: Trace): JumpDistribution {
  const jumps = logs.map(jumpsOfLog);
  let min = Infinity;
  let max = -Infinity;
  for (const { sorted } of jumps) {
    min = Math.min(min, sorted[0] ?? Infinity);
    max = Math.max(max, sorted[sorted.length - 1] ?? -Infinity);
  }
  const classes = max === -Infinity ? [] : classesFor(min, max);
  const machines = jumps.map(({ log, sorted, sum, largest }): MachineJumps => {
    const count = sorted.length;
    const below = classes.map(({ from }) => firstAtLeast(sorted, sorted.length, from));
    return {
      machine: log.machine,
      count,
      mean: count > 0 ? sum / count : 0,
      median: count > 0 ? quantileOf(sorted, 0.5) : 0,
      quantile90: atLeastPortion(sorted, 0.9),
      quantile99: atLeastPortion(sorted, 0.99),
      largest,
      counts: below.map((before, i) => (below[i + 1] ?? count) - before),
    };
  });
  return { classes, machines, largest: firstOfLargest(machines.map(({ largest }) => largest)) };
}

/** The largest jump of all; of equal ones the first in time, then the first machine's. Undefined without events. */
export function largestJump({ logs }: Trace): Jump | undefined {
  return firstOfLargest(logs.map(log => jumpsOfLog(log).largest));
}

const SLOTS = 48; // stretches of a run, of each of which the largest jump is looked at

/**
 * The largest jumps of a run, at most `count` and each above 1, that lie apart in time: a place for each to be shown at. In the order of
 * time. Time: one step for each event.
 */
export function notableJumps(trace: Trace, endMs: number, count: number): Jump[] {
  const slots = new Array<Jump | undefined>(SLOTS);
  for (const { machine, eventCount, clocks, atMs } of trace.logs) {
    let before = 0;
    for (let index = 0; index < eventCount; index++) {
      const clock = clocks[index]!;
      const jump: Jump = { machine, index, jump: clock - before, before, atMs: atMs[index]! };
      before = clock;
      if (jump.jump <= 1) continue;
      const slot = Math.min(SLOTS - 1, Math.max(0, Math.floor((jump.atMs / endMs) * SLOTS)));
      const best = slots[slot];
      if (!best || comesBefore(jump, best)) slots[slot] = jump;
    }
  }
  const found = slots.flatMap((jump, slot) => (jump ? [{ jump, slot }] : []));
  const chosen: typeof found = [];
  for (const one of found.sort((a, b) => (comesBefore(a.jump, b.jump) ? -1 : 1)))
    if (chosen.length < count && chosen.every(({ slot }) => Math.abs(slot - one.slot) > 1)) chosen.push(one);
  return chosen.map(({ jump }) => jump).sort((a, b) => a.atMs - b.atMs);
}

function firstOfLargest(ofMachines: readonly (Jump | undefined)[]): Jump | undefined {
  return ofMachines.reduce(
    (best, jump) => (jump && (!best || comesBefore(jump, best)) ? jump : best),
    undefined,
  );
}

/** Not so for two that are equal in size and in time. */
function comesBefore(a: Pick<Jump, 'jump' | 'atMs'>, b: Pick<Jump, 'jump' | 'atMs'>): boolean {
  return a.jump > b.jump || (a.jump === b.jump && a.atMs < b.atMs);
}

/** The smallest of ascending values that so many are not above: a jump that has occurred, unlike one between two. */
function atLeastPortion(sorted: Float64Array, portion: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * portion) - 1)] ?? 0;
}

function jumpsOfLog(log: MachineLog) {
  const jumps = new Float64Array(log.eventCount);
  let count = 0;
  let before = 0;
  let sum = 0;
  let largest: Jump | undefined;
  for (let index = 0; index < log.eventCount; index++) {
    const clock = log.clocks[index]!;
    if (clock === NONE) continue; // a log that does not tell
    const jump = clock - before;
    jumps[count++] = jump;
    sum += jump;
    const atMs = log.atMs[index]!;
    if (!largest || jump > largest.jump || (jump === largest.jump && atMs < largest.atMs))
      largest = { machine: log.machine, index, jump, before, atMs };
    before = clock;
  }
  return { log, sorted: jumps.subarray(0, count).sort(), sum, largest };
}

/** One for each jump where all are small; otherwise wider ones further up: 6–10, 11–20, 21–50, … */
function classesFor(min: number, max: number): JumpClass[] {
  const classes: JumpClass[] = [];
  if (min < 0) classes.push({ from: -Infinity, to: -1 });
  const singles = max <= SINGLES_IF_MAX ? max : SINGLES;
  for (let jump = Math.max(0, Math.min(min, 1)); jump <= singles; jump++)
    classes.push({ from: jump, to: jump });
  let from = singles + 1;
  for (let power = 10; from <= max; power *= 10)
    for (const step of STEPS) {
      const to = step * power;
      if (to < from || from > max) continue;
      classes.push({ from, to });
      from = to + 1;
    }
  return classes;
}
