// Runs of programs as a person starts them, over real channels and links in one process: what is on record replays to itself, the laws
// hold on it, the audit finds nothing, and commands by hand are taken or told to be refused.
import { describe, expect, it, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import type { Message } from '../core/message.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import type { RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import { lawsOnRun } from '../engine/laws-on-run.ts';
import { ProgramSeat, type TurnCause } from '../engine/program-seat.ts';
import { seededTrial, type SeededProgramTrial } from '../engine/run-program.ts';
import type { Settings } from '../engine/settings.ts';
import { programIn } from '../programs/shipped.ts';
import { shippedText } from '../programs/texts.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { ended, makeRoom } from '../testing/laboratory-room.ts';

function settingsOf(room: string, code: string, input: SeededProgramTrial): Settings {
  const program = programIn(code);
  const script = input.script ?? program.trial?.script;
  const { timed, trial } = seededTrial(program, { ...input, ...(script && { script }) });
  return {
    trial: timed,
    program: { name: program.name, code, trial },
    engine: 'live',
    link: 'broadcast',
    place: 'tabs',
    room,
  };
}

/** The steps that the program takes when it gets the turns of the record. */
function again({ code, trial, timed, steps }: RecordedRun): readonly (RecordedStep | undefined)[] {
  const program = programIn(code!);
  const seats = timed!.rates.map((_, i) => new ProgramSeat(program, i + 1, trial, timed!.seed));
  const messages = new Map<string, Message>();
  return steps.map(({ machine, cause, tick = 0, atMs = 0, queue = 0 }) => {
    const turned = seats[machine - 1]!.take({ tick, atMs, queue, cause: causeOf(cause, messages) });
    if (turned.kind !== 'taken') return undefined;
    for (const message of turned.messages) messages.set(`${message.from}-${message.number}`, message);
    return turned.step;
  });
}

function causeOf(cause: RecordedStep['cause'], messages: ReadonlyMap<string, Message>): TurnCause {
  switch (cause.kind) {
    case 'message':
      return { kind: 'message', message: messages.get(`${cause.from}-${cause.number}`)! };
    case 'timer':
      return { kind: 'timer', timer: cause.name };
    case 'start':
      return { kind: cause.isAgain ? 'restart' : 'start' };
    case 'command':
      return { kind: 'command', name: cause.name, argument: cause.argument };
    default:
      return { kind: 'nothing-waits' };
  }
}

async function runOf(code: string, input: SeededProgramTrial) {
  const { room, openProgramLaboratory, openPage, until } = makeRoom();
  const laboratory = openProgramLaboratory();
  const settings = settingsOf(room, code, input);
  const pages = settings.trial.rates.map((_, i) => openPage(i + 1));
  laboratory.run(settings);
  return { laboratory, pages, until };
}

function expectSound(
  run: RecordedRun,
  trace = traceOfProgram(run, { engine: 'live', startedAtMs: 0 }),
): void {
  expect(again(run)).toEqual(run.steps);
  for (const law of lawsOnRun(programIn(run.code!), run))
    expect(law).not.toMatchObject({ verdict: 'broken' });
  expect(audit(trace)).toMatchObject({ faults: 0, diagnoses: [] });
  expect(trace.gaps).toEqual([]);
}

const SHIPPED = [
  'lamport-mutex',
  'ricart-agrawala',
  'token-ring',
  'causal-broadcast',
  'sequencer',
  'timestamp-order',
  'snapshot',
  'ring-election',
  'gossip-counter',
  'die',
];

describe.each(SHIPPED)('%s in tabs', name => {
  it('replays to itself, keeps its laws and has no fault', async () => {
    const { laboratory, until } = await runOf(shippedText(name)!, {
      rates: [7, 5, 3],
      durationSeconds: 8,
      seed: 11,
    });
    const { fact, recorded, trace } = await until(laboratory, ended);
    expect(fact).toMatchObject({ kind: 'finished' });
    expect(recorded!.steps.length).toBeGreaterThan(5);
    expectSound(recorded!, trace);
    const { certificate, seatNames, startedAtMs } = trace!;
    const made = traceOfProgram(recorded!, { engine: 'live', startedAtMs: startedAtMs! });
    expect(contentsOf(trace!)).toEqual(contentsOf(Object.assign(made, { certificate, seatNames })));
  });
});

test('a command by hand is taken when its turn comes, and refused and told where it is not possible', async () => {
  const { laboratory, pages, until } = await runOf(shippedText('ricart-agrawala')!, {
    rates: [5, 5, 5],
    durationSeconds: 12,
    seed: 1,
    script: [[], [], []],
  });
  const shownOf = (machine: number) => laboratory.state.seats[machine - 1]?.program;
  await until(laboratory, () => shownOf(2)?.possible.includes('enter') === true);
  expect(shownOf(2)).toMatchObject({ commands: ['enter', 'leave'], possible: ['enter'], refused: 0 });
  laboratory.command(2, 'enter', null);
  await until(laboratory, () => shownOf(2)?.possible.includes('leave') === true);
  expect(shownOf(2)).toMatchObject({ possible: ['leave'] });
  expect(pages[1]!.state.program).toMatchObject({ possible: ['leave'] });
  laboratory.command(2, 'enter', null);
  laboratory.command(2, 'unheard-of', { a: 1 });
  await until(laboratory, () => shownOf(2)?.refused === 2);
  pages[1]!.command('leave', null);
  await until(laboratory, () => shownOf(2)?.possible.includes('enter') === true);
  const { recorded, trace } = await until(laboratory, ended);
  expect(recorded!.steps.flatMap(({ cause }) => (cause.kind === 'command' ? [cause.name] : []))).toEqual([
    'enter',
    'leave',
  ]);
  expectSound(recorded!, trace);
});
