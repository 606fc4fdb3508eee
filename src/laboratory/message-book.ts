// What a coordinator knows of each message of a run of a program, by its name: who sent it to whom, and what became of it. The machines
// say so one by one, in any order.
import type { MachineId } from '../core/message.ts';

interface Known {
  readonly to: MachineId;
  readonly timestamp: number;
  isSent: boolean;
  hasArrived: boolean;
  isReceived: boolean;
}

interface Named {
  readonly from: MachineId;
  readonly to: MachineId;
}

/** Bound: the messages of the run, and what their recipients say they are. */
export class MessageBook {
  /** By sender, then number. */
  readonly #known: readonly Map<number, Known>[];
  /** By sender: messages that will not arrive, whether or not their send is known yet. */
  readonly #ended: readonly Set<number>[];
  readonly #mayComeTwice: boolean;
  #count = 0;

  constructor(machines: number, mayComeTwice: boolean) {
    this.#known = Array.from({ length: machines }, () => new Map());
    this.#ended = Array.from({ length: machines }, () => new Set());
    this.#mayComeTwice = mayComeTwice;
  }

  /** Messages that were heard of. */
  get count(): number {
    return this.#count;
  }

  canBeSent(from: MachineId, to: MachineId, number: number, timestamp: number): boolean {
    const known = this.#of(from, number);
    return !known || (known.to === to && known.timestamp === timestamp && !known.isSent);
  }

  send(from: MachineId, to: MachineId, number: number, timestamp: number): void {
    this.#know(from, to, number, timestamp).isSent = true;
  }

  canArrive(from: MachineId, to: MachineId, number: number, timestamp: number): boolean {
    const known = this.#of(from, number);
    return !known || (known.to === to && known.timestamp === timestamp && !known.hasArrived);
  }

  arrive(from: MachineId, to: MachineId, number: number, timestamp: number): void {
    this.#know(from, to, number, timestamp).hasArrived = true;
  }

  canBeReceived(from: MachineId, to: MachineId, number: number, timestamp: number): boolean {
    const known = this.#of(from, number);
    if (!known?.hasArrived || known.to !== to || known.timestamp !== timestamp) return false;
    return this.#mayComeTwice || !known.isReceived;
  }

  receive(from: MachineId, number: number): void {
    const known = this.#of(from, number);
    if (known) known.isReceived = true;
  }

  /** Whether a message of this name is to that machine, as far as anybody has said. */
  isFor(from: MachineId, to: MachineId, number: number): boolean {
    return this.#of(from, number)?.to === to;
  }

  /** It will not arrive; whether that is news, and its recipient is the one that is said. */
  end(from: MachineId, to: MachineId, number: number): boolean {
    const known = this.#of(from, number);
    const ended = this.#ended[from - 1]!;
    if (ended.has(number) || (known && known.to !== to)) return false;
    ended.add(number);
    return true;
  }

  /** It arrives after the end. */
  hold(from: MachineId, number: number): void {
    this.#ended[from - 1]!.add(number);
  }

  inFlight(except: ReadonlySet<MachineId>): number {
    let count = 0;
    for (const { from, to } of this.flying()) if (!except.has(from) && !except.has(to)) count += 1;
    return count;
  }

  /** On record as sent, and neither as arrived nor as ended. */
  *flying(): Iterable<Named> {
    for (const [i, known] of this.#known.entries())
      for (const [number, { to, isSent, hasArrived }] of known)
        if (isSent && !hasArrived && !this.#ended[i]!.has(number)) yield { from: i + 1, to };
  }

  /** On record as arrived, and not as sent. */
  *unsent(): Iterable<Named> {
    for (const [i, known] of this.#known.entries())
      for (const { to, isSent, hasArrived } of known.values())
        if (hasArrived && !isSent) yield { from: i + 1, to };
  }

  #of(from: MachineId, number: number): Known | undefined {
    return this.#known[from - 1]?.get(number);
  }

  #know(from: MachineId, to: MachineId, number: number, timestamp: number): Known {
    const before = this.#of(from, number);
    if (before) return before;
    const known = { to, timestamp, isSent: false, hasArrived: false, isReceived: false };
    this.#known[from - 1]!.set(number, known);
    this.#count += 1;
    return known;
  }
}
