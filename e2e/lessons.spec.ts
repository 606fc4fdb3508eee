// Lessons as a reader and a teacher meet them: a question, its explanations, what comes out; a lesson of one's own from a file,
// and what is said of a broken one.
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { upload } from './support/open-page.ts';
import { NAVIGATION } from '../src/words/frame.ts';
import { LESSON_WORDS, LESSONS_TITLE, lessonOfFile, problemPlace } from '../src/words/lessons.ts';
import { SOURCE_WORDS } from '../src/words/open-words.ts';

test('a lesson by keyboard: a wrong answer is explained, a right one shows what came out, and both are still there later', async ({
  page,
}) => {
  await page.goto('./#/lessons');
  await expect(page.getByRole('heading', { level: 1, name: LESSONS_TITLE })).toBeVisible();
  await page.getByRole('link', { name: /Why did it jump\?/ }).click();
  await expect(page).toHaveURL(/lesson=why-did-it-jump/);
  const heading = page.getByRole('heading', { name: 'What came out' });
  await expect(page.locator('space-time-diagram')).toHaveCount(1);
  await expect(heading).toBeHidden();

  const check = page.getByRole('button', { name: LESSON_WORDS.check }).first();
  await check.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: LESSON_WORDS.choose })).toBeVisible();
  await page.getByRole('radio', { name: '11' }).press('ArrowDown');
  await expect(page.getByRole('radio', { name: '15' })).toBeChecked();
  await page.keyboard.press('Enter');
  const said = page.locator('lesson-question').first().getByRole('status');
  await expect(said).toContainText(LESSON_WORDS.wrong);
  await expect(heading).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(said).toContainText(LESSON_WORDS.right);
  await expect(heading).toBeVisible();
  await expect(page.locator('space-time-diagram')).toHaveCount(2);
  await expect(page.getByRole('heading', { name: 'Machine 2, event 8: receive' })).toBeVisible();
  await expectNoViolationsInAnyLook(page);

  await page.getByRole('link', { name: LESSON_WORDS.back }).click();
  await page.getByRole('link', { name: /Why did it jump\?/ }).click();
  await expect(page.getByRole('radio', { name: '16' })).toBeChecked();
  await expect(heading).toBeVisible();
});

test('a lesson of one’s own opens like a log; its wrong numbers and broken lines are said with their places', async ({
  page,
}) => {
  await page.goto('./#/open');
  const files = page.locator('input[type=file][multiple]');
  const run = '```lamplight\n#/trial?rates=5,1,5&seconds=10&seed=7&engine=virtual\n```\n';
  await expect(page.getByRole('button', { name: SOURCE_WORDS.files })).toBeVisible();
  await files.setInputFiles(
    upload(
      'mine.md',
      `# Mine\n\n<img src=x onerror=alert(1)> as text.\n\n${run}\nIt has {111: events} events.\n`,
    ),
  );
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
  await expect(page).toHaveURL(/#\/lessons\?file=mine\.md/);
  await expect(page.getByText('<img src=x onerror=alert(1)> as text.')).toBeVisible();
  const problem = page.getByRole('alert');
  await expect(problem).toContainText(problemPlace('mine.md', 9));
  await expect(problem).toContainText('the run gives “110”');

  // Broken, and brought again by the same name to the lessons' own page.
  await page.getByRole('link', { name: LESSON_WORDS.back }).click();
  await page
    .locator('lessons-view input[type=file]')
    .setInputFiles(upload('mine.md', '# Mine\n\n[x](javascript:x)'));
  await expect(page.getByRole('heading', { name: new RegExp(LESSON_WORDS.broken) })).toBeVisible();
  await expect(problem).toContainText(problemPlace('mine.md', 3));
  await expectNoViolationsInAnyLook(page);

  await page.reload();
  await expect(page.getByText(lessonOfFile('mine.md'))).toBeVisible();
  await expect(page.getByRole('navigation', { name: NAVIGATION })).toBeVisible();
});
