// The form and the permalink, which are two sides of one draft.
import { expect, Laboratory, test } from './support/laboratory.ts';
import { FIELD_LABELS } from '../src/words/fields.ts';
import { trialFrom } from '../src/core/trial.ts';
import {
  CANNOT_RUN,
  dieRaised,
  FORM_BUTTONS,
  rateOf,
  runInTabs,
  SETTINGS_BAR,
  settingsInShort,
  showProblem,
} from '../src/words/forms.ts';
import { SHOW_NOTABLE_CARDS, showAllCards } from '../src/words/machines.ts';
import { LEAVE_OUT } from '../src/words/form-problems.ts';
import { CLOSE, unknownViewNotice } from '../src/words/frame.ts';
import { FIRST_SIGHT } from '../src/words/trial.ts';

test('a permalink fills the form and, with run=now, starts', async ({ laboratory, page }) => {
  await page.goto(
    './#/trial?rates=4,2,6&die=12&seconds=2&seed=99&rule=send-then-increment&link=broadcast&run=now',
  );
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([8, 4, 12]);
  await laboratory.showForm();
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.die })).toHaveValue('12');
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.seconds })).toHaveValue('2');
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.seed })).toHaveValue('99');
  await expect(page.getByRole('radio', { name: /The assignment’s rule/ })).toBeChecked();
});

test('the form writes the permalink, and the permalink brings the form back', async ({
  laboratory,
  page,
  context,
}) => {
  await laboratory.openWithForm();
  await page.getByRole('spinbutton', { name: FIELD_LABELS.seed }).fill('123');
  await page.getByRole('spinbutton', { name: FIELD_LABELS.die }).fill('8');
  await page.getByRole('spinbutton', { name: rateOf(2) }).fill('9');
  await expect(page).toHaveURL(/rates=5,9,5&die=8&seed=123/);
  const other = await context.newPage();
  await other.goto(page.url());
  await new Laboratory(other).showForm();
  await expect(other.getByRole('spinbutton', { name: FIELD_LABELS.seed })).toHaveValue('123');
  await expect(other.getByRole('spinbutton', { name: rateOf(2) })).toHaveValue('9');
});

test('at first sight: no form, a trial to look at, two things to do, and both are gone after the first run', async ({
  laboratory,
  page,
}) => {
  await laboratory.open();
  await expect(page.getByText(FIRST_SIGHT.what)).toBeVisible();
  await expect(page.getByRole('spinbutton')).toHaveCount(0);
  for (const words of settingsInShort(trialFrom({ rates: [5, 1, 5], delay: DELAY })))
    await expect(page.locator('settings-bar').getByText(words, { exact: true })).toBeVisible();
  await laboratory.button(FIRST_SIGHT.why).click();
  await expect(
    page.locator('event-card').getByRole('heading', { name: /^Why did the clock jump by/ }),
  ).toBeVisible();
  await laboratory.showForm();
  await page.getByRole('spinbutton', { name: FIELD_LABELS.seconds }).fill('2');
  await laboratory.button('Run').click();
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([10, 2, 10]);
  await expect(page.getByText(FIRST_SIGHT.what)).toHaveCount(0);
  await expect(laboratory.button(FIRST_SIGHT.run)).toHaveCount(0);
  await page.getByRole('button', { name: CLOSE, exact: true }).click();
  await expect(laboratory.button(SETTINGS_BAR.change)).toBeFocused();
});

test('drawn again, the rates are others; the same seed draws the same', async ({ laboratory, page }) => {
  await laboratory.openWithForm('machines=8&die=12');
  const rates = () => page.getByRole('spinbutton', { name: /^Rate of machine/ });
  const values = async () => Promise.all((await rates().all()).map(field => field.inputValue()));
  const first = await values();
  expect(first).toHaveLength(8);
  const seed = await page.getByRole('spinbutton', { name: FIELD_LABELS.seed }).inputValue();
  await laboratory.button(FORM_BUTTONS.drawAgain).click();
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.seed })).not.toHaveValue(seed);
  await page.getByRole('spinbutton', { name: FIELD_LABELS.seed }).fill(seed);
  expect(await values()).toEqual(first);
});

const DELAY = { kind: 'uniform', minMs: 150, maxMs: 450 } as const;

const BAD: readonly [query: string, words: RegExp][] = [
  ['rates=5,0,5', /whole number of ticks per second from 1 to 1000/],
  ['rates=5,1.5,5', /whole number of ticks per second from 1 to 1000/],
  ['rates=5,1001,5', /whole number of ticks per second from 1 to 1000/],
  ['rates=5,1&machines=3', /3 machines but 2 rates/],
  ['machines=1', /from 2 to 32/],
  ['machines=40', /from 2 to 32/],
  ['die=1', /The die must be a whole number from 2/],
  ['machines=5&die=4', /With 5 machines the die needs at least 5 faces/],
  ['seconds=0', /1 to 3600 seconds/],
  ['seconds=4000', /1 to 3600 seconds/],
  ['seed=lamp', /The seed must be a whole number/],
  ['rule=guess', /Unknown rule “guess”/],
  ['engine=quantum', /Unknown engine “quantum”/],
  ['link=string', /Unknown link “string”/],
];
for (const [query, words] of BAD)
  test(`bad input: ${query} is named in words, and Run stays disabled`, async ({ laboratory, page }) => {
    await page.goto(`./#/trial?${query}&run=now`);
    await expect(page.getByText(words).first()).toBeVisible();
    await expect(laboratory.button('Run')).toBeDisabled();
  });

test('an unknown key is named and keeps the trial from running until it is left out', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('colour=blue&seconds=2&rates=2,2&run=now');
  await expect(page.getByText(/unknown key “colour”/)).toBeVisible();
  await expect(laboratory.button('Run')).toBeDisabled();
  await laboratory.button('Leave it out').click();
  await expect(page).not.toHaveURL(/colour/);
  await laboratory.button('Run').click();
  await laboratory.finished(2);
});

test('nonsense typed into a field is named beside it and forgotten when fixed', async ({
  laboratory,
  page,
}) => {
  await laboratory.openWithForm();
  const die = page.getByRole('spinbutton', { name: FIELD_LABELS.die });
  await die.fill('ten');
  await expect(die).toHaveAttribute('aria-invalid', 'true');
  await expect(die).toHaveAccessibleDescription(/The die must be a whole number/);
  await expect(laboratory.button('Run')).toBeDisabled();
  await die.fill('10');
  await expect(die).not.toHaveAttribute('aria-invalid', 'true');
  await expect(laboratory.button('Run')).toBeEnabled();
});

test('a view that does not exist is a sentence, not a blank page', async ({ page }) => {
  await page.goto('./#/nowhere');
  await expect(page.getByRole('heading', { name: unknownViewNotice('').heading })).toBeVisible();
});

test('more machines raise the die, and the form says so', async ({ laboratory, page }) => {
  await laboratory.openWithForm('rates=5,4,5&die=10&engine=virtual');
  await page.getByRole('spinbutton', { name: FIELD_LABELS.machines }).fill('12');
  await expect(page.getByRole('spinbutton', { name: FIELD_LABELS.die })).toHaveValue('12');
  await expect(page.getByText(dieRaised('12', '12'))).toBeVisible();
  await expect(laboratory.button('Run')).toBeEnabled();
  await page.getByRole('spinbutton', { name: FIELD_LABELS.die }).fill('20');
  await expect(page.getByText(dieRaised('12', '12'))).toHaveCount(0);
});

test('settings that cannot run have no stage, but a way to what is wrong with them', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('colour=blue&machines=12&die=5');
  await expect(page.getByRole('heading', { name: CANNOT_RUN })).toBeVisible();
  await expect(page.locator('machine-card')).toHaveCount(0);
  await laboratory.button(showProblem(2)).click();
  await expect(laboratory.button(LEAVE_OUT)).toBeFocused();
  await page.keyboard.press('Enter');
  await laboratory.button(showProblem(1)).click();
  const die = page.getByRole('spinbutton', { name: FIELD_LABELS.die });
  await expect(die).toBeFocused();
  await die.fill('12');
  await expect(page.locator('machine-card')).toHaveCount(12);
});

test('the rates of many machines are one line of text, kept as it is typed', async ({ laboratory, page }) => {
  await laboratory.openWithForm('machines=9&die=9&engine=virtual&seconds=2');
  const rates = page.getByRole('textbox', { name: FIELD_LABELS.rates });
  await expect(rates).toHaveValue(/^(\d, ){8}\d$/);
  await rates.fill('1, 2, 3, 4, 5, 6, 7, 8, ');
  await expect(rates).toHaveValue('1, 2, 3, 4, 5, 6, 7, 8, ');
  await expect(laboratory.button('Run')).toBeDisabled();
  await rates.pressSequentially('9');
  await expect(page).toHaveURL(/rates=1,2,3,4,5,6,7,8,9&/);
  await rates.press('Enter');
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18]);
});

test('of many machines those have a card that fall behind, until somebody asks for all', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('machines=40&die=40&engine=virtual&seconds=20&run=now');
  await laboratory.finished(2);
  const cards = page.locator('machine-card');
  expect(await cards.count()).toBeLessThanOrEqual(12);
  await laboratory.button(showAllCards(40)).click();
  await expect(cards).toHaveCount(40);
  await laboratory.button(SHOW_NOTABLE_CARDS).click();
  await expect(cards).not.toHaveCount(40);
});

for (const width of [1360, 390])
  test(`tabs are offered in sight of Run, and the frames of the page as well, ${width} px`, async ({
    laboratory,
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await laboratory.open();
    await expect(laboratory.button(FIRST_SIGHT.run)).toBeInViewport();
    await expect(laboratory.button(runInTabs(3))).toBeInViewport();
    await laboratory.button(runInTabs(3)).click();
    await expect(page).toHaveURL(/place=tabs/);
    await expect(page.locator('seat-list').getByRole('link')).toHaveCount(3);
    await laboratory.button(FORM_BUTTONS.backToFrames).click();
    await expect(page).not.toHaveURL(/place/);
    await expect(page.locator('seat-list')).toHaveCount(0);
  });
