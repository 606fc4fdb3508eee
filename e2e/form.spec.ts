// The form and the permalink, which are two sides of one draft.
import { expect, test } from './support/laboratory.ts';
import { dieRaised } from '../src/words/forms.ts';

test('a permalink fills the form and, with run=now, starts', async ({ laboratory, page }) => {
  await page.goto(
    './#/trial?rates=4,2,6&die=12&seconds=2&seed=99&rule=send-then-increment&link=broadcast&run=now',
  );
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([8, 4, 12]);
  await expect(page.getByRole('spinbutton', { name: 'Die' })).toHaveValue('12');
  await expect(page.getByRole('spinbutton', { name: 'Length' })).toHaveValue('2');
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('99');
  await expect(page.getByRole('radio', { name: /The assignment’s rule/ })).toBeChecked();
});

test('the form writes the permalink, and the permalink brings the form back', async ({
  laboratory,
  page,
  context,
}) => {
  await laboratory.open();
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('123');
  await page.getByRole('spinbutton', { name: 'Die' }).fill('8');
  await page.getByRole('spinbutton', { name: 'Rate of machine 2' }).fill('9');
  await expect(page).toHaveURL(/rates=\d,9,\d&die=8&seed=123/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('123');
  await expect(other.getByRole('spinbutton', { name: 'Rate of machine 2' })).toHaveValue('9');
});

test('drawn again, the rates are others; the same seed draws the same', async ({ laboratory, page }) => {
  await laboratory.open('machines=8&die=12');
  const rates = () => page.getByRole('spinbutton', { name: /^Rate of machine/ });
  const values = async () => Promise.all((await rates().all()).map(field => field.inputValue()));
  const first = await values();
  expect(first).toHaveLength(8);
  const seed = await page.getByRole('spinbutton', { name: 'Seed' }).inputValue();
  await laboratory.button('Draw again').click();
  await expect(page.getByRole('spinbutton', { name: 'Seed' })).not.toHaveValue(seed);
  await page.getByRole('spinbutton', { name: 'Seed' }).fill(seed);
  expect(await values()).toEqual(first);
});

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
  await laboratory.open();
  const die = page.getByRole('spinbutton', { name: 'Die' });
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
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('more machines raise the die, and the form says so', async ({ laboratory, page }) => {
  await laboratory.open('rates=5,4,5&die=10&engine=virtual');
  await page.getByRole('spinbutton', { name: 'Machines' }).fill('12');
  await expect(page.getByRole('spinbutton', { name: 'Die' })).toHaveValue('12');
  await expect(page.getByText(dieRaised('12', '12'))).toBeVisible();
  await expect(laboratory.button('Run')).toBeEnabled();
  await page.getByRole('spinbutton', { name: 'Die' }).fill('20');
  await expect(page.getByText(dieRaised('12', '12'))).toHaveCount(0);
});
