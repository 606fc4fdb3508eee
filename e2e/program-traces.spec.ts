// Traces of programs wherever a trace is shown: without a length of time no text of any panel names seconds.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { traceOfProgram } from '../src/core/program/program-trace.ts';
import type { Trace } from '../src/core/trace.ts';
import { runProgram } from '../src/engine/run-program.ts';
import { writeTrace } from '../src/formats/write.ts';
import { runByDraws } from '../src/testing/run-by-draws.ts';
import { TELLING } from '../src/testing/telling-program.ts';
import { DIAGRAM_NAME } from '../src/words/diagram.ts';
import { TRACE_TABS } from '../src/words/trace-tabs.ts';
import { EVENT_SEARCH_WORDS } from '../src/words/event-search.ts';
import { NOTABLE_MARKS } from '../src/words/notable-places.ts';
import { CHECKING, PROGRAM_BUTTONS, PROGRAM_WORDS } from '../src/words/program-view.ts';
import { offeredFor } from '../src/words/run-files.ts';
import { copiedLink, expect, test } from './support/laboratory.ts';
import { OpenPage, upload } from './support/open-page.ts';

/** A run in an order of its own, with whatever can happen: losses, second copies, a crash, a problem. */
function steppedTrace(): Trace {
  const draws = Array.from({ length: 60 }, (_, i) => (i * 7919) % 1009);
  return traceOfProgram(runByDraws(TELLING, TELLING.trial!, draws));
}

/** By seed, with losses and a crash. */
function timedTrace(): Trace {
  const { run } = runProgram(TELLING, {
    rates: [3, 2],
    durationSeconds: 8,
    seed: 5,
    script: [[['enter', 1], ['enter', 2], 'fail'], [['enter', 3]]],
    faults: {
      lossPercent: 30,
      timed: [{ kind: 'crash', machine: 2, fromMs: 3000, toMs: 4000, memory: 'amnesic' }],
    },
  });
  return traceOfProgram(run);
}

/** All that is read on the page: texts, names and titles, in every element and shadow root. */
async function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        if (node.localName === 'style') return;
        for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder']) {
          const text = node.getAttribute(name);
          if (text) texts.push(text);
        }
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      if (node instanceof Text && node.data.trim() !== '') texts.push(node.data.trim().replace(/\s+/g, ' '));
      for (const child of node.childNodes) walk(child);
    };
    walk(document.querySelector('open-view')!.renderRoot.querySelector('opened-run')!);
    return texts;
  });
}

const EVENTS_LOOKED_AT = 7;
const SECONDS = /\d\s*(?:s|ms)(?![\w’-])|seconds\b|second \d|\/s\b|ticks? per|milli/i;

/** Every tab, with all that can be unfolded; an event is selected and a moment is played, so that what depends on them is there. */
async function everyText(page: Page): Promise<string[]> {
  const texts = new Set<string>();
  await page.getByRole('application', { name: DIAGRAM_NAME }).first().focus();
  for (let step = 0; step < EVENTS_LOOKED_AT; step++) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('event-card')).toBeVisible();
    for (const text of await textsOf(page)) texts.add(text);
  }
  for (const [id, label] of Object.entries(TRACE_TABS)) {
    await page.getByRole('tab', { name: label }).click();
    await expect(page.locator('trace-explorer').getByRole('tabpanel')).toHaveAttribute(
      'aria-labelledby',
      `tab-${id}`,
    );
    await expect(page.locator('trace-explorer [role=status]', { hasText: '…' })).toHaveCount(0);
    await expect(page.locator('trace-explorer').getByRole('heading').first()).toBeVisible();
    await page.locator('open-view details > summary').evaluateAll(all => {
      for (const each of all) (each.parentElement as HTMLDetailsElement).open = true;
    });
    await page.evaluate(() =>
      new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame)),
    );
    await page.locator('trace-chart chart-overlay').first().hover();
    for (const text of await textsOf(page)) texts.add(text);
  }
  return [...texts];
}

async function openTrace(page: Page, trace: Trace): Promise<OpenPage> {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(upload('run.jsonl', writeTrace(trace, 'jsonl')[0]!.text));
  await expect(open.status).toHaveText('1 run read from 1 file');
  return open;
}

test('no panel names seconds where time has no length', async ({ page }) => {
  await openTrace(page, steppedTrace());
  const texts = await everyText(page);
  expect(texts).toContain('step 10..12');
  expect(texts.some(text => /^at step \d+$/.test(text))).toBe(true);
  expect(texts.filter(text => SECONDS.test(text))).toEqual([]);
});

test('where time has a length, they do', async ({ page }) => {
  await openTrace(page, timedTrace());
  const texts = await everyText(page);
  for (const words of ['ticks/s', 'time 10..12', 'seconds since the start', 'at seconds'])
    expect(texts).toContain(words);
});

/** What the table of events says, row by row. */
async function rowsOf(page: Page): Promise<string[]> {
  await page.getByRole('tab', { name: TRACE_TABS.events }).click();
  // Views that were left are hidden, and keep theirs.
  const table = page.locator('event-table').filter({ visible: true }).locator('tbody tr');
  await expect(table.first()).toBeVisible();
  const rows = await table.allInnerTexts();
  // Opened logs say where in their file each event is.
  return rows.map(row =>
    row
      .replace(/\s+/g, ' ')
      .replace(/ [\w.-]+\.(?:jsonl|csv):\d+/, '')
      .trim(),
  );
}

async function saved(page: Page, label: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .locator('run-files')
      .filter({ visible: true })
      .getByRole('button', { name: label, exact: true })
      .click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function openFile(page: Page, name: string, text: string): Promise<void> {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(upload(name, text));
  await expect(open.status).toHaveText('1 run read from 1 file');
}

const label = (format: string): string => offeredFor('live').find(each => each.format === format)!.label;

async function checked(page: Page): Promise<void> {
  await expect(page.getByText(CHECKING)).toHaveCount(0);
  await expect(page.getByRole('button', { name: PROGRAM_BUTTONS.search, exact: true })).toBeEnabled();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Saved in every form; opened again from files, from the history and from a link, and the same each time. */
async function expectSameElsewhere(
  page: Page,
  browser: Browser,
  kinds: readonly string[],
): Promise<string[]> {
  const rows = await rowsOf(page);
  const [jsonl, csv] = [await saved(page, label('jsonl')), await saved(page, label('csv'))];
  const [mermaid, shiviz] = [await saved(page, label('mermaid')), await saved(page, label('shiviz'))];
  for (const kind of kinds) {
    expect(mermaid.text).toContain(kind);
    expect(shiviz.text).toContain(kind);
  }

  await openFile(page, csv.name, csv.text);
  expect(await rowsOf(page)).toEqual(rows);
  await openFile(page, jsonl.name, jsonl.text);
  expect(await rowsOf(page)).toEqual(rows);
  const again = await saved(page, label('jsonl'));
  expect(again.text).toBe(jsonl.text);

  const link = await copiedLink(page);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  expect(await rowsOf(other)).toEqual(rows);
  await elsewhere.close();

  await page.goto('./#/history');
  await page.locator('history-entry').first().getByRole('link').first().click();
  expect(await rowsOf(page)).toEqual(rows);
  return rows;
}

test('a run that a search has found is the same in files, in the history and in a link', async ({
  page,
  browser,
  context,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./#/programs?program=lamport-mutex&losses=1&crashes=1');
  await checked(page);
  await press(page, PROGRAM_BUTTONS.search);
  await expect(page.locator('program-result').getByRole('heading', { level: 2 }).first()).toContainText(
    'is broken',
  );
  const rows = await expectSameElsewhere(page, browser, ['request']);
  expect(rows.join('\n')).toContain('command enter');

  // What went wrong is listed, and each of it leads to an event.
  await page.locator('fault-list').filter({ visible: true }).locator('summary').click();
  await page.locator('fault-list').filter({ visible: true }).locator('tbody button').first().click();
  await expect(page.locator('event-card').filter({ visible: true })).toBeVisible();
});

test('a run by seed with losses is the same in files, in the history and in a link, and it is searched', async ({
  page,
  browser,
  context,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./#/programs?program=echo&lossPercent=30&runs=2&seconds=5&seed=3');
  await checked(page);
  await press(page, PROGRAM_BUTTONS.run);
  await expect(page.locator('program-run playback-bar')).toBeVisible();
  const rows = await expectSameElsewhere(page, browser, ['call']);
  expect(rows.join('\n')).toContain('command call');

  const search = page.getByRole('searchbox', { name: EVENT_SEARCH_WORDS.label });
  const found = page.locator('event-search').filter({ visible: true }).locator('.status');
  await search.fill('command call');
  await expect(found).toHaveText('1 found');
  await search.fill('kind ecko');
  await expect(page.locator('event-search').filter({ visible: true }).locator('#problem')).toContainText(
    'Kinds: call, echo.',
  );
  await search.fill('kind call and receive or lost');
  await expect(found).toHaveText(/^[1-9]\d* found$/);
  const marks = page.getByRole('group', { name: NOTABLE_MARKS });
  await expect(marks.getByRole('button').first()).toBeVisible();
});

test('a long search is cancelled, and a step that does not come back is ended and said', async ({ page }) => {
  await page.goto(
    './#/programs?program=ricart-agrawala&machines=5&script=enter,leave,enter,leave;enter,leave;enter,leave;enter,leave;enter,leave',
  );
  await checked(page);
  await press(page, PROGRAM_BUTTONS.search);
  await expect(page.locator('program-result status-line')).toContainText(/[1-9]/);
  await press(page, PROGRAM_BUTTONS.cancel);
  await checked(page);
  await expect(page.locator('program-result status-line')).toHaveCount(0);

  await page.goto('./#/programs?program=empty');
  await checked(page);
  await page.getByRole('textbox', { name: PROGRAM_WORDS.text }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(
    "program({ name: 'Stuck', start: () => ({}), commands: { go: { run() { for (;;) {} } } }, trial: { machines: 1, script: [['go']] } });\n",
  );
  await expect(page.getByText('does not come back from the command “go”').first()).toBeVisible();
});
