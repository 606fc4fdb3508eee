// The history: every run is kept, opened again, renamed, deleted and brought back; all of them leave and come as one file; and
// what the browser's storage does not take or give is said, in a real IndexedDB.
import type { Download, Page } from '@playwright/test';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test, type Laboratory } from './support/laboratory.ts';
import { proseLogs, traceOf } from './support/open-page.ts';
import { OPEN_HISTORY, UNSAVED_RUN } from '../src/words/frame.ts';
import { COMPARISON_WORDS } from '../src/words/compared-runs.ts';
import {
  chosenSentence,
  compareName,
  damagedRun,
  deletedSentence,
  deleteName,
  downloadName,
  HISTORY_WORDS,
  importedSentence,
  MISSING_RUN,
  notImported,
  renameName,
  restoreName,
  starName,
  storageSentence,
  unreadableSentence,
} from '../src/words/history.ts';
import { OPENED_RUN } from '../src/words/opened-run.ts';
import { HISTORY_DATABASE } from '../src/history/storage.ts';

const OPEN = './#/history';
const NOTHING = { imported: 0, known: 0, damaged: 0, newer: 0, withoutRoom: 0, isBrokenOff: false };

const entries = (page: Page) => page.locator('history-entry');

async function runVirtual(laboratory: Laboratory, seed: number): Promise<void> {
  await laboratory.open(`rates=5,1,5&die=10&seconds=20&seed=${seed}&engine=virtual`);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('Finished');
}

async function openHistory(page: Page, runs: number): Promise<void> {
  await page.goto(OPEN);
  await expect(entries(page)).toHaveCount(runs);
}

async function saved(page: Page, button: () => Promise<void>): Promise<string> {
  const [file]: [Download, unknown] = await Promise.all([page.waitForEvent('download'), button()]);
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Puts a record into the browser's own storage, as no version of the page would. */
async function store(page: Page, name: string, key: string, value: unknown): Promise<void> {
  await page.evaluate(
    ([database, store, key, value]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(store, 'readwrite');
          transaction.objectStore(store).put(value, key);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [HISTORY_DATABASE, name, key, value] as const,
  );
}

test('a live run, a virtual run and an opened log are kept, found, renamed, and opened in every view', async ({
  laboratory,
  page,
}) => {
  test.slow();
  await runVirtual(laboratory, 5);
  const ticks = await laboratory.column('ticks');
  await laboratory.open('rates=4,3&seconds=2&seed=8');
  await laboratory.button('Run').click();
  await laboratory.finished(2);
  await page.goto('./#/open');
  await page.locator('input#files').setInputFiles(proseLogs(traceOf(3), 'clocks'));
  await expect(page.locator('opened-run')).toBeVisible();

  await openHistory(page, 3);
  await expect(entries(page).nth(0)).toContainText('Opened log');
  await expect(entries(page).nth(1)).toContainText('Live · 2 machines · 14 events');
  await expect(entries(page).nth(2)).toContainText('saved as its trial');
  await expectNoViolationsInAnyLook(page);

  await test.step('search, star, rename with markup', async () => {
    await page.getByRole('searchbox').fill('CLOCKS_machine_2 opened');
    await expect(entries(page)).toHaveCount(1);
    await page.getByRole('searchbox').fill('nothing like it');
    await expect(page.getByText(HISTORY_WORDS.nothingFound)).toBeVisible();
    await page.getByRole('searchbox').fill('');
    const virtual = await entries(page).nth(2).getByRole('link').innerText();
    await button(page, starName(virtual, false)).click();
    await page.getByRole('checkbox', { name: HISTORY_WORDS.onlyStarred }).check();
    await expect(entries(page)).toHaveCount(1);
    await button(page, renameName(virtual)).press('Enter');
    const field = page.getByRole('textbox', { name: HISTORY_WORDS.newName });
    await expect(field).toBeFocused();
    await field.fill('<img src=x onerror=alert(1)> mine');
    await field.press('Enter');
    await expect(button(page, renameName('<img src=x onerror=alert(1)> mine'))).toBeFocused();
    await page.reload();
    await expect(entries(page)).toHaveCount(3);
    await expect(entries(page).nth(2)).toContainText('<img src=x onerror=alert(1)> mine');
    await expect(button(page, starName('<img src=x onerror=alert(1)> mine', true))).toBeVisible();
  });

  await test.step('each opens with its figures, verdict and diagram, and keeps its address', async () => {
    for (const [at, name] of [
      [2, '<img src=x onerror=alert(1)> mine'],
      [1, 'Live run'],
      [0, 'clocks'],
    ] as const) {
      await entries(page).nth(at).getByRole('link').click();
      await expect(page.locator('opened-run').getByRole('heading', { level: 2, name }).first()).toBeVisible();
      await expect(page.locator('opened-run space-time-diagram')).toBeVisible();
      if (at === 2) {
        expect(await laboratory.column('ticks')).toEqual(ticks);
        await expect(page.getByRole('link', { name: OPENED_RUN.runAgain })).toBeVisible();
      }
      await page.reload();
      await expect(page.locator('opened-run').getByRole('heading', { level: 2, name }).first()).toBeVisible();
      await page.getByRole('link', { name: HISTORY_WORDS.back }).click();
      await expect(entries(page)).toHaveCount(3);
    }
  });

  await test.step('two of them are compared, each difference is shown in both diagrams, and the way back is the browser’s', async () => {
    const [live, virtual] = await Promise.all(
      [1, 2].map(at => entries(page).nth(at).getByRole('link').innerText()),
    );
    await entries(page).nth(1).getByRole('link').click();
    await page.getByRole('link', { name: HISTORY_WORDS.compareWith }).click();
    await expect(page.getByRole('checkbox', { name: compareName(live!) })).toBeChecked();
    await page.getByRole('checkbox', { name: compareName(virtual!) }).check();
    await expect(page.getByRole('checkbox', { name: compareName('clocks') })).toBeDisabled();
    await expect(page.getByText(chosenSentence([live!, virtual!]))).toBeVisible();
    await page.getByRole('link', { name: HISTORY_WORDS.compareChosen }).click();
    await expect(page.getByRole('row', { name: /^Machines 3 2$/ })).toBeVisible(); // the older run is run A
    await expect(page.locator('compared-runs space-time-diagram')).toHaveCount(2);
    await expect(page.getByRole('row', { name: /^Machine 3 .*first|^Machine 3 .*later/ })).toContainText(
      '100 / –',
    );
    for (const chart of await page.locator('compared-runs trace-chart canvas').all())
      await expect(chart).toHaveAccessibleName(/run B/);
    const show = button(page, COMPARISON_WORDS.show).first();
    await show.click();
    const [one, two] = await page
      .locator('compared-diagrams li')
      .first()
      .getByRole('paragraph')
      .allInnerTexts();
    expect(one!.trim()).toMatch(/^Machine \d, event \d+/);
    expect(two).toMatch(/^Run A: /);
    await expectNoViolationsInAnyLook(page);
    await page.goBack();
    await expect(entries(page)).toHaveCount(3);
  });

  await test.step('what was opened from the history is not kept a second time', async () => {
    await page.reload();
    await expect(entries(page)).toHaveCount(3);
  });
});

test('a run is deleted, brought back by undo and after a reload, and deleted for ever', async ({
  laboratory,
  page,
}) => {
  await runVirtual(laboratory, 1);
  await openHistory(page, 1);
  const name = await entries(page).getByRole('link').innerText();
  await button(page, deleteName(name)).click();
  await expect(page.getByText(deletedSentence(name))).toBeVisible();
  await expect(entries(page)).toHaveCount(0);
  await expect(button(page, HISTORY_WORDS.undo)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entries(page)).toHaveCount(1);
  await button(page, deleteName(name)).click();
  await expect(entries(page)).toHaveCount(0);
  await page.reload();
  await page.getByText(HISTORY_WORDS.deletedTitle).click();
  await expectNoViolationsInAnyLook(page);
  await button(page, restoreName(name)).click();
  await expect(entries(page)).toHaveCount(1);
  const address = await entries(page).getByRole('link').getAttribute('href');
  await button(page, deleteName(name)).click();
  await page.getByText(HISTORY_WORDS.deletedTitle).click();
  await button(page, `${HISTORY_WORDS.removeFinally}: ${name}`).click();
  await expect(page.getByText(HISTORY_WORDS.deletedTitle)).toHaveCount(0);
  await expect(page.getByText(HISTORY_WORDS.nothing)).toBeVisible();
  await page.goto(`./${address}`);
  await expect(page.getByText(MISSING_RUN)).toBeVisible();
});

test('all runs leave as one file and come into another browser, once', async ({
  laboratory,
  page,
  browser,
  baseURL,
}) => {
  await laboratory.open('rates=4,3&seconds=1&seed=8');
  await laboratory.button('Run').click();
  await laboratory.finished(1);
  await runVirtual(laboratory, 2);
  await openHistory(page, 2);
  const file = await saved(page, () => button(page, HISTORY_WORDS.exportAll).click());
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`${baseURL}#/history`);
  await expect(other.getByText(HISTORY_WORDS.nothing)).toBeVisible();
  const importing = async (from: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
    other.locator('history-list input#file').setInputFiles(from);
  await importing(file);
  await expect(other.getByText(importedSentence({ ...NOTHING, imported: 2 }))).toBeVisible();
  await expect(entries(other)).toHaveCount(2);
  await entries(other).filter({ hasText: 'Live' }).getByRole('link').click();
  await expect(other.locator('opened-run space-time-diagram')).toBeVisible();
  await other.getByRole('link', { name: HISTORY_WORDS.back }).click();
  await importing(file);
  await expect(other.getByText(importedSentence({ ...NOTHING, known: 2 }))).toBeVisible();
  await importing(proseLogs(traceOf(3), 'clocks')[0]!);
  await expect(other.getByText(notImported(false))).toBeVisible();
  await context.close();
});

test('two pages of one browser share the history', async ({ laboratory, page, context }) => {
  await runVirtual(laboratory, 1);
  const other = await context.newPage();
  await openHistory(other, 1);
  await runVirtual(laboratory, 2);
  await expect(entries(other)).toHaveCount(2);
  await openHistory(page, 2);
  const name = await entries(page).nth(1).getByRole('link').innerText();
  await button(other, deleteName(name)).click();
  await expect(entries(page)).toHaveCount(1);
  await button(other, HISTORY_WORDS.undo).click();
  await expect(entries(page)).toHaveCount(2);
});

test('entries that cannot be read are shown, saved as they are and removed; a damaged run says so', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('rates=4,3&seconds=1&seed=8');
  await laboratory.button('Run').click();
  await laboratory.finished(1);
  await openHistory(page, 1);
  const address = await entries(page).getByRole('link').getAttribute('href');
  await store(page, 'entries', 'odd', { version: 1, entry: { name: '<script>' } });
  await store(page, 'entries', 'newer', { version: 2 });
  await store(page, 'traces', address!.split('run=')[1]!, 'not a trace');
  await page.reload();
  await expect(page.getByText(unreadableSentence('odd', 'damaged'))).toBeVisible();
  await expect(page.getByText(unreadableSentence('newer', 'newer'))).toBeVisible();
  await expectNoViolationsInAnyLook(page);
  await saved(page, () => button(page, downloadName('odd')).click());
  await button(page, `${HISTORY_WORDS.removeFinally}: odd`).click();
  await expect(page.getByText(unreadableSentence('odd', 'damaged'))).toHaveCount(0);
  await entries(page).getByRole('link').click();
  await expect(page.getByText(damagedRun('there are no bytes'))).toBeVisible();
  await saved(page, () => button(page, HISTORY_WORDS.downloadRaw).click());
});

test('storage of a newer version is left as it is, and can be saved as a file', async ({
  page,
  laboratory,
}) => {
  await page.goto('./#/open');
  await page.evaluate(
    name =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, 99);
        opening.onupgradeneeded = () => opening.result.createObjectStore('new').put({ some: 'thing' }, 'key');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
    HISTORY_DATABASE,
  );
  await runVirtual(laboratory, 1);
  await expect(page.getByText(UNSAVED_RUN['in-page'])).toBeVisible();
  await page.getByRole('link', { name: OPEN_HISTORY }).click();
  await expect(page.getByText(storageSentence({ kind: 'newer' }))).toBeVisible();
  await expectNoViolationsInAnyLook(page);
  await saved(page, () => button(page, HISTORY_WORDS.downloadAll).click());
  await page.locator('history-notices').getByRole('link').click();
  await expect(page.locator('opened-run space-time-diagram')).toBeVisible();
});

test('a browser without storage: the run is in the page only, and can be downloaded', async ({
  page,
  laboratory,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is off.', 'SecurityError');
    };
  });
  await runVirtual(laboratory, 1);
  await expect(page.getByText(UNSAVED_RUN['in-page'])).toBeVisible();
  await page.getByRole('link', { name: OPEN_HISTORY }).click();
  await expect(page.getByText(storageSentence({ kind: 'refused', reason: 'Storage is off.' }))).toBeVisible();
  await saved(page, () => button(page, HISTORY_WORDS.exportAll).click());
});

test('where there is little room the oldest go, and the page says which', async ({ page, laboratory }) => {
  await page.addInitScript(() => {
    StorageManager.prototype.estimate = () => Promise.resolve({ quota: 10_000 });
  });
  for (const seed of [1, 2, 3]) await runVirtual(laboratory, seed);
  await openHistory(page, 2);
  await expect(page.getByText(/^1 run without a star was deleted to make room: .*seed 1/)).toBeVisible();
  await page.reload();
  await button(page, HISTORY_WORDS.understood).click();
  await expect(page.getByText(/deleted to make room/)).toHaveCount(0);
});
