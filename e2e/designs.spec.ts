// The three designs, measured in a real browser: real WebRTC, BroadcastChannel and the relay; the verdict in the view and in the
// notebook, the files, cancelling, and what is left of it after a reload.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  DESIGNS,
  expectedConnections,
  parseComparison,
  type DesignComparison,
} from '../src/core/design-facts.ts';
import { findBroker, startMosquitto, whyNot, type RealBroker } from '../src/testing/network/real-brokers.ts';
import { RELAY_CLAIM, verdictLead } from '../src/words/notebook-claims.ts';
import { NO_COMPARISON, TO_DESIGNS, TO_DESIGNS_AGAIN } from '../src/words/designs.ts';
import { DESIGN_BUTTONS, DESIGN_PROBLEMS, NOTHING_MEASURED } from '../src/words/designs-view.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';

const SMALL = 'sizes=2,3,5&seconds=1&rate=40&deaths=3';
const IN_PAGE = DESIGNS.filter(design => design !== 'broker');
/** Twelve runs of seconds each. */
const MEASURED_WITHIN_MS = 120_000;

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

function status(page: Page) {
  return page.locator('designs-view status-line').getByRole('status');
}

async function saved(page: Page): Promise<DesignComparison> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, DESIGN_BUTTONS.json).click(),
  ]);
  return parseComparison(JSON.parse(await readFile(await download.path(), 'utf8')))!;
}

function claim(page: Page) {
  return page.getByRole('article', { name: `Claim ${RELAY_CLAIM + 1}` });
}

test('pairs and a relay are measured, somebody dies, and the notebook’s sixth claim has its verdict in numbers', async ({
  page,
}) => {
  test.setTimeout(2 * MEASURED_WITHIN_MS);
  await page.goto('./#/notebook');
  await expect(claim(page)).toContainText(NO_COMPARISON);
  await claim(page).getByRole('link', { name: TO_DESIGNS }).click();
  await expect(page.getByText(NOTHING_MEASURED)).toBeVisible();
  await expectNoViolationsInAnyLook(page);

  await page.goto(`./#/designs?${SMALL}`);
  await button(page, DESIGN_BUTTONS.measure).press('Enter');
  await expect(button(page, DESIGN_BUTTONS.cancel)).toBeFocused();
  await expect(status(page)).toHaveText('Finished', { timeout: MEASURED_WITHIN_MS });
  await expect(page.locator('designs-view').getByText(verdictLead('holds'))).toBeVisible();

  const comparison = await saved(page);
  expect(comparison.runs).toHaveLength(9);
  for (const run of comparison.runs) {
    if (run.kind === 'refused') throw new Error(run.reason);
    expect(run.connections).toBe(expectedConnections(run.design, run.machines));
    expect(run.arrived).toBe(run.messages);
    expect(run.messages).toBeGreaterThan(10);
    expect(run.hops.fromServer.frames > 0).toBe(run.design === 'relay');
  }
  expect(comparison.deaths.map(({ design, died }) => [design, died])).toEqual([
    ...IN_PAGE.map(design => [design, 3]),
    ['relay', 0],
  ]);
  for (const { died, pairs, silentPairs, missing, back } of comparison.deaths) {
    expect(pairs).toBeGreaterThan(0);
    expect(silentPairs).toBe(died === 0 ? pairs : 0);
    expect(missing > 0).toBe(died === 0);
    if (died === 0) expect(back).toMatchObject({ lost: 0, arrivedLate: missing });
  }
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    button(page, DESIGN_BUTTONS.csv).click(),
  ]);
  const lines = (await readFile(await table.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + comparison.runs.length);
  await expectNoViolationsInAnyLook(page);

  await page.goto('./#/notebook');
  await expect(claim(page)).toContainText(verdictLead('holds'));
  await expect(claim(page).getByRole('img')).toHaveCount(4);
  await page.reload();
  await expect(claim(page)).toContainText(verdictLead('holds'));
  await claim(page).getByRole('link', { name: TO_DESIGNS_AGAIN }).click();
  await expect(page.locator('designs-view').getByText(verdictLead('holds'))).toBeVisible();
});

test(`a real broker that somebody names is measured like the relay${whyNot('mosquitto')}`, async ({
  page,
}) => {
  test.skip(findBroker('mosquitto') === undefined, whyNot('mosquitto'));
  test.setTimeout(2 * MEASURED_WITHIN_MS);
  const brokers = await startMosquitto();
  try {
    const [{ url }] = brokers.nodes as readonly [RealBroker];
    const query = 'designs=broadcast,broker&sizes=2,4&seconds=1&rate=40&deaths=3';
    await page.goto(`./#/designs?${query}&broker=${encodeURIComponent(url)}`);
    await button(page, DESIGN_BUTTONS.measure).click();
    await expect(status(page)).toHaveText('Finished', { timeout: MEASURED_WITHIN_MS });
    await expect(page.locator('designs-view').getByText(verdictLead('holds'))).toBeVisible();
    const comparison = await saved(page);
    expect(JSON.stringify(comparison)).not.toContain(url);
    const ofBroker = comparison.runs.filter(({ design }) => design === 'broker');
    expect(ofBroker).toHaveLength(2);
    for (const run of ofBroker) {
      if (run.kind === 'refused') throw new Error(run.reason);
      expect(run.connections).toBe(run.machines);
      expect(run.arrived).toBe(run.messages);
      expect(run.hops.fromServer.frames).toBeGreaterThan(run.messages);
    }
    const death = comparison.deaths.find(({ design, died }) => design === 'broker' && died === 0)!;
    expect(death.silentPairs).toBe(death.pairs);
    expect(death.back).toMatchObject({ lost: 0 });
  } finally {
    await brokers.stop();
  }
});

test('a comparison that is cancelled keeps what was measured, and leaves nothing that another one stumbles over', async ({
  page,
}) => {
  test.slow();
  await page.goto('./#/designs?designs=broadcast,relay&sizes=2,4&seconds=1&deaths=0&run=now');
  await expect(page.locator('designs-view').getByText('1 of 4 runs')).toBeVisible();
  await button(page, DESIGN_BUTTONS.cancel).click();
  await expect(status(page)).toContainText('Cancelled');
  await expect(page.locator('designs-view').getByRole('img')).toHaveCount(4);
  await button(page, DESIGN_BUTTONS.measure).click();
  await expect(status(page)).toHaveText('Finished', { timeout: MEASURED_WITHIN_MS });
});

test('what cannot be measured is said beside its field, and designs are chosen with the keyboard', async ({
  page,
}) => {
  await page.goto('./#/designs?sizes=2,33&deaths=1&designs=relay');
  await expect(page.getByText(DESIGN_PROBLEMS.sizes({ min: 2, max: 32 }))).toBeVisible();
  await expect(page.getByText(DESIGN_PROBLEMS.oneDies)).toBeVisible();
  await expect(button(page, DESIGN_BUTTONS.measure)).toBeDisabled();
  await page.getByRole('checkbox', { name: /relay/ }).press('Space');
  await expect(page.getByText(DESIGN_PROBLEMS.none)).toBeVisible();
  await page.getByRole('checkbox', { name: /BroadcastChannel/ }).press('Space');
  await expect(page).toHaveURL(/designs=broadcast/);
  await page.getByRole('textbox', { name: 'Machines' }).fill('2');
  await page
    .getByRole('textbox', { name: /Deaths/ })
    .or(page.getByRole('spinbutton', { name: /Deaths/ }))
    .fill('0');
  await expect(button(page, DESIGN_BUTTONS.measure)).toBeEnabled();
});
