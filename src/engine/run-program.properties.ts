// Programs in virtual time: the die as a program makes the events of the model, equal seeds make equal runs, and the programs that
// ship keep their laws.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../core/event.ts';
import type { RecordedStep } from '../core/program/recorded-run.ts';
import type { FaultPlanInput } from '../core/fault-plan.ts';
import { program, type Program } from '../core/program/program.ts';
import { trialFrom, type Trial } from '../core/trial.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { runPrograms } from './program-runs.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import { dieProgramOf, shippedProgram, SHIPPED_NAMES } from '../programs/shipped.ts';
import { trialOf } from './explore/explore.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { runProgram, type SeededProgramTrial } from './run-program.ts';
import { simulate } from './simulate.ts';

function ofModel(event: Event): unknown {
  const { machine, index, tick, atMs, clock, queue, kind } = event;
  const facts = { machine, index, tick, atMs, clock, queue, kind };
  if (event.kind === 'send')
    return {
      ...facts,
      messages: event.messages.map(({ number, to, timestamp }) => ({ number, to, timestamp })),
    };
  if (event.kind === 'internal') return facts;
  const { from, number, timestamp } = event.message!;
  return { ...facts, from, number, timestamp };
}

function ofProgram({ tick, atMs, queue, events }: RecordedStep): readonly unknown[] {
  return events.map(event => {
    const { machine, index, clock, kind } = event;
    const facts = { machine, index, tick, atMs, clock, queue, kind };
    if (event.kind === 'send') {
      const { timestamp } = event;
      return { ...facts, messages: event.copies.map(({ number, to }) => ({ number, to, timestamp })) };
    }
    if (event.kind === 'internal') return facts;
    const { from, number, timestamp } = event;
    return { ...facts, from, number, timestamp };
  });
}

function expectSameAsModel({ dieSides, ...trial }: Trial): void {
  const { run } = runProgram(dieProgramOf(dieSides), trial);
  const trace = simulate({ ...trial, dieSides });
  const events = [...eventsInOrder(trace)].map(({ machine, index }) => ofModel(trace.event(machine, index)));
  const theirs = [...run.steps].sort((a, b) => a.atMs! - b.atMs! || a.machine - b.machine);
  expect(theirs.flatMap(ofProgram)).toEqual(events);
  expect(run.faults).toEqual(trace.faults);
  for (const { from, number, atMs, beforeTick } of run.arrivals)
    expect(trace.message(from, number)).toMatchObject({ arrivedMs: atMs, arrivedBeforeTick: beforeTick });
  if (!trial.faults) expect(run.arrivals).toHaveLength(trace.messageCount);
}

test('the die as a program makes the very events of the model', () => {
  fc.assert(fc.property(anyTrial, expectSameAsModel), { numRuns: 60 });
});

test('and with faults too, but for the starts after amnesic crashes', () => {
  fc.assert(
    fc.property(anyFaultyTrial, ({ faults, ...trial }) => {
      const timed = faults?.timed.filter(fault => fault.kind !== 'crash' || fault.memory === 'durable');
      expectSameAsModel(trialFrom({ ...trial, ...(faults && { faults: { ...faults, timed: timed! } }) }));
    }),
    { numRuns: 100 },
  );
});

const RIGHT = SHIPPED_NAMES.filter(name => !name.includes(':'));
const SEEDS = 1000;

/** Of the program's own trial, with rates, delays and faults that differ from seed to seed. */
function trialFor(program: Program, seed: number, faults: FaultPlanInput): SeededProgramTrial {
  const { machines, script = [] } = trialOf(program);
  return {
    rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i * 3) % 6)),
    durationSeconds: 60,
    seed,
    delay: { kind: 'exponential', meanMs: 100 + (seed % 9) * 150 },
    script,
    faults,
  };
}

/** What it claims to withstand, and what no program can notice: machines that pause, or run at another rate. */
function claimedFaults({ network = {} }: Program, seed: number): FaultPlanInput {
  const { fifo, loss, duplication, crash } = network;
  const [fromMs, toMs] = [500 + (seed % 7) * 700, 6000 + (seed % 5) * 1000];
  return {
    ...(fifo === false && { reorderingPercent: 20, reorderingMs: 900 }),
    ...(loss && { lossPercent: 20 }),
    ...(duplication && { duplicationPercent: 30 }),
    timed: [
      { kind: 'pause', machine: 1, fromMs, toMs },
      { kind: 'rate', machine: 2, fromMs, rate: 1 + (seed % 20) },
      ...(loss ? ([{ kind: 'partition', fromMs, toMs, machines: [1] }] as const) : []),
      ...(crash ? ([{ kind: 'crash', machine: 2, fromMs, toMs, memory: 'amnesic' }] as const) : []),
    ],
  };
}

/** A bad network under a session, which makes it a good one. */
function hiddenFaults(seed: number): FaultPlanInput {
  const [fromMs, toMs] = [500 + (seed % 7) * 700, 6000 + (seed % 5) * 1000];
  return {
    lossPercent: 15,
    duplicationPercent: 15,
    reorderingPercent: 15,
    session: true,
    timed: [
      { kind: 'partition', fromMs, toMs, machines: [2] },
      { kind: 'crash', machine: 1, fromMs, toMs, memory: 'durable' },
    ],
  };
}

function brokenIn(program: Program, faultsOf: (seed: number) => FaultPlanInput): readonly string[] {
  const broken: string[] = [];
  for (let seed = 0; seed < SEEDS; seed++) {
    const { laws } = runPrograms(program, trialFor(program, seed, faultsOf(seed)), 1);
    for (const law of laws) if (law.broken > 0) broken.push(`${law.name}, seed ${seed}`);
  }
  return broken;
}

test.each(RIGHT)(`%s keeps its laws in ${SEEDS} runs with the faults that it claims to withstand`, name => {
  const program = shippedProgram(name)!;
  expect(brokenIn(program, seed => claimedFaults(program, seed))).toEqual([]);
});

test.each(RIGHT)(`%s keeps its laws in ${SEEDS} runs over a bad network with a session`, name => {
  const program = shippedProgram(name)!;
  expect(brokenIn(program, hiddenFaults)).toEqual([]);
});

test.each(RIGHT)('%s: runs come to an end, and equal seeds make equal runs', name => {
  const program = shippedProgram(name)!;
  for (let seed = 0; seed < 5; seed++) {
    const trial = trialFor(program, seed, claimedFaults(program, seed));
    const run = runProgram(program, trial);
    expect(JSON.stringify(runProgram(program, trial))).toBe(JSON.stringify(run));
    if (name !== 'token-ring' && name !== 'die') expect(run.isQuiet).toBe(true);
  }
});

test('a program that does not claim to withstand loss is caught by it', () => {
  const tally = runPrograms(
    shippedProgram('ricart-agrawala')!,
    trialFor(shippedProgram('ricart-agrawala')!, 0, { lossPercent: 30 }),
    50,
  );
  expect(tally.runs).toBe(50);
  const law = tally.laws.find(each => each.name === 'nobody waits for ever')!;
  expect(law.broken).toBeGreaterThan(0);
  expect(law.firstSeed).toBeLessThan(50);
});

const SAFE = program<{ count: number; starts: number }, { note: null }, { add: null }, { started: number }>({
  name: 'Counts, and stores what it counts',
  start(me, stored) {
    const { count, starts } = (stored ?? { count: 0, starts: 0 }) as { count: number; starts: number };
    me.store({ count, starts: starts + 1 });
    return { count, starts: starts + 1 };
  },
  commands: {
    add: {
      run(me) {
        me.state.count += 1;
        me.store({ ...me.state });
        me.broadcast('note', null);
      },
    },
  },
  on: { note: () => undefined },
});

test('after an amnesic crash a machine starts again with what it stored, an empty queue and clock 0', () => {
  const { run, states, isQuiet } = runProgram(SAFE, {
    rates: [1, 4],
    durationSeconds: 20,
    script: [
      ['add', 'add', 'add'],
      ['add', 'add', 'add', 'add'],
    ],
    faults: { timed: [{ kind: 'crash', machine: 1, fromMs: 2500, toMs: 8000, memory: 'amnesic' }] },
  });
  expect(states[0]).toEqual({ count: 3, starts: 2 });
  const again = run.steps.findIndex(({ cause }) => cause.kind === 'start' && cause.isAgain);
  expect(run.steps[again]).toMatchObject({
    machine: 1,
    atMs: 8000,
    queue: 0,
    events: [{ cause: 'restart', clock: 1 }],
  });
  expect(run.faults).toContainEqual(expect.objectContaining({ kind: 'lost', to: 1, cause: 'amnesia' }));
  expect(isQuiet).toBe(true);
});

test('a machine that does not start again has nothing left to do', () => {
  const trial = (toMs: number): SeededProgramTrial => ({
    rates: [2, 2],
    durationSeconds: 10,
    script: [new Array<string>(30).fill('add')],
    faults: { timed: [{ kind: 'crash', machine: 1, fromMs: 1000, toMs, memory: 'amnesic' }] },
  });
  expect(runProgram(SAFE, trial(9000)).isQuiet).toBe(false);
  expect(runProgram(SAFE, trial(11_000)).isQuiet).toBe(true);
});

test('a slip is met by some seeds, and the law says when', () => {
  const program = shippedProgram('lamport-mutex:ties')!;
  const { script = [] } = trialOf(program);
  const broken = Array.from({ length: 40 }, (_, seed) =>
    runProgram(program, { rates: [3, 3], seed, delay: { kind: 'fixed', delayMs: 500 }, script }),
  ).flatMap(({ laws }) => laws.filter(({ verdict }) => verdict === 'broken'));
  expect(broken.length).toBeGreaterThan(0);
  expect(broken[0]).toMatchObject({
    name: 'at most one machine is inside',
    atMs: expect.any(Number) as number,
  });
});
