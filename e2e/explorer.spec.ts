// What a trace says, in the page: tabs, the table of events, why a clock jumped, cuts, and figures that are linked with all.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/laboratory.ts';
import { CUT_WORDS } from '../src/words/cuts.ts';
import { DIAGRAM_TOOLS, HIDE_WORDS, hiddenCaption } from '../src/words/diagram.ts';
import { CHART_LEGEND_WORDS } from '../src/words/figures.ts';
import { CUT_HERE, nextEvent, SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';
import { EVENT_SEARCH_WORDS } from '../src/words/event-search.ts';
import { MOTIF_NAMES, SHAPE_WORDS } from '../src/words/shapes.ts';
import { EVENT_FILTER_WORDS, GO_TO_SELECTED, SHAPE_SUMMARY } from '../src/words/event-table.ts';

const TRIAL_5 = 'rates=5,1,5&die=10&seconds=60&seed=5&engine=virtual&run=now';

/** The cells of the rows that are shown, by the head of their column. */
async function column(page: Page, head: string): Promise<string[]> {
  const table = page.locator('event-table table');
  const heads = (await table.locator('thead th').allInnerTexts()).map(text =>
    text.replace(/[▴▾]/g, '').trim(),
  );
  const at = heads.findIndex(text => text.split(/\s/)[0] === head);
  expect(at, `column "${head}" among ${heads.join(', ')}`).toBeGreaterThanOrEqual(0);
  return (await table.locator(`tbody tr > :nth-child(${at + 1})`).allInnerTexts()).map(text => text.trim());
}

async function openEvents(page: Page, query: string): Promise<Locator> {
  await page.goto(`./#/trial?${query}`);
  await page.getByRole('tab', { name: 'Events' }).click();
  const table = page.locator('event-table');
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  return table;
}

/** From one part of a figure's width to another; a click where they are the same. */
async function drag(page: Page, figure: Locator, from: number, to: number): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await figure.locator('canvas').boundingBox())!;
  await page.mouse.move(x + width * from, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * to, y + height / 2, { steps: 4 });
  await page.mouse.up();
}

function card(page: Page): Locator {
  return page.locator('event-card');
}

test.describe('why a clock jumped', () => {
  test('trial 5 under the assignment’s rule: the largest jump is answered without further explanation', async ({
    page,
  }) => {
    await page.goto(`./#/trial?${TRIAL_5}&rule=send-then-increment`);
    await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
    await expect(card(page).getByRole('heading', { level: 2 })).toContainText('Machine 2, event 42: receive');
    await expect(card(page).getByRole('heading', { name: 'Why did the clock jump by 9?' })).toBeVisible();
    await expect(card(page)).toContainText('Machine 3 was at 116 when it sent message 3-34, 18.6 s earlier');
    await expect(card(page)).toContainText('max(108, 116) + 1 = 117');
    await expect(card(page)).toContainText('machine 3 had 9 events in 1.8 s');
    await expect(card(page)).toContainText('118 − 1 = 117');
    await expect(card(page)).toContainText('[106, 42, 117]');
    await expect(card(page)).toContainText('concurrent 377');
  });

  test('trial 5 under Lamport’s rule: the chain is as long as the clock says, and its places can be gone to', async ({
    page,
  }) => {
    await page.goto(`./#/trial?${TRIAL_5}&rule=increment-then-send`);
    await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
    await expect(card(page)).toContainText('max(117, 125) + 1 = 126');
    await expect(card(page)).toContainText(
      /The longest chain leading here has 126 events and \d+ messages; that is why the clock reads 126/,
    );
    const steps = card(page).getByRole('listitem').filter({ hasText: 'received it' });
    const before = await steps.count();
    await card(page)
      .getByRole('button', { name: /earlier steps/ })
      .click();
    expect(await steps.count()).toBeGreaterThan(before);
    // To the send, to the event after it, and back from the send to this receive.
    await card(page).getByRole('button', { name: 'message 3-34' }).click();
    await expect(card(page).getByRole('heading', { level: 2 })).toContainText('Machine 3, event 117: send');
    await expect(card(page)).toContainText('Why did the clock move by only 1?');
    await expect(card(page)).toContainText('124 + 1 = 125');
    await card(page).getByRole('button', { name: 'event 42' }).click();
    await expect(card(page).getByRole('heading', { level: 2 })).toContainText('Machine 2, event 42');
    await card(page)
      .getByRole('button', { name: nextEvent('Machine 2') })
      .click();
    await expect(card(page).getByRole('heading', { level: 2 })).toContainText('Machine 2, event 43');
    await card(page).getByRole('button', { name: 'Clear selection' }).click();
    await expect(card(page).getByText('Select an event in the diagram')).toBeVisible();
  });
});

test('the tabs obey the arrow keys, Home and End', async ({ page }) => {
  await page.goto(`./#/trial?${TRIAL_5}`);
  const tabs = page.getByRole('tab');
  await expect(tabs.first()).toHaveAttribute('aria-selected', 'true');
  const count = await tabs.count();
  await tabs.first().focus();
  await page.keyboard.press('End');
  await expect(tabs.nth(count - 1)).toBeFocused();
  await expect(tabs.nth(count - 1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(tabs.first()).toBeFocused();
  const events = page.getByRole('tab', { name: 'Events' });
  while (!(await events.evaluate(tab => tab.matches(':focus')))) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tabpanel', { name: 'Events' }).getByRole('table')).toBeVisible();
});

test.describe('the table of events', () => {
  test('sorts by any column, both ways, and turns pages', async ({ page }) => {
    const table = await openEvents(page, TRIAL_5);
    await expect(table.getByRole('status')).toContainText('1–100 of 660 events');
    expect(await column(page, 'time')).toHaveLength(100);
    await table.getByRole('button', { name: 'jump', exact: true }).click();
    await expect(table.getByRole('columnheader', { name: 'jump' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    const jumps = (await column(page, 'jump')).map(Number);
    expect(jumps[0]).toBe(9);
    expect(jumps).toEqual(jumps.toSorted((a, b) => b - a));
    await table.getByRole('button', { name: 'time s' }).click();
    await table.getByRole('button', { name: 'time s' }).click();
    expect(Number((await column(page, 'time'))[0])).toBe(60);
    await table.getByRole('button', { name: 'Last', exact: true }).click();
    await expect(table.getByRole('status')).toContainText('601–660 of 660 events');
    expect(Number((await column(page, 'time')).at(-1))).toBe(0.2);
    await expect(table.getByRole('button', { name: 'Next', exact: true })).toBeDisabled();
  });

  test('filters by machine and kind, searches, and says what cannot be read and when nothing fits', async ({
    page,
  }) => {
    const table = await openEvents(page, TRIAL_5);
    await table.getByRole('combobox', { name: 'machine' }).selectOption('Machine 2');
    await table.getByRole('combobox', { name: 'kind' }).selectOption('receive');
    await expect(table.getByRole('status')).toContainText(/of \d+ of 660 events/);
    expect(new Set(await column(page, 'machine'))).toEqual(new Set(['Machine 2']));
    expect(new Set(await column(page, 'kind'))).toEqual(new Set(['receive']));
    const search = table.getByRole('searchbox', { name: EVENT_SEARCH_WORDS.label });
    await search.fill('jump >= 6');
    await expect(table.getByRole('status')).not.toContainText('1–100');
    const jumps = (await column(page, 'jump')).map(Number);
    expect(jumps.length).toBeGreaterThan(1);
    expect(Math.min(...jumps)).toBeGreaterThanOrEqual(6);
    await search.press('Enter');
    await search.press('Enter');
    await expect(table.getByText(`2 of ${jumps.length}`, { exact: true })).toBeVisible();
    await expect(table.locator('tr[aria-current="true"]')).toBeVisible();
    await search.press('Shift+Enter');
    await search.press('Shift+Enter');
    await expect(table.getByText(`${jumps.length} of ${jumps.length}`, { exact: true })).toBeVisible();
    await search.fill('jmp > 5');
    await expect(search).toHaveAccessibleDescription(/“jmp” is not a field\. Fields: clock, jump/);
    await table.getByText(EVENT_SEARCH_WORDS.help).click();
    await table.getByRole('button', { name: 'message 1-17', exact: true }).click();
    await expect(search).toHaveValue('message 1-17');
    await table.getByText(EVENT_SEARCH_WORDS.help).click();
    await search.fill('3-34');
    await expect(table.getByRole('status')).toHaveText('1–1 of 1 of 660 events');
    expect(await column(page, 'message')).toEqual(['3-34 from machine 3']);
    await table.getByText(SHAPE_SUMMARY).click();
    await table.getByRole('button', { name: MOTIF_NAMES.broadcast }).click();
    await expect(table.getByText(/^\d+ matches\.$/)).toBeVisible();
    const first = table.getByRole('list', { name: SHAPE_WORDS.matches }).getByRole('button').first();
    await expect(first).toContainText('1-1 to machine 2, 1-4 to machine 3');
    await first.click();
    await expect(card(page).getByRole('heading', { level: 2 })).toContainText('Machine 1, event 6: send');
    await table.getByText(SHAPE_SUMMARY).click();
    await search.fill('"9-99"');
    await expect(table.getByRole('status')).toHaveText('None of 660 events match.');
    await page.getByText(HIDE_WORDS.summary).click();
    await page.getByRole('checkbox', { name: 'Machine 2' }).uncheck();
    const diagram = page.locator('space-time-diagram');
    await expect(diagram).toContainText(hiddenCaption(['Machine 2']));
    await expect(diagram.getByText('Machine 2', { exact: true })).toHaveCount(1); // its box
    await page.getByRole('button', { name: HIDE_WORDS.showAll }).click();
    await expect(diagram).not.toContainText(hiddenCaption(['Machine 2']));
  });

  test('chooses by keyboard, tells past, future and concurrent, and finds the chosen one again', async ({
    page,
  }) => {
    const table = await openEvents(page, TRIAL_5);
    await table.getByRole('button', { name: 'Machine 2, event 5', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(card(page).getByRole('heading', { level: 2 })).toContainText('Machine 2, event 5');
    await expect(table.locator('tr[aria-current="true"]')).toContainText('itself');
    const relations = await column(page, 'relation');
    expect(new Set(relations)).toEqual(new Set(['past', 'itself', 'concurrent', 'future']));
    await table.getByRole('button', { name: 'Last', exact: true }).click();
    await expect(table.locator('tr[aria-current="true"]')).toHaveCount(0);
    await table.getByRole('button', { name: GO_TO_SELECTED }).click();
    await expect(table.locator('tr[aria-current="true"]')).toBeVisible();
  });
});

test.describe('linked with the figures', () => {
  test('pointing at one figure shows in both, with the values there', async ({ page }) => {
    await openEvents(page, TRIAL_5);
    const [clock, queue] = [page.locator('trace-chart').first(), page.locator('trace-chart').last()];
    await queue.scrollIntoViewIfNeeded();
    const box = (await clock.locator('canvas').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (const figure of [clock, queue]) {
      await expect(figure.locator('chart-legend')).toContainText(/at (2|3)\d\.\d s/);
      await expect(figure.locator('chart-overlay .pointer')).toHaveCount(1);
    }
    await expect(queue.locator('chart-legend li').first()).toContainText(/1\s*0\s*$/);
    await page.mouse.move(5, 5);
    await expect(queue.locator('chart-legend')).not.toContainText(/at \d/);
  });

  test('a drag chooses what is shown, a click does not, and a double click shows the whole run again', async ({
    page,
  }) => {
    const table = await openEvents(page, TRIAL_5);
    const figure = page.locator('trace-chart').first();
    const bands = page.locator('chart-overlay .band');
    // The stage shows the last seconds, and now all.
    await expect(bands).toHaveCount(2);
    await page.getByRole('button', { name: DIAGRAM_TOOLS.fit, exact: true }).click();
    await drag(page, figure, 0.5, 0.5);
    await expect(bands).toHaveCount(0);
    await drag(page, figure, 0.4, 0.5);
    await expect(bands).toHaveCount(2);
    await table.getByRole('checkbox', { name: EVENT_FILTER_WORDS.onlyWindow }).check();
    await expect(table.getByRole('status')).toContainText(/1–\d+ of \d+ of 660 events/);
    const times = (await column(page, 'time')).map(Number);
    expect(Math.min(...times)).toBeGreaterThan(18);
    expect(Math.max(...times)).toBeLessThan(32);
    await figure.getByRole('button', { name: CHART_LEGEND_WORDS.resetZoom }).click();
    await expect(bands).toHaveCount(0);
    await expect(table.getByRole('status')).toContainText('1–100 of 660 events');
    await drag(page, figure, 0.4, 0.6);
    await expect(bands).toHaveCount(2);
    await figure.locator('chart-overlay').dblclick();
    await expect(bands).toHaveCount(0);
  });

  test('the chosen event is marked in both figures', async ({ page }) => {
    await openEvents(page, TRIAL_5);
    await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
    await expect(page.locator('chart-overlay .chosen')).toHaveCount(2);
    await expect(page.locator('chart-overlay .band')).toHaveCount(2);
  });
});

test('a cut is consistent or not, says why, and finds the nearest one within', async ({ page }) => {
  await openEvents(page, TRIAL_5);
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
  await page.getByRole('button', { name: CUT_HERE }).click();
  const panel = page.locator('cut-panel');
  await expect(panel.getByRole('heading', { name: 'A consistent cut', exact: true })).toBeVisible();
  await expect(panel.getByRole('status')).toContainText('were sent before the cut and not yet received');
  await panel.getByRole('spinbutton', { name: 'Machine 3' }).fill('110');
  await panel.getByRole('spinbutton', { name: 'Machine 3' }).press('Enter');
  await expect(panel.getByRole('heading', { name: 'An inconsistent cut' })).toBeVisible();
  await expect(panel.getByRole('status')).toContainText('an effect without its cause');
  const broken = panel.getByRole('listitem').first();
  await expect(broken).toContainText(
    /3-\d+ received by event \d+ of machine \d, sent by event \d+ of machine 3/,
  );
  await broken.getByRole('button', { name: 'of machine 3' }).click();
  await expect(card(page).getByRole('heading', { level: 2 })).toContainText(/Machine 3, event\s+1\d\d: send/);
  await panel.getByRole('button', { name: CUT_WORDS.shrink }).click();
  await expect(panel.getByRole('heading', { name: 'A consistent cut', exact: true })).toBeVisible();
  const machine2 = panel.getByRole('spinbutton', { name: 'Machine 2' });
  expect(Number(await machine2.inputValue())).toBeLessThan(42);
  await panel.getByRole('button', { name: CUT_WORDS.clear }).click();
  await expect(panel.getByRole('heading')).toHaveCount(0);
});

test('a live run is followed, and another run begins with nothing chosen', async ({ laboratory, page }) => {
  await laboratory.open('rates=5,4,5&die=4&seconds=300&seed=7');
  await laboratory.button('Run').click();
  await page.getByRole('tab', { name: 'Events' }).click();
  const table = page.locator('event-table');
  const total = async (): Promise<number> =>
    Number(/(\d+) events/.exec(await table.getByRole('status').innerText())?.[1] ?? 0);
  await expect.poll(total).toBeGreaterThan(0);
  const early = await total();
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
  await expect(card(page).getByRole('heading', { level: 2 })).toBeVisible();
  await expect.poll(total).toBeGreaterThan(early);
  await laboratory.button('Stop').click();
  await expect(laboratory.status).toContainText('Stopped');
  const ticks = await laboratory.column('ticks');
  await expect.poll(total).toBe(ticks.reduce((sum, count) => sum + count, 0));
  await laboratory.button('Run').click();
  await expect(card(page).getByText('Select an event in the diagram')).toBeVisible();
});
