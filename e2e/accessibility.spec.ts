// axe finds nothing, in either scheme, wide and narrow, before, during and after a run; and the keyboard is enough.
import { expectNoViolations, expectNoViolationsInAnyLook, type ShadowPath } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { CUT_HERE, SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';
import { FIELD_LABELS } from '../src/words/fields.ts';
import { LINKS_AND_ROOM } from '../src/words/forms.ts';
import { comparisonTitle } from '../src/words/trial.ts';
import { TIMESTAMP_RULE_NAMES } from '../src/words/rules.ts';

const EXPLORER: ShadowPath = ['trial-view', 'run-explorer', 'lazy-part', 'trace-explorer'];
/** Of the table of events: its rows are shown alike, and nine tenths of what axe does is to look for the colours of their cells. */
const FURTHER_ROWS: ShadowPath = [...EXPLORER, 'lazy-part', 'event-table', 'tbody tr:nth-child(n + 13)'];

test('the trial view, in either theme, wide and narrow: before, during and after a run', async ({
  laboratory,
  page,
}) => {
  test.slow();
  await laboratory.open('rates=5,1,5&die=4&seconds=300&seed=7');
  await expectNoViolationsInAnyLook(page);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [1-9]/);
  await expectNoViolationsInAnyLook(page);
  await expect(laboratory.status).toContainText('Running');
  await laboratory.button('Stop').click();
  await laboratory.showForm();
  await page.getByRole('spinbutton', { name: FIELD_LABELS.seconds }).fill('2');
  await laboratory.button('Run').click();
  await laboratory.finished(2);
  await page.getByRole('checkbox', { name: 'the virtual run of the same seed' }).check();
  await expect(page.getByRole('heading', { name: comparisonTitle('live', 'virtual') })).toBeVisible();
  await expectNoViolationsInAnyLook(page);
});

test('what a trace says, in either theme, wide and narrow: every tab, with an event and a cut', async ({
  page,
}) => {
  test.slow(); // axe looks at every part of a large page
  await page.goto('./#/trial?rates=5,1,5&die=10&seconds=60&seed=5&engine=virtual&run=now');
  const tabs = page.getByRole('tab');
  await expect(tabs.first()).toBeVisible();
  await expectNoViolationsInAnyLook(page);
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
  await page.getByRole('button', { name: CUT_HERE }).click();
  await page.locator('cut-panel').getByRole('spinbutton', { name: 'Machine 3' }).fill('110');
  await page.locator('cut-panel').getByRole('spinbutton', { name: 'Machine 3' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'An inconsistent cut' })).toBeVisible();
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect(page.locator('lazy-part').getByText(/^Loading .* …$/)).toHaveCount(0);
    const hasRows = (await page.locator('event-table tbody tr').count()) > 0;
    await expectNoViolationsInAnyLook(page, { part: EXPLORER, ...(hasRows && { but: FURTHER_ROWS }) });
  }
});

test('the machine view, with and without a seat, and problems beside their fields', async ({
  laboratory,
  page,
  context,
}) => {
  await laboratory.open('rates=5,x,5&die=1&place=tabs');
  await expectNoViolations(page);
  const machine = await context.newPage();
  await machine.goto('./#/machine?room=main&seat=2');
  await expectNoViolations(machine);
  await laboratory.open('rates=5,4,5&seconds=2&place=tabs&link=broadcast');
  await page.reload();
  await expect(machine.getByRole('status')).toContainText('Machine 2 is ready');
  await expectNoViolations(machine);
});

test('frames that are shown, and help', async ({ laboratory, page }) => {
  await laboratory.openWithForm('rates=5,4,5');
  await page.getByText(LINKS_AND_ROOM).click();
  await page.getByRole('checkbox', { name: /Show the frames/ }).check();
  await expect(page.frameLocator('iframe').first().getByRole('status')).toContainText('Machine 1 is ready');
  await expectNoViolations(page);
  await laboratory.button('Help').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page);
});

test('a whole trial with the keyboard alone', async ({ laboratory, page }) => {
  await laboratory.openWithForm('rates=5,5&seconds=2');
  const seed = page.getByRole('spinbutton', { name: FIELD_LABELS.seed });
  await seed.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(
    page.getByRole('radio', { name: TIMESTAMP_RULE_NAMES['send-then-increment'].name }),
  ).toBeChecked();
  const run = laboratory.button('Run');
  while (!(await run.evaluate(button => button.matches(':focus')))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([10, 10]);
});

test('what this file relies on: a problem of one theme alone, and one within a frame, are found', async ({
  page,
}) => {
  const document = (style: string, body: string): string =>
    `<!doctype html><html lang="en"><title>A page</title><style>${style}</style><main><h1>A page</h1>${body}</main></html>`;
  const pale = '@media (prefers-color-scheme: dark) { p { color: #eee; } }';
  // Frames are looked into where their origin is the page's; the site's own pages take no style that is written into them.
  await page.route('**/bare.html', route => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('./bare.html');
  await page.setContent(document(pale, '<p>Pale in the dark</p>'));
  await expectNoViolations(page);
  await expect(expectNoViolationsInAnyLook(page)).rejects.toThrow('color-contrast: <p>');
  const inner = document('', '<button></button>').replaceAll('"', '&quot;');
  await page.setContent(document('', `<iframe title="A frame" srcdoc="${inner}"></iframe>`));
  await expect(page.frameLocator('iframe').getByRole('button')).toBeVisible();
  await expect(expectNoViolations(page)).rejects.toThrow('button-name: <button>');
  await page.setContent(document('', '<div style="width: 500px">Wide</div>'));
  await expect(expectNoViolationsInAnyLook(page)).rejects.toThrow('nothing sticks out at 390 px');
});
