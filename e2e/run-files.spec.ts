// What a person takes away from a run: every format, the whole run or the stretch in view, and large files beside the page.
import { Trace } from '../src/core/trace.ts';
import { readCsv } from '../src/formats/read-csv.ts';
import { readJsonl } from '../src/formats/read-jsonl.ts';
import { expect, test, type Laboratory } from './support/laboratory.ts';
import { shownStretch } from '../src/words/run-files.ts';

const SHORT = 'rates=5,1,5&die=10&seconds=60&seed=7&engine=virtual&run=now';

/** As if somebody had zoomed into the diagram. */
async function look({ page }: Laboratory, fromMs: number, toMs: number): Promise<void> {
  await page.evaluate(
    window => {
      document.querySelector('trial-view')!.traceFocus.change({ window, follows: false });
    },
    { fromMs, toMs },
  );
}

test('JSONL and CSV hold the same run, and both open again', async ({ laboratory }) => {
  await laboratory.open(SHORT);
  await laboratory.finished(60);
  const jsonl = await laboratory.download('Trace (JSONL)');
  const csv = await laboratory.download('Table (CSV)');
  expect([jsonl.name, csv.name]).toEqual([
    'lamplight-virtual-5-1-5-seed-7.jsonl',
    'lamplight-virtual-5-1-5-seed-7.csv',
  ]);
  const [fromJsonl, fromCsv] = [readJsonl(jsonl), readCsv(csv)];
  for (const { runs, skipped } of [fromJsonl, fromCsv]) {
    expect(skipped).toEqual([]);
    expect(runs[0]?.trace).toBeInstanceOf(Trace);
    expect(runs[0]?.trace.eventCount).toBe(660);
  }
});

test('a stretch is offered once somebody looks at one, and written when it is chosen', async ({
  laboratory,
}) => {
  await laboratory.open(SHORT);
  await laboratory.finished(60);
  const files = laboratory.page.locator('run-files');
  await expect(files.getByText('What the diagram shows')).toBeHidden();
  await look(laboratory, 12_000, 14_000);
  await files.getByText(shownStretch('virtual', 12_000, 14_000)).click();
  const shiviz = await laboratory.download('ShiViz');
  expect(shiviz.name).toBe('lamplight-virtual-5-1-5-seed-7-12-to-14-s.shiviz.log');
  expect(shiviz.text).toContain('machine-1 {"machine-1":1');
  const mermaid = await laboratory.download('Diagram (Mermaid)');
  expect(mermaid.text).toMatch(/^sequenceDiagram\n/);
  await expect(files.getByRole('status')).toContainText(
    'Saved lamplight-virtual-5-1-5-seed-7-12-to-14-s.mmd.',
  );
});

test('a stretch without events is not written for ShiViz, and a sentence says why', async ({
  laboratory,
}) => {
  await laboratory.open(SHORT);
  await laboratory.finished(60);
  const files = laboratory.page.locator('run-files');
  await look(laboratory, 12_010, 12_020);
  await files.getByText('What the diagram shows').click();
  await laboratory.button('ShiViz').click();
  await expect(files.getByRole('status')).toHaveText(
    'ShiViz was not written: There are no events to write in this stretch, and a log with vector clocks cannot be empty.',
  );
});

test('a large trace is written in a worker', async ({ laboratory, page }) => {
  await laboratory.open('rates=100,100,100&die=20&seconds=300&seed=7&engine=virtual&run=now');
  await laboratory.finished(300);
  const govector = await laboratory.download('GoVector');
  expect(page.workers().map(worker => worker.url())).toContainEqual(expect.stringContaining('home-worker'));
  expect(govector.text.trimEnd().split('\n')).toHaveLength(2 + 2 * 90_000);
});

test('with many machines their logs are chosen from a list', async ({ laboratory, page }) => {
  const rates = Array.from({ length: 12 }, (_, i) => 1 + (i % 6)).join(',');
  await laboratory.open(`rates=${rates}&die=20&seconds=10&seed=7&engine=virtual&run=now`);
  await laboratory.finished(10);
  await page.locator('run-files').getByLabel('Machine').selectOption('11');
  const log = await laboratory.download('Log of machine 11');
  expect(log.name).toBe('lamplight-virtual-12-machines-seed-7-machine-11.log');
  expect(log.text).toContain('Machine 11 | Clock rate: 5 ticks per second');
});
