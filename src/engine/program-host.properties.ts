// Machines that run programs over links, each with a program that takes its time: every message arrives once, the record is a trace
// without a fault, it holds the program's laws, and it is what the program does again.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import type { Message } from '../core/message.ts';
import { program, type Program } from '../core/program/program.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import type { RecordedArrival, RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import { LETTER_LENGTH_MAX, messageCodec } from '../network/frame.ts';
import { MemoryNetwork } from '../network/memory/memory-network.ts';
import { MemoryTransport } from '../network/memory/memory-transport.ts';
import { shippedProgram } from '../programs/shipped.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { lawsOnRun } from './laws-on-run.ts';
import { ProgramHost, type ProgramDoor } from './program-host.ts';
import { ProgramSeat } from './program-seat.ts';
import { replayRun } from './replay-run.ts';
import { seededTrial, type SeededProgramTrial } from './run-program.ts';

/** Milliseconds, one after the other and again from the first. */
type Delays = readonly number[];

interface Live {
  readonly run: RecordedRun;
  readonly undeliverable: readonly string[];
  readonly rejected: number;
  readonly failures: readonly unknown[];
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

async function runLive(
  program: Program,
  input: SeededProgramTrial,
  delays: { readonly links: Delays; readonly door: Delays },
  junk: (say: (message: Message) => void) => void = () => undefined,
  watch: (machine: number, tick: number) => void = () => undefined,
): Promise<Live> {
  const { timed, trial } = seededTrial(program, input);
  const scheduler = new VirtualScheduler();
  const soon = (all: Delays, task: () => void): void => {
    soonCount += 1;
    scheduler.at(scheduler.nowMs() + all[soonCount % all.length]!, task);
  };
  let soonCount = 0;
  const network = new MemoryNetwork({ schedule: task => soon(delays.links, task) });
  const steps: RecordedStep[] = [];
  const arrivals: RecordedArrival[] = [];
  const undeliverable: string[] = [];
  const refused: string[] = [];
  const failures: unknown[] = [];
  let ended = 0;
  const ids = timed.rates.map((_, i) => i + 1);
  const transports = ids.map(
    self => new MemoryTransport({ room: 'main', run: 'run', self, network, codec: messageCodec }),
  );
  const { signal } = new AbortController();
  const connecting = Promise.all(
    ids.map(id =>
      Promise.all(
        ids.filter(other => other !== id).map(other => transports[id - 1]!.connect(other, { signal })),
      ),
    ),
  );
  for (let ms = 0; ms < 3000; ms += 50) {
    scheduler.runUntil(ms);
    await settled();
  }
  const links = await connecting;
  junk(message => links[message.from - 1]!.find(({ remote }) => remote === message.to)!.send(message));
  const hosts = ids.map(machine => {
    const seat = new ProgramSeat(program, machine, trial, timed.seed);
    const door: ProgramDoor = {
      take: turn =>
        new Promise((resolve, reject) =>
          soon(delays.door, () => {
            try {
              watch(machine, turn.tick);
              resolve(seat.take(turn));
            } catch (error) {
              reject(error as Error);
            }
          }),
        ),
    };
    return new ProgramHost({
      machine,
      timed,
      scheduler,
      links: links[machine - 1]!,
      door,
      kinds: new Set(Object.keys(program.on ?? {})),
      fifo: trial.fifo,
      recorder: {
        step: step => void steps.push(step),
        arrival: ({ from, number }, atMs, beforeTick) =>
          void arrivals.push({ from, number, atMs, beforeTick }),
        refused: name => void refused.push(name),
        fault: () => undefined,
        heldBack: () => undefined,
        forgot: () => undefined,
      },
      onUndeliverable: (_, reason) => void undeliverable.push(reason),
      onFailed: error => void failures.push(error),
    });
  });
  const startMs = scheduler.nowMs() + 300;
  for (const host of hosts) host.start(startMs, () => (ended += 1));
  for (let ms = 3000; ended + failures.length < ids.length || ms < startMs + 14_000; ms += 10) {
    scheduler.runUntil(ms);
    await settled();
  }
  for (const host of hosts) host.close();
  for (const transport of transports) transport.close();
  return {
    run: { program: program.name, trial, timed, steps, arrivals, faults: [] },
    undeliverable,
    failures,
    rejected: hosts.reduce((sum, { rejected }) => sum + rejected, 0),
  };
}

const sentIn = ({ steps }: RecordedRun): string[] =>
  steps.flatMap(({ events }) =>
    events.flatMap(event =>
      event.kind === 'send' ? event.copies.map(({ number }) => `${event.machine}-${number}`) : [],
    ),
  );
const namesOf = (all: readonly { readonly from: number; readonly number: number }[]): string[] =>
  all.map(({ from, number }) => `${from}-${number}`);

const someDelays = (maxMs: number) => fc.array(fc.nat({ max: maxMs }), { minLength: 1, maxLength: 7 });

describe.each(['lamport-mutex', 'ricart-agrawala', 'causal-broadcast'])('%s over links', name => {
  it('loses nothing, keeps its laws and does the same again', async () => {
    const shipped = shippedProgram(name)!;
    const script = shipped.trial?.script;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1000),
        someDelays(400),
        someDelays(150),
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 3, maxLength: 3 }),
        async (seed, links, door, rates) => {
          const live = await runLive(
            shipped,
            { rates, durationSeconds: 12, seed, ...(script && { script }) },
            { links, door },
          );
          const { run } = live;
          expect({ ...live, run: undefined }).toEqual({
            run: undefined,
            undeliverable: [],
            rejected: 0,
            failures: [],
          });
          const sent = sentIn(run);
          expect(sent.length).toBeGreaterThan(0);
          expect(namesOf(run.arrivals).sort()).toEqual([...sent].sort());
          const received = run.steps.flatMap(({ cause }) =>
            cause.kind === 'message' ? namesOf([cause]) : [],
          );
          expect(new Set(received).size).toBe(received.length);
          expect(replayRun(shipped, run)).toEqual(run.steps);
          for (const { verdict, ...law } of lawsOnRun(shipped, run))
            expect({ ...law, verdict }).not.toMatchObject({ verdict: 'broken' });
          expect(audit(traceOfProgram(run, { engine: 'live', startedAtMs: 0 }))).toMatchObject({
            faults: 0,
            diagnoses: [],
          });
        },
      ),
      { numRuns: 12 },
    );
  });
});

test('what is none of the program’s messages is dropped and counted, and the run goes on', async () => {
  const shipped = shippedProgram('ricart-agrawala')!;
  const script = shipped.trial?.script;
  const { run, rejected, failures } = await runLive(
    shipped,
    { rates: [5, 5, 5], durationSeconds: 12, seed: 1, ...(script && { script }) },
    { links: [5], door: [1] },
    say => {
      const vector = [0, 0, 0];
      say({ from: 1, to: 2, number: 1, timestamp: 1 });
      say({ from: 1, to: 3, number: 2, timestamp: 1, letter: { kind: 'constructor', body: 1, vector } });
      say({ from: 3, to: 2, number: 3, timestamp: 1, letter: { kind: 'unheard-of', body: 1, vector } });
      say({ from: 3, to: 2, number: 4, timestamp: 1, letter: { kind: 'request', body: 1, vector: [1] } });
    },
  );
  expect(failures).toEqual([]);
  expect(rejected).toBeGreaterThanOrEqual(4);
  expect(run.steps.some(({ problem }) => problem)).toBe(false);
});

/** Machine 1 sends a body of so many letters on its idle ticks. */
const talker = (length: number): Program =>
  program({
    name: 'talker',
    start: () => ({}),
    on: { word: () => undefined },
    idle: me => {
      if (me.id === 1) me.send(2, 'word', 'x'.repeat(length));
    },
  });
const PACE: SeededProgramTrial = { rates: [2, 2], durationSeconds: 12, seed: 1 };

test('a message that says too much cannot be delivered, and a shorter one is', async () => {
  const [long, short] = await Promise.all(
    [LETTER_LENGTH_MAX, LETTER_LENGTH_MAX - 200].map(length =>
      runLive(talker(length), PACE, { links: [5], door: [1] }),
    ),
  );
  const reason = `What it says is longer than ${LETTER_LENGTH_MAX} characters.`;
  expect(new Set(long!.undeliverable)).toEqual(new Set([reason]));
  expect(long!.run.arrivals).toEqual([]);
  expect(short!.undeliverable).toEqual([]);
  expect(short!.run.arrivals).toHaveLength(sentIn(short!.run).length);
  expect(short!.run.arrivals.length).toBeGreaterThan(10);
});

test('a program that cannot go on stops its machine, which says why once', async () => {
  const ended = new Error('The box was ended.');
  const { failures, run } = await runLive(
    talker(1),
    PACE,
    { links: [5], door: [1] },
    undefined,
    (machine, tick) => {
      if (machine === 2 && tick === 5) throw ended;
    },
  );
  expect(failures).toEqual([ended]);
  expect(run.steps.filter(({ machine, tick = 0 }) => machine === 2 && tick >= 5)).toEqual([]);
  expect(run.steps.filter(({ machine }) => machine === 1)).toHaveLength(25);
});
