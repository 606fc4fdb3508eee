import { expect, test } from 'vitest';
import { Trace } from '../../core/trace.ts';
import { trialFrom } from '../../core/trial.ts';
import { StageRun } from './stage-run.ts';

test('a message that arrives after the last event of a live run waits on the stage', () => {
  const trial = trialFrom({ rates: [1, 1], durationSeconds: 1 });
  const trace = new Trace(trial, 'live');
  const message = { from: 1, to: 2, number: 1, timestamp: 1 };
  const stage = new StageRun();
  trace.recorderOf(1).send(1000, 1, 0, 1, [message]);
  trace.recorderOf(2).internal(1000, 1, 0, 3);
  const queues = (revision: number): (number | undefined)[] =>
    stage
      .of(trace, trial, revision)
      .at(Infinity)
      .machines.map(({ queue }) => queue);
  expect(queues(1)).toEqual([0, 0]);
  trace.recorderOf(2).arrival(message, 1003, 2);
  expect(queues(2)).toEqual([0, 1]);
  expect(stage.of(trace, trial, 2).at(Infinity).flying).toEqual([]);
});

test('before a run the lanes of its trial are there, the same ones for the same trial', () => {
  const trial = trialFrom({ rates: [2, 3, 4] });
  const stage = new StageRun();
  const moments = stage.of(undefined, trial, 0);
  expect(moments.trace.machines).toBe(3);
  expect(stage.of(undefined, trial, 0)).toBe(moments);
});
