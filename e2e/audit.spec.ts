// The audit on the page: nothing in a correct run, exactly the clock condition under send-then-increment, and each
// finding a press away from its event.
import type { Page } from '@playwright/test';
import { audit } from '../src/analysis/audit/audit.ts';
import { diagnosisSentence } from '../src/words/audit-diagnosis.ts';
import { RULE_WORDS } from '../src/words/audit-rules.ts';
import { simulate } from '../src/engine/simulate.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { expectNoViolations } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { AUDIT_WORDS } from '../src/words/audit-panel.ts';

const FRAGMENT = 'rates=5,1,5&seconds=60&seed=7&engine=virtual&run=now';

function panelOf(page: Page) {
  const panel = page.locator('audit-panel');
  return {
    panel,
    open: () => page.getByRole('tab', { name: 'Audit' }).click(),
    rule: (title: string) => panel.locator('summary').filter({ hasText: title }),
  };
}

test('a correct run: everything is checked and nothing is wrong', async ({ laboratory, page }) => {
  await laboratory.open(FRAGMENT);
  const { panel, open, rule } = panelOf(page);
  await open();
  const { checked } = audit(simulate({ rates: [5, 1, 5], seed: 7 }));
  const facts = checked.toLocaleString('en-US');
  await expect(panel.getByRole('status').first()).toHaveText(
    `Everything checked: ${facts} facts, nothing wrong.`,
  );
  await expect(panel.locator('summary')).toHaveCount(11);
  await rule(RULE_WORDS['receive-is-max-plus-one'].title).click();
  await expect(panel.getByText('Upon receiving a message, a process sets its clock')).toBeVisible();
  await expectNoViolations(page);
});

for (const [colorScheme, width] of [
  ['light', 1360],
  ['dark', 390],
] as const)
  test(`under send-then-increment a finding leads to its event, ${colorScheme}, ${width} px`, async ({
    laboratory,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await laboratory.open(`${FRAGMENT}&rule=send-then-increment`);
    const { panel, open, rule } = panelOf(page);
    await open();
    const report = audit(simulate({ rates: [5, 1, 5], seed: 7, rule: 'send-then-increment' }));
    const condition = report.rules.find(each => each.rule === 'clock-condition')!;
    await expect(panel.getByText(diagnosisSentence(report.diagnoses[0]!))).toBeVisible();
    await expect(panel.locator('details.faulty')).toHaveCount(1);

    await rule(RULE_WORDS['clock-condition'].title).click();
    await expect(panel.getByText(`1–50 of ${condition.faults}`)).toBeVisible();
    await panel.getByRole('button', { name: 'Next' }).click();
    const { machine, index } = condition.findings[52]!.place;
    const finding = panel.getByRole('listitem').filter({ hasText: `Machine ${machine}, event ${index + 1}` });
    const event = finding.getByRole('button', { name: `Machine ${machine}, event ${index + 1}` });
    await event.focus();
    await page.keyboard.press('Enter');
    await expect(finding.and(panel.locator('[aria-current="true"]'))).toHaveCount(1);
    await expectNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing sticks out').toBe(width);

    // What is chosen here is chosen everywhere.
    await page.getByRole('tab', { name: 'Events' }).click();
    await expect(
      page.locator('event-table').getByRole('button', { name: `Machine ${machine}, event ${index + 1}` }),
    ).toHaveAttribute('aria-pressed', 'true');
  });

test('the report can be taken away as a text', async ({ laboratory, page }) => {
  await laboratory.open(`${FRAGMENT}&rule=send-then-increment`);
  const { panel, open } = panelOf(page);
  await open();
  await expect(panel.getByText('the clock condition does not hold')).toBeVisible();
  const { name, text } = await laboratory.download(AUDIT_WORDS.save);
  expect(name).toBe('lamplight-audit.md');
  expect(text).toMatch(/^# Audit: virtual run, rates 5, 1, 5, seed 7, the assignment’s rule\n/);
  expect(text.match(/^## /gm)).toHaveLength(11);
  expect(text).toContain('| machine 2 | 1 | This receive has the same timestamp as its send, 1');
});

test('a live run is audited when somebody asks, and when it is over', async ({ laboratory, page }) => {
  await drawSeldom(page.context());
  await laboratory.open('rates=4,4&seconds=12&seed=3');
  await laboratory.button('Run').click();
  const { panel, open, rule } = panelOf(page);
  await open();
  await expect(panel.getByText('The run is still going.')).toBeVisible();
  await panel.getByRole('button', { name: AUDIT_WORDS.now }).click();
  await expect(panel.getByRole('button', { name: AUDIT_WORDS.save })).toBeVisible();
  await laboratory.finished(12);
  await expect(rule('The clock rises at every event')).toContainText('96 passed');
  await expect(panel.getByText(AUDIT_WORDS.old)).toBeHidden();
});
