// Programs in virtual time: the die as a program makes the events of the model, equal seeds make equal runs, and the programs that
// ship keep their laws.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../core/event.ts';
import type { RecordedStep } from '../core/program/recorded-run.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import { dieProgramOf, shippedProgram, SHIPPED_NAMES } from '../programs/shipped.ts';
import { trialOf } from './explore/explore.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { runProgram } from './run-program.ts';
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

test('the die as a program makes the very events of the model', () => {
  fc.assert(
    fc.property(anyTrial, trial => {
      const { dieSides, rates, durationSeconds, seed, rule, delay, linkDelays } = trial;
      const { run } = runProgram(dieProgramOf(dieSides), {
        rates,
        durationSeconds,
        seed,
        rule,
        ...(delay && { delay }),
        ...(linkDelays && { linkDelays }),
      });
      const trace = simulate(trial);
      const events = [...eventsInOrder(trace)].map(({ machine, index }) =>
        ofModel(trace.event(machine, index)),
      );
      const theirs = [...run.steps].sort((a, b) => a.atMs! - b.atMs! || a.machine - b.machine);
      expect(theirs.flatMap(ofProgram)).toEqual(events);
      for (const { from, number, atMs, beforeTick } of run.arrivals)
        expect(trace.message(from, number)).toMatchObject({ arrivedMs: atMs, arrivedBeforeTick: beforeTick });
      expect(run.arrivals).toHaveLength(trace.messageCount);
    }),
    { numRuns: 60 },
  );
});

const RIGHT = SHIPPED_NAMES.filter(name => !name.includes(':') && name !== 'die');

test.each(RIGHT)('%s keeps its laws in runs by seed, and equal seeds make equal runs', name => {
  const program = shippedProgram(name)!;
  const { machines, script = [] } = trialOf(program);
  for (let seed = 0; seed < 100; seed++) {
    const trial = {
      rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i * 3) % 6)),
      durationSeconds: 60,
      seed,
      delay: { kind: 'exponential', meanMs: 700 },
      script,
    } as const;
    const run = runProgram(program, trial);
    for (const law of run.laws) expect(law.verdict).not.toBe('broken');
    if (name !== 'token-ring') expect(run.isQuiet).toBe(true);
    if (seed < 5) expect(JSON.stringify(runProgram(program, trial).run)).toBe(JSON.stringify(run.run));
  }
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
