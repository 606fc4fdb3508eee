// What the study of clocks says of runs of either rule, and that the pairs it shows are what it says they are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Trace } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { trialFrom, type TimestampRule } from '../core/trial.ts';
import { concurrent, happenedBefore, vectorClocksOf } from './vector-clocks.ts';
import { simulate } from '../engine/simulate.ts';
import { lensOf } from './clock-lenses.ts';
import { studyClocks } from './clock-lenses-study.ts';
import { ranksOf } from './concurrency.ts';
import { oddTrace } from '../testing/odd-trace-arbitrary.ts';

const trialOf = (rule: TimestampRule) => trialFrom({ rates: [5, 1, 5], durationSeconds: 60, seed: 7, rule });

describe('the study of clocks', () => {
  test('tells which rule the machines kept', () => {
    for (const rule of ['increment-then-send', 'send-then-increment'] as const)
      expect(studyClocks(simulate(trialOf(rule)), []).recordedAs).toBe(rule);
  });

  test('keeps the recorded timestamps as a lens of their own where no rule explains them', () => {
    const trace = simulate(trialOf('increment-then-send'));
    trace.logOf(2).clocks[30]! += 40;
    const report = studyClocks(trace, []);
    expect(report.recordedAs).toBeUndefined();
    expect(report.lenses[0]).toMatchObject({ kind: 'recorded' });
    expect(report.lenses[0]!.causalReversed).toBeGreaterThan(0);
    expect(report.lenses[0]!.denied).toBeDefined();
  });

  test('says how far l runs ahead of a physical clock that is behind the others', () => {
    const trace = simulate(trialOf('increment-then-send'));
    const errors = [{ offsetMs: 250, driftPartsPerMillion: 0 }];
    expect(studyClocks(trace, []).lead.aheadMs).toBe(0);
    const { lead } = studyClocks(trace, errors);
    expect(lead.aheadMs).toBeGreaterThan(0);
    expect(lead.aheadMs).toBeLessThanOrEqual(250);
    expect(lead.aheadAt?.machine).not.toBe(1);
  });

  test('of a trace without events has nothing to count and does not fail', () => {
    const empty = new Trace(trialOf('increment-then-send'), 'imported');
    expect(studyClocks(empty, [])).toMatchObject({
      pairs: { events: 0, pairs: 0, causal: 0, concurrent: 0 },
      unlabelled: 0,
    });
  });

  test('shows pairs that are what they are said to be', () => {
    fc.assert(
      fc.property(fc.oneof(anyTrial.map(simulate), oddTrace), trace => {
        const vectors = vectorClocksOf(trace);
        for (const { kind, ordered, denied, concurrentOrdered, causalEqual, causalReversed } of studyClocks(
          trace,
          [],
        ).lenses) {
          const lens = lensOf(trace, kind);
          if (lens.kind === 'vector' || lens.kind === 'matrix') continue;
          const ranks = ranksOf(vectors, lens);
          expect(denied !== undefined).toBe(causalEqual + causalReversed > 0);
          if (kind !== 'recorded') expect(ordered !== undefined).toBe(concurrentOrdered > 0);
          if (ordered) {
            const { first, second } = ordered;
            expect(concurrent(vectors, first, second)).toBe(true);
            expect(ranks[first.machine - 1]![first.index]).toBeLessThan(
              ranks[second.machine - 1]![second.index]!,
            );
          }
          if (denied) {
            const { first, second } = denied;
            expect(happenedBefore(vectors, first, second)).toBe(true);
            expect(ranks[first.machine - 1]![first.index]).toBeGreaterThanOrEqual(
              ranks[second.machine - 1]![second.index]!,
            );
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
