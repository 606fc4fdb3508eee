// The page that opens logs: real files through the chooser, a real drop, folders of odd things, patterns of any kind; and
// whatever comes, a sentence and what could be read.
import { missingReason } from '../src/formats/logs/run-notes.ts';
import { INFERRED_NAME } from '../src/formats/infer/reading.ts';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { summarize } from '../src/analysis/summary.ts';
import { writeTrace } from '../src/formats/write.ts';
import { CLASS_WORDS } from '../src/words/class.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { ODD_PATTERN, oddLog, OpenPage, proseLogs, traceOf, upload } from './support/open-page.ts';
import { TRACE_TABS_NAME } from '../src/words/trace-tabs.ts';
import {
  hiddenLeftOut,
  OPEN_PROBLEMS,
  PASTE_WORDS,
  SKIPPED_TABLE,
  skippedNote,
  SOURCE_WORDS,
  WELCOME_WORDS,
} from '../src/words/open-words.ts';
import { OPENED_RUN } from '../src/words/opened-run.ts';
import { PATTERN_SUMMARIES } from '../src/words/pattern.ts';
import { PAGE_BUTTONS } from '../src/words/pages.ts';

test('the empty page invites, and its sample is a run with everything', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await page.getByText(WELCOME_WORDS.kinds).click();
  await expect(page.getByText('Timestamped prose')).toBeVisible();
  await open.button('Try it with a sample').click();
  await expect(open.status).toHaveText('1 run read from 3 files');
  await expect(page.getByText('663 lines · none skipped · every line explained')).toBeVisible();
  await expect(page.getByRole('img', { name: /Logical clock of each machine/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /Queue length of each machine/ })).toBeVisible();
  await expect(page.getByRole('tablist', { name: TRACE_TABS_NAME })).toBeVisible();
  expect(await open.summary(3)).toEqual([300, 60, 300]);
  await expect(page.getByRole('link', { name: OPENED_RUN.runAgain })).toBeHidden();
});

test('a trace saved from a run is the same when it is opened, and its trial is run again', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('rates=5,1,5&die=10&seconds=20&seed=7&engine=virtual&run=now');
  await laboratory.finished(20);
  const { name, text } = await laboratory.download(/JSONL/);
  const trace = traceOf(7);
  expect(text).toBe(writeTrace(trace, 'jsonl')[0]!.text);

  const open = new OpenPage(page);
  await open.goto();
  await open.choose(upload(name, text));
  await expect(open.status).toHaveText('1 run read from 1 file');
  const { machines } = summarize(trace);
  expect(await open.summary(3)).toEqual(machines.map(({ ticks }) => ticks));
  expect(await open.summary(4)).toEqual(machines.map(({ finalClock }) => finalClock));
  const shown = await page.evaluate(() => {
    const { state } = document.querySelector('open-view')!.desk;
    return state.opened!.runs[0]!.trace.logs.map(({ clocks, eventCount }) => [
      ...clocks.slice(0, eventCount),
    ]);
  });
  expect(shown).toEqual(trace.logs.map(({ clocks, eventCount }) => [...clocks.slice(0, eventCount)]));

  await page.getByRole('link', { name: OPENED_RUN.runAgain }).click();
  await expect(page).toHaveURL(/#\/trial\?rates=5,1,5&seconds=20/);
  await expect(laboratory.button('Run')).toBeVisible();
});

test('six files of two runs are dropped at once, anywhere on the page', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  const files = [...proseLogs(traceOf(3), 'monday'), ...proseLogs(traceOf(4), 'tuesday')];
  await open.drop(files.map(({ name, buffer }) => ({ name, text: buffer.toString() })));
  await expect(open.status).toHaveText('2 runs read from 6 files');
  await expect(open.accounts.getByText('Timestamped prose')).toHaveCount(6);
  await expect(open.runs).toHaveCount(2);
  await expect(open.runs.first()).toBeChecked();
  const first = summarize(traceOf(3)).machines.map(({ finalClock }) => finalClock);
  expect(await open.summary(4)).toEqual(first);
  await open.runs.first().press('ArrowDown');
  await expect(page.getByRole('heading', { level: 2, name: /tuesday/ })).toBeVisible();
  expect(await open.summary(4)).toEqual(summarize(traceOf(4)).machines.map(({ finalClock }) => finalClock));
});

test('what is opened again takes the place of what was, once it has been read', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.button('Try it with a sample').click();
  await expect(page.locator('opened-run').getByRole('heading').first()).toHaveText('sample');
  await open.drop([], 'only words');
  await expect(open.status).toHaveText(
    /There was no file in what you brought.*What was open is still shown\./,
  );
  await expect(page.locator('opened-run').getByRole('heading').first()).toHaveText('sample');
  await open.choose(...proseLogs(traceOf(3), 'monday'));
  await expect(page.getByRole('heading', { level: 2, name: /monday/ })).toBeVisible();
});

test('text is pasted, into the dialog and onto the page', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.button(SOURCE_WORDS.paste).click();
  const dialog = page.getByRole('dialog', { name: PASTE_WORDS.title });
  await dialog.getByRole('button', { name: PASTE_WORDS.open }).click();
  await expect(dialog.getByText(PASTE_WORDS.nothing)).toBeVisible();
  const [log] = proseLogs(traceOf(3), 'pasted');
  await dialog.getByRole('textbox', { name: PASTE_WORDS.text }).fill(log!.buffer.toString());
  await dialog.getByRole('button', { name: PASTE_WORDS.open }).click();
  await expect(open.status).toHaveText('1 run read from 1 file');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'not a log\n');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(open.status).toHaveText('Nothing could be read from 1 file');
});

test('skipped lines are counted, listed with their reasons in pages, filtered and saved', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto();
  const [first, ...others] = proseLogs(traceOf(3), 'run');
  const noise = Array.from({ length: 60 }, (_, i) => `connecting, attempt ${i + 1}`).join('\n');
  const noisy = upload(first!.name, `${noise}\n${first!.buffer.toString()}and then it broke off`);
  const another = upload(others[0]!.name, `${others[0]!.buffer.toString()}bye\n`);
  await open.choose(noisy, another, others[1]!);
  await expect(page.getByText(/62 skipped · every line explained/)).toBeVisible();
  await expect(open.skipped.getByText(skippedNote(62, 0))).toBeVisible();
  await expect(open.skipped.locator('tbody tr')).toHaveCount(50);
  await expect(open.skipped.locator('tbody tr').first()).toContainText('connecting, attempt 1');
  await open.skipped.getByRole('button', { name: PAGE_BUTTONS.next }).click();
  await expect(open.skipped.locator('tbody tr')).toHaveCount(12);
  await open.skipped.getByRole('combobox').selectOption(another.name);
  await expect(open.skipped.locator('tbody tr')).toHaveCount(1);
  await expect(open.skipped.locator('tbody tr')).toContainText('bye');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    open.skipped.getByRole('button', { name: SKIPPED_TABLE.save }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^run_machine_2\.log:22: .+\n {4}bye\n$/);
});

test('a pattern: each keystroke shows what the lines become; then the files are read by it', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(oddLog());
  await open.accept();
  await expect(open.status).toHaveText('1 run read from 1 file');
  await expect(open.accounts.getByText(INFERRED_NAME)).toBeVisible();
  await open.button('Start from a suggestion').click();
  await expect(open.preview.getByRole('status')).toHaveText('30 of 31 lines match.');
  await open.pattern.fill('(?<event>[');
  await expect(open.preview.getByRole('alert')).toContainText('not a regular expression');
  await expect(open.button('Read with this pattern')).toBeDisabled();
  await open.pattern.fill(ODD_PATTERN);
  await expect(open.preview.getByRole('status')).toHaveText('30 of 31 lines match.');
  const rows = open.preview.locator('tbody tr');
  await expect(rows.nth(1)).toContainText(/INTERNAL q=0 lc=2\s*internal\s*2\s*0/);
  await expect(rows.nth(30)).toContainText('It does not match the pattern.');
  await open.button('Read with this pattern').click();
  await expect(open.status).toHaveText('1 run read from 1 file');
  await expect(open.skipped.locator('tbody tr')).toHaveCount(1);
  await expect(page).toHaveURL(/#\/open\?pattern=/);

  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(open.pattern).toHaveValue(ODD_PATTERN);
  await open.choose(oddLog(10));
  await expect(open.status).toHaveText('1 run read from 1 file');
});

test('a pattern that backtracks without end is stopped, in the preview and in reading, and the page lives on', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(upload('vm_1.txt', `${'a'.repeat(60)}!\nSEND lc=1\n`));
  await open.accept();
  await expect(open.preview.locator('tbody tr')).toHaveCount(2);
  await open.pattern.fill('(?<event>(a+)+)$');
  await expect(open.preview.getByRole('alert')).toContainText(/took longer than 1 s .* and was stopped/);
  await open.pattern.fill(String.raw`(?<event>\w+) lc=(?<clock>\d+)`);
  await expect(open.preview.getByRole('status')).toHaveText('1 of 2 lines match.');

  await open.goto(new URLSearchParams({ pattern: '(?<event>(a+)+)$' }).toString());
  await page.reload();
  await open.choose(upload('vm_1.txt', `${'a'.repeat(60)}!\n`));
  await expect(open.status).toContainText(/Reading was stopped: .*tries too many ways to match/);
  await expect(open.pattern).toHaveValue('(?<event>(a+)+)$');
});

test('an address with keys that mean nothing says so, and can be fixed', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto('colour=red');
  await expect(page.getByText('The address has an unknown key “colour”.')).toBeVisible();
  await open.button('Leave it out').click();
  await expect(page).toHaveURL(/#\/open$/);
});

test('empty, binary, of no known kind and good at once: each gets a sentence, and what could be read is shown', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto();
  const binary = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256));
  await open.choose(
    upload('empty.log', ''),
    upload('photo.log', binary),
    upload('poem.txt', 'Shall I compare thee\nto a logical clock?\n'),
    ...proseLogs(traceOf(3), 'good'),
  );
  await expect(open.status).toHaveText('1 run read from 6 files');
  const row = (name: string): Locator => open.accounts.getByRole('row', { name });
  await expect(row('empty.log')).toContainText('It is empty.');
  await expect(row('photo.log')).toContainText('This is not a text file');
  await expect(row('poem.txt')).toContainText('It is not a known kind of log.');
  await expect(open.skipped.locator('tbody tr')).toHaveCount(2);
});

test('two files for one machine and a machine that is missing are told, and both runs are shown', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto();
  const [one, , three] = proseLogs(traceOf(3), 'run');
  await open.choose(one!, upload('run_machine_1 (1).log', one!.buffer), three!);
  await expect(open.status).toHaveText('2 runs read from 3 files');
  const run = page.locator('opened-run');
  await expect(run).toContainText('There are 2 logs of machine 1: each is taken as part of a different run');
  await expect(run).toContainText(`The log of machine 2 is incomplete: ${missingReason('machine 2')}`);
});

test('a folder is gone through: files of one name in two folders are two runs, and hidden files are left out', async ({
  page,
}, testInfo) => {
  for (const run of ['first', 'second']) {
    await mkdir(testInfo.outputPath('logs', run), { recursive: true });
    for (const { name, buffer } of proseLogs(traceOf(3), 'run'))
      await writeFile(testInfo.outputPath('logs', run, name), buffer);
  }
  await writeFile(testInfo.outputPath('logs', '.DS_Store'), 'whatever');
  const open = new OpenPage(page);
  await open.goto();
  await page.locator('input#folder').setInputFiles(testInfo.outputPath('logs'));
  await open.button(CLASS_WORDS.together).click();
  await expect(open.status).toHaveText('2 runs read from 6 files');
  await expect(open.accounts.getByText(hiddenLeftOut(1))).toBeVisible();
  await expect(open.accounts.getByText('second/run_machine_3.log', { exact: true })).toBeVisible();
});

test('more files than can be told apart: the first ones are opened, and the page says what was left out', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.drop(Array.from({ length: 700 }, (_, i) => ({ name: `part-${i}.txt`, text: 'nothing\n' })));
  await expect(open.status).toHaveText('Nothing could be read from 500 files');
  await expect(
    open.accounts.getByText(/These are 700 files: the first 500 by name were opened/),
  ).toBeVisible();
});

test('20 MB are read with progress, can be stopped, and the page answers all the while', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await page.evaluate(() => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) =>
        `2026-03-02 10:${String(Math.floor(i / 6000) % 60).padStart(2, '0')}:${String(Math.floor(i / 100) % 60).padStart(2, '0')},${String((i % 100) * 10).padStart(3, '0')} : (Logical Clock Time ${i + 1}) Internal event occurred.`,
    );
    const text = `2026-03-02 10:00:00,000 : Clock rate: 100\n${lines.join('\n')}\n`;
    const file = (machine: number) => new File([text], `big_machine_${machine}.log`);
    const view = document.querySelector('open-view')!;
    Object.assign(window, { portions: [] as number[] });
    view.desk.subscribe(() => {
      const portion = view.desk.state.progress?.portion;
      if (portion !== undefined) (window as unknown as { portions: number[] }).portions.push(portion);
    });
    view.desk.open([file(1), file(2), file(3)]);
  });
  await expect(open.status).toHaveText('Reading 3 files');
  await open.button('Stop').click();
  await expect(open.status).toContainText(OPEN_PROBLEMS.stopped);
  await page.evaluate(() => document.querySelector('open-view')!.desk.readWithPattern());
  await expect(open.status).toHaveText('1 run read from 3 files');
  expect(await open.summary(3)).toEqual([100_000, 100_000, 100_000]);
  const portions = await page.evaluate(() => (window as unknown as { portions: number[] }).portions);
  expect(new Set(portions).size).toBeGreaterThan(10);
});

test('axe finds nothing and nothing sticks out, in either theme, wide and narrow', async ({ page }) => {
  test.slow(); // axe looks at every part of a large page
  const open = new OpenPage(page);
  await open.goto();
  await page.getByText(WELCOME_WORDS.kinds).click();
  await page.getByText(PATTERN_SUMMARIES.first).click();
  await expectNoViolationsInAnyLook(page);
  await open.choose(oddLog());
  await open.accept();
  await expect(open.preview.getByRole('status')).toContainText('what its first 31 lines become');
  await open.pattern.fill(ODD_PATTERN);
  await expect(open.preview.getByRole('status')).toHaveText('30 of 31 lines match.');
  await expectNoViolationsInAnyLook(page);
  await open.choose(...proseLogs(traceOf(3), 'monday'), ...proseLogs(traceOf(4), 'tuesday'), oddLog());
  await expect(open.status).toHaveText(/runs read from 7 files/);
  await expect(page.locator('event-table, space-time-diagram').first()).toBeVisible();
  await expectNoViolationsInAnyLook(page);
});

test('words that nobody knows get their meaning beside the pattern, and it travels in the address', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto(`pattern=${encodeURIComponent(String.raw`^(?<machine>\S+) (?<event>.+) @(?<clock>\d+)$`)}`);
  await open.choose(upload('all.log', 'P1 xyzzy @1\nP1 plugh @2\nP1 plugh @3\n'));
  await expect(page.getByText('“xyzzy” is not a send').first()).toBeVisible();
  await page.getByLabel('What “xyzzy” means').selectOption('send');
  await expect(page).toHaveURL(/words=xyzzy:send/);
  await open.button('Read with this pattern').click();
  await expect(open.status).toHaveText('1 run read from 1 file');
  await expect(page.getByText('3 events').first()).toBeVisible();
});
