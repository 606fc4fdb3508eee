// Seats named by whoever sits in them: two tabs of a run say who is there, and the name is found wherever the machine is named,
// in mid-run, after reloads of either page, and in the files.
import { seatNameProblem, YOUR_NAME } from '../src/words/seat-name.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { expect, test } from './support/laboratory.ts';
import type { Page } from '@playwright/test';

test.beforeEach(({ context }) => drawSeldom(context));

async function name(tab: Page, text: string): Promise<void> {
  await tab.getByRole('textbox', { name: YOUR_NAME.label }).fill(text);
  await tab.getByRole('button', { name: YOUR_NAME.set }).click();
}

test('two tabs are named, run, are reloaded and named anew, and the trace and its files say who they were', async ({
  laboratory,
  page,
  context,
}) => {
  test.setTimeout(90_000);
  await laboratory.open('rates=5,4,3&seconds=14&die=4&seed=7&place=tabs&link=broadcast');
  await laboratory.openTabs([1, 2, 3]);
  const [, one, two] = context.pages();
  await name(one!, ' Ada \u202e Lovelace ');
  await expect(one!.getByText('Shown as “Machine 1 (Ada Lovelace)”.')).toBeVisible();
  await two!.getByRole('textbox', { name: YOUR_NAME.label }).fill('Lin');
  await two!.keyboard.press('Enter');
  await expect(page.locator('seat-list').getByText('Machine 1 (Ada Lovelace)')).toBeVisible();
  await expect(page.locator('seat-list').getByText('Machine 2 (Lin)')).toBeVisible();

  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [2-9] s/);
  await expect(page.getByRole('heading', { name: 'Machine 1 (Ada Lovelace)' })).toBeVisible();
  // The page of a machine, then the trial's own: both know the names again.
  await one!.reload();
  await expect(one!.getByRole('heading', { name: 'Machine 1 (Ada Lovelace)' })).toBeVisible();
  await page.reload();
  await expect(laboratory.status).toContainText(/Running: \d+ s/);
  await expect(page.getByRole('heading', { name: 'Machine 2 (Lin)' })).toBeVisible();
  await name(two!, 'Lin Mei');
  await expect(page.getByRole('heading', { name: 'Machine 2 (Lin Mei)' })).toBeVisible();
  await laboratory.finished(14);

  await expect(page.locator('summary-table').getByText('Machine 2 (Lin Mei)')).toBeVisible();
  await expect(page.locator('space-time-diagram').first()).toContainText('Machine 1 (Ada Lovelace)');
  const { text } = await laboratory.download(/JSONL/);
  expect(JSON.parse(text.slice(0, text.indexOf('\n')))).toMatchObject({
    seatNames: ['Ada Lovelace', 'Lin Mei', null],
  });
  // The history has it, and so has an opened file.
  await page.goto('./#/history');
  await page.locator('history-entry').first().getByRole('link').click();
  await expect(
    page.locator('opened-run').getByRole('heading', { name: 'Machine 2 (Lin Mei)' }),
  ).toBeVisible();
});

test('what is not a name is said beside the field; axe finds nothing there', async ({
  laboratory,
  context,
}) => {
  await laboratory.open('rates=5,4,3&place=tabs');
  await laboratory.openTabs([1]);
  const machine = context.pages()[1]!;
  const field = machine.getByRole('textbox', { name: YOUR_NAME.label });
  await name(machine, 'x'.repeat(10_000));
  await expect(machine.getByText(seatNameProblem({ kind: 'too-long', length: 10_000 }))).toBeVisible();
  await expect(field).toBeFocused();
  await expectNoViolationsInAnyLook(machine);
  await name(machine, '<b>Ada</b>');
  await expect(machine.getByText(seatNameProblem({ kind: 'markup' }))).toBeVisible();
  await name(machine, 'Wilhelmina Konstantinopoulos-Featherstone');
  await expect(machine.getByRole('heading', { name: /Wilhelmina/ })).toHaveCount(0);
  await name(machine, 'Wilhelmina Konstantinopoulos-Feathers');
  await expect(machine.getByRole('heading', { name: /Wilhelmina/ })).toBeVisible();
  await expectNoViolationsInAnyLook(machine);
  await machine.getByRole('button', { name: YOUR_NAME.remove }).click();
  await expect(machine.getByRole('heading', { name: 'Machine 1', exact: true })).toBeVisible();
  await expect(field).toHaveValue('');
});
