// A machine of the scale model: deterministic, with no I/O, no timers and no randomness of its own. Whoever drives it
// hands it ticks and arrivals and carries its messages away; what happens is told to a recorder.
import { lamportClock, type LogicalClock } from './logical-clock.ts';
import { MessageQueue } from './message-queue.ts';
import type { MachineId, Message } from './message.ts';
import { dieProgram, EVERYBODY, NOBODY, type Program } from './program.ts';
import type { TimestampRule } from './trial.ts';

/** Is told everything that happens to one machine, in order. `atMs` counts from the start of the run. */
export interface Recorder {
  /** A message entered the queue, before the machine's tick `beforeTick`. Not an event. */
  arrival(message: Message, atMs: number, beforeTick: number): void;
  internal(atMs: number, clock: number, queue: number, face: number): void;
  send(atMs: number, clock: number, queue: number, face: number, messages: readonly Message[]): void;
  receive(atMs: number, clock: number, queue: number, message: Message): void;
}

export interface MachineOptions {
  readonly id: MachineId;
  /** How many machines the trial has, this one included. */
  readonly machines: number;
  readonly rule: TimestampRule;
  readonly recorder: Recorder;
  readonly program?: Program;
  readonly clock?: LogicalClock<number>;
}

/** All that a machine remembers between two ticks; plain data. */
export interface MachineState {
  readonly clock: number;
  /** Ticks done so far. */
  readonly ticks: number;
  /** Messages sent so far, to all others together. */
  readonly sent: number;
  /** Oldest first. */
  readonly queue: readonly Message[];
}

const NO_MESSAGES: readonly Message[] = [];

export class Machine {
  readonly id: MachineId;
  readonly #others: number;
  readonly #incrementFirst: boolean;
  readonly #recorder: Recorder;
  readonly #program: Program;
  readonly #logicalClock: LogicalClock<number>;
  #queue = new MessageQueue();
  #clock: number;
  #ticks = 0;
  #sent = 0;

  constructor({ id, machines, rule, recorder, program = dieProgram, clock = lamportClock }: MachineOptions) {
    this.id = id;
    this.#others = machines - 1;
    this.#incrementFirst = rule === 'increment-then-send';
    this.#recorder = recorder;
    this.#program = program;
    this.#logicalClock = clock;
    this.#clock = clock.zero;
  }

  /** Puts a message into the queue. Not an event: the clock stays. Throws {@link QueueOverflowError}. */
  arrive(message: Message, atMs: number): void {
    this.#recorder.arrival(message, atMs, this.#ticks + 1);
    this.#queue.push(message);
  }

  /**
   * One clock cycle, exactly one event: takes the oldest message out, or else does what the face says.
   * Returns the messages that are now on their way (the same empty list whenever there is none).
   */
  tick(face: number, atMs: number): readonly Message[] {
    this.#ticks += 1;
    const message = this.#queue.shift();
    if (message !== undefined) {
      this.#clock = this.#logicalClock.merge(this.#clock, message.timestamp);
      this.#recorder.receive(atMs, this.#clock, this.#queue.length, message);
      return NO_MESSAGES;
    }
    const before = this.#clock;
    this.#clock = this.#logicalClock.tick(before);
    const destination = this.#program(face, this.#others);
    if (destination === NOBODY) {
      this.#recorder.internal(atMs, this.#clock, 0, face);
      return NO_MESSAGES;
    }
    const messages = this.#write(destination, this.#incrementFirst ? this.#clock : before);
    this.#recorder.send(atMs, this.#clock, 0, face, messages);
    return messages;
  }

  snapshot(): MachineState {
    return { clock: this.#clock, ticks: this.#ticks, sent: this.#sent, queue: this.#queue.peek() };
  }

  /** Makes this machine continue from `state`; the recorder hears nothing of it. */
  restore(state: MachineState): void {
    this.#clock = state.clock;
    this.#ticks = state.ticks;
    this.#sent = state.sent;
    this.#queue = new MessageQueue();
    for (const message of state.queue) this.#queue.push(message);
  }

  #write(destination: number, timestamp: number): Message[] {
    if (destination !== EVERYBODY) return [this.#messageTo(destination, timestamp)];
    const messages: Message[] = [];
    for (let nth = 1; nth <= this.#others; nth++) messages.push(this.#messageTo(nth, timestamp));
    return messages;
  }

  /** The others are named in the order of their numbers: for machine 2 of 3, the first is 1 and the second 3. */
  #messageTo(nth: number, timestamp: number): Message {
    this.#sent += 1;
    return { from: this.id, to: nth < this.id ? nth : nth + 1, number: this.#sent, timestamp };
  }
}
