// Runs of programs as a person starts them, over real channels and links in one process: what is on record replays to itself, the laws
// hold on it, the audit finds nothing, and commands by hand are taken or told to be refused.
import { describe, expect, it, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import { lawsOnRun } from '../engine/laws-on-run.ts';
import { replayRun } from '../engine/replay-run.ts';
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
  const program = programIn(run.code!);
  expect(replayRun(program, run)).toEqual(run.steps);
  for (const law of lawsOnRun(program, run)) expect(law).not.toMatchObject({ verdict: 'broken' });
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

test('what goes wrong by the trial goes wrong: losses, copies, and a machine that starts again with what it stored', async () => {
  const code = `program({
    name: 'Counts its lives',
    start(me, stored) {
      const lives = (stored ?? 0) + 1;
      me.store(lives);
      if (lives > 1) me.broadcast('again', lives);
      return { lives, heard: 0 };
    },
    commands: { say: { run: me => void me.broadcast('word', null) } },
    on: { word: me => void me.state.heard++, again: me => void me.state.heard++ },
    laws: [{ name: 'few lives', always: ({ machines }) => machines.every(({ state }) => state.lives <= 2) }],
  });`;
  const say = Array.from({ length: 20 }, () => 'say');
  const { laboratory, until } = await runOf(code, {
    rates: [8, 8, 8],
    durationSeconds: 8,
    seed: 5,
    delay: { kind: 'fixed', delayMs: 80 },
    script: [say, say, say],
    faults: {
      lossPercent: 20,
      duplicationPercent: 30,
      session: false,
      timed: [{ kind: 'crash', machine: 2, fromMs: 2000, toMs: 3500, memory: 'amnesic' }],
    },
  });
  const { fact, recorded, trace } = await until(laboratory, ended);
  expect(fact).toMatchObject({ kind: 'finished' });
  const kinds = new Set(recorded!.faults.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(expect.arrayContaining(['crash', 'doubled', 'lost']));
  const again = recorded!.steps.filter(({ cause }) => cause.kind === 'start' && cause.isAgain);
  expect(again).toMatchObject([{ machine: 2, state: { lives: 2 } }]);
  expect(again[0]!.atMs).toBeGreaterThanOrEqual(3500);
  expectSound(recorded!, trace);
});

test('the commands of a script have their times', async () => {
  const { laboratory, until } = await runOf(shippedText('ricart-agrawala')!, {
    rates: [5, 5],
    durationSeconds: 5,
    seed: 1,
    script: [[['enter', null, 2.5], 'leave'], []],
  });
  const { recorded } = await until(laboratory, ended);
  const [enter, leave] = recorded!.steps.filter(({ cause }) => cause.kind === 'command');
  expect(enter!.atMs).toBeGreaterThanOrEqual(2500);
  expect(enter!.atMs).toBeLessThan(3000);
  expect(leave!.atMs).toBeGreaterThan(enter!.atMs!);
});
