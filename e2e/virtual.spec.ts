// Runs in virtual time from the page: at once, the same as in Node, and laid over live ones.
import { OVERLAY, comparisonTitle } from '../src/words/trial.ts';
import { digestOf } from '../src/core/trace-digest.ts';
import { simulate } from '../src/engine/simulate.ts';
import { readTrace } from '../src/formats/read.ts';
import { expect, test } from './support/laboratory.ts';
import { FIELD_LABELS } from '../src/words/fields.ts';

test('a virtual run of the page is the run of Node, byte for byte', async ({ laboratory }) => {
  await laboratory.open('rates=5,1,5&seconds=60&seed=7&rule=send-then-increment&engine=virtual');
  await laboratory.button('Run').click();
  await laboratory.finished(0);
  expect(await laboratory.column('ticks')).toEqual([300, 60, 300]);
  const [run] = readTrace([await laboratory.download(/JSONL/)]).runs;
  const ours = simulate({ rates: [5, 1, 5], seed: 7, rule: 'send-then-increment' });
  expect(digestOf(run!.trace)).toBe(digestOf(ours));
});

test('a live run can be laid over the virtual run of its seed, with the difference stated', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('rates=4,2&die=3&seconds=3&seed=5');
  await laboratory.button('Run').click();
  await laboratory.finished(3);
  await page.getByRole('checkbox', { name: 'the virtual run of the same seed' }).check();
  await expect(page.getByRole('heading', { name: comparisonTitle('live', 'virtual') })).toBeVisible();
  await expect(page.getByText(/the same, event by event|first differ at [\d.]+ s/)).toBeVisible();
  await page.getByRole('checkbox', { name: OVERLAY.prediction }).check();
  await expect(page.getByText('fine dots: the prediction').first()).toBeVisible();
  // The other way round: the virtual run remembers the live one.
  await page.getByRole('radio', { name: 'Virtual' }).check();
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('virtual seconds');
  await page.getByRole('checkbox', { name: 'the live run of the same seed' }).check();
  await expect(page.getByRole('heading', { name: comparisonTitle('virtual', 'live') })).toBeVisible();
});

test('a trial too large for memory is refused before it starts, with the estimate and what would fit', async ({
  laboratory,
  page,
}) => {
  await page.goto(
    './#/trial?machines=100&die=300&rates=' +
      Array(100).fill(1000).join(',') +
      '&seconds=3600&engine=virtual&run=now',
  );
  await expect(page.getByText(/360000000 ticks and would take about .* seconds would fit/)).toBeVisible();
  await expect(laboratory.button('Run')).toBeDisabled();
});

test('a long virtual run can be cancelled, and the next one is whole', async ({ laboratory }) => {
  await laboratory.open('rates=1000,1000,1000,1000,1000&seconds=3600&engine=virtual');
  await laboratory.button('Run').click();
  await laboratory.button('Stop').click();
  await expect(laboratory.status).toContainText('Stopped');
  await laboratory.showForm();
  await laboratory.page.getByRole('spinbutton', { name: FIELD_LABELS.seconds }).fill('10');
  await laboratory.button('Run').click();
  await laboratory.finished(0);
  expect(await laboratory.column('ticks')).toEqual(Array(5).fill(10_000));
});
