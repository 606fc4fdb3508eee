// The order that runs through machines that are not shown: without their lanes an arrow from the event whose message went in
// to the event that received what came out. Shown lanes, the messages between them and these arrows give the same
// happened-before among the shown events as the whole trace.
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { visitCausally } from './causal-order.ts';

/** By arrow, in the order in which they were found: a send of a shown machine, and a receive of another one. */
export interface HiddenOrder {
  readonly count: number;
  readonly fromMachines: Uint16Array;
  readonly fromIndices: Uint32Array;
  readonly toMachines: Uint16Array;
  readonly toIndices: Uint32Array;
}

/**
 * Only the nearest: of each shown machine the latest send that reaches the receive by way of hidden machines alone, and only
 * if no earlier receive on the same machine has an arrow from it or from a later one. Time: the events, and for each receive
 * of a hidden machine the shown ones. Events on a circle of messages, which only a faulty log has, get none.
 */
export function orderThrough(trace: Trace, hidden: ReadonlySet<MachineId>): HiddenOrder {
  const shown = trace.logs.map(({ machine }) => machine).filter(machine => !hidden.has(machine));
  const slotOf = new Map(shown.map((machine, slot) => [machine, slot]));
  const knowledge = new Map([...hidden].map(machine => [machine, new Knowledge(shown.length)]));
  /** By shown machine: how much of each other one its arrows have reached it with. */
  const reached = new Map(shown.map(machine => [machine, new Uint32Array(shown.length)]));
  const arrows: [from: MachineId, index: number, to: MachineId, at: number][] = [];
  visitCausally(trace, (machine, index, from, sentIndex) => {
    if (from === 0) return;
    const own = knowledge.get(machine);
    const sender = knowledge.get(from);
    if (own && sender) own.merge(index, sender.at(sentIndex));
    else if (own) own.raise(index, slotOf.get(from)!, sentIndex + 1);
    else if (sender) {
      const known = sender.at(sentIndex);
      const before = reached.get(machine)!;
      for (let slot = 0; slot < shown.length; slot++) {
        if (known[slot]! <= before[slot]!) continue;
        before[slot] = known[slot]!;
        if (shown[slot] !== machine) arrows.push([shown[slot]!, known[slot]! - 1, machine, index]);
      }
    }
  });
  return {
    count: arrows.length,
    fromMachines: Uint16Array.from(arrows, arrow => arrow[0]),
    fromIndices: Uint32Array.from(arrows, arrow => arrow[1]),
    toMachines: Uint16Array.from(arrows, arrow => arrow[2]),
    toIndices: Uint32Array.from(arrows, arrow => arrow[3]),
  };
}

/** What a hidden machine knows of the shown ones after each of its events: how many events of each have reached it. */
class Knowledge {
  /** The events at which it came to know more, and what it knew from there on. */
  readonly #since: number[] = [];
  readonly #known: Uint32Array[] = [];
  readonly #nothing: Uint32Array;

  constructor(machines: number) {
    this.#nothing = new Uint32Array(machines);
  }

  at(index: number): Uint32Array {
    let low = 0;
    let high = this.#since.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#since[middle]! <= index) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.#nothing : this.#known[low - 1]!;
  }

  raise(index: number, slot: number, count: number): void {
    const last = this.#known.at(-1) ?? this.#nothing;
    if (last[slot]! >= count) return;
    this.#note(index, last.with(slot, count));
  }

  merge(index: number, other: Uint32Array): void {
    const last = this.#known.at(-1) ?? this.#nothing;
    if (other.every((count, slot) => count <= last[slot]!)) return;
    this.#note(
      index,
      last.map((count, slot) => Math.max(count, other[slot]!)),
    );
  }

  #note(index: number, known: Uint32Array): void {
    this.#since.push(index);
    this.#known.push(known);
  }
}
