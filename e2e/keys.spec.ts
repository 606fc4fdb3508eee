// The keys of every page, the sheet that lists them, and the two rules side by side by one button.
import { expectNoViolations } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { COMPARISON_WORDS } from '../src/words/compared-runs.ts';
import { EVENT_FILTER_WORDS } from '../src/words/event-table.ts';
import { CLOSE, HELP } from '../src/words/frame.ts';
import { HISTORY_WORDS } from '../src/words/history.ts';
import { KEY_SHEET, NOTHING_TO_SEARCH } from '../src/words/keys.ts';
import { LESSONS_TITLE } from '../src/words/lessons.ts';
import { COMPARE_RULES } from '../src/words/rules.ts';

test('keys lead to the views, to the search and to the sheet of keys, which turns them off; never while somebody types', async ({
  page,
}) => {
  await page.goto('./#/lessons');
  await expect(page.getByRole('heading', { level: 1, name: LESSONS_TITLE })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByText(NOTHING_TO_SEARCH)).toBeVisible();
  await page.keyboard.press('6');
  await expect(page).toHaveURL(/#\/history/);
  await expect(page.getByText(NOTHING_TO_SEARCH)).toBeHidden();
  const search = page.getByRole('searchbox', { name: HISTORY_WORDS.search });
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('1/?');
  await expect(search).toHaveValue('1/?');
  await expect(page).toHaveURL(/#\/history/);
  await search.blur();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: KEY_SHEET.title });
  await expect(sheet).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/#\/history/);
  await sheet.getByRole('checkbox', { name: KEY_SHEET.on }).uncheck();
  await sheet.getByRole('button', { name: CLOSE }).click();
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/#\/history/);
  // The way back to them needs no key.
  await page.getByRole('button', { name: HELP.name }).click();
  await page.getByRole('button', { name: KEY_SHEET.open }).click();
  await sheet.getByRole('checkbox', { name: KEY_SHEET.on }).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/#\/trial/);
});

test('from a run to its events by a key, and to the same seed under both rules by a button', async ({
  page,
}) => {
  await page.goto('./#/trial?rates=5,1,5&seconds=20&seed=3&engine=virtual&run=now');
  await expect(page.getByRole('tab').first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: EVENT_FILTER_WORDS.message })).toBeFocused();
  await page.getByRole('button', { name: COMPARE_RULES }).click();
  await expect(page).toHaveURL(/#\/history\?compare=/);
  await expect(page.getByRole('heading', { name: COMPARISON_WORDS.title })).toBeVisible();
  const address = page.url();
  await page.goBack();
  await page.getByRole('button', { name: COMPARE_RULES }).click();
  await expect(page).toHaveURL(address); // not a third run
});
