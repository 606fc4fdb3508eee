// The same trial and seed make the same trace, byte for byte, in this browser too: the digests are kept in the repository.
import type * as digest from '../../src/core/trace-digest.ts';
import type * as reference from '../../src/testing/reference-runs.ts';
import { REFERENCE_RUNS } from '../../src/testing/reference-runs.ts';
import type * as engine from '../../src/engine/simulate.ts';
import { expect, test } from '../support/workshop.ts';

for (const [i, run] of REFERENCE_RUNS.entries())
  test(`reference run: ${run.name}`, async ({ workshop }) => {
    const made = await workshop.evaluate(async at => {
      const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ path);
      const { REFERENCE_RUNS } = (await load('/src/testing/reference-runs.ts')) as typeof reference;
      const { simulate } = (await load('/src/engine/simulate.ts')) as typeof engine;
      const { digestOf } = (await load('/src/core/trace-digest.ts')) as typeof digest;
      return digestOf(simulate(REFERENCE_RUNS[at]!.trial));
    }, i);
    expect(made).toBe(run.digest);
  });
