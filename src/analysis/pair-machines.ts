// Which machine of one run is which of another: the one of the same number, or the one of the same name where logs of another program
// list their machines in another order.
import { assert } from '../core/assert.ts';
import { MachineLog, RECEIVE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { MachineOrigin, TraceOrigin } from '../core/trace-origin.ts';
import { Trace } from '../core/trace.ts';

export interface PairedRuns {
  /** Machines of one number belong together. */
  readonly first: Trace;
  readonly second: Trace;
  /** name: the machines of one run got other numbers here than they have by themselves. */
  readonly by: 'number' | 'name';
}

/**
 * By name where all names of the run with fewer machines are found in the other one and at other places, and a run is an opened
 * log: only these have names that are not numbers. Time: the events of the run whose machines are put in another order.
 */
export function pairMachines(first: Trace, second: Trace): PairedRuns {
  const order = second.engine === 'imported' ? orderLike(first, second) : undefined;
  if (order) return { first, second: inOrder(second, order), by: 'name' };
  const other = first.engine === 'imported' ? orderLike(second, first) : undefined;
  return other ? { first: inOrder(first, other), second, by: 'name' } : { first, second, by: 'number' };
}

/** The machines of `trace` in the order in which `model` has those of their names, then the others; undefined where that changes nothing. */
function orderLike(model: Trace, trace: Trace): MachineId[] | undefined {
  const [wanted, own] = [model, trace].map(each => each.logs.map(({ machine }) => each.plainNameOf(machine)));
  const [few, many] = wanted!.length <= own!.length ? [wanted!, own!] : [own!, wanted!];
  const isClear =
    [few, many].every(names => new Set(names).size === names.length) &&
    few.every(name => many.includes(name));
  if (!isClear) return undefined;
  const found = wanted!.flatMap(name => (own!.includes(name) ? [own!.indexOf(name) + 1] : []));
  const rest = trace.logs.map(({ machine }) => machine).filter(machine => !found.includes(machine));
  const order = [...found, ...rest];
  // A gap in the numbers would have to be filled with a machine that does nothing.
  const isGapless = wanted!.slice(0, found.length).every(name => own!.includes(name));
  return isGapless && order.some((machine, i) => machine !== i + 1) ? order : undefined;
}

/** The same run with other numbers: machine `order[0]` becomes machine 1. What the two have in common is not copied. */
function inOrder(trace: Trace, order: readonly MachineId[]): Trace {
  const numbers = new Uint16Array(trace.machines + 1); // from 0, which is nobody
  for (const [i, machine] of order.entries()) numbers[machine] = i + 1;
  const numbered = <Of extends { readonly machine: MachineId }>(item: Of): Of => ({
    ...item,
    machine: numbers[item.machine]!,
  });
  assert(trace.faults.length === 0, 'a log of another program has no faults of a trial');
  const { trial, engine, startedAtMs, origin } = trace;
  const rates = order.map(machine => trial.rates[machine - 1]!);
  const logs = order.map((machine, i) => renumbered(trace.logOf(machine), i + 1, numbers));
  const paired = new Trace({ ...trial, rates }, engine, startedAtMs, logs, origin && originIn(origin, order));
  if (trace.seatNames.length > 0) paired.seatNames = order.map(machine => trace.seatNameOf(machine) ?? null);
  paired.gaps.push(...trace.gaps.map(numbered));
  for (const loss of trace.losses)
    paired.losses.push({ ...loss, from: numbers[loss.from]!, to: numbers[loss.to]! });
  return paired;
}

function renumbered(log: MachineLog, machine: MachineId, numbers: Uint16Array): MachineLog {
  const peers = log.peers.slice();
  for (let at = 0; at < log.eventCount; at++) if (log.kinds[at] === RECEIVE) peers[at] = numbers[peers[at]!]!;
  const recipients = log.recipients.slice();
  for (let row = 0; row < log.messageCount; row++) recipients[row] = numbers[recipients[row]!]!;
  return Object.assign(new MachineLog(machine, 0, 0), { ...log, machine, peers, recipients });
}

function originIn(origin: TraceOrigin, order: readonly MachineId[]): TraceOrigin {
  return { ...origin, machines: order.map(machine => vectorsIn(origin.machines[machine - 1]!, order)) };
}

/** The entries of a vector are by machine, too. */
function vectorsIn(machine: MachineOrigin, order: readonly MachineId[]): MachineOrigin {
  const { vectors } = machine;
  if (!vectors) return machine;
  const width = order.length;
  return {
    ...machine,
    vectors: vectors.map((_, at) => vectors[at - (at % width) + order[at % width]! - 1]!),
  };
}
