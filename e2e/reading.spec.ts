// "Is this right?": logs of a form that nobody listed are shown as they are read, changed by a person, opened, and read the same
// way elsewhere, by a link or a saved file.
import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import type { Trace } from '../src/core/trace.ts';
import {
  KIND_WORDS,
  READING_BUTTONS,
  READING_TITLES,
  ROLE_WORDS,
  broughtSentence,
  meaningChoice,
  PLACE_WORDS,
  roleChoice,
} from '../src/words/reading.ts';
import { MADE_UP_WORDS, strangeLogs, type StrangeWords } from '../src/testing/strange-logs.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { OpenPage, proseLogs, traceOf, upload, type Upload } from './support/open-page.ts';
import { OPENED_RUN } from '../src/words/opened-run.ts';

function strangeFiles(trace: Trace, words?: StrangeWords): Upload[] {
  return strangeLogs(trace, words).map(({ name, text }) => upload(name, text));
}

function kindsOf(trace: Trace): Record<string, number> {
  const counts: Record<string, number> = { send: 0, receive: 0, internal: 0 };
  for (const { machine, eventCount } of trace.logs)
    for (let i = 0; i < eventCount; i++) counts[trace.event(machine, i).kind]! += 1;
  return counts;
}

const sums = (open: OpenPage): Locator => open.reading.locator('header').getByRole('status');
const means = (open: OpenPage, words: string): Locator =>
  open.reading.getByRole('combobox', { name: meaningChoice(words) });

test('a strange log is shown as it is read; a word is changed, the counts follow, and it is opened', async ({
  page,
}) => {
  const trace = traceOf(7);
  const { internal } = kindsOf(trace);
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...strangeFiles(trace));
  await expect(open.reading.getByRole('heading', { name: READING_TITLES.question })).toBeVisible();
  const events = trace.eventCount;
  await expect(sums(open)).toHaveText(
    `3 files, ${events + 6} lines: ${events} events of 3 machines in 1 run, 6 lines ignored, none left over.`,
  );
  const lines = open.reading.locator('reading-lines');
  await expect(lines.locator('del').first()).toContainText('Connected to machine 2');
  await expect(lines.locator('mark.clock').first()).toHaveAttribute('title', ROLE_WORDS.clock.name);
  await expect(open.reading.getByRole('combobox', { name: roleChoice('“logical clock”') })).toHaveValue(
    'clock',
  );
  await expect(open.reading.getByText(/never falls; jumps only at “Processed message”/)).toBeVisible();
  await expect(open.reading.getByText(/Nothing wrong in/)).toBeVisible();

  await means(open, 'Internal event').selectOption(KIND_WORDS.ignore);
  await expect(sums(open)).toHaveText(
    `3 files, ${events + 6} lines: ${events - internal!} events of 3 machines in 1 run, ${6 + internal!} lines ignored, none left over.`,
  );
  await means(open, 'Internal event').selectOption(KIND_WORDS.internal);
  await expect(sums(open)).toContainText(`${events} events`);
  await open.reading.getByRole('textbox', { name: PLACE_WORDS.machineOf('machine_2.log') }).fill('beta');
  await open.reading.getByRole('textbox', { name: PLACE_WORDS.machineOf('machine_2.log') }).press('Enter');
  await open.accept();
  await expect(open.status).toHaveText('1 run read from 3 files');
  await expect(
    page.locator('opened-run').getByRole('list', { name: OPENED_RUN.machines, exact: true }),
  ).toContainText('beta');

  await page.getByText(OPENED_RUN.howRead).click();
  await open.button(READING_BUTTONS.reconsider).click();
  await expect(
    open.reading.getByRole('textbox', { name: PLACE_WORDS.machineOf('machine_2.log') }),
  ).toHaveValue('beta');
});

test('the keyboard alone: from the question to a choice and to the answer', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...strangeFiles(traceOf(7)));
  await means(open, 'Internal event').focus();
  await page.keyboard.press('o'); // the native select takes letters
  await expect(means(open, 'Internal event')).toHaveValue('other');
  await expect(sums(open)).toHaveAttribute('aria-busy', 'false');
  await open.button(READING_BUTTONS.accept).press('Enter');
  await expect(open.status).toHaveText('1 run read from 3 files');
});

test('a reading is copied as a link, and reads other files the same way', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...strangeFiles(traceOf(7)));
  await means(open, 'Internal event').selectOption(KIND_WORDS.ignore);
  await expect(sums(open)).toHaveAttribute('aria-busy', 'false');
  await open.button(READING_BUTTONS.copy).click();
  await expect(open.reading.getByText(/^Link copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(4000);

  const other = traceOf(8);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText(broughtSentence('address'))).toBeVisible();
  await open.choose(...strangeFiles(other));
  await expect(sums(open)).toContainText(`: ${other.eventCount - kindsOf(other)['internal']!} events`);
  await open.button(READING_BUTTONS.drop).click();
  await expect(sums(open)).toContainText(`: ${other.eventCount} events`);
  await expect(page).toHaveURL(/#\/open$/);
});

test('an address whose reading is cut off says so, and logs are read without it', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto('reading=q1bKTFGyUrJSUMpI');
  await expect(page.getByText(/The reading in the address cannot be used\./)).toBeVisible();
  await open.choose(...strangeFiles(traceOf(7)));
  await expect(sums(open)).toContainText(`: ${traceOf(7).eventCount} events`);
});

test('a saved reading is dropped with other logs; one that is broken loses nothing', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...strangeFiles(traceOf(7)));
  await means(open, 'Internal event').selectOption(KIND_WORDS.ignore);
  await expect(sums(open)).toHaveAttribute('aria-busy', 'false');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    open.button(READING_BUTTONS.save).click(),
  ]);
  const saved = await readFile(await download.path(), 'utf8');

  const other = traceOf(8);
  const logs = strangeLogs(other);
  await page.goto('about:blank');
  await open.goto();
  await open.drop([...logs, { name: 'lamplight-reading.json', text: saved }]);
  await expect(sums(open)).toContainText(`: ${other.eventCount - kindsOf(other)['internal']!} events`);

  await page.goto('about:blank');
  await open.goto();
  await open.drop([...logs, { name: 'lamplight-reading.json', text: saved.slice(0, 400) }]);
  await expect(sums(open)).toContainText(`: ${other.eventCount} events`);
  await expect(
    open.accounts.getByText(/The reading “lamplight-reading\.json” cannot be used\./),
  ).toBeVisible();
});

test('words of no language: what they mean is chosen, and no more than three choices are asked', async ({
  page,
}) => {
  const trace = traceOf(7, 60);
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...strangeFiles(trace, MADE_UP_WORDS));
  await expect(sums(open)).toContainText(`: ${trace.eventCount} events`);
  const asked = open.reading.getByRole('button', { name: READING_BUTTONS.showQuestion });
  expect(await asked.count()).toBeLessThanOrEqual(3);
  await expect(means(open, MADE_UP_WORDS.receive)).toHaveValue('receive');
  await means(open, MADE_UP_WORDS.internal).selectOption(KIND_WORDS.internal);
  await means(open, MADE_UP_WORDS.send).selectOption(KIND_WORDS.send);
  await expect(sums(open)).toHaveAttribute('aria-busy', 'false');
  await expect(asked).toHaveCount(0);
  await open.accept();
  expect(await open.summary(3)).toEqual(trace.logs.map(({ eventCount }) => eventCount));
});

test('what happened is left to the words or taken from a column, whose values get their meaning', async ({
  page,
}) => {
  const trace = traceOf(7, 60);
  const states = { [MADE_UP_WORDS.receive]: 4, [MADE_UP_WORDS.send]: 7, [MADE_UP_WORDS.internal]: 9 };
  const files = strangeLogs(trace, MADE_UP_WORDS).map(({ name, text }) => {
    // One word for all events: what happened is in the last column alone.
    const lines = text.trimEnd().split('\n');
    const coded = lines.map(line => {
      const word = Object.keys(states).find(one => line.includes(one)) ?? '';
      return `${line.replace(word, 'zormor')} | State: ${states[word] ?? 1}`;
    });
    return upload(name, `${coded.join('\n')}\n`);
  });
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...files);
  const column = open.reading.getByRole('combobox', { name: roleChoice('“state”') });
  await expect(column).toHaveValue(ROLE_WORDS.code.name);
  await column.selectOption(ROLE_WORDS.other.name);
  await expect(means(open, 'zormor')).toBeVisible();
  await expect(means(open, '9')).toHaveCount(0);

  await column.selectOption(ROLE_WORDS.code.name);
  for (const [state, kind] of [
    ['4', KIND_WORDS.receive],
    ['7', KIND_WORDS.send],
    ['9', KIND_WORDS.internal],
  ] as const) {
    await means(open, state).selectOption(kind);
    await expect(sums(open)).toHaveAttribute('aria-busy', 'false');
  }
  await expect(means(open, 'zormor')).toHaveCount(0);
  await expect(sums(open)).toContainText(`: ${trace.eventCount} events of 3 machines in 1 run`);
  await open.accept();
  expect(await open.summary(3)).toEqual(trace.logs.map(({ eventCount }) => eventCount));
});

test('a log of a known kind is not asked about, and can be', async ({ page }) => {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...proseLogs(traceOf(3), 'run'));
  await expect(open.status).toHaveText('1 run read from 3 files');
  await page.getByText(OPENED_RUN.howRead).click();
  await open.button(READING_BUTTONS.reconsider).click();
  await expect(open.reading.getByRole('heading', { name: READING_TITLES.question })).toBeVisible();
  await expect(sums(open)).toContainText(`: ${traceOf(3).eventCount} events of 3 machines`);
});

test('names that are markup, very long lines, many fields and many wordings are bounded and shown as they are', async ({
  page,
}) => {
  const open = new OpenPage(page);
  await open.goto();
  const names = ['<b>x</b>', '__proto__'];
  const wide = (i: number): string =>
    Array.from(
      { length: 200 },
      (_, f) =>
        `f${'abcdefghij'[f % 10]}${'klmnopqrst'[Math.floor(f / 10) % 10]}${'uv'[Math.floor(f / 100)]}=${(i * f) % 7}`,
    ).join(' ');
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  const pair = (i: number): string => `${alphabet[i % 23]}ox ${alphabet[Math.floor(i / 23) % 26]}im`;
  const logs = names.map(name => ({
    name: `${name}.log`,
    text: Array.from(
      { length: 650 },
      (_, i) => `clock=${i + 1} event: internal ${pair(i)} ${i % 50 === 0 ? wide(i) : ''}`,
    ).join('\n'),
  }));
  logs.push({ name: 'long.log', text: `clock=1 event: step ${'x'.repeat(3000)}\n` });
  await open.drop(logs);
  await expect(open.reading).toBeVisible();
  await expect(sums(open)).toContainText('3 files, 1,301 lines');
  expect(await open.reading.locator('reading-lines li').count()).toBeLessThanOrEqual(48);
  await expect(open.reading.locator('reading-wordings tbody tr')).toHaveCount(500);
  await expect(open.reading.getByText(/more wordings are not listed/)).toBeVisible();
  const fields = open.reading.locator('reading-fields tbody tr');
  await expect(fields).toHaveCount(24);
  await open.button('Show 24 more fields').click();
  await expect(fields).toHaveCount(48);
  await expect(
    open.reading.getByRole('textbox', { name: PLACE_WORDS.machineOf('__proto__.log') }),
  ).toBeVisible();
  await expect(open.reading.locator('b', { hasText: /^x$/ })).toHaveCount(0);
});

test('axe finds nothing and nothing sticks out, in either theme, wide and narrow', async ({ page }) => {
  test.slow(); // axe looks at every part of a large page
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(...strangeFiles(traceOf(7), MADE_UP_WORDS));
  await expect(open.reading.getByText(/checked facts|One bug|bugs/).first()).toBeVisible();
  await expectNoViolationsInAnyLook(page);

  // In one file each machine has a name of its own to be changed.
  const timeOf = (line: string): string => /System Time: (\S+ \S+)/.exec(line)?.[1] ?? '';
  const lines = strangeLogs(traceOf(7)).flatMap(({ text }) => text.trimEnd().split('\n'));
  lines.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  await open.choose(upload('all.out', `${lines.join('\n')}\n`));
  await expect(open.reading.getByRole('textbox', { name: PLACE_WORDS.nameOf('2') })).toBeVisible();
  await expect(open.reading.getByText(/checked facts|One bug|bugs/).first()).toBeVisible();
  await expectNoViolationsInAnyLook(page);
});
