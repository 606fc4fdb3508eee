// A live run of a program that ships, made again from its record: each machine is fed what it was fed, and must do the same.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Message } from '../../src/core/message.ts';
import { program, type Program } from '../../src/core/program/program.ts';
import type { RecordedRun, RecordedStep } from '../../src/core/program/recorded-run.ts';
import { ProgramSeat, type TurnCause } from '../../src/engine/program-seat.ts';

/** As the page runs it, but without a wall: the text is one of our own. */
export async function shippedProgram(name: string): Promise<Program> {
  const file = resolve(import.meta.dirname, '../../src/programs/scripts', `${name}.js`);
  const found: Program[] = [];
  const collect = (spec: Parameters<typeof program>[0]): void => void found.push(program(spec));
  const run = new Function('program', `'use strict';\n${await readFile(file, 'utf8')}`) as (
    program: typeof collect,
  ) => void;
  run(collect);
  return found[0]!;
}

/** What the machines do when they get the inputs of the record: the steps in its order. Commands are those of people. */
export function replayed(program: Program, run: RecordedRun): readonly RecordedStep[] {
  const { trial, timed, steps } = run;
  const seats = timed!.rates.map((_, i) => new ProgramSeat(program, i + 1, trial, timed!.seed));
  const messages = new Map<string, Message>();
  const done = new Map<RecordedStep, RecordedStep>();
  // By the clocks of three tabs, a message may seem to be received before it was sent.
  for (let left = steps; left.length > 0;) {
    const held = new Set<number>();
    const waiting = left.filter(step => {
      const { machine, cause, tick = 0, atMs = 0, queue = 0 } = step;
      const turn = causeOf(cause, messages);
      if (!turn || held.has(machine)) {
        held.add(machine);
        return true;
      }
      const turned = seats[machine - 1]!.take({ tick, atMs, queue, cause: turn });
      if (turned.kind !== 'taken') throw new Error(`Machine ${machine} does nothing in tick ${tick}.`);
      for (const message of turned.messages) messages.set(`${message.from}-${message.number}`, message);
      done.set(step, turned.step);
      return false;
    });
    if (waiting.length === left.length) throw new Error('A message is received that nobody sent.');
    left = waiting;
  }
  return steps.map(step => done.get(step)!);
}

/** Undefined where its message is not sent yet. */
function causeOf(
  cause: RecordedStep['cause'],
  messages: ReadonlyMap<string, Message>,
): TurnCause | undefined {
  switch (cause.kind) {
    case 'message': {
      const message = messages.get(`${cause.from}-${cause.number}`);
      return message && { kind: 'message', message };
    }
    case 'timer':
      return { kind: 'timer', timer: cause.name };
    case 'command':
      return cause;
    case 'start':
      return { kind: cause.isAgain ? 'restart' : 'start' };
    default:
      return { kind: 'nothing-waits' };
  }
}
