// The sweep's view: a grid of trials run on all cores, its map, table and file, and what happens when it is too much.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, Laboratory, test } from './support/laboratory.ts';
import { FIELD_LABELS } from '../src/words/fields.ts';
import { OTHER_SETTINGS_SWEEP, rateOf } from '../src/words/forms.ts';
import { LARGE_SWEEP_RUN, LARGE_SWEEP_TITLE, OPEN_CELL, SAVE_CSV } from '../src/words/sweep.ts';
import { unknownViewNotice } from '../src/words/frame.ts';
import { LEAVE_OUT } from '../src/words/form-problems.ts';
import { TIMESTAMP_RULE_NAMES } from '../src/words/rules.ts';
import { sweepHeadline } from '../src/words/sweep-status.ts';

/** Long enough to be cancelled, and too large to start without being asked. */
const LARGE = 'replicates=4000&seconds=120';

class SweepPage {
  constructor(readonly page: Page) {}

  async open(query = ''): Promise<void> {
    await this.page.goto(`./#/sweep${query === '' ? '' : `?${query}`}`);
    await expect(this.run).toBeVisible();
  }

  get run() {
    return this.page.getByRole('button', { name: 'Run', exact: true });
  }

  get cancel() {
    return this.page.getByRole('button', { name: 'Cancel', exact: true });
  }

  get status() {
    return this.page.locator('sweep-status').getByRole('status');
  }

  get rows() {
    return this.page.locator('sweep-table tbody tr');
  }

  get cell() {
    return this.page.getByRole('gridcell');
  }

  field(name: string) {
    return this.page.getByRole('textbox', { name });
  }

  async finished(): Promise<void> {
    await expect(this.status).toHaveText('Finished');
    await expect(this.rows.first()).toBeVisible();
  }

  async saveCsv(): Promise<{ name: string; records: Record<string, string>[] }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: SAVE_CSV }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const [names = [], ...rows] = text
      .trimEnd()
      .split('\r\n')
      .map(line => line.split(','));
    const records = rows.map(row => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])));
    return { name: download.suggestedFilename(), records };
  }
}

test('the sweep one starts with runs on arrival, and shows map, sentence, table and CSV that agree', async ({
  page,
}) => {
  const sweep = new SweepPage(page);
  await sweep.open();
  await expect(page.getByText('90 cells, 18,000 runs, 14 million ticks.')).toBeVisible();
  await sweep.finished();

  await expect(page.getByText('18,000 of 18,000 runs')).toBeVisible();
  await expect(
    page.getByText(/With a die of 10 faces the slowest machine keeps up from 2 ticks/),
  ).toBeVisible();
  await expect(sweep.cell).toHaveAccessibleName(
    /Slowest machine at 1 tick\/s, die of 10\. Its queue grows by 0\.6\d ± 0\.0\d messages per second over 200 runs/,
  );
  await expect(sweep.rows).toHaveCount(90);

  const { name, records } = await sweep.saveCsv();
  expect(name).toBe('lamplight-sweep-90-cells.csv');
  const inTable = await sweep.rows.evaluateAll(rows =>
    rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent!.trim())),
  );
  const inFile = records.map(record => [
    record['slowest_rate_ticks_per_second'],
    record['die_faces'],
    Number(record['slowest_queue_growth_messages_per_second_mean']).toFixed(3),
    Number(record['predicted_queue_growth_messages_per_second']).toFixed(3),
    Number(record['slowest_final_queue_messages_mean']).toFixed(1),
  ]);
  expect(inTable.map(row => [row[0], row[1], row[3]!.split(' ')[0], row[4], row[6]!.split(' ')[0]])).toEqual(
    inFile,
  );
  expect(page.workers()).toHaveLength(0);
});

test('the map is gone over with the arrow keys or the pointer, and a cell opens as a trial', async ({
  page,
}) => {
  const sweep = new SweepPage(page);
  await sweep.open('slowest=1-3&die=6,8,10&seconds=10&replicates=20&run=now');
  await sweep.finished();
  const told = page.locator('sweep-map h3');
  await expect(told).toContainText('Slowest machine at 1 tick/s, die of 10.');
  await sweep.cell.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(sweep.cell).toBeFocused();
  await expect(sweep.cell).toHaveAccessibleName(/Slowest machine at 2 ticks\/s, die of 8\./);
  await expect(told).toContainText('Slowest machine at 2 ticks/s, die of 8.');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp'); // already at the edge
  await page.keyboard.press('Home');
  await expect(told).toContainText('Slowest machine at 3 ticks/s, die of 6.');

  const box = (await sweep.cell.boundingBox())!;
  await page.mouse.move(box.x + box.width * 1.5, box.y + box.height / 2);
  await expect(told).toHaveText('Slowest machine at 3 ticks/s, die of 8.');
  await page.mouse.click(box.x + box.width * 1.5, box.y + box.height * 1.5);
  await expect(sweep.cell).toHaveAccessibleName(/Slowest machine at 2 ticks\/s, die of 8\./);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/trial\?rates=5,5,2&die=8&seconds=10&engine=virtual/);
  await new Laboratory(page).showForm();
  await expect(page.getByRole('spinbutton', { name: rateOf(3) })).toHaveValue('2');
});

test('several lengths, delays and rules: one chooses what the map shows', async ({ page }) => {
  const sweep = new SweepPage(page);
  await sweep.open('slowest=1,3&die=5,10&seconds=5,20&delay=none,fixed 50&rule=both&replicates=10&run=now');
  await sweep.finished();
  await expect(sweep.rows).toHaveCount(4);
  const { records } = await sweep.saveCsv();
  expect(records).toHaveLength(32);
  const firstClock = async () => parseFloat(await sweep.rows.first().locator('td').nth(7).innerText());
  const short = await firstClock();
  await page.getByRole('combobox', { name: 'Length' }).selectOption('20 s');
  await expect.poll(firstClock).toBeGreaterThan(1.8 * short);
  await page
    .getByRole('combobox', { name: 'Rule' })
    .selectOption(TIMESTAMP_RULE_NAMES['send-then-increment'].name);
  await expect(
    page.getByText('beside 5, 5 ticks/s · 20 s · the assignment’s rule', { exact: true }),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Delay' }).selectOption('fixed 50 ms');
  await expect(page.getByText(/the assignment’s rule · delay fixed 50 ms/)).toBeVisible();
  const address = page.getByRole('link', { name: OPEN_CELL });
  await expect(address).toHaveAttribute('href', /delay=fixed\+50\+ms/);
});

test('the table sorts by any column, either way', async ({ page }) => {
  const sweep = new SweepPage(page);
  await sweep.open('slowest=1-3&die=6,8,10&seconds=10&replicates=20&run=now');
  await sweep.finished();
  const die = page.getByRole('columnheader', { name: /^die/ });
  const dice = () => sweep.rows.locator('td:nth-child(2)').allInnerTexts();
  await die.getByRole('button').click();
  await expect(die).toHaveAttribute('aria-sort', 'ascending');
  expect(await dice()).toEqual(['6', '6', '6', '8', '8', '8', '10', '10', '10']);
  await die.getByRole('button').click();
  await expect(die).toHaveAttribute('aria-sort', 'descending');
  expect((await dice())[0]).toBe('10');
});

test('a permalink fills the form, and the form writes the permalink', async ({ page, context }) => {
  const sweep = new SweepPage(page);
  await sweep.open(
    'fast=6,6&slowest=1,2&die=4-6&seconds=30&delay=uniform:20-80&rule=both&replicates=7&seed=3',
  );
  await expect(sweep.field('Fast machines')).toHaveValue('6,6');
  await expect(sweep.field('Delay of messages')).toHaveValue('uniform:20-80');
  await expect(page.getByRole('radio', { name: 'Both' })).toBeChecked();
  await expect(page.getByText('12 cells, 84 runs')).toBeVisible();
  await sweep.field('Die').fill('8, 12');
  await page.getByRole('radio', { name: TIMESTAMP_RULE_NAMES['send-then-increment'].name }).check();
  await expect(page).toHaveURL(
    /die=8,\+?12&seconds=30&delay=uniform:20-80&rule=send-then-increment&replicates=7&seed=3/,
  );
  const other = new SweepPage(await context.newPage());
  await other.page.goto(page.url());
  await expect(other.field('Die')).toHaveValue('8, 12');
  await expect(other.page.getByText('4 cells, 28 runs')).toBeVisible();
});

const BAD: readonly [query: string, field: string, words: RegExp][] = [
  ['die=ten', 'Die', /“ten” is neither a number nor a range/],
  ['die=20-3', 'Die', /is backwards: write “3-20”/],
  ['die=2-5', 'Die', /With 3 machines the die needs at least 3 faces/],
  ['fast=5,0', 'Fast machines', /whole number of ticks per second from 1 to 1000/],
  ['slowest=', 'Slowest machine', /at least one number/],
  ['seconds=4000', 'Length', /1 to 3600 seconds/],
  ['delay=slow', 'Delay of messages', /“slow” is not a delay/],
];
for (const [query, field, words] of BAD)
  test(`bad input: ${query} is named beside its field, and Run stays disabled`, async ({ page }) => {
    const sweep = new SweepPage(page);
    await sweep.open(`${query}&run=now`);
    await expect(sweep.field(field)).toHaveAttribute('aria-invalid', 'true');
    await expect(sweep.field(field)).toHaveAccessibleDescription(words);
    await expect(sweep.run).toBeDisabled();
    await expect(sweep.status).toHaveText('Ready');
  });

test('too many cells, unknown keys: said in words, and forgotten when fixed', async ({ page }) => {
  const sweep = new SweepPage(page);
  await sweep.open('slowest=1-200&die=3-300&colour=blue');
  await expect(page.getByText('This grid has 59,600 cells; at most 5,000 are possible.')).toBeVisible();
  await expect(page.getByText(/unknown key “colour”/)).toBeVisible();
  await expect(sweep.run).toBeDisabled();
  await page.getByRole('button', { name: LEAVE_OUT }).click();
  await sweep.field('Die').fill('3-20');
  await expect(page.getByText('3,600 cells')).toBeVisible();
  await expect(sweep.run).toBeEnabled();
});

test('a large sweep asks first, even one that an address starts', async ({ page }) => {
  const sweep = new SweepPage(page);
  await sweep.open(`${LARGE}&run=now`);
  const dialog = page.getByRole('dialog', { name: LARGE_SWEEP_TITLE });
  await expect(dialog).toContainText(/360,000 runs with 562 million ticks in all take\s+about \d+ s/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(sweep.status).toHaveText('Ready');
  await sweep.run.click();
  await page.keyboard.press('Escape');
  await expect(sweep.status).toHaveText('Ready');
});

test('cancelled, a sweep keeps what was run, leaves no worker, and another one can start', async ({
  page,
}) => {
  const sweep = new SweepPage(page);
  await sweep.open(LARGE);
  await sweep.run.click();
  await page.getByRole('button', { name: LARGE_SWEEP_RUN }).click();
  await expect(sweep.status).toHaveText('Running');
  await expect(page.getByText(/[\d,]+ of 360,000 runs · (?:about|less than) .+ left/)).toBeVisible();
  await expect(page.getByText(/So far its queue grows by|No run yet/)).toBeVisible();
  await sweep.cancel.click();
  await expect(sweep.status).toHaveText(sweepHeadline({ phase: 'cancelled', failure: '' }));
  await expect(sweep.rows).toHaveCount(90);
  const runs = sweep.rows.locator('td:nth-child(3)');
  await expect(runs.last()).toHaveText('0 of 4,000');
  const { records } = await sweep.saveCsv();
  const done = records.map(record => Number(record['replicates_run']));
  expect(done[0]).toBeGreaterThan(0);
  expect(done.at(-1)).toBe(0);
  await expect.poll(() => page.workers().length).toBe(0);

  await page.getByRole('spinbutton', { name: FIELD_LABELS.replicates }).fill('5');
  await sweep.field('Length').fill('10');
  await expect(page.getByText(OTHER_SETTINGS_SWEEP)).toBeVisible();
  await sweep.run.click();
  await sweep.finished();
  await expect(runs.last()).toHaveText('5');
});

test('a sweep goes on while another view is looked at', async ({ page }) => {
  const sweep = new SweepPage(page);
  await sweep.open(LARGE);
  await sweep.run.click();
  await page.getByRole('button', { name: LARGE_SWEEP_RUN }).click();
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  await page.goto('./#/nowhere');
  await expect(page.getByRole('heading', { name: unknownViewNotice('').heading })).toBeVisible();
  expect(page.workers().length).toBeGreaterThan(0);
});

test('axe finds nothing and nothing sticks out, in either theme, wide and narrow', async ({ page }) => {
  test.slow(); // axe looks at every part of a large page
  const sweep = new SweepPage(page);
  await sweep.open('seconds=5,10&replicates=10&die=3-12,x');
  await expectNoViolationsInAnyLook(page);
  await sweep.field('Die').fill('3-12');
  await sweep.run.click();
  await sweep.finished();
  await expectNoViolationsInAnyLook(page);
});
