// What must hold of a program: of all machines at once, at the end, or of the history of outputs. The same law is asked in every
// order, on runs by seed and later on live ones.
import type { MachineId } from '../message.ts';
import type { Json } from './json.ts';
import { thrown } from './problem.ts';

/** True where the law holds; a sentence, or false, where it is broken. */
export type LawAnswer = boolean | string;

export type Law<S extends object = object, O = Readonly<Record<string, unknown>>> =
  /** At every moment: of each state of all machines that can be. */
  | { readonly name: string; always(world: World<S, O>): LawAnswer }
  /** When nothing is left to happen. */
  | { readonly name: string; atEnd(world: World<S, O>): LawAnswer }
  /** Of the outputs so far, whenever there is a new one. */
  | { readonly name: string; history(history: History<O>): LawAnswer };

export interface World<S extends object = object, O = Readonly<Record<string, unknown>>> {
  readonly machines: readonly { readonly id: MachineId; readonly state: Readonly<S> }[];
  /** On their way: by sender, then recipient; those of a pair in their order, if the network keeps it. */
  readonly messages: readonly MessageInTransit[];
  readonly history: History<O>;
}

export interface MessageInTransit {
  readonly from: MachineId;
  readonly to: MachineId;
  readonly kind: string;
  readonly body: Json;
}

/** An output of a machine, an event. */
export interface Output<V = unknown> {
  readonly machine: MachineId;
  /** Among the outputs of its machine, from 0. */
  readonly index: number;
  readonly name: string;
  readonly value: V;
  /** For machine 1, 2, …: how many of its outputs happened before this one, or are this one. */
  readonly knows: readonly number[];
}

/** Outputs by happened-before, whatever the order in which a run came to them. */
export class History<O = Readonly<Record<string, unknown>>> {
  readonly #outputs: readonly Output[];

  /** Those of machine 1 first, then of machine 2, and so on. */
  constructor(outputs: readonly Output[]) {
    this.#outputs = outputs;
  }

  /** All of them, or those of one name: machine by machine, each in its order. */
  outputs<K extends keyof O & string>(name?: K): readonly Output<O[K]>[] {
    const all = this.#outputs as readonly Output<O[K]>[];
    return name === undefined ? all : all.filter(output => output.name === name);
  }

  before(one: Output, other: Output): boolean {
    const knows = other.knows[one.machine - 1]!;
    return one.machine === other.machine ? one.index < other.index : knows > one.index;
  }

  concurrent(one: Output, other: Output): boolean {
    return one !== other && !this.before(one, other) && !this.before(other, one);
  }
}

export type LawKind = 'always' | 'atEnd' | 'history';

export function lawKindOf(law: Law): LawKind {
  return 'always' in law ? 'always' : 'atEnd' in law ? 'atEnd' : 'history';
}

/** holds; broken, with what the law says; failed: the law itself threw, or answered neither true, false nor a sentence. */
export type LawFinding =
  | { readonly kind: 'holds' }
  | { readonly kind: 'broken'; readonly says?: string }
  | { readonly kind: 'failed'; readonly message: string };

const HOLDS: LawFinding = { kind: 'holds' };

export function askLaw(law: Law, world: World): LawFinding {
  try {
    const answer: unknown =
      'always' in law ? law.always(world) : 'atEnd' in law ? law.atEnd(world) : law.history(world.history);
    if (answer === true) return HOLDS;
    if (answer === false) return { kind: 'broken' };
    if (typeof answer === 'string') return { kind: 'broken', says: answer };
    return { kind: 'failed', message: String(answer) };
  } catch (error) {
    return { kind: 'failed', message: `Error: ${thrown(error).message}` };
  }
}
