// Runs of programs as a person starts them, over real channels and links in one process: what is on record replays to itself, the laws
// hold on it, the audit finds nothing, and commands by hand are taken or told to be refused.
import { describe, expect, it, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import { lawsOnRun } from '../engine/laws-on-run.ts';
import { replayRun } from '../engine/replay-run.ts';
import type { SeededProgramTrial } from '../engine/run-program.ts';
import { programIn } from '../programs/shipped.ts';
import { shippedText } from '../programs/texts.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { ended, liveSettings, makeRoom } from '../testing/laboratory-room.ts';
import { LIVE_PROGRAMS } from './live-programs.ts';

async function runOf(code: string, input: SeededProgramTrial) {
  const { room, openProgramLaboratory, openPage, until } = makeRoom();
  const laboratory = openProgramLaboratory();
  const settings = liveSettings(room, code, input);
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

/** Something to do on each tick. */
const TALKS = `program({
  name: 'Talks',
  start: () => ({ heard: 0 }),
  commands: { hush: { run: me => me.note('hush') } },
  on: { word(me, { body }) { me.state.heard += body; } },
  idle(me) { me.send(me.choose(me.others), 'word', 1); },
  laws: [{ name: 'whole numbers', always: ({ machines }) => machines.every(({ state }) => Number.isInteger(state.heard)) }],
});`;

test('a coordinator that comes back takes the run up, with all that its machines did meanwhile', async () => {
  const { room, openMortalLaboratory, openProgramLaboratory, openPage, until, pass } = makeRoom();
  const { laboratory, body } = openMortalLaboratory(LIVE_PROGRAMS);
  const [one, two, three] = [1, 2, 3].map(machine => openPage(machine));
  laboratory.run(liveSettings(room, TALKS, { rates: [9, 7, 8], durationSeconds: 9, seed: 4 }));
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2500);
  const before = laboratory.state.recorded!.steps.length;
  expect(before).toBeGreaterThan(0);
  body.die();
  await pass(1500);
  const next = openProgramLaboratory();
  await until(next, ({ phase }) => phase === 'running');
  await until(next, ({ seats }) => seats.every(({ program }) => program?.commands.length === 1));
  const { fact, recorded, trace } = await until(next, ended);
  expect(fact).toMatchObject({ kind: 'finished' });
  expect(recorded!.steps.length).toBeGreaterThan(before);
  expectSound(recorded!, trace);
  expect([one, two, three].map(page => page!.state.phase)).toEqual(['done', 'done', 'done']);
});

test.each(['dies', 'closes'])(
  'a machine whose page %s is a gap that says so, and the others go on',
  async how => {
    const { room, openProgramLaboratory, openPage, openMortal, until } = makeRoom();
    const laboratory = openProgramLaboratory();
    openPage(1);
    const { page, body } = openMortal(2);
    openPage(3);
    laboratory.run(liveSettings(room, TALKS, { rates: [9, 7, 8], durationSeconds: 6, seed: 4 }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 1500);
    if (how === 'dies') body.die();
    else page.close();
    const { fact, recorded, trace, seats } = await until(laboratory, ended);
    expect(fact).toMatchObject({ kind: 'finished' });
    expect(seats[1]!.phase).toBe('lost');
    expect(trace!.gaps.map(({ machine }) => machine)).toEqual([2]);
    expect(audit(trace!)).toMatchObject({ faults: 0 });
    expect(recorded!.steps.some(({ machine, atMs = 0 }) => machine === 3 && atMs > 1500)).toBe(true);
    const program = programIn(recorded!.code!);
    expect(replayRun(program, recorded!)).toEqual(recorded!.steps);
  },
);

test('a program that does not load, and one whose step is too long, are told as trouble of their machine', async () => {
  const big = `program({ name: 'Big', start: () => ({ text: '' }), idle: me => {
    me.state.text += 'x'.repeat(90000);
  } });`;
  const { laboratory, until } = await runOf(big, { rates: [5, 5], durationSeconds: 20, seed: 1 });
  const { fact } = await until(laboratory, ended);
  expect(fact).toMatchObject({ kind: 'failed', cause: { kind: 'trouble' } });
  expect(JSON.stringify(fact)).toContain('characters long as a text');

  const { room, openProgramLaboratory, openPage, until: wait } = makeRoom();
  const other = openProgramLaboratory();
  [1, 2].forEach(machine => openPage(machine));
  const settings = liveSettings(room, big, { rates: [5, 5] });
  other.run({ ...settings, program: { ...settings.program!, code: 'nothing' } });
  const state = await wait(other, ended);
  expect(state.fact).toMatchObject({ kind: 'failed', cause: { kind: 'trouble' } });
});
