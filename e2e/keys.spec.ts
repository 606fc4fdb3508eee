// The keys of every page, the sheet that lists them, a run that is presented, and the two rules side by side by one button.
import { expectNoViolations } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { COMPARISON_WORDS } from '../src/words/compared-runs.ts';
import { EVENT_SEARCH_WORDS } from '../src/words/event-search.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';
import { CLOSE, HELP } from '../src/words/frame.ts';
import { HISTORY_WORDS } from '../src/words/history.ts';
import { NOTHING_TO_SEARCH } from '../src/words/frame.ts';
import { KEY_SHEET } from '../src/words/keys.ts';
import { LESSONS_TITLE } from '../src/words/lessons.ts';
import { COMPARE_RULES } from '../src/words/rules.ts';

test('keys lead to the views, to the search and to the sheet of keys, which turns them off; never while somebody types', async ({
  page,
}) => {
  await page.goto('./#/lessons');
  await expect(page.getByRole('heading', { level: 1, name: LESSONS_TITLE })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByText(NOTHING_TO_SEARCH)).toBeVisible();
  await page.keyboard.press('7');
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

test('a run is presented in letters of 18 pixels or more at 1024 × 768, moved by keys, and Escape ends it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto('./#/trial?rates=5,1,5&seconds=20&seed=3&engine=virtual&run=now');
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
  const heading = page.locator('trial-view event-card').getByRole('heading', { level: 2 });
  const chosen = await heading.innerText();
  await page.keyboard.press('p');
  const stage = page.locator('present-stage');
  await expect(stage.getByRole('heading', { name: chosen })).toBeVisible();
  expect(await stage.evaluate(smallestLetters)).toBeGreaterThanOrEqual(18);
  await expect(page.locator('lamplight-page')).toHaveJSProperty('inert', true);
  await expectNoViolations(page);
  await stage.getByRole('application').press('ArrowLeft');
  await expect(stage.getByRole('heading', { name: chosen })).toHaveCount(0);
  const other = await stage.getByRole('heading', { level: 2 }).innerText();
  await page.keyboard.press('Escape');
  await expect(stage).toHaveCount(0);
  await expect(heading).toHaveText(other);
});

/** The size of the smallest text that is shown in an element and its shadows, in pixels. */
function smallestLetters(root: Element): number {
  let smallest = Infinity;
  const look = (node: Element | ShadowRoot): void => {
    for (const child of node.childNodes) {
      if (child instanceof Element) {
        if (child.classList.contains('unseen') || !child.checkVisibility()) continue;
        if (child.shadowRoot) look(child.shadowRoot);
        look(child);
      } else if (child.nodeType === Node.TEXT_NODE && child.textContent?.trim() && node instanceof Element)
        if (!['STYLE', 'SCRIPT'].includes(node.tagName))
          smallest = Math.min(smallest, parseFloat(getComputedStyle(node).fontSize));
    }
  };
  if (root.shadowRoot) look(root.shadowRoot);
  return smallest;
}

test('from a run to its events by a key, and to the same seed under both rules by a button', async ({
  page,
}) => {
  await page.goto('./#/trial?rates=5,1,5&seconds=20&seed=3&engine=virtual&run=now');
  await expect(page.getByRole('tab').first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: EVENT_SEARCH_WORDS.label })).toBeFocused();
  await page.getByRole('button', { name: COMPARE_RULES }).click();
  await expect(page).toHaveURL(/#\/history\?compare=/);
  await expect(page.getByRole('heading', { name: COMPARISON_WORDS.title })).toBeVisible();
  const address = page.url();
  await page.goBack();
  await page.getByRole('button', { name: COMPARE_RULES }).click();
  await expect(page).toHaveURL(address); // not a third run
});
