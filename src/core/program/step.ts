// One step of a program: the only place where its handlers are called. A step is pure. It takes a state and an input and gives
// the state after them and the effects; whoever drives the machine does what the effects say.
import { lamportClock } from '../logical-clock.ts';
import type { MachineId } from '../message.ts';
import { differenceOf, draftOf, frozenJson, NotJsonError, type Json } from './json.ts';
import {
  EFFECTS_MAX,
  HANDED,
  nearestName,
  ProgramProblemError,
  thrown,
  type ProgramProblem,
} from './problem.ts';
import type { Me, Program, Received, Sent } from './program.ts';

/** What a machine takes: one for each tick. */
export type Input =
  /** `isAgain` after a crash. */
  | { readonly kind: 'start'; readonly isAgain: boolean; readonly stored?: Json | undefined }
  | {
      readonly kind: 'message';
      readonly from: MachineId;
      readonly message: string;
      readonly body: Json;
      readonly timestamp: number;
      /** The sender's vector clock at the send, where vector clocks are kept. */
      readonly vector?: readonly number[] | undefined;
    }
  | { readonly kind: 'timer'; readonly timer: string }
  | { readonly kind: 'command'; readonly command: string; readonly argument: Json }
  | { readonly kind: 'idle' };

export interface StepContext {
  readonly id: MachineId;
  readonly others: readonly MachineId[];
  /** Whether a message carries the clock of its own send event (Lamport's rule), or the clock before it. */
  readonly isIncrementFirst: boolean;
  /** Before the step. */
  readonly clock: number;
  /** Before the step; undefined where no vector clocks are kept, and then a read of it is reported and gets zeros. */
  readonly vector?: readonly number[] | undefined;
  /** Undefined where time has no length. */
  readonly localMs?: number | undefined;
  /** An index below `options`. */
  choose(options: number): number;
}

/** In the order in which the handler asked for them. `clock` is that of the event. */
export type Effect =
  | {
      readonly kind: 'send';
      readonly to: readonly MachineId[];
      readonly message: string;
      readonly body: Json;
      readonly timestamp: number;
      readonly clock: number;
    }
  | { readonly kind: 'emit'; readonly output: string; readonly value: Json; readonly clock: number }
  | { readonly kind: 'after'; readonly timer: string; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'cancel'; readonly timer: string }
  | { readonly kind: 'store'; readonly value: Json }
  | { readonly kind: 'note'; readonly text: string };

/** What a step has read beside its state and its input: a sum of these. */
export const READS = { clock: 1, vector: 2 } as const;

export interface StepResult {
  /** Frozen. The one before where there is a problem. */
  readonly state: Json;
  readonly effects: readonly Effect[];
  /** After the step's last event. */
  readonly clock: number;
  /** How many events the step is (`events.ts`). */
  readonly events: number;
  readonly reads: number;
  /** Then nothing has changed but the clock, and nothing is sent. */
  readonly problem?: ProgramProblem;
}

const NO_EFFECTS: readonly Effect[] = []; // not frozen: a list of another kind would slow down each loop over effects

/** Pure, if the program's handlers are. `state` is what an earlier step gave; anything at a start. */
export function step(program: Program, state: Json, input: Input, context: StepContext): StepResult {
  const received = input.kind === 'message' ? 1 : 0;
  const firstClock = received
    ? lamportClock.merge(context.clock, (input as { timestamp: number }).timestamp)
    : context.clock;
  const me = new MeInStep(program, context, state, input, firstClock, received);
  let after = state;
  try {
    if (input.kind === 'start') after = frozenJson(program.start(me, input.stored), 'state');
    else {
      callHandler(program, me, state, input);
      after = me.committed();
    }
    me.checkHandedOver();
  } catch (error) {
    me.problem ??= problemOf(error);
    const at = error instanceof ProgramProblemError || error instanceof NotJsonError ? error.at : undefined;
    if (at !== undefined) me.problem = { ...me.problem, at };
  }
  me.isOver = true;
  const { reads, problem } = me;
  if (problem)
    return { state, effects: NO_EFFECTS, clock: firstClock + 1, events: received + 1, reads, problem };
  const isSilent = me.events === 0 && !(input.kind === 'start' && !input.isAgain);
  return {
    state: after,
    effects: me.effects,
    clock: isSilent ? lamportClock.tick(me.now) : me.now,
    events: isSilent ? 1 : me.events,
    reads,
  };
}

function callHandler(
  program: Program,
  me: MeInStep,
  before: Json,
  input: Exclude<Input, { kind: 'start' }>,
): void {
  switch (input.kind) {
    case 'message':
      program.on![input.message]!(me, new MessageInStep(me, input.from, input.body, input.timestamp));
      return;
    case 'timer':
      program.timers![input.timer]!(me);
      return;
    case 'command':
      // Whoever drives the machine has asked before; a condition that throws does so here too, and is the step's problem.
      if (!isPossible(program.commands![input.command]!, before)) return;
      program.commands![input.command]!.run(me, input.argument);
      return;
    case 'idle':
      program.idle!(me);
  }
}

function isPossible({ when }: NonNullable<Program['commands']>[string], state: Json): boolean {
  try {
    return when?.(state) !== false;
  } catch (error) {
    throw new ConditionFailedError(error);
  }
}

/** What `when` threw, so that nobody takes it for the handler's. */
class ConditionFailedError {
  constructor(readonly thrown: unknown) {}
}

/** Says when its timestamp is read. */
class MessageInStep implements Received<Json> {
  readonly #me: MeInStep;
  readonly #timestamp: number;

  constructor(
    me: MeInStep,
    readonly from: MachineId,
    readonly body: Json,
    timestamp: number,
  ) {
    this.#me = me;
    this.#timestamp = timestamp;
  }

  get [Symbol.toStringTag](): string {
    return HANDED.message;
  }

  get timestamp(): number {
    this.#me.reads |= READS.clock;
    return this.#timestamp;
  }
}

class SentInStep implements Sent {
  readonly #me: MeInStep;
  readonly #timestamp: number;

  constructor(me: MeInStep, timestamp: number) {
    this.#me = me;
    this.#timestamp = timestamp;
  }

  get [Symbol.toStringTag](): string {
    return HANDED.sent;
  }

  get timestamp(): number {
    this.#me.reads |= READS.clock;
    return this.#timestamp;
  }
}

type Names = Readonly<Record<string, unknown>>;

// Its fields are public, because only this file sees them: a program has the type `Me`.
class MeInStep implements Me<object, Names, Names, string> {
  effects: Effect[] | typeof NO_EFFECTS = NO_EFFECTS;
  problem: ProgramProblem | undefined;
  reads = 0;
  isOver = false;
  /** The clock after the events so far. */
  now: number;
  events: number;
  #choices = 0;
  #draft: object | undefined;
  #handedOver: { readonly given: unknown; readonly copy: Json; readonly path: string }[] | undefined;
  readonly #program: Program;
  readonly #context: StepContext;
  readonly #before: Json;
  readonly #input: Input;

  constructor(
    program: Program,
    context: StepContext,
    before: Json,
    input: Input,
    now: number,
    events: number,
  ) {
    this.#program = program;
    this.#context = context;
    this.#before = before;
    this.#input = input;
    this.now = now;
    this.events = events;
  }

  get [Symbol.toStringTag](): string {
    return HANDED.me;
  }

  get id(): MachineId {
    return this.#context.id;
  }

  set id(_) {
    this.#refuse('id');
  }

  get others(): readonly MachineId[] {
    return this.#context.others;
  }

  set others(_) {
    this.#refuse('others');
  }

  get state(): object {
    if (this.#draft === undefined && this.#input.kind !== 'start')
      this.#draft = draftOf(this.#before) as object;
    return this.#draft!;
  }

  set state(state: object) {
    this.#draft = state;
  }

  get clock(): number {
    this.reads |= READS.clock;
    return this.now;
  }

  set clock(_) {
    this.#refuse('clock');
  }

  get vector(): readonly number[] {
    this.reads |= READS.vector;
    const { vector, id, others } = this.#context;
    const own = vector ?? new Array<number>(others.length + 1).fill(0);
    const theirs = this.#input.kind === 'message' ? this.#input.vector : undefined;
    return own.map((known, i) => (i === id - 1 ? known + this.events : Math.max(known, theirs?.[i] ?? 0)));
  }

  set vector(_) {
    this.#refuse('vector');
  }

  get localMs(): number {
    const { localMs } = this.#context;
    return localMs ?? this.#fail({ kind: 'no-time' });
  }

  set localMs(_) {
    this.#refuse('localMs');
  }

  send(to: MachineId, kind: string, body: unknown): Sent {
    if (!this.others.includes(to))
      this.#fail({
        kind: 'unknown-machine',
        machine: String(to),
        machines: this.others.length + 1,
        isSelf: to === this.id,
      });
    return this.#send([to], kind, body);
  }

  broadcast(kind: string, body: unknown): Sent {
    return this.#send(this.others, kind, body);
  }

  after(ms: number | readonly [number, number], timer: string): void {
    this.#checkName('timer', timer, this.#program.timers);
    const [minMs, maxMs] = typeof ms === 'number' ? [ms, ms] : ms;
    if (!(minMs >= 0 && maxMs >= minMs && maxMs < Infinity)) this.#fail({ kind: 'timer-bounds', timer });
    this.#do({ kind: 'after', timer, minMs, maxMs });
  }

  cancel(timer: string): void {
    this.#checkName('timer', timer, this.#program.timers);
    this.#do({ kind: 'cancel', timer });
  }

  choose<A>(options: readonly A[]): A {
    if (options.length === 0) this.#fail({ kind: 'no-options' });
    this.#checkTime();
    if ((this.#choices += 1) > EFFECTS_MAX) this.#fail({ kind: 'too-many-effects', max: EFFECTS_MAX });
    return options[this.#context.choose(options.length)]!;
  }

  emit(output: string, value: unknown): void {
    const copy = this.#handOver(value ?? null, 'value');
    this.events += 1;
    this.now = lamportClock.tick(this.now);
    this.#do({ kind: 'emit', output, value: copy, clock: this.now });
  }

  store(value: Json): void {
    this.#do({ kind: 'store', value: this.#handOver(value, 'stored') });
  }

  note(text: string): void {
    this.#do({ kind: 'note', text: String(text) });
  }

  /** The state for good, once the handler has returned. */
  committed(): Json {
    if (this.problem) throw new ProgramProblemError(this.problem); // which the handler has caught
    return this.#draft === undefined ? this.#before : frozenJson(this.#draft, 'state');
  }

  /** A message is what it was when it was sent: who changes its body afterwards is told. */
  checkHandedOver(): void {
    for (const { given, copy, path } of this.#handedOver ?? []) {
      const changed = differenceOf(copy, given, path);
      if (changed !== undefined) this.#fail({ kind: 'changed-later', path: changed });
    }
  }

  #send(to: readonly MachineId[], message: string, body: unknown): Sent {
    this.#checkName('message', message, this.#program.on);
    const copy = this.#handOver(body ?? null, 'body');
    const before = this.now;
    this.events += 1;
    this.now = lamportClock.tick(before);
    const timestamp = this.#context.isIncrementFirst ? this.now : before;
    this.#do({ kind: 'send', to, message, body: copy, timestamp, clock: this.now });
    return new SentInStep(this, timestamp);
  }

  #handOver(given: unknown, path: string): Json {
    const copy = frozenJson(given, path);
    if (typeof given === 'object' && given !== null) (this.#handedOver ??= []).push({ given, copy, path });
    return copy;
  }

  #checkName(of: 'message' | 'timer', name: string, known: Names | undefined): void {
    if (known !== undefined && Object.hasOwn(known, name)) return;
    const nearest = nearestName(String(name), Object.keys(known ?? {}));
    this.#fail({ kind: 'unknown-name', of, name: String(name), ...(nearest !== undefined && { nearest }) });
  }

  #checkTime(): void {
    if (this.isOver) throw new ProgramProblemError({ kind: 'threw', message: 'me is used after its step' });
  }

  #do(effect: Effect): void {
    this.#checkTime();
    const { effects } = this;
    // A list that is written out is smaller than one that has grown, and most steps do one thing or two.
    if (effects === NO_EFFECTS) this.effects = [effect];
    else if (effects.length === 1) this.effects = [effects[0]!, effect];
    else if ((effects as Effect[]).push(effect) > EFFECTS_MAX)
      this.#fail({ kind: 'too-many-effects', max: EFFECTS_MAX });
  }

  #refuse(name: string): never {
    return this.#fail({ kind: 'read-only', name });
  }

  #fail(problem: ProgramProblem): never {
    this.problem ??= problem;
    throw new ProgramProblemError(problem);
  }
}

const ME_DOES: readonly (keyof Me<object, Names, Names, string>)[] = [
  'send',
  'broadcast',
  'after',
  'cancel',
  'choose',
  'emit',
  'store',
  'note',
];

function problemOf(error: unknown): ProgramProblem {
  if (error instanceof ProgramProblemError) return error.problem;
  if (error instanceof NotJsonError) return { kind: 'not-json', path: error.path, found: error.found };
  if (error instanceof ConditionFailedError) return { ...threw(error.thrown), part: 'when' };
  return threw(error);
}

function threw(error: unknown): Extract<ProgramProblem, { kind: 'threw' }> {
  const facts = thrown(error);
  // All browsers say it so, and a program calls its machine `me`, if it does what all examples do.
  const [, asked] = /\bme\.(\w+) is not a function/.exec(facts.message) ?? [];
  const nearest = asked === undefined ? undefined : nearestName(asked, ME_DOES);
  return { kind: 'threw', ...facts, ...(nearest !== undefined && { nearest }) };
}
