// The search against the plain one, on random programs: the same states, the same verdicts, shortest runs as short, and the same
// number of orders as there are when runs are counted one by one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawKindOf, askLaw } from '../../core/program/law.ts';
import { wholeTrial } from '../../core/program/program-trial.ts';
import { countNaively, exploreNaively } from '../../testing/naive-exploration.ts';
import { anyProgram } from '../../testing/program-arbitrary.ts';
import { explore, SlicedExploration } from './explore.ts';
import { lawsViewOf, WorldRules } from './program-world.ts';

const STATES_MAX = 3000;
const RUNS_MAX = 5000;

describe('the search, and the plain one', () => {
  test('see the same states and come to the same verdicts, by runs of the same length', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyProgram, ({ program, trial }) => {
        const found = explore(program, trial, { all: true, states: STATES_MAX, counts: false });
        if (found.ends !== undefined) return;
        compared += 1;
        const naive = exploreNaively(program, trial, found.tracked);
        expect(found.states).toBe(naive.states);
        expect(
          found.laws.map(law =>
            law.verdict === 'broken' ? law.run.choices.length - trial.machines : undefined,
          ),
        ).toEqual(naive.broken);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('count the same orders and the same interleavings', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyProgram, ({ program, trial }) => {
        const found = explore(program, trial, { all: true, states: STATES_MAX });
        const naive =
          found.ends === undefined ? countNaively(program, trial, found.tracked, RUNS_MAX) : undefined;
        if (!naive) return;
        compared += 1;
        expect({ orders: found.orders, interleavings: found.interleavings }).toEqual(naive);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});

test('in slices the report is the same, and each slice looks at no more than it may', () => {
  fc.assert(
    fc.property(
      anyProgram,
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      ({ program, trial }, size, all) => {
        const options = { all, states: STATES_MAX };
        const sliced = new SlicedExploration(program, trial, options);
        let slices = 1;
        for (; !sliced.advance(size); slices++) expect(sliced.progress.states).toBeGreaterThan(0);
        const report = sliced.report();
        expect(report).toEqual(explore(program, trial, options));
        expect(sliced.progress).toEqual({ states: report.states, depth: report.depth });
        if (report.ends === undefined) expect(slices * size).toBeGreaterThanOrEqual(report.states);
      },
    ),
    { numRuns: 60 },
  );
});

test('a run that breaks a law does so when it is replayed, and not a step earlier', () => {
  fc.assert(
    fc.property(anyProgram, ({ program, trial }) => {
      const found = explore(program, trial, { all: true, states: STATES_MAX, counts: false });
      const rules = new WorldRules(program, wholeTrial(program, trial));
      found.laws.forEach((report, i) => {
        if (report.verdict !== 'broken') return;
        const worlds = [rules.beforeStart()];
        for (const choice of report.run.choices) worlds.push(rules.take(worlds.at(-1)!, choice).world);
        const law = program.laws?.[i - 1];
        if (!law) {
          expect(report.run.steps.some(({ problem }) => problem)).toBe(true);
          return;
        }
        expect(askLaw(law, lawsViewOf(worlds.at(-1)!)).kind).toBe('broken');
        if (lawKindOf(law) === 'atEnd') return;
        for (const world of worlds.slice(trial.machines, -1))
          expect(askLaw(law, lawsViewOf(world)).kind).toBe('holds');
      });
    }),
    { numRuns: 100 },
  );
});
