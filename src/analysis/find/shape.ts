// Finds a small diagram in a trace: messages between machines, in an order on each of them. Machines of the shape are
// different machines of the trace, its messages are messages that were sent and received, and on each machine their ends
// come in the order of the shape's list, each within {@link WITHIN_EVENTS} events after the one before it.
import { NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import type { SearchIndex } from './search-index.ts';

/** On one machine, from one end of a message to the next one of the shape. */
export const WITHIN_EVENTS = 10;
export const SHAPE_MACHINES_MAX = 6;
export const SHAPE_MESSAGES_MAX = 6;
/** So many are listed, the earliest; all are counted. */
export const MATCHES_LISTED_MAX = 1000;
/** Beyond these it is said that there are more. */
export const MATCHES_COUNTED_MAX = 1_000_000;
const STEPS_MAX = 40_000_000; // messages looked at: a few seconds
const SLICE = 16_384; // steps between two looks up

/** Machines of the shape count from 1. */
export interface ShapeMessage {
  readonly from: number;
  readonly to: number;
}
export type Shape = readonly ShapeMessage[];

/** The shapes that have a name. Broadcast: one machine sends to others. Gather: one receives from others. */
export const MOTIFS = ['request-response', 'broadcast', 'gather'] as const;
export type Motif = (typeof MOTIFS)[number];

/** `others`: how many machines the one sends to or receives from. */
export function shapeOf(motif: Motif, others: number): Shape {
  const machines = Array.from({ length: others }, (_, i) => i + 2);
  switch (motif) {
    case 'request-response':
      return [
        { from: 1, to: 2 },
        { from: 2, to: 1 },
      ];
    case 'broadcast':
      return machines.map(to => ({ from: 1, to }));
    case 'gather':
      return machines.map(from => ({ from, to: 1 }));
  }
}

export type ShapeProblem =
  | { readonly kind: 'empty' | 'too-many-messages' | 'too-many-machines' }
  /** Which message, from 1. */
  | { readonly kind: 'to-itself'; readonly message: number }
  /** It has no machine in common with the others. */
  | { readonly kind: 'apart'; readonly message: number };

export function shapeProblem(shape: Shape): ShapeProblem | undefined {
  if (shape.length === 0) return { kind: 'empty' };
  if (shape.length > SHAPE_MESSAGES_MAX) return { kind: 'too-many-messages' };
  const toItself = shape.findIndex(({ from, to }) => from === to);
  if (toItself !== -1) return { kind: 'to-itself', message: toItself + 1 };
  if (new Set(shape.flatMap(({ from, to }) => [from, to])).size > SHAPE_MACHINES_MAX)
    return { kind: 'too-many-machines' };
  const order = walkOf(shape);
  const apart = shape.findIndex((_, i) => !order.includes(i));
  return apart === -1 ? undefined : { kind: 'apart', message: apart + 1 };
}

export interface ShapeMatches {
  readonly count: number;
  /** Whether there may be more than were counted. */
  readonly isMore: boolean;
  /** Of the first {@link MATCHES_LISTED_MAX}: by match, then by message of the shape, sender and number. */
  readonly messages: Uint32Array<ArrayBuffer>;
}

/** In which order messages are looked for: each but the first has a machine that an earlier one has. */
function walkOf(shape: Shape): number[] {
  const order: number[] = shape.length > 0 ? [0] : [];
  const known = new Set(shape.slice(0, 1).flatMap(({ from, to }) => [from, to]));
  for (;;) {
    const next = shape.findIndex(
      ({ from, to }, i) => !order.includes(i) && (known.has(from) || known.has(to)),
    );
    if (next === -1) return order;
    order.push(next);
    known.add(shape[next]!.from).add(shape[next]!.to);
  }
}

/** Yields between slices; returns what was found. The shape has no problem. In the order in which the first message was sent. */
export function* matchesInSlices(index: SearchIndex, shape: Shape): Generator<undefined, ShapeMatches> {
  const matcher = new Matcher(index, shape);
  let next = SLICE;
  for (const number of index.inTime) {
    matcher.startAt(number);
    if (matcher.isFull) break;
    if (matcher.steps < next) continue;
    next = matcher.steps + SLICE;
    yield;
  }
  return matcher.matches;
}

/** At once. */
export function matchShape(index: SearchIndex, shape: Shape): ShapeMatches {
  const slices = matchesInSlices(index, shape);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

/** Where a message of the trace ends on a machine: sends of one event by their number, receives alone at their event. */
interface Ends {
  readonly from: number;
  readonly row: number;
  readonly sent: number;
  readonly received: number;
}

/** To the message before, and to the one after. */
const STEPS = [-1, 1] as const;

/** Where a message sets out or is received on one machine; `number` orders the messages of one send. */
interface MessageEnd {
  readonly event: number;
  readonly number: number;
}

class Matcher {
  steps = 0;
  #count = 0;
  readonly #listed: number[] = [];
  readonly #order: readonly number[];
  readonly #logs: readonly MachineLog[];
  /** By machine of the shape: which machine of the trace it is; 0 for none yet. */
  readonly #machines: number[];
  /** By message of the shape. */
  readonly #placed: (Ends | undefined)[];
  readonly #offsets: Uint32Array;
  readonly #counts: readonly number[];
  #startMachine = 0;

  constructor(
    index: SearchIndex,
    private readonly shape: Shape,
  ) {
    this.#order = walkOf(shape);
    this.#logs = index.trace.logs;
    this.#offsets = index.offsets;
    this.#counts = index.counts;
    this.#machines = new Array<number>(Math.max(...shape.flatMap(({ from, to }) => [from, to])) + 1).fill(0);
    this.#placed = shape.map(() => undefined);
  }

  get isFull(): boolean {
    return this.#count >= MATCHES_COUNTED_MAX || this.steps >= STEPS_MAX;
  }

  get matches(): ShapeMatches {
    return { count: this.#count, isMore: this.isFull, messages: Uint32Array.from(this.#listed) };
  }

  /** All matches whose first message was sent by the event of this number. */
  startAt(number: number): void {
    this.steps += 1;
    while (this.#startMachine > 0 && this.#offsets[this.#startMachine]! > number) this.#startMachine -= 1;
    while (number >= this.#offsets[this.#startMachine]! + this.#counts[this.#startMachine]!)
      this.#startMachine += 1;
    const log = this.#logs[this.#startMachine]!;
    const event = number - this.#offsets[this.#startMachine]!;
    if (log.kinds[event] !== SEND) return;
    const { from } = this.shape[0]!;
    this.#machines[from] = log.machine;
    this.#trySends(0, log, event);
    this.#machines[from] = 0;
  }

  /** Looks for the message that comes at `depth` of the walk. */
  #next(depth: number): void {
    if (depth === this.#order.length) {
      this.#count += 1;
      if (this.#count <= MATCHES_LISTED_MAX)
        for (const ends of this.#placed) this.#listed.push(ends!.from, ends!.row + 1);
      return;
    }
    const message = this.#order[depth]!;
    const { from, to } = this.shape[message]!;
    const sender = this.#machines[from]!;
    if (sender !== 0) {
      const log = this.#logs[sender - 1]!;
      const [first, last] = this.#room(message, from, sender);
      for (let event = first; event <= last && !this.isFull; event++) {
        this.steps += 1;
        if (log.kinds[event] === SEND) this.#trySends(depth, log, event);
      }
      return;
    }
    const receiver = this.#machines[to]!;
    const log = this.#logs[receiver - 1]!;
    const [first, last] = this.#room(message, to, receiver);
    for (let event = first; event <= last && !this.isFull; event++) {
      this.steps += 1;
      if (log.kinds[event] !== RECEIVE || log.messageNumbers[event] === NONE) continue;
      const peer = log.peers[event]!;
      if (this.#machines.includes(peer)) continue;
      const row = log.messageNumbers[event]! - 1;
      const sentBy = this.#logs[peer - 1];
      if (sentBy?.receivedIndices[row] !== event) continue;
      this.#machines[from] = peer;
      this.#try(depth, { from: peer, row, sent: sentBy.sentIndices[row]!, received: event });
      this.#machines[from] = 0;
    }
  }

  /** Each message of a send, whose machine is known. */
  #trySends(depth: number, log: MachineLog, event: number): void {
    const { to } = this.shape[this.#order[depth]!]!;
    const known = this.#machines[to]!;
    const first = log.messageNumbers[event]! - 1;
    if (log.messageNumbers[event] === NONE) return;
    for (let row = first; row < first + log.peers[event]!; row++) {
      this.steps += 1;
      const recipient = log.recipients[row]!;
      const received = log.receivedIndices[row]!;
      if (received === NONE || (known === 0 ? this.#machines.includes(recipient) : known !== recipient))
        continue;
      this.#machines[to] = recipient;
      this.#try(depth, { from: log.machine, row, sent: event, received });
      this.#machines[to] = known;
    }
  }

  #try(depth: number, ends: Ends): void {
    const message = this.#order[depth]!;
    if (ends.sent >= this.#countOf(ends.from)) return;
    if (ends.received >= this.#countOf(this.#machines[this.shape[message]!.to]!)) return;
    this.#placed[message] = ends;
    if (this.#fits(message)) this.#next(depth + 1);
    this.#placed[message] = undefined;
  }

  #countOf(machine: number): number {
    return this.#counts[machine - 1]!;
  }

  /** Whether both ends are where those that are placed let them be. */
  #fits(message: number): boolean {
    const { from, to } = this.shape[message]!;
    return this.#fitsOn(message, from) && this.#fitsOn(message, to);
  }

  #fitsOn(message: number, machine: number): boolean {
    const own = this.#endOn(message, machine)!;
    for (const step of STEPS) {
      const nearest = this.#nearestEnd(message, machine, step);
      if (!nearest) continue;
      const { end, apart } = nearest;
      const ahead = step * (end.event - own.event);
      if (ahead < 0 || ahead > apart * WITHIN_EVENTS) return false;
      // Messages of one send are in the order of their numbers.
      if (ahead === 0 && step * (end.number - own.number) <= 0) return false;
    }
    return true;
  }

  /** On a machine, the nearest end that is placed before or after a message, and how many of its ends apart in the shape. */
  #nearestEnd(
    message: number,
    machine: number,
    step: (typeof STEPS)[number],
  ): { readonly end: MessageEnd; readonly apart: number } | undefined {
    let apart = 0;
    for (let other = message + step; other >= 0 && other < this.shape.length; other += step) {
      const { from, to } = this.shape[other]!;
      if (from !== machine && to !== machine) continue;
      apart += 1;
      const end = this.#endOn(other, machine);
      if (end) return { end, apart };
    }
    return undefined;
  }

  #endOn(message: number, machine: number): MessageEnd | undefined {
    const ends = this.#placed[message];
    if (!ends) return undefined;
    return this.shape[message]!.from === machine
      ? { event: ends.sent, number: ends.row + 1 }
      : { event: ends.received, number: 0 };
  }

  /** The events of a machine among which an end of the message can be. */
  #room(message: number, machine: number, actual: number): readonly [first: number, last: number] {
    let [first, last] = [0, this.#countOf(actual) - 1];
    const before = this.#nearestEnd(message, machine, -1);
    if (before) {
      first = Math.max(first, before.end.event);
      last = Math.min(last, before.end.event + before.apart * WITHIN_EVENTS);
    }
    const after = this.#nearestEnd(message, machine, 1);
    if (after) {
      last = Math.min(last, after.end.event);
      first = Math.max(first, after.end.event - after.apart * WITHIN_EVENTS);
    }
    return [first, last];
  }
}
