// A program with an eye on each call into it: that there are calls is told to the page, which ends a box that has gone silent; which
// call comes next is told where the page looks for the one that never returned; and errors get their place in the program's text.
import type { Law } from '../../core/program/law.ts';
import type { Program } from '../../core/program/program.ts';
import { MISSING_PARTS } from '../../words/missing-parts.ts';
import type { ProgramCall } from '../box-message.ts';
import type { RunText } from './run-text.ts';

/** Characters of a body or a state that are told. */
const TOLD_MAX = 300;
const BEAT_MS = 100;
/** Calls that are announced at most; the page has named the last hundred milliseconds before the silence. */
const ANNOUNCED_MAX = 100_000;

export class CallWatch {
  readonly #beat: (calls: number) => void;
  readonly #announce: (call: ProgramCall) => void;
  readonly #announceFrom: number;
  readonly #nowMs: () => number;
  #calls = 0;
  #lastMs = 0;

  constructor(
    beat: (calls: number) => void,
    announce: (call: ProgramCall) => void,
    announceFrom: number,
    nowMs: () => number,
  ) {
    this.#beat = beat;
    this.#announce = announce;
    this.#announceFrom = announceFrom;
    this.#nowMs = nowMs;
  }

  /** Calls are counted anew. */
  begin(): void {
    this.#calls = 0;
    this.#lastMs = this.#nowMs();
  }

  before(call: () => ProgramCall): void {
    this.alive();
    this.#calls += 1;
    const from = this.#announceFrom;
    if (this.#calls >= from && this.#calls - from < ANNOUNCED_MAX) this.#announce(call());
  }

  /** The last call has come back, and the job is done but for its being told. */
  end(): void {
    this.#beat(this.#calls);
  }

  /** Work goes on, whoever does it. */
  alive(): void {
    const nowMs = this.#nowMs();
    if (nowMs - this.#lastMs < BEAT_MS) return;
    this.#lastMs = nowMs;
    this.#beat(this.#calls);
  }
}

type Anything = (...given: unknown[]) => unknown;

export function watchedProgram(program: Program, watch: CallWatch, readError: RunText['readError']): Program {
  const { on, timers, commands, laws, start, idle, show, ...rest } = program;
  /** `isStep`: what it returns is thrown away, so that a promise is a misunderstanding. */
  const watched = (
    owner: object,
    does: Anything,
    call: (given: readonly unknown[]) => ProgramCall,
    isStep: boolean,
  ): Anything =>
    function (...given) {
      watch.before(() => call(given));
      try {
        const returned = does.apply(owner, given);
        if (returned instanceof Promise) {
          returned.catch(() => undefined); // it is told below
          if (isStep) throw new TypeError(MISSING_PARTS.promise);
        }
        return returned;
      } catch (error) {
        throw readable(error, readError);
      }
    };
  const eachOf = <Value>(
    record: Readonly<Record<string, Value>> | undefined,
    wrap: (name: string, value: Value) => Value,
  ): Readonly<Record<string, Value>> | undefined =>
    record && Object.fromEntries(Object.entries(record).map(([name, value]) => [name, wrap(name, value)]));
  const parts = {
    on: eachOf(on, (name, handler) =>
      watched(on!, handler as Anything, ([me, message]) => messageCall(name, me, message), true),
    ),
    timers: eachOf(timers, (name, handler) =>
      watched(
        timers!,
        handler as Anything,
        ([me]) => ({ of: 'timer', name: cut(name), machine: idOf(me) }),
        true,
      ),
    ),
    commands: eachOf(commands, (name, command) => ({
      run: watched(
        command,
        command.run as Anything,
        ([me, argument]) => ({ of: 'command', name: cut(name), machine: idOf(me), argument: told(argument) }),
        true,
      ),
      ...(command.when && {
        when: watched(
          command,
          command.when as Anything,
          ([state]) => ({ of: 'when', name: cut(name), state: told(state) }),
          false,
        ) as (state: unknown) => boolean,
      }),
    })),
    idle: idle && watched(program, idle as Anything, ([me]) => ({ of: 'idle', machine: idOf(me) }), true),
    show:
      show && watched(program, show as Anything, ([state]) => ({ of: 'show', state: told(state) }), false),
    laws: laws?.map(law => watchedLaw(law, watched)),
  };
  return {
    ...rest,
    start: watched(program, start as Anything, ([me]) => ({ of: 'start', machine: idOf(me) }), true),
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)),
  } as Program;
}

function watchedLaw(
  law: Law,
  watched: (owner: object, does: Anything, call: () => ProgramCall, isStep: boolean) => Anything,
): Law {
  const entries = Object.entries(law).map(([key, value]): [string, unknown] =>
    typeof value === 'function'
      ? [key, watched(law, value as Anything, () => ({ of: 'law', name: cut(law.name) }), false)]
      : [key, value],
  );
  return Object.fromEntries(entries) as unknown as Law;
}

/** What the engine throws is its own; of the rest it gets message and place, which it reads from the end of a line. */
function readable(error: unknown, readError: RunText['readError']): unknown {
  const { message, place, own } = readError(error);
  const at = place && `${place.line}:${place.column}`;
  if (!own) return { message, stack: at && `at :${at}` };
  own.at = at;
  return own;
}

function messageCall(name: string, me: unknown, message: unknown): ProgramCall {
  const { from, body } = message as { readonly from: number; readonly body: unknown };
  return { of: 'message', name: cut(name), machine: idOf(me), from, body: told(body) };
}

function idOf(me: unknown): number {
  return (me as { readonly id: number }).id;
}

/** What the engine hands to a program: plain data, that it has made itself. */
function told(value: unknown): string {
  return cut(JSON.stringify(value) ?? '');
}

function cut(text: string): string {
  return text.length > TOLD_MAX ? `${text.slice(0, TOLD_MAX)}…` : text;
}
