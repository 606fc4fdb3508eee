// A class: a folder with a folder for each hand-in becomes a table, each row of which opens, and which is saved.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLASS_WORDS, openHandIn } from '../src/words/class.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { OpenPage, proseLogs, traceOf } from './support/open-page.ts';

/** Right, wrong (each receive takes max(own + 1, received)), unreadable, two runs under a name that is a formula, and no log. */
async function writeClass(folder: string): Promise<void> {
  const write = async (student: string, name: string, content: Buffer): Promise<void> => {
    await mkdir(join(folder, student), { recursive: true });
    await writeFile(join(folder, student, name), content);
  };
  for (const { name, buffer } of proseLogs(traceOf(3), 'run')) {
    await write('alice', name, buffer);
    await write('bob', name, wrongReceives(buffer));
  }
  await write('carol', 'vm.log', Buffer.alloc(300));
  for (const seed of [3, 4])
    for (const { name, buffer } of proseLogs(traceOf(seed), `day${seed}`))
      await write('=dan<b>', name, buffer);
  await write('alice', 'main.py', Buffer.from('print("not a log")'));
  await write('erin', 'main.py', Buffer.from('print("no log beside it")'));
}

/** The timestamp of what was received is one higher than the clock after it: no rule allows that. */
function wrongReceives(log: Buffer): Buffer {
  const text = log
    .toString()
    .replace(
      /\(Logical Clock Time (\d+)\) Received a message with logical time \d+/g,
      (_, clock: string) =>
        `(Logical Clock Time ${clock}) Received a message with logical time ${Number(clock) + 1}`,
    );
  return Buffer.from(text);
}

test('a folder of hand-ins is a table; a row opens and the way back leads to it as it was', async ({
  laboratory,
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('lab');
  await writeClass(folder);
  const open = new OpenPage(page);
  await open.goto();
  await page.locator('input#folder').setInputFiles(folder);
  const table = page.getByRole('table', { name: CLASS_WORDS.title });
  const rows = table.getByRole('row');
  await expect(page.locator('class-table').getByRole('status')).toHaveText(
    '5 hand-ins: 1 with faults, 2 with nothing wrong, 0 not checked, 2 not read',
  );
  await expect(rows).toHaveCount(6);
  const row = (name: string) => rows.filter({ has: page.getByRole('button', { name: openHandIn(name) }) });
  await expect(row('alice')).toContainText('Nothing wrong in');
  await expect(row('bob')).toContainText('✗');
  await expect(row('carol')).toContainText('Nothing could be read.');
  await expect(row('=dan<b>').getByRole('cell').first()).toHaveText('2');
  await expect(rows.filter({ hasText: 'erin' })).toContainText('There are no logs in its folder.');
  await expect(open.button(openHandIn('erin'))).toHaveCount(0);

  await expectNoViolationsInAnyLook(page);

  await table.getByRole('button', { name: CLASS_WORDS.columns.verdict }).click();
  const verdictHead = table.getByRole('columnheader', { name: CLASS_WORDS.columns.verdict });
  await expect(verdictHead).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.nth(1)).toContainText('bob');

  await open.button(openHandIn('=dan<b>')).click();
  await expect(open.runs).toHaveCount(2);
  await expect(page.getByText('=dan<b>, hand-in')).toBeVisible();
  await expect(open.runs.filter({ hasText: '=dan' })).toHaveCount(0);
  await open.button(CLASS_WORDS.back).click();
  await expect(open.button(openHandIn('=dan<b>'))).toBeFocused();
  await expect(verdictHead).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.nth(1)).toContainText('bob');

  const csv = await laboratory.download(CLASS_WORDS.csv);
  expect(csv.name).toBe('hand-ins.csv');
  const lines = csv.text.trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^student,files,runs,events,state,verdict/);
  expect(lines[1]).toMatch(/^bob,3,1,\d+,faulty,/);
  expect(lines.slice(1).map(line => line.split(',')[0])).toEqual(
    expect.arrayContaining(["'=dan<b>", 'alice', 'carol']),
  );
  const markdown = await laboratory.download(CLASS_WORDS.markdown);
  expect(markdown.name).toBe('hand-ins.md');
  expect(markdown.text).toMatch(/^\| student \| runs \| events \| verdict \| not checked \|/);
  expect(markdown.text).not.toContain('<b>');

  await open.button(CLASS_WORDS.together).click();
  await expect(open.status).toContainText(/read from 13 files/);
  await open.button(CLASS_WORDS.apart).click();
  await expect(rows).toHaveCount(6);
});
