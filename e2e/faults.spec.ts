// Faults by choice, from the form to the record, in virtual time and in three tabs: the same faults at the same ticks.
import { audit } from '../src/analysis/audit/audit.ts';
import type { Fault } from '../src/core/fault.ts';
import { digestOf } from '../src/core/trace-digest.ts';
import type { Trace } from '../src/core/trace.ts';
import { simulate } from '../src/engine/simulate.ts';
import { readTrace } from '../src/formats/read.ts';
import { FAULT_LABELS, FAULTS_TITLE, SESSION_NAMES } from '../src/words/fault-form.ts';
import { faultListTitle, faultSentence, faultsInShort } from '../src/words/faults.ts';
import { LEGEND_WORDS } from '../src/words/diagram.ts';
import { expectNoViolations } from './support/axe.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { expect, test, type Laboratory } from './support/laboratory.ts';

const SECONDS = 6;
/** Ticks are 250 ms apart or at one moment, and messages come in the middle: pages may be late by half of that. */
const TRIAL = {
  rates: [4, 2, 1],
  dieSides: 4,
  durationSeconds: SECONDS,
  seed: 11,
  delay: { kind: 'fixed', delayMs: 125 },
} as const;
const ADDRESS = `rates=4,2,1&die=4&seconds=${SECONDS}&seed=11&delay=fixed 125`;
const PARTITION = { kind: 'partition', fromMs: 1900, toMs: 3000, machines: [1] } as const;

function faultsOf({ faults }: Trace): string[] {
  const textOf = (fault: Fault): string =>
    JSON.stringify(Object.entries(fault).sort(([a], [b]) => a.localeCompare(b)));
  return faults.map(textOf).sort();
}

async function traceOf(laboratory: Laboratory): Promise<Trace> {
  return readTrace([await laboratory.download(/JSONL/)]).runs[0]!.trace;
}

test('faults chosen in the form are in the diagram, the list, the audit, the file and the address', async ({
  laboratory,
  page,
}) => {
  await laboratory.openWithForm(`${ADDRESS}&engine=virtual`);
  await page.locator('fault-fields summary').filter({ hasText: FAULTS_TITLE }).click();
  await page.getByRole('spinbutton', { name: FAULT_LABELS.loss }).fill('25');
  await page.getByRole('spinbutton', { name: FAULT_LABELS.duplication }).fill('10');
  await page.getByRole('textbox', { name: FAULT_LABELS.partition }).fill('1: 1.9-3');
  await laboratory.button('Run').click();
  await laboratory.finished(0);
  const faults = { lossPercent: 25, duplicationPercent: 10, timed: [PARTITION] };
  const ours = simulate({ ...TRIAL, faults });
  await expect(page.getByText(faultsInShort(ours)[0]!).first()).toBeVisible();
  await expect(page.locator('diagram-legend')).toContainText(LEGEND_WORDS.lost);
  await page.getByText(faultListTitle(ours.faults.length)).click();
  const lost = ours.faults.find(fault => fault.kind === 'lost')!;
  await expect(page.getByText(faultSentence(ours, lost))).toBeVisible();
  const trace = await traceOf(laboratory);
  expect(digestOf(trace)).toBe(digestOf(ours));
  expect(faultsOf(trace)).toEqual(faultsOf(ours));
  await page.getByRole('tab', { name: 'Audit' }).click();
  await expect(page.locator('audit-panel').getByRole('status').first()).toContainText('nothing wrong');
  await expectNoViolations(page);
  expect(decodeURIComponent(page.url())).toMatch(/loss=25&duplication=10&partitions=1:\+1\.9-3/);

  // A sweep over the same percentages has them side by side.
  await page.goto('./#/sweep?fast=4,2&slowest=1&die=4&seconds=6&loss=0,25&replicates=5&run=now');
  const rows = page.locator('sweep-table tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('none');
  await expect(rows.last()).toContainText(/lost 25 %\s*\d+\.\d ± /);
});

test('in three tabs: lost as drawn without a session, nothing lost with one, and in both the faults of the virtual run', async ({
  laboratory,
  page,
}) => {
  await drawSeldom(page.context());
  const seen: number[] = [];
  await laboratory.openWithForm(`${ADDRESS}&loss=25&partitions=1: 1.9-3&place=tabs`);
  await laboratory.openTabs([1, 2, 3]);
  for (const session of [false, true]) {
    if (session) await page.getByRole('radio', { name: SESSION_NAMES.on.label, exact: true }).check();
    await laboratory.button('Run').click();
    await expect(laboratory.status).toContainText('Running');
    await laboratory.finished(SECONDS);
    const trace = await traceOf(laboratory);
    const virtual = simulate({ ...TRIAL, faults: { lossPercent: 25, timed: [PARTITION], session } });
    expect([trace.engine, trace.losses, trace.gaps]).toEqual(['live', [], []]);
    expect(faultsOf(trace)).toEqual(faultsOf(virtual));
    expect(trace.logs.map(({ eventCount }) => eventCount)).toEqual([24, 12, 6]);
    expect(audit(trace)).toMatchObject({ faults: 0, diagnoses: [] });
    seen.push(trace.faults.filter(({ kind }) => kind === 'lost').length);
  }
  expect(seen[0]).toBeGreaterThan(3);
  expect(seen[1]).toBe(0);
});
