// For tests: a correct run with one wrong event in it, after which everything goes on as it should.
import { visitCausally } from '../analysis/causal-order.ts';
import { INTERNAL, RECEIVE, SEND, type MachineLog } from '../core/machine-log.ts';
import { Trace } from '../core/trace.ts';
import type { Chance } from './chance.ts';
import { copyOf } from './foreign-log.ts';

const RECEIVE_SLIPS = {
  'max(own + 1, received)': (own: number, received: number) => Math.max(own + 1, received),
  'max(own, received)': Math.max,
  'own + 1': (own: number) => own + 1,
  received: (_: number, received: number) => received,
} as const;
const OWN_SLIPS = { 'adds 0': (own: number) => own, 'adds 2': (own: number) => own + 2 } as const;
const ANY_SLIPS = { 'goes back': (own: number) => Math.max(0, own - 3) } as const;
const CLOCK_SLIPS = { ...RECEIVE_SLIPS, ...OWN_SLIPS, ...ANY_SLIPS } as const;
export const SLIPS = [
  ...(Object.keys(CLOCK_SLIPS) as (keyof typeof CLOCK_SLIPS)[]),
  'received twice',
] as const;
export type Slip = (typeof SLIPS)[number];

export interface Slipped {
  readonly trace: Trace;
  readonly slip: Slip;
  readonly machine: number;
  readonly index: number;
}

/** Undefined where the run has no event at which the slip could be, or would show. */
export function withSlip(run: Trace, slip: Slip, chance: Chance): Slipped | undefined {
  const places = run.logs.flatMap(log =>
    Array.from({ length: log.eventCount }, (_, index) => ({ log, index })).filter(({ index }) =>
      mayBe(slip, log, index),
    ),
  );
  if (places.length === 0) return undefined;
  const { log, index } = chance.of(places);
  const logs = run.logs.map(withArrivals);
  if (slip === 'received twice') {
    const own = logs[log.machine - 1]!;
    const first = own.kinds.subarray(0, index).lastIndexOf(RECEIVE);
    own.kinds[index] = RECEIVE;
    own.faces[index] = 0;
    own.peers[index] = own.peers[first]!;
    own.messageNumbers[index] = own.messageNumbers[first]!;
  }
  const trace = new Trace(run.trial, run.engine, run.startedAtMs, logs, undefined);
  const right = setClocks(trace, slip, log.machine, index);
  const shows = slip === 'received twice' || logs[log.machine - 1]!.clocks[index] !== right;
  return shows ? { trace, slip, machine: log.machine, index } : undefined;
}

function mayBe(slip: Slip, log: MachineLog, index: number): boolean {
  const kind = log.kinds[index]!;
  if (slip in RECEIVE_SLIPS) return kind === RECEIVE;
  if (slip in OWN_SLIPS) return kind !== RECEIVE;
  if (slip === 'goes back') return index > 0;
  return kind === INTERNAL && log.kinds.subarray(0, index).includes(RECEIVE);
}

/** What would be right at the slip. */
function setClocks(trace: Trace, slip: Slip, atMachine: number, atIndex: number): number {
  const { logs, trial } = trace;
  let expected = 0;
  visitCausally(trace, (machine, index, from) => {
    const log = logs[machine - 1]!;
    const own = index > 0 ? log.clocks[index - 1]! : 0;
    const number = log.messageNumbers[index]!;
    const received = from > 0 ? logs[from - 1]!.timestamps[number - 1]! : 0;
    let clock = Math.max(own, received) + 1;
    if (machine === atMachine && index === atIndex) {
      expected = clock;
      if (slip !== 'received twice') clock = CLOCK_SLIPS[slip](own, received);
    }
    log.clocks[index] = clock;
    if (log.kinds[index] === SEND)
      log.timestamps.fill(
        trial.rule === 'increment-then-send' ? clock : own,
        number - 1,
        number - 1 + log.peers[index]!,
      );
  });
  return expected;
}

function withArrivals(log: MachineLog): MachineLog {
  const copy = copyOf(log);
  copy.faces.set(log.faces.subarray(0, log.eventCount));
  copy.arrivedMs.set(log.arrivedMs.subarray(0, log.messageCount));
  copy.arrivedBeforeTicks.set(log.arrivedBeforeTicks.subarray(0, log.messageCount));
  return copy;
}
