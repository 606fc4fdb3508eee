// One trace under several clocks, and how its clocks jumped and drifted: what the panels say, by pointer and by keyboard.
import type { Page } from '@playwright/test';
import { studyClocks } from '../src/analysis/clock-lenses-study.ts';
import { jumpsOf } from '../src/analysis/jumps.ts';
import type { TimestampRule } from '../src/core/trial.ts';
import { simulate } from '../src/engine/simulate.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { clockErrorProblem, SET_ALL_TO_ZERO } from '../src/words/clocks.ts';
import { AS_A_TABLE, DRIFT_WORDS } from '../src/words/figures.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';

const TRIAL = { rates: [5, 1, 5], dieSides: 10, durationSeconds: 60, seed: 7 };

async function openPanel(page: Page, panel: string, rule: TimestampRule): Promise<void> {
  await page.goto(`./#/trial?rates=5,1,5&die=10&seconds=60&seed=7&rule=${rule}&engine=virtual&run=now`);
  await page.getByRole('tab', { name: panel }).click();
}

/** The counts of one row: concurrent pairs that the clock orders, causal pairs that it gets wrong. */
async function countsOf(page: Page, kind: string): Promise<number[]> {
  const cells = page.locator(`lens-table tr[data-kind="${kind}"] td`);
  await expect(cells.first()).toBeVisible();
  const texts = (await cells.allInnerTexts()).slice(0, 2);
  return texts.map(text => Number(text.split('\n')[0]!.replace(/[\s,]/g, '')));
}

for (const rule of ['increment-then-send', 'send-then-increment'] as const)
  test(`the table of clocks counts every pair of a run under ${rule}`, async ({ page }) => {
    await openPanel(page, 'Clocks', rule);
    for (const { kind, concurrentOrdered, causalEqual, causalReversed } of studyClocks(
      simulate({ ...TRIAL, rule }),
      [],
    ).lenses)
      expect([kind, ...(await countsOf(page, kind))]).toEqual([
        kind,
        concurrentOrdered,
        causalEqual + causalReversed,
      ]);
    expect(await countsOf(page, 'vector')).toEqual([0, 0]);
    expect((await countsOf(page, 'increment-then-send'))[0]).toBeGreaterThan(0);
    expect((await countsOf(page, 'send-then-increment'))[1]).toBeGreaterThan(0);
    await expect(page.locator(`lens-table tr[data-kind="${rule}"]`)).toContainText('what this log has');
    await expect(page.getByText(/break the clock condition/)).toHaveCount(
      rule === 'send-then-increment' ? 1 : 0,
    );
  });

test('an example is a press away, and stands under every clock', async ({ page }) => {
  await openPanel(page, 'Clocks', 'send-then-increment');
  const example = page.locator('clocks-panel p', { hasText: 'Look at a mistake:' });
  await example.getByRole('button').nth(1).click();
  const chosen = page.locator('lens-event');
  await expect(chosen.getByRole('heading')).toContainText('receive');
  const send = /\d+/.exec(await example.getByRole('button').first().innerText());
  expect(send).not.toBeNull();
  await expect(chosen.getByRole('table', { name: /Matrix/ })).toBeVisible();
  await expect(chosen.getByText(/^\[\d+ \d+ \d+\]$/)).toBeVisible();
});

test('an error of a physical clock changes hybrid timestamps at once, and a wrong one is said', async ({
  page,
}) => {
  await openPanel(page, 'Clocks', 'increment-then-send');
  await page.locator('clocks-panel p', { hasText: 'Look at a pair:' }).getByRole('button').first().click();
  const hybrid = page.locator('lens-event').getByText(/^l = /);
  await expect(hybrid).toContainText('c = ');
  const before = await hybrid.innerText();
  const errors = page.locator('clock-errors');
  const offset = errors.getByRole('group', { name: 'Machine 1' }).getByRole('spinbutton', { name: 'Offset' });
  await expect(page.getByText('The part l is always what')).toBeVisible();
  await offset.fill('60000');
  await expect(hybrid).not.toHaveText(before);
  await expect(
    page.getByText(/The part l is ahead of a machine’s own physical clock by at most/),
  ).toContainText('60.0 s');
  const after = await hybrid.innerText();
  await offset.fill('fast');
  await expect(errors.getByText(clockErrorProblem('offset', 100_000_000))).toBeVisible();
  await expect(hybrid).toHaveText(after);
  await page.getByRole('button', { name: SET_ALL_TO_ZERO }).click();
  await expect(offset).toHaveValue('0');
  await expect(hybrid).toHaveText(before);
});

test('the clock is chosen with the keyboard, and the diagram bears its timestamps', async ({ page }) => {
  await openPanel(page, 'Clocks', 'increment-then-send');
  const recorded = page.getByRole('radio', { name: 'Recorded' });
  await expect(recorded).toBeChecked();
  await recorded.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Vector' })).toBeChecked();
  await expect(page.locator('lens-table tr.chosen')).toContainText('Vector');
  await page
    .locator('clocks-panel p', { hasText: 'Look at a pair:' })
    .getByRole('button')
    .first()
    .press('Enter');
  await expect(
    page
      .locator('space-time-diagram')
      .getByText(/timestamp \[\d+ \d+ \d+\]/)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Vector' })).toBeChecked();
});

test('the largest jump is named, chosen and explained', async ({ page }) => {
  await openPanel(page, 'Jumps and drift', 'send-then-increment');
  const { machines } = jumpsOf(simulate({ ...TRIAL, rule: 'send-then-increment' }));
  const largest = machines[1]!.largest!;
  const panel = page.locator('jumps-panel');
  await expect(panel.getByText(`The largest jump was by ${largest.jump}`)).toContainText(
    `the clock of machine 2 went from ${largest.before} to ${largest.before + largest.jump}.`,
  );
  await panel.getByRole('button', { name: SHOW_LARGEST_JUMP }).press('Enter');
  await expect(page.locator('event-card')).toContainText(`Why did the clock jump by ${largest.jump}?`);
  await expect(panel.getByRole('img', { name: /Machine 2, events by jump/ })).toBeVisible();
  await panel.getByText(AS_A_TABLE).click();
  await expect(panel.getByRole('region', { name: DRIFT_WORDS.table }).getByRole('row').last()).toContainText(
    '60.0',
  );
});

test('axe finds nothing and nothing sticks out, in either theme, wide and narrow', async ({ page }) => {
  test.slow(); // axe looks at every part of a large page
  await openPanel(page, 'Clocks', 'send-then-increment');
  await page.locator('clocks-panel p', { hasText: 'Look at a pair:' }).getByRole('button').first().click();
  await expect(page.locator('lens-event').getByRole('table')).toBeVisible();
  await expectNoViolationsInAnyLook(page);
  await page.getByRole('tab', { name: 'Jumps and drift' }).click();
  await page.locator('jumps-panel').getByText(AS_A_TABLE).click();
  await expect(page.locator('jumps-panel').getByRole('region', { name: DRIFT_WORDS.table })).toBeVisible();
  await expectNoViolationsInAnyLook(page);
});
