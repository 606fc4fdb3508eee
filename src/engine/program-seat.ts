// One machine of a live run where its program is: behind the wall, or in a test right here. It takes one turn for each tick and tells
// what came of it. All that it does follows from the turns and the seed, so that a run can be made again from its record.
import { diceOf, rollDice } from '../core/dice.ts';
import type { MachineId, Message } from '../core/message.ts';
import {
  isPossible,
  NO_NUMBERS,
  possibleCommand,
  seatsOf,
  takeInput,
  unbornMachine,
  type Letter,
  type ProgramMachine,
  type Seat,
} from '../core/program/machine-state.ts';
import { frozenJson, type Json } from '../core/program/json.ts';
import type { Program } from '../core/program/program.ts';
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedStep } from '../core/program/recorded-run.ts';
import { recordedStep } from '../core/program/recorded-step.ts';
import type { Effect, Input } from '../core/program/step.ts';

/**
 * What a turn is for. nothing-waits: the next command of the script where the program says that it is possible, or an idle tick.
 * restart: after a crash, with what was stored. command: somebody asked for it by hand.
 */
export type TurnCause =
  | { readonly kind: 'start' | 'restart' }
  | { readonly kind: 'command'; readonly name: string; readonly argument: Json }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'timer'; readonly timer: string }
  | { readonly kind: 'nothing-waits' };

export interface ProgramTurn {
  /** Of its machine, from 1; 0 at the start. */
  readonly tick: number;
  /** Milliseconds since the start of the run. */
  readonly atMs: number;
  /** Messages that wait after it. */
  readonly queue: number;
  readonly cause: TurnCause;
}

/** A timer is set, again or for the first time; or is not wanted any more. */
export type TimerChange =
  | { readonly kind: 'after'; readonly timer: string; readonly delayMs: number }
  | { readonly kind: 'cancel'; readonly timer: string };

export interface TurnTaken {
  readonly kind: 'taken';
  readonly step: RecordedStep;
  /** By name: the commands that are possible after it. */
  readonly possible: readonly string[];
  /** To be sent, in turn. */
  readonly messages: readonly Message[];
  readonly timers: readonly TimerChange[];
}

/** refused: the program has no such command, or says that it is not possible now. nothing: it wants nothing of the tick. */
export type Turned = TurnTaken | { readonly kind: 'refused' | 'nothing' };

/** Steps between the bounds of a timer. */
const PORTIONS = 1_000_000;

export class ProgramSeat {
  readonly #seat: Seat;
  readonly #seed: number;
  #machine: ProgramMachine;
  #events = 0;
  #sent = 0;

  constructor(program: Program, id: MachineId, trial: WholeProgramTrial, seed: number) {
    this.#seat = seatsOf(program, trial)[id - 1]!;
    this.#seed = seed;
    this.#machine = { ...unbornMachine(trial.machines), knows: NO_NUMBERS };
  }

  /** Throws for a message that is none of the program's. */
  take({ tick, atMs, queue, cause }: ProgramTurn): Turned {
    const input = this.#inputOf(cause, atMs);
    if (!input) return { kind: cause.kind === 'command' ? 'refused' : 'nothing' };
    const { program, id } = this.#seat;
    const chosen: number[] = [];
    const choose = (options: number): number => this.#choose(options, tick, chosen);
    const letter = cause.kind === 'message' ? letterOf(cause.message) : undefined;
    const taken = takeInput(this.#seat, this.#machine, input, letter, { choose, localMs: atMs });
    const number = cause.kind === 'message' ? cause.message.number : undefined;
    const { result } = taken;
    const before = { machine: id, events: this.#events, sent: this.#sent, clock: this.#machine.clock };
    const when = { tick, atMs, queue };
    const step = recordedStep(program, before, { input, result, number, chosen: [...chosen], when });
    this.#machine = taken.machine;
    this.#events += taken.result.events;
    const messages = taken.posted.flatMap(({ to, letter: posted }) =>
      to.map((recipient): Message => {
        const { message: kind, body, timestamp, vector } = posted;
        this.#sent += 1;
        return { from: id, to: recipient, number: this.#sent, timestamp, letter: { kind, body, vector } };
      }),
    );
    return {
      kind: 'taken',
      step,
      possible: this.#possible(),
      messages,
      timers: taken.result.effects.flatMap(effect => timerChange(effect, choose)),
    };
  }

  #possible(): readonly string[] {
    const { program } = this.#seat;
    const { state } = this.#machine;
    // A machine whose start has failed has no state.
    if (state === null) return [];
    return Object.keys(program.commands ?? {}).filter(name => isPossible(program, name, state));
  }

  #inputOf(cause: TurnCause, atMs: number): Input | undefined {
    const { program } = this.#seat;
    const { state, stored } = this.#machine;
    switch (cause.kind) {
      case 'start':
        return { kind: 'start', isAgain: false };
      case 'restart':
        return { kind: 'start', isAgain: true, ...(stored !== undefined && { stored }) };
      case 'command': {
        const { name: command, argument } = cause;
        const isAsked = Object.hasOwn(program.commands ?? {}, command) && state !== null;
        return isAsked && isPossible(program, command, state)
          ? { kind: 'command', command, argument: frozenJson(argument, 'argument') }
          : undefined;
      }
      case 'timer':
        return cause;
      case 'nothing-waits':
        return (
          possibleCommand(this.#seat, this.#machine, atMs) ?? (program.idle ? { kind: 'idle' } : undefined)
        );
      case 'message': {
        const { from, timestamp, letter } = cause.message;
        if (!letter || !Object.hasOwn(program.on ?? {}, letter.kind))
          throw new TypeError(`Message ${from}-${cause.message.number} is none of the program’s.`);
        const { kind: message, body, vector } = letter;
        // It may have come through a port, which thaws it.
        return { kind: 'message', from, message, body: frozenJson(body, 'body'), timestamp, vector };
      }
    }
  }

  /** The first choice of a tick is what the die of that tick shows; further ones have dice of their own. */
  #choose(options: number, tick: number, chosen: number[]): number {
    const seed = (this.#seed ^ Math.imul(chosen.length, 0x9e3779b1)) >>> 0;
    const index = rollDice(diceOf(seed, this.#seat.id), tick, options) - 1;
    chosen.push(index);
    return index;
  }
}

function letterOf({ timestamp, letter }: Message): Letter | undefined {
  if (!letter) return undefined;
  const { kind: message, body, vector = NO_NUMBERS } = letter;
  return { message, body, timestamp, vector, knows: NO_NUMBERS };
}

function timerChange(effect: Effect, choose: (options: number) => number): readonly TimerChange[] {
  if (effect.kind === 'cancel') return [effect];
  if (effect.kind !== 'after') return [];
  const { timer, minMs, maxMs } = effect;
  const portion = minMs === maxMs ? 0 : choose(PORTIONS) / (PORTIONS - 1);
  return [{ kind: 'after', timer, delayMs: minMs + (maxMs - minMs) * portion }];
}
