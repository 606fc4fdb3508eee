// Random traces for property tests, as if they had been read from somebody's log: times that go backwards, queues that
// nobody wrote down, messages whose send or receive is missing or stands in the wrong order, names of every kind.
import fc from 'fast-check';
import { importedTrial } from '../core/imported-trial.ts';
import { MachineLog, NONE, RECEIVE } from '../core/machine-log.ts';
import type { Message } from '../core/message.ts';
import { DOUBTS, PAIRINGS, type MachineOrigin } from '../core/trace-origin.ts';
import { Trace } from '../core/trace.ts';
import { TIMESTAMP_RULES } from '../core/trial.ts';

interface Step {
  readonly machine: number;
  readonly kind: 'internal' | 'send' | 'receive' | 'receive-early' | 'receive-unknown';
  readonly passedMs: number;
  readonly clock: number;
  readonly queue: number;
  readonly face: number;
  /** Chooses recipients and messages among those there are. */
  readonly choice: number;
  readonly arrives: boolean;
  readonly pairing: number;
  readonly statedTimestamp: number;
  /** Bits. */
  readonly doubts: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  machine: fc.nat(1000),
  kind: fc.constantFrom('internal', 'send', 'send', 'receive', 'receive', 'receive-early', 'receive-unknown'),
  passedMs: fc.oneof({ weight: 5, arbitrary: fc.nat(900) }, fc.double({ min: -300, max: 900, noNaN: true })),
  clock: fc.nat(500),
  queue: fc.oneof(fc.constant(NONE), fc.nat(20)),
  face: fc.oneof(fc.constant(0), fc.nat(12)),
  choice: fc.nat(0xffff),
  arrives: fc.boolean(),
  pairing: fc.nat(PAIRINGS.length - 1),
  statedTimestamp: fc.oneof(fc.constant(NONE), fc.nat(500)),
  doubts: fc.oneof(fc.constant(0), fc.nat((1 << DOUBTS.length) - 1)),
});

const names = fc.oneof(
  fc.constantFrom('machine 0', 'port 2056', 'A;B#"C"', 'end', '__proto__', 'constructor', '{', ' ', '机器'),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
);

interface Script {
  readonly machines: readonly { readonly name: string; readonly rate: number; readonly stated: boolean }[];
  readonly steps: readonly Step[];
  readonly rule: (typeof TIMESTAMP_RULES)[number];
  readonly durationSeconds: number;
  readonly startedAtMs: number | undefined;
  readonly statesIndices: boolean;
  readonly files: readonly string[];
  readonly family: string;
  readonly notes: readonly string[];
  readonly gap: string | undefined;
}

const scripts: fc.Arbitrary<Script> = fc.record({
  machines: fc.array(
    fc.record({ name: names, rate: fc.double({ min: 0.01, max: 1000, noNaN: true }), stated: fc.boolean() }),
    { minLength: 2, maxLength: 5 },
  ),
  steps: fc.array(step, { maxLength: 60 }),
  rule: fc.constantFrom(...TIMESTAMP_RULES),
  durationSeconds: fc.double({ min: 0.001, max: 1e5, noNaN: true }),
  startedAtMs: fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined }),
  statesIndices: fc.boolean(),
  files: fc.array(names, { minLength: 1, maxLength: 3 }),
  family: names,
  notes: fc.array(fc.string(), { maxLength: 2 }),
  gap: fc.option(fc.string(), { nil: undefined }),
});

/** Of 2 to 5 machines and up to 60 events, with an origin. */
export const anyImportedTrace: fc.Arbitrary<Trace> = scripts.map(traceOf);

function traceOf(script: Script): Trace {
  const { machines, steps, rule, durationSeconds, startedAtMs, files, family, notes, gap } = script;
  const logs = machines.map((_, i) => new MachineLog(i + 1, 0));
  const play = new Play(logs);
  const columns = machines.map(() => ({ steps: [] as Step[] }));
  for (const one of steps) {
    const machine = 1 + (one.machine % machines.length);
    play.take(machine, one);
    columns[machine - 1]!.steps.push(one);
  }
  const origins = machines.map(({ name, stated }, i): MachineOrigin => {
    const own = columns[i]!.steps;
    const isReceive = (_: Step, index: number): boolean => logs[i]!.kinds[index] === RECEIVE;
    return {
      name,
      rate: stated ? 'stated' : 'estimated',
      files: Uint16Array.from(own, () => i % files.length),
      lines: Uint32Array.from(own, (_, index) => 2 + 3 * index + i),
      indices: script.statesIndices ? Uint32Array.from(own, (_, index) => 5 + 2 * index) : new Uint32Array(),
      pairings: Uint8Array.from(own, (one, index) => (isReceive(one, index) ? one.pairing : 0)),
      statedTimestamps: Uint32Array.from(own, (one, index) =>
        isReceive(one, index) ? one.statedTimestamp : NONE,
      ),
      doubts: Uint8Array.from(own, ({ doubts }) => doubts),
    };
  });
  const trial = importedTrial({ rates: machines.map(({ rate }) => rate), durationSeconds, rule });
  const trace = new Trace(trial, 'imported', startedAtMs, logs, {
    family,
    files,
    machines: origins,
    notes,
    rule: script.statesIndices ? 'stated' : 'inferred',
    timeStepMs: script.statesIndices ? undefined : 0.001,
  });
  if (gap !== undefined) trace.gaps.push({ machine: 1, reason: gap });
  return trace;
}

/** Plays steps into logs; a step that cannot be taken becomes an internal event. */
class Play {
  readonly #timesMs: number[];
  readonly #numbers: number[];
  /** On their way, by recipient. */
  readonly #waiting: Message[][];
  /** Received before they were sent, by sender; the next send of that machine begins with it, if there is one. */
  readonly #early: (Message | undefined)[];

  constructor(private readonly logs: readonly MachineLog[]) {
    this.#timesMs = logs.map(() => 0);
    this.#numbers = logs.map(() => 0);
    this.#waiting = logs.map(() => []);
    this.#early = logs.map(() => undefined);
  }

  take(machine: number, step: Step): void {
    const log = this.logs[machine - 1]!;
    const atMs = (this.#timesMs[machine - 1]! += step.passedMs);
    const { clock, queue, face, choice } = step;
    const others = this.logs.length - 1;
    const other = 1 + ((machine + (choice % others)) % this.logs.length);
    if (step.kind === 'send') {
      log.addSend(atMs, clock, queue, face, this.#sent(machine, other, step));
      return;
    }
    if (step.kind === 'receive-unknown') {
      log.addReceive(atMs, clock, queue, undefined);
      return;
    }
    const message = step.kind === 'internal' ? undefined : this.#received(machine, other, step);
    if (!message) {
      log.addInternal(atMs, clock, queue, face);
      return;
    }
    const sender = this.logs[message.from - 1]!;
    if (step.arrives && step.kind === 'receive') sender.markArrived(message, atMs - 1.5, log.eventCount + 1);
    sender.markReceived(message, log.eventCount);
    log.addReceive(atMs, clock, queue, message);
  }

  #sent(machine: number, other: number, { choice, clock }: Step): Message[] {
    const early = this.#early[machine - 1];
    this.#early[machine - 1] = undefined;
    const to = choice % 7 === 0 ? [] : choice % 3 === 0 ? this.#others(machine) : [other];
    const fresh = to.filter(recipient => recipient !== early?.to);
    const messages = fresh.map((recipient): Message => {
      const number = (this.#numbers[machine - 1]! += 1);
      return { from: machine, to: recipient, number, timestamp: clock };
    });
    for (const message of messages) this.#waiting[message.to - 1]!.push(message);
    return early ? [early, ...messages] : messages;
  }

  #received(machine: number, other: number, { kind, choice, clock }: Step): Message | undefined {
    if (kind === 'receive') {
      const waiting = this.#waiting[machine - 1]!;
      return waiting.splice(choice % (waiting.length || 1), 1)[0];
    }
    if (this.#early[other - 1]) return undefined;
    const number = (this.#numbers[other - 1]! += 1);
    return (this.#early[other - 1] = { from: other, to: machine, number, timestamp: clock });
  }

  #others(machine: number): number[] {
    return this.logs.map(log => log.machine).filter(other => other !== machine);
  }
}
