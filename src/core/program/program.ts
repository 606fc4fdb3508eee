// A program of a person's own, as plain data and handlers: what a machine starts with, what it does with each kind of message,
// timer and command, and the laws that hold whatever the order. `step.ts` is the only place where handlers are called.
import * as v from 'valibot';
import type { MachineId } from '../message.ts';
import type { Json } from './json.ts';
import type { Law } from './law.ts';
import { nearestName, ProgramProblemError } from './problem.ts';
import { wholeTrial, type ProgramTrial } from './program-trial.ts';

/** By name: bodies of messages, arguments of commands, values of outputs. */
export type Named = Readonly<Record<string, unknown>>;

export interface ProgramSpec<
  S extends object,
  M extends Named = Named,
  C extends Named = Named,
  O extends Named = Named,
  T extends string = string,
> {
  readonly name: string;
  /** Where it is from: a paper, a book. */
  readonly source?: string;
  /** What may go wrong without a law being broken. */
  readonly network?: NetworkClaims;
  /** The state at the start, and after a crash: `stored` is what was stored last, and undefined where nothing was. */
  start(me: Me<S, M, O, T>, stored?: Json): S;
  /** By kind of message. */
  readonly on?: { readonly [K in keyof M]: (me: Me<S, M, O, T>, message: Received<M[K]>) => void };
  readonly timers?: { readonly [K in T]: (me: Me<S, M, O, T>) => void };
  readonly commands?: { readonly [K in keyof C]: Command<S, M, O, T, C[K]> };
  /** A tick on which nothing waits. Without it such a tick does nothing. */
  idle?(me: Me<S, M, O, T>): void;
  readonly laws?: readonly Law<S, O>[];
  /** The trial in which it is explored unless another one is asked for. */
  readonly trial?: ProgramTrial;
  /** What to write on the machine's card and along its line in the diagram; nothing where it is undefined. */
  show?(state: Readonly<S>): Shown | undefined;
}

/** What a program claims to withstand; its laws are held to that. */
export interface NetworkClaims {
  /** Whether messages of a pair must keep their order, which they must unless it says false. */
  readonly fifo?: boolean;
  /** Whether messages may get lost: no, unless it says true. */
  readonly loss?: boolean;
  /** Whether messages may come twice. */
  readonly duplication?: boolean;
  /** Whether machines may stop, and start again with what they stored. */
  readonly crash?: boolean;
}

/** A word or two about a state. */
export interface Shown {
  readonly text: string;
  readonly tone?: ShownTone;
}
export const SHOWN_TONES = ['calm', 'waiting', 'inside', 'done'] as const;
export type ShownTone = (typeof SHOWN_TONES)[number];

export interface Command<S extends object, M extends Named, O extends Named, T extends string, A> {
  /** Whether it makes sense in this state; always, if it is left out. */
  when?(state: Readonly<S>): boolean;
  run(me: Me<S, M, O, T>, argument: A): void;
}

/** A message as a handler sees it. */
export interface Received<B> {
  readonly from: MachineId;
  readonly body: B;
  readonly timestamp: number;
}

/** A message as its sender sees it, once it is on its way. */
export interface Sent {
  /** What it carries by the trial's timestamp rule. */
  readonly timestamp: number;
}

/** One machine in one step; of no use after the handler has returned. */
export interface Me<S extends object, M extends Named, O extends Named, T extends string> {
  readonly id: MachineId;
  readonly others: readonly MachineId[];
  /** A draft: kept when the handler returns, dropped when it throws. */
  state: S;
  /** Lamport's clock, kept by the machine. */
  readonly clock: number;
  /** The vector clock: for each machine, how many of its events this one knows. */
  readonly vector: readonly number[];
  /** Milliseconds on the machine's clock; not to be had while every order is searched. */
  readonly localMs: number;
  send<K extends keyof M & string>(to: MachineId, kind: K, body: M[K]): Sent;
  /** To all others: one event. */
  broadcast<K extends keyof M & string>(kind: K, body: M[K]): Sent;
  /** Sets a timer, or sets it again. It ends after `ms`, or at any time between two bounds. */
  after(ms: number | readonly [min: number, max: number], timer: T): void;
  cancel(timer: T): void;
  /** One of them: by seed, machine and tick in a run; each of them in turn when every order is searched. */
  choose<A>(options: readonly A[]): A;
  /** Puts an output on record, for laws to look at: an event. */
  emit<K extends keyof O & string>(output: K, value: O[K]): void;
  /** Keeps a value that outlives a crash, in place of the one before. */
  store(value: Json): void;
  /** A line of text beside this step. */
  note(text: string): void;
}

/** A program whose own types are forgotten: what engines take. */
export interface Program {
  readonly name: string;
  readonly source?: string;
  readonly network?: NetworkClaims;
  start(me: unknown, stored?: Json): unknown;
  readonly on?: Readonly<Record<string, (me: unknown, message: unknown) => void>>;
  readonly timers?: Readonly<Record<string, (me: unknown) => void>>;
  readonly commands?: Readonly<
    Record<string, { when?(state: unknown): boolean; run(me: unknown, argument: Json): void }>
  >;
  idle?(me: unknown): void;
  readonly laws?: readonly Law[];
  readonly trial?: ProgramTrial;
  show?(state: unknown): unknown;
}

const handler = (name: string) => v.function(`a function, as in ${name}(me) { … }`);
const handlers = (of: string, more: string) =>
  v.record(
    v.string(),
    v.function(`a function, as in ${of}: { ${more} { … } }`),
    `an object, as in { ${more} { … } }`,
  );
const text = (example: string) => v.string(`a text, as in ${example}`);

const claim = v.optional(v.boolean('true or false'));

const lawMessage = 'a law: { name, always }, { name, atEnd } or { name, history }, the second one a function';
const lawSchema = v.union(
  ['always', 'atEnd', 'history'].map(kind => v.strictObject({ name: v.string(), [kind]: v.function() })),
  lawMessage,
);

const programSchema = v.strictObject(
  {
    name: text("name: 'Echo'"),
    source: v.optional(text("source: 'Lamport 1978'")),
    network: v.optional(
      v.strictObject(
        { fifo: claim, loss: claim, duplication: claim, crash: claim },
        'an object, as in { fifo: false, loss: true, duplication: true, crash: true }',
      ),
    ),
    start: handler('start'),
    on: v.optional(handlers('on', 'ping(me, { from, body })')),
    timers: v.optional(handlers('timers', 'tired(me)')),
    commands: v.optional(
      v.record(
        v.string(),
        v.strictObject(
          { when: v.optional(v.function('a function, as in when: state => …')), run: handler('run') },
          'a command: { run(me, argument) { … } }, and with when: state => … if it is not always possible',
        ),
        'an object, as in { ask: { run(me) { … } } }',
      ),
    ),
    idle: v.optional(handler('idle')),
    show: v.optional(v.function('a function, as in show: state => ({ text: … })')),
    laws: v.optional(v.array(lawSchema, 'a list of laws')),
    trial: v.optional(v.looseObject({}, 'a trial, as in { machines: 2 }')),
  },
  issue =>
    issue.expected !== 'never'
      ? 'an object, as in program({ … })'
      : typeof issue.path?.at(-1)?.value === 'function'
        ? 'left out: handlers of messages are in on: { … }, and those of timers in timers: { … }'
        : 'left out, for a program has nothing of that name',
);

/** Throws {@link ProgramProblemError}, with what is wrong with the shape of the program or of its trial. */
export function program<
  S extends object,
  M extends Named = Named,
  C extends Named = Named,
  O extends Named = Named,
  T extends string = string,
>(spec: ProgramSpec<S, M, C, O, T>): Program {
  const result = v.safeParse(programSchema, spec);
  if (!result.success) {
    const [issue] = result.issues;
    const path = issue.path?.map(({ key }) => String(key)) ?? [];
    const isUnknown = issue.expected === 'never' && path.length === 1;
    const nearest = isUnknown ? nearestName(path[0]!, Object.keys(programSchema.entries)) : undefined;
    throw new ProgramProblemError({
      kind: 'shape',
      path: path.join('.') || 'program',
      expected: issue.message,
      ...(nearest !== undefined && { nearest }),
    });
  }
  if (spec.trial) wholeTrial(spec, spec.trial);
  return spec as unknown as Program;
}
