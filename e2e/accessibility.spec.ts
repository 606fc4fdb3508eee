// axe finds nothing, in either scheme, wide and narrow, before, during and after a run; and the keyboard is enough.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/laboratory.ts';

type ShadowPath = [string, string, ...string[]];
const EXPLORER: ShadowPath = ['trial-view', 'run-explorer', 'lazy-part', 'trace-explorer'];

/** `part` is where to look, one element in the other's shadow, when the rest was looked at before. */
async function expectNoViolations(page: Page, part?: ShadowPath): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (part ? axe.include({ fromShadowDom: part }) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1360, 390]) {
    test(`the trial view, ${colorScheme}, ${width} px: before, during and after a run`, async ({
      laboratory,
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await laboratory.open('rates=5,1,5&die=4&seconds=4&seed=7');
      await expectNoViolations(page);
      await laboratory.button('Run').click();
      await expect(laboratory.status).toContainText(/Running: [1-3] s/);
      await expectNoViolations(page);
      await laboratory.finished(4);
      await page.getByRole('checkbox', { name: 'the virtual run of the same seed' }).check();
      await expect(page.getByRole('heading', { name: 'The live and the virtual run' })).toBeVisible();
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing sticks out').toBe(
        width,
      );
    });
  }

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1360, 390]) {
    test(`what a trace says, ${colorScheme}, ${width} px: every tab, with an event and a cut`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto('./#/trial?rates=5,1,5&die=10&seconds=60&seed=5&engine=virtual&run=now');
      const tabs = page.getByRole('tab');
      await expect(tabs.first()).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole('button', { name: 'Largest jump' }).click();
      await page.getByRole('button', { name: 'Cut here' }).click();
      await page.locator('cut-panel').getByRole('spinbutton', { name: 'Machine 3' }).fill('110');
      await page.locator('cut-panel').getByRole('spinbutton', { name: 'Machine 3' }).press('Enter');
      await expect(page.getByRole('heading', { name: 'An inconsistent cut' })).toBeVisible();
      for (const tab of await tabs.all()) {
        await tab.click();
        await expect(page.locator('lazy-part').getByText(/^Loading .* …$/)).toHaveCount(0);
        await expectNoViolations(page, EXPLORER);
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(scrollWidth, `nothing sticks out of ${await tab.innerText()}`).toBe(width);
      }
    });
  }

test('the machine view, with and without a seat, and problems beside their fields', async ({
  laboratory,
  page,
  context,
}) => {
  await laboratory.open('rates=5,x,5&die=1&place=tabs');
  await expectNoViolations(page);
  const machine = await context.newPage();
  await machine.goto('./#/machine?room=main&seat=2');
  await expectNoViolations(machine);
  await laboratory.open('rates=5,4,5&seconds=2&place=tabs&link=broadcast');
  await page.reload();
  await expect(machine.getByRole('status')).toContainText('Machine 2 is ready');
  await expectNoViolations(machine);
});

test('frames that are shown, and help', async ({ laboratory, page }) => {
  await laboratory.open('rates=5,4,5');
  await page.getByText('Tabs, links and room').click();
  await page.getByRole('checkbox', { name: /Show the frames/ }).check();
  await expect(page.frameLocator('iframe').first().getByRole('status')).toContainText('Machine 1 is ready');
  await expectNoViolations(page);
  await laboratory.button('Help').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page);
});

test('a whole trial with the keyboard alone', async ({ laboratory, page }) => {
  await laboratory.open('rates=5,5&seconds=2');
  const seed = page.getByRole('spinbutton', { name: 'Seed' });
  await seed.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'The assignment’s rule' })).toBeChecked();
  const run = laboratory.button('Run');
  while (!(await run.evaluate(button => button.matches(':focus')))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([10, 10]);
});
