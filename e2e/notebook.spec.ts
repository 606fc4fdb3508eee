// The notebook: nine trials computed and drawn, the other rule, a person's own words and trials, and what they take away.
import type { Download, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, Laboratory, test } from './support/laboratory.ts';
import { FIELD_LABELS } from '../src/words/fields.ts';
import { FORM_BUTTONS, OWN_TRIAL_LABELS } from '../src/words/forms.ts';
import { TIMESTAMP_RULE_NAMES } from '../src/words/rules.ts';
import {
  AS_A_TABLE,
  COVER_LABELS,
  NOTEBOOK_BUTTONS,
  NOTEBOOK_HEADINGS,
  NOTEBOOK_LEADS,
  notesSaved,
  remarkOn,
  sampleSeed,
  YOUR_CONCLUSIONS,
} from '../src/words/notebook.ts';

const OPEN = './#/notebook';

/** What margins of 14 mm leave of a page, in CSS pixels. */
const PAPERS = [
  { format: 'A4', width: 687, height: 1016 },
  { format: 'Letter', width: 710, height: 949 },
] as const;

function trial(page: Page, name: string) {
  return page.locator('notebook-trial').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

async function computed(page: Page): Promise<void> {
  await expect(page.getByText(/runs, computed in this browser/)).toBeVisible();
}

async function openNotebook(page: Page): Promise<void> {
  await page.goto(OPEN);
  await computed(page);
}

async function remembered(page: Page): Promise<void> {
  await expect(page.getByText(notesSaved(false, 0))).toBeVisible();
}

/** From the ways to save at the top of the page, or from those at its end. */
async function download(
  page: Page,
  button: string,
  at: 'first' | 'last' = 'first',
): Promise<{ name: string; path: string; text: string }> {
  const [file]: [Download, unknown] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button })[at]().click(),
  ]);
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return { name: file.suggestedFilename(), path, text: await readFile(path, 'utf8') };
}

test('what the notebook says: nine trials with two figures each, the published numbers, verdicts, a way to each trial', async ({
  page,
}) => {
  test.slow(); // axe looks at every part of a large page
  await openNotebook(page);
  await test.step('all nine trials are computed and drawn, each with two figures', async () => {
    await expect(page.locator('notebook-trial')).toHaveCount(9);
    const figures = page.locator('notebook-trial').getByRole('img');
    await expect(figures).toHaveCount(18);
    for (const number of [1, 5, 9])
      await expect(
        page.getByRole('img', { name: `Trial ${number}: logical clock`, exact: false }),
      ).toBeVisible();
    const lines = await figures.evaluateAll(all =>
      all.map(svg => [svg.querySelectorAll('.band').length, svg.querySelectorAll('g .line').length]),
    );
    expect(lines).toEqual(new Array(18).fill([3, 3]));
    // Clocks 1, 2 and 3 and the queue of machine 3, of which two could not be read exactly.
    const seventh = trial(page, 'Trial 7');
    await expect(seventh.locator('svg .hollow')).toHaveCount(4);
    await expect(seventh.locator('svg .reading')).toHaveCount(2);
    await expect(page.getByText('…', { exact: true })).toHaveCount(0);
  });
  await test.step('every published number lies in our range or is explained', async () => {
    for (let number = 1; number <= 9; number++) {
      const section = trial(page, `Trial ${number}`);
      const table = section.getByRole('group', { name: /published, and ours over 200 runs/ });
      const places = await table.locator('tbody tr td:last-child').allInnerTexts();
      expect(places.length).toBeGreaterThan(0);
      const unusual = places.filter(place => !/^(typical|the same)/.test(place));
      await expect(section.getByText(NOTEBOOK_LEADS.unusual)).toHaveCount(unusual.length);
      expect(places.some(place => place.startsWith('outside'))).toBe(false);
    }
  });
  await test.step('the claims have verdicts in numbers', async () => {
    const claims = page.getByRole('region', { name: NOTEBOOK_HEADINGS.claims });
    await expect(claims.getByRole('article')).toHaveCount(6);
    await expect(claims.getByRole('article').nth(0)).toContainText('Verdict: holds.');
    await expect(claims.getByRole('article').nth(2)).toContainText('1.67');
    await expect(claims.getByRole('article').nth(5)).toContainText('not measured here yet');
  });
  await test.step('a row of the overview leads to its trial, by keyboard too', async () => {
    await page.getByRole('button', { name: 'Trial 8', exact: true }).focus();
    await page.keyboard.press('Enter');
    const heading = trial(page, 'Trial 8').getByRole('heading', { name: 'Trial 8' });
    await expect(heading).toBeFocused();
    await expect(heading).toBeInViewport();
  });
  await test.step('axe finds nothing and nothing sticks out, in either theme, wide and narrow', async () => {
    await trial(page, 'Trial 2').getByText(AS_A_TABLE).first().click();
    // The nine trials are shown alike.
    await expectNoViolationsInAnyLook(page, { but: ['notebook-view', 'notebook-trial:nth-of-type(n + 3)'] });
  });
});

test('another sample is another line in front of the same band, Lamport’s rule bends the fastest machine’s line, and both are saved', async ({
  page,
}) => {
  await openNotebook(page);
  const section = trial(page, 'Trial 7');
  await test.step('another sample', async () => {
    const line = section.getByRole('img').first().locator('g .line').nth(2);
    const band = section.getByRole('img').first().locator('.band').first();
    const [before, bandBefore] = [await line.getAttribute('d'), await band.getAttribute('d')];
    await section.getByRole('button', { name: NOTEBOOK_BUTTONS.previousSample }).click();
    await expect(section.getByText(sampleSeed(200, 200))).toBeVisible();
    await expect(line).not.toHaveAttribute('d', before!);
    await expect(band).toHaveAttribute('d', bandBefore!);
    await expect(section.getByRole('link', { name: NOTEBOOK_BUTTONS.runLive })).toHaveAttribute(
      'href',
      '#/trial?rates=6,6,1&die=5&seed=200&rule=send-then-increment&run=now',
    );
  });
  const rule = page.getByRole('radio', { name: TIMESTAMP_RULE_NAMES['increment-then-send'].name });
  await test.step('the other rule', async () => {
    const overview = page.getByRole('group', { name: /^The nine trials at a glance/ });
    const fifth = overview.getByRole('row', { name: 'Trial 5' });
    await expect(fifth).toContainText('300, always');
    await rule.check();
    await expect(fifth).toContainText(/32[12]\.\d/);
    await expect(page.getByText(/here are under Lamport’s rule/)).toBeVisible();
    await expect(
      trial(page, 'Trial 5')
        .getByText(/follows the other rule/)
        .first(),
    ).toBeVisible();
  });
  await remembered(page);
  await page.reload();
  await expect(rule).toBeChecked();
  await expect(section.getByText(sampleSeed(200, 200))).toBeVisible();
  await section.getByRole('link', { name: NOTEBOOK_BUTTONS.runLive }).click();
  await new Laboratory(page).showForm();
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.seed })).toHaveValue('200');
});

test('a trial of one’s own is added, saved and removed; problems are beside their fields', async ({
  page,
}) => {
  await page.goto(OPEN); // what is computed meanwhile does not matter here
  const form = page.locator('own-trial-form');
  const add = form.getByRole('button', { name: FORM_BUTTONS.addTrial });
  const rates = form.getByRole('textbox', { name: OWN_TRIAL_LABELS.rates });
  await rates.fill('8, nine');
  await expect(rates).toHaveAccessibleDescription(/whole number of ticks per second/);
  await expect(add).toBeDisabled();
  await rates.fill('8, 2, 2, 1');
  await form.getByRole('spinbutton', { name: OWN_TRIAL_LABELS.seconds }).fill('30');
  await add.click();
  const own = trial(page, 'Own trial 1');
  await expect(own.getByRole('img')).toHaveCount(2);
  await expect(own).toContainText('8, 2, 2, 1 ticks per second · die with 10 faces · 30 s');
  await own.getByRole('textbox', { name: remarkOn('Own trial 1') }).fill('four of them');
  await page.getByLabel(COVER_LABELS.date).fill('2026-11-30');
  await remembered(page);

  await page.reload();
  await expect(own.getByRole('img')).toHaveCount(2);
  await expect(own.getByRole('textbox')).toHaveValue('four of them');
  await expect(page.getByLabel(COVER_LABELS.date)).toHaveValue('2026-11-30');
  await page.getByRole('button', { name: 'Own trial 1' }).click(); // of the contents
  await expect(own.getByRole('heading', { name: 'Own trial 1' })).toBeFocused();
  await own.getByRole('button', { name: NOTEBOOK_BUTTONS.remove }).click();
  await expect(own).toHaveCount(0);
  const undo = page.getByRole('button', { name: NOTEBOOK_BUTTONS.bringBack });
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(own.getByRole('textbox')).toHaveValue('four of them');
  await own.getByRole('button', { name: NOTEBOOK_BUTTONS.remove }).click();
  await expect(own).toHaveCount(0);
  await remembered(page);
  await page.reload();
  await computed(page);
  await expect(page.locator('notebook-trial')).toHaveCount(9);
});

test('remarks are saved, in every tab; what is saved and cannot be read is left out and counted', async ({
  page,
  context,
}) => {
  await page.goto(OPEN); // what is computed meanwhile does not matter here
  const remark = (tab: Page) => tab.getByRole('textbox', { name: remarkOn('Trial 3') });
  const whole = (tab: Page) => tab.getByRole('textbox', { name: YOUR_CONCLUSIONS });
  const other = await context.newPage();
  await other.goto(OPEN);
  await expect(whole(other)).toBeVisible();
  await remark(page).fill('machine 1 is the most jagged');
  await whole(other).fill('two hundred runs say more than one');
  await expect(remark(other)).toHaveValue('machine 1 is the most jagged');
  await expect(whole(page)).toHaveValue('two hundred runs say more than one');
  await remembered(page);
  await remembered(other);
  await other.close();
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('lamplight-notebook');
        opening.onerror = () => reject(new Error('the database did not open'));
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('records', 'readwrite');
          transaction.objectStore('records').put({ kind: 'rule', rule: 'guess' }, 'rule');
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByText('1 saved entry could not be read and was left out.')).toBeVisible();
  await expect(remark(page)).toHaveValue('machine 1 is the most jagged');
  await expect(whole(page)).toHaveValue('two hundred runs say more than one');
  await computed(page);
});

test('what is saved: HTML with no network and no scripts, in which axe finds nothing, Markdown with pictures beside it, and paper', async ({
  page,
  browser,
}) => {
  test.slow(); // axe looks at every part of a large page
  await openNotebook(page);
  await page.getByRole('textbox', { name: remarkOn('Trial 5') }).fill('as <b>expected</b>');
  await page.getByRole('textbox', { name: COVER_LABELS.name }).fill('Ada Lovelace');
  await page.getByLabel(COVER_LABELS.date).fill('2026-11-30');
  const { name, path, text } = await download(page, 'Save as HTML');
  expect(name).toBe('lamplight-notebook-ada-lovelace.html');
  expect(text).not.toMatch(/<script|<link|<img|@import/i);

  const alone = await browser.newContext({ offline: true, javaScriptEnabled: false });
  const requests: string[] = [];
  alone.on('request', request => requests.push(request.url()));
  const reader = await alone.newPage();
  await reader.goto(pathToFileURL(path).href);
  await expect(reader.getByRole('heading', { name: 'Nine trials of three logical clocks' })).toBeVisible();
  await expect(reader.getByText('Ada Lovelace · 30 November 2026')).toBeVisible();
  await reader.getByRole('link', { name: 'Trial 8' }).click();
  await expect(reader.getByRole('heading', { name: 'Trial 8' })).toBeInViewport();
  const figures = reader.getByRole('img');
  await expect(figures).toHaveCount(18);
  for (const figure of await figures.all()) {
    const box = await figure.boundingBox();
    expect(box!.width).toBeGreaterThan(300);
    expect(box!.height).toBeGreaterThan(150);
  }
  await expect(reader.getByRole('heading', { name: /^Claim \d$/ })).toHaveCount(6);
  await expect(reader.getByText('as <b>expected</b>')).toBeVisible();
  expect(requests.filter(url => !url.startsWith('file:'))).toEqual([]);
  await alone.close();

  await test.step('axe finds nothing in it, in either theme, wide and narrow', async () => {
    const scripted = await browser.newContext({ offline: true });
    const seen = await scripted.newPage();
    await seen.goto(pathToFileURL(path).href);
    const trialSection = 'section[aria-labelledby^="trial-"]';
    await expectNoViolationsInAnyLook(seen, {
      but: `${trialSection} ~ ${trialSection} ~ ${trialSection}`, // the nine trials are shown alike
    });
    await scripted.close();
  });

  await test.step('on paper no table is wider than the page, no heading is at its foot alone, and pages are full', async () => {
    const paper = await browser.newPage();
    await paper.goto(pathToFileURL(path).href);
    await paper.emulateMedia({ media: 'print' });
    for (const { format, width, height } of PAPERS) {
      await paper.setViewportSize({ width, height });
      const { wide, apart, tallest, total } = await paper.evaluate(() => {
        const all = (selector: string): HTMLElement[] => [
          ...document.querySelectorAll<HTMLElement>(selector),
        ];
        const style = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
        const heights = all('.scroll, .figures').map(element => element.getBoundingClientRect().height);
        return {
          wide: all('table, svg').filter(
            table =>
              table.getBoundingClientRect().right > innerWidth ||
              table.getBoundingClientRect().width > table.parentElement!.clientWidth + 1,
          ).length,
          apart: all('h2, h3, h3 + .note').filter(heading => style(heading).breakAfter !== 'avoid').length,
          tallest: Math.max(...heights),
          total: document.documentElement.scrollHeight,
        };
      });
      expect(wide, `${format}: wider than the page`).toBe(0);
      expect(apart, `${format}: headings that may be alone`).toBe(0);
      // A heading and what it is over fit on one page, so a browser can keep them together.
      expect(tallest + 120).toBeLessThan(height);
      const pdf = await paper.pdf({ format });
      const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;
      expect(pages, `${format}: pages`).toBeLessThanOrEqual(Math.ceil((1.3 * total) / height));
    }
    await paper.close();
  });

  await test.step('the page prints the same document', async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const printed = page.locator('notebook-paper');
    await expect(printed.getByRole('heading', { name: /^Trial \d$/ })).toHaveCount(9);
    await expect(printed.getByRole('img')).toHaveCount(18);
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await expect(printed).toBeHidden();
    await expect(page.getByRole('button', { name: NOTEBOOK_BUTTONS.print }).first()).toBeVisible();
  });

  await test.step('the Markdown is a folder of text and pictures, saved where one stops writing', async () => {
    const { name, text } = await download(page, 'Save as Markdown', 'last');
    expect(name).toBe('lamplight-notebook-ada-lovelace.zip');
    await expect(page.getByText(/Saved lamplight-notebook-ada-lovelace.zip/)).toBeInViewport();
    // What is in it is stored as it is.
    expect(text.match(/^!\[.*\]\(figures\/trial-\d-(clock|queue)\.svg\)$/gm)).toHaveLength(18);
    const pictures = text.match(/<svg xmlns[\s\S]*?<\/svg>/g)!;
    expect(pictures).toHaveLength(18);

    const alone = await browser.newContext({ offline: true, javaScriptEnabled: false });
    const reader = await alone.newPage();
    await reader.setContent(
      pictures
        .map(
          svg =>
            `<img width="520" src="data:image/svg+xml,${encodeURIComponent(svg).replaceAll("'", '%27')}">`,
        )
        .join(''),
    );
    const widths = await reader
      .locator('img')
      .evaluateAll(all => all.map(image => (image as HTMLImageElement).naturalWidth));
    expect(widths.every(width => width > 0)).toBe(true);
    await alone.close();
  });
});
