// What a step keeps and what it refuses: drafts, names, JSON, clocks under both rules.
import { describe, expect, test } from 'vitest';
import { programProblem } from '../../words/program-problems.ts';
import { ProgramProblemError } from './problem.ts';
import { program, type Me, type Program } from './program.ts';
import { stepTwice } from './step-outcomes.ts';
import { READS, step, type Input, type StepContext } from './step.ts';

type Self = Me<{ list: unknown[] }, { ping: unknown; release: unknown }, { said: unknown }, 'tired'>;

function doing(run: (me: Self) => void): Program {
  return program<
    { list: unknown[] },
    { ping: unknown; release: unknown },
    { go: null },
    { said: unknown },
    'tired'
  >({
    name: 'Test',
    start: () => ({ list: [] }),
    on: { ping: run, release: run },
    timers: { tired: run },
    commands: { go: { run } },
  });
}

const GO: Input = { kind: 'command', command: 'go', argument: null };
const PING: Input = { kind: 'message', from: 2, message: 'ping', body: null, timestamp: 9 };
const STATE = Object.freeze({ list: Object.freeze([1]) }) as never;
const CONTEXT: StepContext = {
  id: 1,
  others: [2, 3],
  isIncrementFirst: true,
  clock: 4,
  choose: () => 0,
};

describe('a step', () => {
  test('keeps the draft when the handler returns, and the state before is as it was', () => {
    const { state } = step(
      doing(me => me.state.list.push(2)),
      STATE,
      GO,
      CONTEXT,
    );
    expect([state, STATE]).toEqual([{ list: [1, 2] }, { list: [1] }]);
  });

  test('that throws changes nothing, sends nothing and is an event of its own', () => {
    const run = (me: Self) => {
      me.state.list.push(2);
      me.broadcast('ping', null);
      throw new Error('no');
    };
    expect(step(doing(run), STATE, PING, CONTEXT)).toMatchObject({
      state: STATE,
      effects: [],
      clock: 11,
      events: 2,
      problem: { kind: 'threw', message: 'no' },
    });
  });

  test('counts each send, broadcast and output as an event, and itself where there is none', () => {
    const events = (run: (me: Self) => void, input: Input) => step(doing(run), STATE, input, CONTEXT);
    expect(events(() => undefined, GO)).toMatchObject({ events: 1, clock: 5 });
    expect(events(() => undefined, PING)).toMatchObject({ events: 1, clock: 10 });
    const both = (me: Self) => {
      me.broadcast('ping', null);
      me.emit('said', 1);
    };
    expect(events(both, GO)).toMatchObject({ events: 2, clock: 6 });
    expect(events(both, PING)).toMatchObject({ events: 3, clock: 12 });
  });

  test.each([
    [true, 10 + 1],
    [false, 10],
  ])('stamps by the rule of the trial (increment first: %s)', (isIncrementFirst, timestamp) => {
    const run = (me: Self) => void me.state.list.push(me.send(2, 'ping', null).timestamp);
    const { effects, state, reads } = step(doing(run), STATE, PING, { ...CONTEXT, isIncrementFirst });
    expect(effects[0]).toMatchObject({ kind: 'send', to: [2], timestamp, clock: 11 });
    expect(state).toEqual({ list: [1, timestamp] });
    expect(reads).toBe(READS.clock);
  });

  test('says when clocks are read, and not when they are only kept', () => {
    const reads = (run: (me: Self) => void) => step(doing(run), STATE, PING, CONTEXT).reads;
    expect(reads(me => void me.send(2, 'ping', null))).toBe(0);
    expect(reads(me => void me.clock)).toBe(READS.clock);
    expect(reads(me => void me.vector)).toBe(READS.vector);
  });

  test('knows what it happened after: the vector of the message, the receive and what was done since', () => {
    const seen: (readonly number[])[] = [];
    const run = (me: Self) => {
      seen.push(me.vector);
      me.emit('said', null);
      seen.push(me.vector);
    };
    step(doing(run), STATE, { ...PING, vector: [0, 5, 1] }, { ...CONTEXT, vector: [2, 1, 3] });
    expect(seen).toEqual([
      [3, 5, 3],
      [4, 5, 3],
    ]);
  });
});

describe('a step says what is wrong', () => {
  test.each<[string, (me: Self) => unknown, string]>([
    ['a misspelled kind', me => me.send(2, 'relase' as 'release', null), 'Is “release” meant?'],
    ['an unknown timer', me => me.after(1, 'tried' as 'tired'), 'Is “tired” meant?'],
    ['a stranger', me => me.send(4, 'ping', null), 'numbered from 1 to 3'],
    ['itself', me => me.send(1, 'ping', null), 'cannot send a message to itself'],
    [
      'undefined in the state',
      me => me.state.list.push({ a: [undefined] }),
      '“state.list[1].a[0]” is undefined',
    ],
    [
      'what was sent in the state',
      me => me.state.list.push(me.send(2, 'ping', null)),
      '“state.list[1]” is a message that was sent: the number that it carries is its “timestamp”',
    ],
    ['the machine in an output', me => me.emit('said', me), '“value” is the machine itself'],
    ['a method that is not there', me => (me as never as { sned(): void }).sned(), 'Is “send” meant?'],
    ['a set clock', me => void ((me as { clock: number }).clock = 1), 'cannot set “me.clock”'],
    ['a Map in a body', me => me.send(2, 'ping', { seen: new Map() }), '“body.seen” is a Map'],
    ['a function in an output', me => me.emit('said', { f: () => 1 }), '“value.f” is a function'],
    ['NaN', me => me.state.list.push(NaN), 'is NaN'],
    ['a circle', me => me.state.list.push(me.state), 'contains itself'],
    ['nothing to choose from', me => me.choose([]), 'at least one option'],
    ['bounds the wrong way round', me => me.after([5, 1], 'tired'), 'the shorter one first'],
    ['time where there is none', me => me.localMs, 'time has no length'],
  ])('%s', (_, run, words) => {
    const { problem, state } = step(
      doing(me => void run(me)),
      STATE,
      GO,
      CONTEXT,
    );
    expect(programProblem(problem!)).toContain(words);
    expect(state).toBe(STATE);
  });

  test('a body that is changed after it was sent, and the message is what it was', () => {
    const body = { votes: [1] };
    const run = (me: Self) => {
      me.send(2, 'ping', body);
      body.votes.push(2);
    };
    const { problem } = step(doing(run), STATE, GO, CONTEXT);
    expect(problem).toEqual({ kind: 'changed-later', path: 'body.votes[1]' });
  });

  test('a problem that the handler catches is still one', () => {
    const run = (me: Self) => {
      try {
        me.send(7, 'ping', null);
      } catch {
        me.note('nothing happened');
      }
    };
    expect(step(doing(run), STATE, GO, CONTEXT).problem?.kind).toBe('unknown-machine');
  });

  test('a program with a memory outside of its state, when the step is done twice', () => {
    let calls = 0;
    const run = (me: Self) => void me.state.list.push((calls += 1));
    expect(stepTwice(doing(run), STATE, GO, CONTEXT).problem).toEqual({
      kind: 'not-deterministic',
      path: 'state.list[1]',
    });
  });

  test('a program that chooses from something else the second time', () => {
    let calls = 0;
    const run = (me: Self) => void me.choose(Array.from({ length: (calls += 1) }, () => 'the same'));
    expect(stepTwice(doing(run), STATE, GO, CONTEXT).problem).toEqual({
      kind: 'not-deterministic',
      path: 'effects',
    });
  });

  test('a program that chooses without end', () => {
    const run = (me: Self) => {
      for (;;) me.choose(['again']);
    };
    expect(step(doing(run), STATE, GO, CONTEXT).problem).toMatchObject({ kind: 'too-many-effects' });
  });
});

test('a program of the wrong shape is refused, with the part that is wrong', () => {
  const wrong = (spec: unknown): string => {
    try {
      program(spec as never);
      return '';
    } catch (error) {
      return error instanceof ProgramProblemError ? programProblem(error.problem) : String(error);
    }
  };
  expect(wrong({ name: 'x', start: () => ({}), on: { ping: 3 } })).toContain(
    '“on.ping” should be a function',
  );
  expect(wrong({ name: 'x', start: () => ({}), onMessage: {} })).toContain('“onMessage” should be left out');
  expect(wrong({ start: () => ({}) })).toContain('“name”');
  expect(wrong(undefined)).toContain('“program” should be an object');
});
