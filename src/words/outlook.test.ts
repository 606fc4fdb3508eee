// What is said of the notebook's trials, in facts and in words, and that nothing is said too early.
import { describe, expect, test } from 'vitest';
import { diceOf, rollDice } from '../core/dice.ts';
import { Machine } from '../core/machine.ts';
import { Trace } from '../core/trace.ts';
import { dueMs, trialFrom, type TrialInput } from '../core/trial.ts';
import { outlookOf as outlookOfMachines } from '../analysis/outlook.ts';
import { snapshotsOf } from '../analysis/snapshot-of-trace.ts';
import { summarize } from '../analysis/summary.ts';
import { outlookSentences, outlookWhy } from './outlook.ts';

function outlookOf(trace: Trace, over: boolean) {
  const outlook = outlookOfMachines(snapshotsOf(trace));
  return (
    outlook && {
      loads: outlook.loads,
      sentences: outlookSentences(outlook, over),
      why: outlookWhy(outlook, trace.trial.dieSides),
    }
  );
}

/** The first seconds of a trial, with messages that take no time. */
function run(input: TrialInput, seconds: number): Trace {
  const trial = trialFrom(input);
  const trace = new Trace(trial, 'virtual');
  const machines = trial.rates.map(
    (_, i) =>
      new Machine({
        id: i + 1,
        machines: trace.machines,
        rule: trial.rule,
        recorder: trace.recorderOf(i + 1),
      }),
  );
  const ticks = trial.rates
    .flatMap((rate, i) =>
      Array.from({ length: rate * seconds }, (_, k) => ({ i, tick: k + 1, atMs: dueMs(rate, k + 1) })),
    )
    .sort((a, b) => a.atMs - b.atMs || a.i - b.i);
  for (const { i, tick, atMs } of ticks) {
    const face = rollDice(diceOf(trial.seed, i + 1), tick, trial.dieSides);
    for (const message of machines[i]!.tick(face, atMs)) machines[message.to - 1]!.arrive(message, atMs);
  }
  return trace;
}

const NOTEBOOK_5 = { rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 7 } as const;

describe('the outlook', () => {
  test('names the machine of trial 5 that falls behind, with both rates', () => {
    const outlook = outlookOf(run(NOTEBOOK_5, 40), false)!;
    expect(outlook.loads.map(load => load.verdict)).toEqual(['keeps-up', 'falls-behind', 'keeps-up']);
    expect(outlook.sentences).toHaveLength(1);
    expect(outlook.sentences[0]).toMatch(
      /^Machine 2 receives about 1\.[5-9] messages a second and can take 1: its queue keeps growing/,
    );
    expect(outlook.why[0]).toContain('10 × 2/10 = 2 messages a second would come');
    expect(outlook.why[1]).toMatch(/They rolled 8\.\d times a second/);
  });

  test('says in the end what was left', () => {
    const trace = run(NOTEBOOK_5, 60);
    const [sentence] = outlookOf(trace, true)!.sentences;
    expect(sentence).toContain(`: ${summarize(trace).machines[1]!.waiting} were left waiting`);
    expect(sentence).toContain('Machine 2 received about');
  });

  test('says that all keep up where all do', () => {
    const outlook = outlookOf(run({ rates: [4, 5, 6], dieSides: 20, seed: 3 }, 60), false)!;
    expect(outlook.sentences).toHaveLength(1);
    expect(outlook.sentences[0]).toMatch(/^All three keep up: even machine \d, which has the most to do/);
    expect(outlook.why).toEqual([]);
  });

  test('names the worst in full and the others in short', () => {
    const outlook = outlookOf(run({ rates: [60, 60, 1, 1, 1, 1], dieSides: 10, seed: 3 }, 30), false)!;
    expect(outlook.sentences).toHaveLength(2);
    expect(outlook.sentences[1]).toMatch(
      /^The same is happening to machines [3-6] \(\d+ against 1\), [3-6] \(.+\) and [3-6] \(.+\)\.$/,
    );
  });

  test('says of too much in too short a run that it may be chance', () => {
    const [sentence] = outlookOf(
      run({ rates: [3, 1, 3], dieSides: 10, durationSeconds: 60, seed: 7 }, 10),
      false,
    )!.sentences;
    expect(sentence).toMatch(
      /^Machine 2 receives about [\d.]+ messages a second and can take 1: more than it can handle, but it may still be chance/,
    );
  });

  test('says of a machine at its limit that its queue grows and shrinks', () => {
    const outlook = outlookOf(run({ rates: [5, 2, 5], dieSides: 10, seed: 7 }, 60), false)!;
    expect(outlook.sentences[0]).toMatch(
      /^Machine 2 .* its queue grows and shrinks\. (One message is|\d+ messages are) waiting right now\.$/,
    );
  });

  test('says nothing in the first seconds, nor while a log is missing', () => {
    expect(outlookOf(run(NOTEBOOK_5, 4), false)).toBeUndefined();
    expect(outlookOf(run(NOTEBOOK_5, 5), false)).toBeDefined();
    expect(outlookOf(new Trace(trialFrom(NOTEBOOK_5), 'live'), true)).toBeUndefined();
  });

  test('is not sure from a handful of messages', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const outlook = outlookOf(run({ rates: [3, 3, 3], dieSides: 10, seed }, 10), false)!;
      expect(
        outlook.loads.map(load => load.verdict),
        `seed ${seed}`,
      ).not.toContain('falls-behind');
    }
  });
});
