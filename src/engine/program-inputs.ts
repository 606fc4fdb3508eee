// What waits for a machine that runs a program: messages, commands by hand, and timers that end. It says which has waited longest.
import type { Message } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { TimerChange, TurnCause } from './program-seat.ts';

/** Messages that wait for the program; what comes beyond them is dropped and counted. */
export const WAITING_MAX = 65_536;
/** Commands by hand that wait; further ones are refused. */
export const COMMANDS_WAITING_MAX = 100;

interface Waiting<Input> {
  readonly input: Input;
  readonly sinceMs: number;
}

export class ProgramInputs {
  /** How often everything was forgotten. */
  life = 0;
  /** The oldest first. */
  readonly #messages: Waiting<Message>[] = [];
  readonly #commands: Waiting<{ readonly name: string; readonly argument: Json }>[] = [];
  /** By name: when it ends. In the order in which they were set. Bound: the program's timers. */
  readonly #timers = new Map<string, number>();

  /** How many messages wait. */
  get messages(): number {
    return this.#messages.length;
  }

  /** False where there is no room for it. */
  arrive(message: Message, atMs: number): boolean {
    if (this.#messages.length >= WAITING_MAX) return false;
    this.#messages.push({ input: message, sinceMs: atMs });
    return true;
  }

  /** False where there is no room for it. */
  ask(name: string, argument: Json, atMs: number): boolean {
    if (this.#commands.length >= COMMANDS_WAITING_MAX) return false;
    this.#commands.push({ input: { name, argument }, sinceMs: atMs });
    return true;
  }

  /** Takes out what has waited longest. */
  next(atMs: number): TurnCause {
    const [message] = this.#messages;
    const [command] = this.#commands;
    const sinceMs = Math.min(message?.sinceMs ?? Infinity, command?.sinceMs ?? Infinity);
    const ended = this.#firstEnded(atMs);
    if (ended && ended.endsMs < sinceMs) {
      this.#timers.delete(ended.timer);
      return { kind: 'timer', timer: ended.timer };
    }
    if (command?.sinceMs === sinceMs) {
      this.#commands.shift();
      return { kind: 'command', ...command.input };
    }
    if (!message) return { kind: 'nothing-waits' };
    this.#messages.shift();
    return { kind: 'message', message: message.input };
  }

  setTimers(changes: readonly TimerChange[], atMs: number): void {
    for (const change of changes) {
      this.#timers.delete(change.timer);
      if (change.kind === 'after') this.#timers.set(change.timer, atMs + change.delayMs);
    }
  }

  /** After a crash nothing waits and no timer runs; what waited until then. */
  forget(): { readonly messages: readonly Message[]; readonly commands: readonly string[] } {
    this.life += 1;
    this.#timers.clear();
    return {
      messages: this.#messages.splice(0).map(({ input }) => input),
      commands: this.#commands.splice(0).map(({ input }) => input.name),
    };
  }

  #firstEnded(untilMs: number): { readonly timer: string; readonly endsMs: number } | undefined {
    let first: { readonly timer: string; readonly endsMs: number } | undefined;
    for (const [timer, endsMs] of this.#timers)
      if (endsMs <= untilMs && !(first && first.endsMs <= endsMs)) first = { timer, endsMs };
    return first;
  }
}
