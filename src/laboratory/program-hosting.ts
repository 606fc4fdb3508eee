// A machine of a run of a program, in its page: the program that was opened for it, its host, and what of it goes on record. Fetched by
// the pages of such runs alone.
import * as v from 'valibot';
import type { MachineProgress } from '../analysis/machine-progress.ts';
import type { MachineId, Message } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import { wholeTrialSchema } from '../core/program/record-schema.ts';
import type { Trial } from '../core/trial.ts';
import { ProgramHost, type OpenedProgram, type OpenProgram } from '../engine/program-host.ts';
import type { LiveProgram } from '../engine/settings.ts';
import type { Link } from '../network/link.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { PageProgram } from './laboratory-state.ts';
import { ENTRY_CHARACTERS_MAX, writeProgramEntry, type ProgramEntry } from './program-entries.ts';
import { SeatProgramNow } from './seat-program.ts';
import { tellProgress } from './tell-progress.ts';

export interface HostingOptions {
  readonly scheduler: Scheduler;
  /** One open link to each other machine. */
  readonly links: readonly Link[];
  readonly progress: MachineProgress;
  /** One more entry of the machine's log. */
  readonly add: (entry: string) => void;
  readonly onUndeliverable: (message: Message, reason: string) => void;
  /** The machine cannot go on; `reason` is a sentence. */
  readonly onFailed: (reason: string) => void;
}

export interface HostedProgram {
  start(startMs: number, onEnd: () => void): void;
  stop(): void;
  close(): void;
  /** The argument as a text of JSON. */
  command(name: string, argument: string): void;
}

/** The program of one machine, opened and not started. */
export interface ProgramHosting {
  readonly now: PageProgram;
  readonly fifo: boolean;
  host(options: HostingOptions): HostedProgram;
  /** Ends the program. Idempotent. */
  close(): void;
}

/** A program as `configure` says it; its trial may be anything. */
export type ToldProgram = Omit<LiveProgram, 'trial'> & { readonly trial: unknown };

/** Rejects with a sentence to show. */
export type OpenProgramHosting = (
  program: ToldProgram,
  machine: MachineId,
  timed: Trial,
) => Promise<ProgramHosting>;

export function hostingBy(open: OpenProgram): OpenProgramHosting {
  return async ({ name, code, trial: told }, machine, timed) => {
    const read = v.safeParse(wholeTrialSchema, told);
    if (!read.success || read.output.machines !== timed.rates.length)
      throw new Error('The trial of this program cannot be read.');
    const program = { name, code, trial: read.output };
    return new Hosting(program, machine, timed, await open(program, machine, timed.seed));
  };
}

class Hosting implements ProgramHosting {
  readonly fifo: boolean;
  readonly #name: string;
  readonly #machine: MachineId;
  readonly #timed: Trial;
  readonly #opened: OpenedProgram;
  readonly #program = new SeatProgramNow();
  #possible = '';
  #state: Json | undefined;

  constructor({ name, trial }: LiveProgram, machine: MachineId, timed: Trial, opened: OpenedProgram) {
    this.#name = name;
    this.fifo = trial.fifo;
    this.#machine = machine;
    this.#timed = timed;
    this.#opened = opened;
    this.#program.commands = opened.commands;
  }

  get now(): PageProgram {
    const { withArgument } = this.#opened;
    return {
      name: this.#name,
      withArgument,
      ...this.#program.now,
      ...(this.#state !== undefined && { state: this.#state }),
    };
  }

  host({ scheduler, links, progress, add, onUndeliverable, onFailed }: HostingOptions): HostedProgram {
    const tell = (entry: ProgramEntry): void => {
      const text = writeProgramEntry(entry);
      if (text.length > ENTRY_CHARACTERS_MAX) {
        host.stop();
        onFailed(tooLong(this.#machine));
        return;
      }
      this.#program.take(entry);
      add(text);
    };
    const host = new ProgramHost({
      machine: this.#machine,
      timed: this.#timed,
      fifo: this.fifo,
      scheduler,
      links,
      door: this.#opened,
      kinds: new Set(this.#opened.messages),
      recorder: {
        step: (step, possible) => {
          this.#state = step.state;
          const names = JSON.stringify(possible);
          tell({ kind: 'step', step, ...(names !== this.#possible && { possible }) });
          this.#possible = names;
          tellProgress(progress, step);
        },
        arrival: (message, atMs, beforeTick) => {
          const { from, number, timestamp } = message;
          tell({ kind: 'arrival', from, number, timestamp, atMs, beforeTick });
          progress.arrival(message);
        },
        refused: (name, atMs) => tell({ kind: 'refused', name, atMs }),
        fault: fault => tell({ kind: 'fault', fault }),
        heldBack: ({ number }) => tell({ kind: 'held-back', number }),
        forgot: () => {
          tell({ kind: 'forgot' });
          progress.forget();
        },
      },
      onUndeliverable,
      onFailed: error => onFailed(error instanceof Error ? error.message : String(error)),
    });
    return {
      start: (startMs, onEnd) => host.start(startMs, onEnd),
      stop: () => host.stop(),
      close: () => host.close(),
      command: (name, argument) => host.command(name, jsonIn(argument)),
    };
  }

  close(): void {
    this.#opened.close();
  }
}

function tooLong(machine: MachineId): string {
  return `One step of machine ${machine} is more than ${ENTRY_CHARACTERS_MAX} characters long as a text. Its state, its messages or its outputs are too large for a live run.`;
}

/** What is no JSON is nothing. */
function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
