// Where two runs part: on each machine the first event that is not the same in both, and which of these events no other one can
// have led to. Followed along happened-before and not by time, because two runs have no clock in common.
import { NONE, RECEIVE, SEND, type MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { pastOf } from './cones.ts';

/** On one machine, the first event that is not the same in both runs; all before it are. */
export interface Difference {
  readonly machine: MachineId;
  /** From 0, in both runs. */
  readonly index: number;
  /** only-first, only-second: the other run has no such event, because its log ends before or it has no such machine. */
  readonly kind: 'differs' | 'only-first' | 'only-second';
  /** When it happened in each run, in milliseconds since its start; undefined where a run has no such event. */
  readonly atMs: readonly [number | undefined, number | undefined];
  /**
   * Whether no other machine's difference happened before it, in either run: then nothing that is recorded led to it. Where each
   * of two happened before the other, one in each run, neither is the other's consequence, and both are first unless something
   * else led to them.
   */
  readonly isFirst: boolean;
}

/**
 * By machine; empty where all events are the same in kind, clock and message. Machines of one number are compared; a machine
 * that only one run has differs at its first event. Time: the events, and for each difference those that happened before it.
 */
export function divergenceOf(first: Trace, second: Trace): Difference[] {
  const machines = Math.max(first.machines, second.machines);
  const starts: Omit<Difference, 'isFirst'>[] = [];
  for (let machine = 1; machine <= machines; machine++) {
    const [one, two] = [first.logs[machine - 1], second.logs[machine - 1]];
    const index = one && two ? firstDifferent(one, two) : 0;
    const atMs = [momentOf(one, index), momentOf(two, index)] as const;
    if (atMs[0] === undefined && atMs[1] === undefined) continue;
    const kind = atMs[1] === undefined ? 'only-first' : atMs[0] === undefined ? 'only-second' : 'differs';
    starts.push({ machine, index, kind, atMs });
  }
  const isFirst = sourcesOf(starts.map(start => causesOf(start, starts, [first, second])));
  return starts.map((start, i) => ({ ...start, isFirst: isFirst[i]! }));
}

/** The number of events of one machine that are the same in both runs, from the beginning on. */
export function firstDifferent(one: MachineLog, two: MachineLog): number {
  const common = Math.min(one.eventCount, two.eventCount);
  let index = 0;
  while (index < common && isSameEvent(one, two, index)) index += 1;
  return index;
}

/** Whether the events `index` of one machine are the same in kind, clock and message. What a log does not tell is no difference. */
export function isSameEvent(one: MachineLog, two: MachineLog, index: number): boolean {
  const kind = one.kinds[index]!;
  if (kind !== two.kinds[index] || one.clocks[index] !== two.clocks[index]) return false;
  if (kind === RECEIVE) return isSameMessage(one, two, index);
  return kind !== SEND || haveSameRecipients(one, two, index);
}

function isSameMessage(one: MachineLog, two: MachineLog, index: number): boolean {
  const numbers = [one.messageNumbers[index]!, two.messageNumbers[index]!];
  if (numbers.includes(NONE)) return true;
  return numbers[0] === numbers[1] && one.peers[index] === two.peers[index];
}

/** Another program's log knows a recipient only from its receive, and a send without one as a send of nothing. */
function haveSameRecipients(one: MachineLog, two: MachineLog, index: number): boolean {
  const count = one.peers[index]!;
  if (count === 0 || two.peers[index] === 0) return true;
  if (count !== two.peers[index]) return false;
  const [from, other] = [one.messageNumbers[index]! - 1, two.messageNumbers[index]! - 1];
  for (let at = 0; at < count; at++) {
    const [a, b] = [one.recipients[from + at]!, two.recipients[other + at]!];
    if (a !== b && a !== 0 && b !== 0) return false;
  }
  return true;
}

function momentOf(log: MachineLog | undefined, index: number): number | undefined {
  return log && index < log.eventCount ? log.atMs[index]! : undefined;
}

type Start = Pick<Difference, 'machine' | 'index'>;

/** The positions in `starts` of those that happened before `start` in either run. */
function causesOf(start: Start, starts: readonly Start[], runs: readonly Trace[]): Set<number> {
  const causes = new Set<number>();
  for (const { logs } of runs) {
    if (momentOf(logs[start.machine - 1], start.index) === undefined) continue;
    const past = pastOf(logs, start);
    for (const [at, { machine, index }] of starts.entries())
      if (machine !== start.machine && past[machine - 1]! > index) causes.add(at);
  }
  return causes;
}

/**
 * By position: whether nothing led there, or only what it led to itself. `causes` names for each position the positions that
 * led to it.
 */
function sourcesOf(causes: readonly ReadonlySet<number>[]): boolean[] {
  const sources = causes.map(({ size }) => size === 0);
  // Nearly always everything follows from these; what does not stands on circles, or follows from one.
  const explained = [...sources];
  for (let grown = true; grown;) {
    grown = false;
    for (const [at, those] of causes.entries())
      if (!explained[at] && [...those].some(cause => explained[cause])) explained[at] = grown = true;
  }
  const rest = causes.flatMap((_, at) => (explained[at] ? [] : [at]));
  const backFrom = new Map(rest.map(at => [at, reachedFrom(at, causes)]));
  for (const at of rest) sources[at] = [...backFrom.get(at)!].every(cause => backFrom.get(cause)!.has(at));
  return sources;
}

function reachedFrom(start: number, causes: readonly ReadonlySet<number>[]): Set<number> {
  const reached = new Set<number>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const cause of causes[at]!)
      if (!reached.has(cause)) {
        reached.add(cause);
        open.push(cause);
      }
  return reached;
}
