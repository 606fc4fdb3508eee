// For tests: the logs of programs that get their clocks wrong, made from a correct run by writing its clocks anew.
import { visitCausally } from '../analysis/causal-order.ts';
import { MachineLog, NONE, RECEIVE, SEND } from '../core/machine-log.ts';
import { PAIRINGS, type MachineOrigin, type Pairing, type TraceOrigin } from '../core/trace-origin.ts';
import { Trace } from '../core/trace.ts';

export interface ForeignProgram {
  /** max(own, received) + 1 by default. */
  readonly receive?: (own: number, received: number) => number;
  /** own + 1 by default. */
  readonly internal?: (own: number) => number;
  readonly send?: (own: number) => number;
  /** In the log; the length after the event by default. */
  readonly queue?: (length: number, kind: number) => number;
  readonly pairing?: Pairing;
  readonly statesTimestamps?: boolean;
  readonly statesRate?: boolean;
  /** Whether its lines number the events. */
  readonly statesIndices?: boolean;
  /** How far apart its events are, as a multiple of the period that its rate says. */
  readonly slowness?: number;
}

const right = (own: number): number => own + 1;

/** Lines of the one file of each machine: a header, then its events. The trace given stays as it is. */
export function foreignLog(run: Trace, program: ForeignProgram): Trace {
  const {
    receive = (own, received) => Math.max(own, received) + 1,
    internal = right,
    send = right,
  } = program;
  const { queue = (length: number) => length, slowness = 1 } = program;
  const incrementFirst = run.trial.rule === 'increment-then-send';
  const logs = run.logs.map(copyOf);
  visitCausally(run, (machine, index, from) => {
    const log = logs[machine - 1]!;
    const own = index > 0 ? log.clocks[index - 1]! : 0;
    const kind = log.kinds[index]!;
    const number = log.messageNumbers[index]!;
    const step = kind === RECEIVE ? receive : kind === SEND ? send : internal;
    const clock = step(own, from > 0 ? logs[from - 1]!.timestamps[number - 1]! : 0);
    log.clocks[index] = clock;
    log.queues[index] = queue(log.queues[index]!, kind);
    log.atMs[index]! *= slowness;
    if (kind === SEND)
      log.timestamps.fill(incrementFirst ? clock : own, number - 1, number - 1 + log.peers[index]!);
  });
  return new Trace(run.trial, 'imported', undefined, logs, originOf(logs, program));
}

function originOf(logs: readonly MachineLog[], program: ForeignProgram): TraceOrigin {
  const { pairing = 'sole', statesTimestamps = true, statesRate = true, statesIndices = false } = program;
  const machines = logs.map(({ machine, eventCount, kinds, peers, messageNumbers }): MachineOrigin => ({
    name: `rank ${machine - 1}`,
    rate: statesRate ? 'stated' : 'estimated',
    files: new Uint16Array(eventCount).fill(machine - 1),
    lines: Uint32Array.from({ length: eventCount }, (_, index) => index + 2),
    indices: Uint32Array.from({ length: statesIndices ? eventCount : 0 }, (_, index) => index),
    pairings: new Uint8Array(eventCount).fill(PAIRINGS.indexOf(pairing)),
    statedTimestamps: Uint32Array.from({ length: eventCount }, (_, index) =>
      kinds[index] === RECEIVE && statesTimestamps
        ? logs[peers[index]! - 1]!.timestamps[messageNumbers[index]! - 1]!
        : NONE,
    ),
    doubts: new Uint8Array(eventCount),
  }));
  const files = logs.map(({ machine }) => `rank_${machine - 1}.log`);
  return {
    family: 'a log for tests',
    files,
    machines,
    notes: [],
    rule: statesTimestamps ? 'inferred' : 'assumed',
    timeStepMs: 0.001,
  };
}

/** Without arrivals, which logs of other programs do not show. */
export function copyOf(log: MachineLog): MachineLog {
  const copy = new MachineLog(log.machine, log.eventCount, log.messageCount);
  copy.eventCount = log.eventCount;
  copy.messageCount = log.messageCount;
  copy.kinds.set(log.kinds.subarray(0, log.eventCount));
  copy.atMs.set(log.atMs.subarray(0, log.eventCount));
  copy.queues.set(log.queues.subarray(0, log.eventCount));
  copy.peers.set(log.peers.subarray(0, log.eventCount));
  copy.messageNumbers.set(log.messageNumbers.subarray(0, log.eventCount));
  copy.recipients.set(log.recipients.subarray(0, log.messageCount));
  copy.sentIndices.set(log.sentIndices.subarray(0, log.messageCount));
  copy.receivedIndices.set(log.receivedIndices.subarray(0, log.messageCount));
  copy.arrivedMs.fill(NaN);
  return copy;
}
