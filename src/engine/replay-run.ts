// A recorded run of a program once more, turn by turn: what each machine's seat does when it gets the inputs that are on record. Where
// that is not what is on record, the record is wrong, or the program depends on more than its inputs.
import type { MachineId, Message } from '../core/message.ts';
import type { Program } from '../core/program/program.ts';
import type { RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import { ProgramSeat, type TurnCause } from './program-seat.ts';

/**
 * The steps that the machines take, in the place of those on record; undefined for one that they do not take. Of a run in which time has a
 * length. A message whose send is not on record is taken as its receive has it, without the clock of its sender.
 */
export function replayRun(program: Program, run: RecordedRun): readonly (RecordedStep | undefined)[] {
  const { trial, timed, steps } = run;
  const seats = Array.from(
    { length: trial.machines },
    (_, i) => new ProgramSeat(program, i + 1, trial, timed?.seed ?? 0),
  );
  const sent = new Map<string, Message>();
  return steps.map(step => {
    const { machine, tick = 0, atMs = 0, queue = 0 } = step;
    const cause = causeOf(step, sent);
    const turned = cause && seats[machine - 1]!.take({ tick, atMs, queue, cause });
    if (turned?.kind !== 'taken') return undefined;
    for (const message of turned.messages) sent.set(nameOf(message.from, message.number), message);
    return turned.step;
  });
}

function causeOf(
  { machine, cause, events }: RecordedStep,
  sent: ReadonlyMap<string, Message>,
): TurnCause | undefined {
  switch (cause.kind) {
    case 'start':
      return { kind: cause.isAgain ? 'restart' : 'start' };
    case 'timer':
      return { kind: 'timer', timer: cause.name };
    case 'command':
      return cause;
    case 'idle':
      return { kind: 'nothing-waits' };
    case 'lost':
      return undefined;
    case 'message': {
      const { from, number } = cause;
      const [received] = events;
      const message = sent.get(nameOf(from, number));
      if (message) return { kind: 'message', message };
      if (received?.kind !== 'receive') return undefined;
      const { timestamp, message: kind, body } = received;
      const letter = { kind, body };
      return { kind: 'message', message: { from, to: machine, number, timestamp, letter } };
    }
  }
}

function nameOf(from: MachineId, number: number): string {
  return `${from}-${number}`;
}
