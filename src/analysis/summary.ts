// What a run comes to, in one table: the numbers that the notebook's authors judged by eye.
import { KINDS, NONE, RECEIVE, SEND, type MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import { driftExtremesOf } from './drift.ts';
import { latenessOf, type LatenessSummary } from './lateness.ts';
import { momentsOf } from './statistics.ts';
import { TraceFaults } from './trace-faults.ts';

/** Lengths of the queue as the log states them: after each event. All 0 without events. */
export interface QueueSummary {
  /** After the last event. */
  readonly final: number;
  readonly max: number;
  /** Over the events; as ticks are evenly spaced, this is the mean over time as well. */
  readonly mean: number;
}

/** The increments of the logical clock, one for each event; the first is counted from 0. All 0 without events. */
export interface JumpSummary {
  readonly mean: number;
  /** Over the events of this one run: their number is the denominator. */
  readonly variance: number;
  readonly max: number;
}

export interface MachineSummary {
  readonly machine: MachineId;
  /** Ticks per second. */
  readonly rate: number;
  /** Ticks done, each of which is one event. */
  readonly ticks: number;
  /** The logical clock after the last event; 0 without events. */
  readonly finalClock: number;
  /** Events by kind; receives are `received`. */
  readonly internals: number;
  readonly sends: number;
  readonly jumps: JumpSummary;
  readonly queue: QueueSummary;
  /** Messages that this machine sent: a send event can have several. */
  readonly sent: number;
  /** Messages that this machine took out of its queue. */
  readonly received: number;
  /** Messages to this machine that arrived and were never taken out, those that came after its last tick included. */
  readonly waiting: number;
  /** Messages to this machine that are sent and have not arrived, as far as the trace knows. */
  readonly inFlight: number;
  readonly lateness: LatenessSummary;
}

/** In a trace without gaps, sent = received + waiting + inFlight. */
export interface Totals {
  readonly events: number;
  readonly sent: number;
  readonly received: number;
  readonly waiting: number;
  readonly inFlight: number;
  /** By the trial's faults: messages that were lost, and second copies that entered a queue. */
  readonly lost: number;
  readonly doubled: number;
}

/** The spread between the largest and the smallest clock, of the machines that have events. */
export interface DriftSummary {
  /** Where the log that ends first ends. */
  readonly final: number;
  /** The largest at any moment until then. */
  readonly max: number;
}

export interface Summary {
  readonly trial: Trial;
  /** In the order of their numbers. */
  readonly machines: readonly MachineSummary[];
  readonly totals: Totals;
  readonly drift: DriftSummary;
}

/** Sums a trace up, whole or partial: a run still going, missing logs, no events at all. Time: n log n for n events. */
export function summarize(trace: Trace): Summary {
  const waiting = new Array<number>(trace.machines).fill(0);
  const inFlight = new Array<number>(trace.machines).fill(0);
  for (const log of trace.logs) countUndelivered(log, waiting, inFlight);
  if (trace.faults.length > 0) countFaults(trace, waiting, inFlight);
  const machines = trace.logs.map((log, i) => summarizeMachine(trace, log, waiting[i]!, inFlight[i]!));
  const total = (pick: (machine: MachineSummary) => number): number =>
    machines.reduce((sum, machine) => sum + pick(machine), 0);
  return {
    trial: trace.trial,
    machines,
    totals: {
      events: total(({ ticks }) => ticks),
      sent: total(({ sent }) => sent),
      received: total(({ received }) => received),
      waiting: total(machine => machine.waiting),
      inFlight: total(machine => machine.inFlight),
      lost: lostOf(trace).length,
      doubled: trace.faults.filter(({ kind }) => kind === 'doubled').length,
    },
    drift: summarizeDrift(trace.logs),
  };
}

/** Adds the messages of one sender to their recipients' counts. */
function countUndelivered(log: MachineLog, waiting: number[], inFlight: number[]): void {
  for (let row = 0; row < log.messageCount; row++) {
    const recipient = log.recipients[row]!;
    if (recipient === 0 || log.receivedIndices[row] !== NONE) continue;
    const counts = Number.isNaN(log.arrivedMs[row]) ? inFlight : waiting;
    counts[recipient - 1]! += 1;
  }
}

/** Second copies that still wait, and messages that neither wait nor are on their way because the trial's plan had them lost. */
function countFaults(trace: Trace, waiting: number[], inFlight: number[]): void {
  if (trace.engine === 'stepped') {
    // Nothing waits there: what arrives is received.
    for (const { to } of lostOf(trace)) inFlight[to - 1]! -= 1;
    return;
  }
  const faults = new TraceFaults(trace);
  for (const { to } of faults.copies) waiting[to - 1]! += 1;
  for (const log of trace.logs)
    for (let index = 0; index < log.eventCount; index++)
      if (faults.isSecondReceive(log, index)) waiting[log.machine - 1]! -= 1;
  for (const fault of trace.faults) {
    if (fault.kind !== 'lost') continue;
    const { from, to, number } = fault;
    const counts = Number.isNaN(trace.logOf(from).arrivedMs[number - 1]) ? inFlight : waiting;
    counts[to - 1]! -= 1;
  }
}

interface LostMessage {
  readonly from: MachineId;
  readonly to: MachineId;
  readonly number: number;
}

/** By the trial’s plan. Where an order was chosen, copies of a message can be lost one by one, and another one be received. */
function lostOf(trace: Trace): readonly LostMessage[] {
  const lost = trace.faults.filter(fault => fault.kind === 'lost');
  if (trace.engine !== 'stepped') return lost;
  const messages = new Map(lost.map(fault => [`${fault.from} ${fault.number}`, fault]));
  return [...messages.values()].filter(
    ({ from, number }) => trace.logs[from - 1]?.receivedIndices[number - 1] === NONE,
  );
}

function summarizeMachine(trace: Trace, log: MachineLog, waiting: number, inFlight: number): MachineSummary {
  const rate = trace.trial.rates[log.machine - 1]!;
  const ticks = log.eventCount;
  const byKind = countKinds(log);
  return {
    machine: log.machine,
    rate,
    ticks,
    finalClock: ticks > 0 ? log.clocks[ticks - 1]! : 0,
    internals: ticks - byKind[SEND]! - byKind[RECEIVE]!,
    sends: byKind[SEND]!,
    jumps: summarizeJumps(log),
    queue: summarizeQueue(log),
    sent: countSent(log),
    received: byKind[RECEIVE]!,
    waiting,
    inFlight,
    lateness: latenessOf(trace, log.machine),
  };
}

function countKinds(log: MachineLog): number[] {
  const counts: number[] = KINDS.map(() => 0);
  for (let i = 0; i < log.eventCount; i++) counts[log.kinds[i]!]! += 1;
  return counts;
}

function countSent(log: MachineLog): number {
  let count = 0;
  for (let i = 0; i < log.eventCount; i++) if (log.kinds[i] === SEND) count += log.peers[i]!;
  return count;
}

function summarizeJumps(log: MachineLog): JumpSummary {
  const jumps = new Float64Array(log.eventCount);
  let before = 0;
  let max = 0;
  for (let i = 0; i < jumps.length; i++) {
    const clock = log.clocks[i]!;
    jumps[i] = clock - before;
    max = Math.max(max, clock - before);
    before = clock;
  }
  const { count, mean, sumOfSquares } = momentsOf(jumps);
  return { mean, variance: count > 0 ? sumOfSquares / count : 0, max };
}

function summarizeQueue(log: MachineLog): QueueSummary {
  const count = log.eventCount;
  if (count === 0) return { final: 0, max: 0, mean: 0 };
  let final = 0;
  let max = 0;
  let sum = 0;
  let told = 0;
  for (let i = 0; i < count; i++) {
    const length = log.queues[i]!;
    if (length === NONE) continue; // an imported log that does not tell
    told += 1;
    final = length;
    sum += length;
    max = Math.max(max, length);
  }
  return { final, max, mean: told > 0 ? sum / told : 0 };
}

function summarizeDrift(logs: readonly MachineLog[]): DriftSummary {
  const { largest, final } = driftExtremesOf(logs);
  return { final: final?.spread ?? 0, max: largest?.spread ?? 0 };
}
