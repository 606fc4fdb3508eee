// The keyboard alone: from the first sight of the page to a notebook that can be handed in, as somebody goes who has no mouse.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/laboratory.ts';
import { FIRST_SIGHT } from '../src/words/trial.ts';
import { FORM_BUTTONS, OWN_TRIAL_LABELS } from '../src/words/forms.ts';
import { VIEW_NAMES } from '../src/words/frame.ts';
import { COVER_LABELS, NOTEBOOK_BUTTONS, NOTEBOOK_HEADINGS, remarkOn } from '../src/words/notebook.ts';

test('from first sight to a notebook handed in', async ({ page }) => {
  const keys = new Keys(page);
  await page.goto('./');
  await expect(page.getByRole('button', { name: FIRST_SIGHT.why })).toBeVisible();
  await keys.reach(FIRST_SIGHT.why);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: /^Why did the clock jump by \d+\?/ })).toBeVisible();

  await keys.press(`${VIEW_NAMES.findIndex(({ view }) => view === 'notebook') + 1}`);
  await expect(page).toHaveURL(/#\/notebook/);
  await expect(page.getByText(/runs, computed in this browser/)).toBeVisible();
  await keys.reach(COVER_LABELS.name);
  await keys.type('Ada Lovelace');
  await keys.reach(COVER_LABELS.course);
  await keys.type('CS 262');
  await keys.reach(NOTEBOOK_HEADINGS.own);
  await keys.press('Enter'); // of the contents
  await keys.reach(OWN_TRIAL_LABELS.rates);
  await keys.press('ControlOrMeta+A');
  await keys.type('8, 2, 2, 1');
  await keys.reach(FORM_BUTTONS.addTrial);
  await keys.press('Enter');
  const own = page.getByRole('region', { name: 'Own trial 1' });
  await expect(own.getByRole('img')).toHaveCount(2);
  await keys.reach(remarkOn('Own trial 1'));
  await keys.type('The slow one drowns.');
  await expect(page.getByText(/runs, computed in this browser/)).toBeVisible();

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    keys.reach(NOTEBOOK_BUTTONS.saveHtml).then(() => keys.press('Enter')),
  ]);
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  const text = await readFile(path, 'utf8');
  for (const words of ['Ada Lovelace', 'CS 262', 'The slow one drowns.', 'Own trial 1'])
    expect(text).toContain(words);
});

const STOPS_MAX = 150; // of one walk; more nobody takes

class Keys {
  constructor(private readonly page: Page) {}

  /** Goes on with Tab until what has the focus has this name, and sees that the focus can be seen. */
  async reach(name: string): Promise<void> {
    for (let stop = 0; stop < STOPS_MAX; stop++) {
      const focus = await this.#focus();
      if (focus.name.startsWith(name)) {
        expect(focus.isVisible, `what has the focus is seen: ${name}`).toBe(true);
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${STOPS_MAX} times Tab, and no “${name}”`);
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** What has the focus, through all shadows. */
  #focus(): Promise<{ name: string; isVisible: boolean }> {
    return this.page.evaluate(() => {
      let element: Element | null = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body) return { name: '', isVisible: false };
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
      const name =
        element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '';
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const { top, bottom } = element.getBoundingClientRect();
      const isMarked = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      return { name: name.trim(), isVisible: isMarked && bottom > 0 && top < innerHeight };
    });
  }
}
