// The same trial and seed make the same trace, byte for byte, in this browser too: the digests are kept in the repository.
import { expect, test } from '@playwright/test';
import { REFERENCE_RUNS } from '../../src/engine/reference-runs.ts';

for (const [i, { name, digest }] of REFERENCE_RUNS.entries())
  test(`reference run: ${name}`, async ({ page }) => {
    await page.goto('/e2e/conformance/index.html');
    const made = await page.evaluate(async at => {
      const here = (path: string) => import(/* @vite-ignore */ path);
      const { REFERENCE_RUNS } = (await here(
        '/src/engine/reference-runs.ts',
      )) as typeof import('../../src/engine/reference-runs.ts');
      const { simulate } = (await here(
        '/src/engine/simulate.ts',
      )) as typeof import('../../src/engine/simulate.ts');
      const { digestOf } = (await here(
        '/src/core/trace-digest.ts',
      )) as typeof import('../../src/core/trace-digest.ts');
      return digestOf(simulate(REFERENCE_RUNS[at]!.trial));
    }, i);
    expect(made).toBe(digest);
  });
