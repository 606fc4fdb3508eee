// The laws of the network in a real browser: one test for each law and each kind it holds for.
import { expect, test } from '@playwright/test';
import { meshLaws } from '../../src/testing/network/mesh-laws.ts';
import { signalingLaws } from '../../src/testing/network/signaling-laws.ts';
import { transportLaws } from '../../src/testing/network/transport-laws.ts';
import type {} from './main.ts';

const suites = {
  'broadcast transport': transportLaws,
  'webrtc transport': transportLaws,
  'broadcast signaling': signalingLaws,
  mesh: meshLaws,
};

for (const [suite, laws] of Object.entries(suites)) {
  test.describe(suite, () => {
    for (const { name } of laws) {
      test(name, async ({ page }) => {
        const errors: string[] = [];
        page.on('pageerror', error => errors.push(String(error)));
        await page.goto('e2e/conformance/index.html');
        await page.waitForFunction(() => 'workshop' in window);
        const outcome = await page.evaluate(([s, n]) => window.workshop.runLaw(s, n), [suite, name] as const);
        expect(outcome).toEqual({ ok: true });
        expect(errors).toEqual([]);
      });
    }
  });
}
