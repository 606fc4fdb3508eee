// A sweep behind its door, with runners in this thread: what the view is told, and what a cancel leaves. Outside the rooms,
// for it takes parts of the analysis and of the engine.
import { expect, test } from 'vitest';
import { predict } from '../../analysis/prediction.ts';
import { boundaryRate, digestSweep } from '../../analysis/sweep-digest.ts';
import { sweepOutlook } from '../../analysis/sweep-outlook.ts';
import { sweepOutlookSentences } from '../../words/sweep-outlook.ts';
import { DEFAULT_SWEEP_DRAFT, parseSweepDraft } from '../../address/sweep.ts';
import { SweepLaboratory } from './sweep-laboratory.ts';
import type { SweepPhase } from './sweep-state.ts';
import { threadRunner } from '../../testing/runner-thread.ts';
import { runSlice } from '../../engine/sweep.ts';

const settings = parseSweepDraft({ ...DEFAULT_SWEEP_DRAFT, die: '5, 10', replicates: '400' }).settings!;
const { plan } = settings;

function openLaboratory(startRunner = threadRunner): { laboratory: SweepLaboratory; phases: SweepPhase[] } {
  const laboratory = new SweepLaboratory({
    workers: 2,
    startRunner,
    digest: (...args) => Promise.resolve(digestSweep(args[0], args[1])),
  });
  const phases: SweepPhase[] = [];
  laboratory.subscribe(() => {
    const { phase } = laboratory.state;
    if (phases.at(-1) !== phase) phases.push(phase);
  });
  return { laboratory, phases };
}

function until(laboratory: SweepLaboratory, wanted: (phase: SweepPhase) => boolean): Promise<void> {
  return new Promise(resolve => {
    const unsubscribe = laboratory.subscribe(() => {
      if (!wanted(laboratory.state.phase)) return;
      unsubscribe();
      resolve();
    });
  });
}

const isOver = (phase: SweepPhase): boolean => ['finished', 'cancelled', 'failed'].includes(phase);

test('a sweep is told from start to end, and the map on its way agrees with the table', async () => {
  const { laboratory, phases } = openLaboratory();
  laboratory.run(settings);
  laboratory.run(settings); // ignored
  await until(laboratory, isOver);
  expect(phases).toEqual(['running', 'counting', 'finished']);
  const { cells, growthSoFar, progress } = laboratory.state;
  expect(progress!.runsDone).toBe(plan.runs);
  cells.forEach(({ measured, trial, done }, i) => {
    expect(trial).toBe(plan.cells[i]);
    expect(done).toBe(400);
    expect(growthSoFar(i)).toBeCloseTo(measured!.queueGrowthPerSecond.mean, 9);
  });
  expect(cells).toEqual(digestSweep(plan, runSlice(plan, 0, plan.runs)));
});

test('cancelled, it keeps what was run, and another one can start', async () => {
  const { laboratory } = openLaboratory();
  const unsubscribe = laboratory.subscribe(() => {
    if (laboratory.state.progress!.runsDone > 0) laboratory.cancel();
  });
  laboratory.run(settings);
  await until(laboratory, isOver);
  unsubscribe();
  const { phase, cells, progress } = laboratory.state;
  expect(phase).toBe('cancelled');
  expect(progress!.runsDone).toBeLessThan(plan.runs);
  expect(cells.reduce((sum, { done }) => sum + done, 0)).toBe(progress!.runsDone);
  expect(cells.at(-1)!.measured).toBeUndefined();
  expect(sweepOutlookSentences(sweepOutlook(cells))).toHaveLength(2);
  laboratory.run(settings);
  await until(laboratory, isOver);
  expect(laboratory.state.phase).toBe('finished');
});

test('a runner that fails is named', async () => {
  const { laboratory } = openLaboratory(() => ({
    run: () => Promise.reject(new Error('out of memory')),
    close: () => undefined,
  }));
  laboratory.run(settings);
  await until(laboratory, isOver);
  expect(laboratory.state).toMatchObject({ phase: 'failed', failure: 'out of memory' });
});

test('closed, it says nothing more and closes its runners', async () => {
  const closing = new EventTarget();
  let closed = 0;
  const { laboratory, phases } = openLaboratory(() => ({
    run: () => new Promise(() => undefined),
    close: () => {
      closed += 1;
      if (closed === 2) closing.dispatchEvent(new Event('all'));
    },
  }));
  const allClosed = new Promise(resolve => closing.addEventListener('all', resolve));
  laboratory.run(settings);
  laboratory.close();
  await allClosed;
  expect(phases).toEqual(['running']);
});

test('the boundary parts those that keep up from those that fall behind', () => {
  for (const fast of [[5, 5], [6, 6], [6, 2, 9], [4]])
    for (const dieSides of [4, 5, 7, 10, 15, 31])
      for (let rate = 1; rate <= 9; rate++) {
        const boundary = boundaryRate(fast, dieSides);
        const { keepsUp } = predict({ rates: [...fast, rate], dieSides }).machines.at(-1)!;
        const expected = Math.abs(rate - boundary) < 1e-6 ? 'borderline' : rate > boundary ? 'yes' : 'no';
        expect(keepsUp, `${fast.join(', ')} and ${rate}, die ${dieSides}`).toBe(expected);
      }
});

test('the sentences name rates, boundary and the largest difference', () => {
  const [keeping, agreement] = sweepOutlookSentences(
    sweepOutlook(digestSweep(plan, runSlice(plan, 0, plan.runs))),
  );
  expect(keeping).toMatch(
    /^With a die of 10 faces the slowest machine keeps up from 2 ticks per second on, and at 1 tick per second its queue grows by 0\.6\d messages per second; the prediction puts the boundary at 1\.67 ticks per second\.$/,
  );
  expect(agreement).toMatch(
    /^Over all 10 cells prediction and runs differ by 0\.0\d messages per second on average/,
  );
});
