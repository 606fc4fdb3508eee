// A view keeps its work: from one to another and back, everything is as it was, and a live run goes on meanwhile. Whatever
// the address says, there is a page in the frame of the laboratory.
import fc from 'fast-check';
import type { Page } from '@playwright/test';
import { expect, test } from './support/laboratory.ts';
import { OpenPage, proseLogs, traceOf } from './support/open-page.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';
import {
  NAVIGATION,
  TAB_TITLES,
  VIEW_NAMES,
  unknownViewNotice,
  NOT_LOADED,
  OPEN_TRIAL,
} from '../src/words/frame.ts';
import { FIRST_SIGHT } from '../src/words/trial.ts';
import { OPEN_CELL } from '../src/words/sweep.ts';
import { FIELD_LABELS } from '../src/words/fields.ts';

async function goTo(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('navigation', { name: NAVIGATION }).getByRole('link', { name }).click();
}

/** Its card is shown, and the tab that was chosen still is. */
async function expectChosen(page: Page, event: string, tab: string): Promise<void> {
  await expect(page.locator('event-card:visible').getByRole('heading', { name: event })).toBeVisible();
  await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
}

test('a finished run, the notebook, and back: settings, results, tab and chosen event are as they were', async ({
  laboratory,
  page,
}) => {
  await laboratory.openWithForm('rates=5,1,5&die=10&seconds=60&seed=5&engine=virtual');
  await page.getByRole('spinbutton', { name: FIELD_LABELS.die }).fill('9');
  await laboratory.button('Run').click();
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
  await page.getByRole('tab', { name: 'Events' }).click();
  const heading = page.locator('event-card').getByRole('heading').first();
  const event = await heading.innerText();
  const ticks = await laboratory.column('ticks');
  await expect(page).toHaveURL(/event=\d+\.\d+&tab=events/); // once nothing moves
  const address = page.url();
  expect(address).toContain('die=9');

  await goTo(page, /^Notebook/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('trials');
  await goTo(page, /^Trial/);
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.die })).toHaveValue('9');
  await expectChosen(page, event, 'Events');
  expect(await laboratory.column('ticks')).toEqual(ticks);

  await page.goBack();
  await expect(page).toHaveURL(/#\/notebook/);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expectChosen(page, event, 'Events');
});

test('a live run goes on while a sweep is looked at, the header tells of it, and a link does not end it', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('rates=4,1,4&seconds=20&seed=7');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [1-9] s/);
  await goTo(page, /^Sweep/);
  const views = page.getByRole('navigation', { name: NAVIGATION });
  await expect(views.getByRole('link', { name: /^Trial · \d+ s/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  // The live run has the processor: a sweep that would run on arrival waits to be asked.
  await expect(page.locator('sweep-status').getByRole('status')).toHaveText('Ready');

  // Another trial's address waits in the form.
  await page.evaluate(() => {
    location.hash = '#/trial?rates=6,6&die=8&seconds=3&engine=virtual&room=elsewhere&run=now';
  });
  await laboratory.showForm();
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.die })).toHaveValue('8');
  await expect(laboratory.status).toContainText(/Running: \d+ s/);
  await goTo(page, /^Open a log/);
  await expect(views.getByRole('link', { name: 'Trial · finished' })).toBeVisible({ timeout: 40_000 });
  await goTo(page, /^Trial/);
  await expect(views.getByRole('link', { name: 'Trial', exact: true })).toBeVisible();
  await expect(laboratory.status).toContainText('Every message arrived');
  expect(await laboratory.column('ticks')).toEqual([80, 20, 80]);
  await laboratory.button('Run').click();
  await expect.poll(() => laboratory.column('ticks')).toEqual([18, 18]);
});

test('closing the page asks first while a run goes on that would end with it, and only then', async ({
  laboratory,
  page,
}) => {
  // Runs with chosen faults are not stored, so that no page can continue them.
  await laboratory.open('rates=4,4&seconds=30&seed=7&loss=1');
  const asked: string[] = [];
  page.on('dialog', dialog => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [1-9]/);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(laboratory.status).toContainText(/Running/);
  await laboratory.button('Stop').click();
  await expect(laboratory.status).toContainText('Stopped');
  await laboratory.open('rates=4,4&seconds=30&seed=7');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [1-9]/);
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toHaveLength(1);
});

test('an opened log, a trial, and back: the run and its event are still chosen', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...proseLogs(traceOf(3), 'first'), ...proseLogs(traceOf(4), 'second'));
  await open.runs.nth(1).check();
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
  const event = await page.locator('event-card').getByRole('heading').first().innerText();
  await page.getByRole('tab', { name: 'Clocks' }).click();
  await goTo(page, /^Trial/);
  await expect(page.getByRole('button', { name: FIRST_SIGHT.run })).toBeVisible();
  await page.goBack();
  await expect(open.runs.nth(1)).toBeChecked();
  await expectChosen(page, event, 'Clocks');
});

test('a sweep, its chosen cell as a trial, and back: the results are there', async ({ page }) => {
  await page.goto('./#/sweep?fast=5,5&slowest=1-2&die=10&replicates=20&seconds=20&run=now');
  const rows = page.locator('sweep-table tbody tr');
  await expect(rows.first()).toBeVisible();
  const words = await rows.allInnerTexts();
  await page.getByRole('link', { name: OPEN_CELL }).click();
  await expect(page).toHaveURL(/#\/trial/);
  await goTo(page, /^Sweep/);
  expect(await rows.allInnerTexts()).toEqual(words);
});

test('while the trial is out of sight and nothing goes on, its room is free for another page', async ({
  laboratory,
  page,
  context,
}) => {
  await laboratory.open('rates=3,3&seconds=2');
  await goTo(page, /^Notebook/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const other = await context.newPage();
  await other.goto('./#/trial?rates=3,3&seconds=1');
  await expect(other.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await other.close();
  await goTo(page, /^Trial/);
  await laboratory.button('Run').click();
  await laboratory.finished(2);
});

test('each view has one first heading, in its main part', async ({ page }) => {
  for (const { view } of VIEW_NAMES) {
    await page.goto(`./#/${view}`);
    await expect(page).toHaveTitle(TAB_TITLES[view]);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveCount(1);
  }
});

test('names that mean nothing, and names of the language itself, are said in the frame', async ({ page }) => {
  for (const name of ['constructor', 'toString', '__proto__', 'nowhere', '%E0%A4%A', '<b>bold</b>']) {
    await page.goto(`./#/${name}`);
    await expect(page.getByRole('heading', { level: 1, name: unknownViewNotice('').heading })).toBeVisible();
    await expect(page.getByRole('navigation', { name: NAVIGATION })).toBeVisible();
  }
  await page.getByRole('link', { name: OPEN_TRIAL }).click();
  await expect(page.getByRole('button', { name: FIRST_SIGHT.run })).toBeVisible();
});

test('a machine’s address with nonsense says what is wrong, with a way back', async ({ page }) => {
  await page.goto('./#/machine?room=a b&seat=abc');
  await expect(page.getByRole('alert')).toContainText('Fix 2 problems in the address');
  await expect(page.getByRole('alert')).toContainText('“abc”');
  await page.getByRole('link', { name: OPEN_TRIAL }).click();
  await expect(page.getByRole('button', { name: FIRST_SIGHT.run })).toBeVisible();
});

test('a part that cannot be loaded says so in the frame, and reloading helps', async ({
  browser,
  baseURL,
}) => {
  // Its own context: the browser reports the missing file as an error, as it should.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${baseURL}#/trial`);
  await expect(page.getByRole('button', { name: FIRST_SIGHT.run })).toBeVisible();
  await context.route(/notebook-page/, route => route.fulfill({ status: 404, body: 'Not found' }));
  await goTo(page, /^Notebook/);
  await expect(page.getByRole('heading', { name: NOT_LOADED.heading })).toBeVisible();
  await goTo(page, /^Trial/);
  await expect(page.getByRole('button', { name: FIRST_SIGHT.run })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: NOT_LOADED.heading })).toBeVisible();
  await context.unroute(/notebook-page/);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('trials');
  await context.close();
});

test('whatever the address says, there is a page in the frame, and no error', async ({ page }) => {
  await page.goto('./#/trial');
  const pieces = fc.oneof(
    fc.constantFrom(
      'trial',
      'sweep',
      'notebook',
      'open',
      'history',
      'machine',
      'constructor',
      '__proto__',
      'x',
    ),
    fc.string(),
  );
  const keys = fc.constantFrom(
    ...['rates', 'machines', 'die', 'seconds', 'seed', 'rule', 'delay', 'engine', 'link', 'place', 'room'],
    ...['linkDelays', 'loss', 'bandwidth', 'partitions', 'pauses', 'crashes', 'changes', 'session'],
    ...['run', 'seat', 'pattern', 'fast', 'runs', '__proto__'],
  );
  const values = fc.oneof(
    fc.constantFrom('9007199254740992', '-1', '1e9', '5,1,5', 'NaN', '', 'virtual', 'tabs', '(?<', '0..9:0'),
    fc.constantFrom(
      '1 2: 10-20',
      '1 to 2: fixed 9',
      '2: 10-15 amnesic',
      '2: 30 rate 6',
      '9: 0-0;',
      'none;none',
    ),
    fc.string(),
    fc.integer().map(String),
  );
  const queries = fc.array(fc.tuple(keys, values), { maxLength: 4 });
  const fragments = fc.sample(
    fc.tuple(pieces, queries).map(([view, query]) => {
      const text = query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
      return `#/${encodeURIComponent(view).replace(/^$/, 'trial')}${text && `?${text}`}`;
    }),
    { numRuns: 2000, seed: 20_261_125 },
  );
  const poor = await page.evaluate(async fragments => {
    const without: string[] = [];
    for (const fragment of fragments) {
      const heard = new Promise(resolve => addEventListener('hashchange', resolve, { once: true }));
      const before = location.href;
      location.hash = fragment;
      if (location.href === before) continue;
      await heard;
      const frame = document.querySelector('lamplight-page');
      const isShown = [...(frame?.children ?? [])].some(child => child.checkVisibility());
      if (!frame?.shadowRoot?.querySelector('nav a') || !isShown) without.push(fragment);
    }
    return without;
  }, fragments);
  expect(poor).toEqual([]);
  await page.goto('./#/trial?rates=5,1&engine=virtual&seconds=5');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
});
