// A tab whose device clock is hours ahead and too fast, in a live run over WebRTC: it starts and ticks with the others, and the times of
// the record are right within the bounds that it states.
import type { Page } from '@playwright/test';
import { audit } from '../src/analysis/audit/audit.ts';
import { SystemTimes } from '../src/analysis/system-times.ts';
import type { Trace } from '../src/core/trace.ts';
import { readTrace } from '../src/formats/read.ts';
import { packCopy, unpackTrace } from '../src/core/packed-trace.ts';
import { simulate } from '../src/engine/simulate.ts';
import { writeTrace } from '../src/formats/write.ts';
import { USE_MEASURED, SET_ALL_TO_ZERO } from '../src/words/clocks.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';
import {
  clockSentences,
  TIME_CHOICE_WORDS,
  timesByOwnClocks,
  timesWithin,
} from '../src/words/system-times.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { copiedLink, expect, test, timeoutFor } from './support/laboratory.ts';
import { OpenPage, upload } from './support/open-page.ts';

const AHEAD_MS = 3 * 3_600_000;
const FAST_PPM = 180;

/** From the page's first script on, all its clocks are ahead and run too fast. */
async function shiftClock(page: Page): Promise<void> {
  await page.addInitScript(
    ([aheadMs, fast]) => {
      const { timeOrigin } = performance;
      const now = performance.now.bind(performance);
      const baseMs = timeOrigin + now();
      const shifted = (): number => {
        const trueMs = timeOrigin + now();
        return trueMs + aheadMs! + (trueMs - baseMs) * fast!;
      };
      Object.defineProperty(performance, 'timeOrigin', { value: timeOrigin + aheadMs! });
      performance.now = () => shifted() - timeOrigin - aheadMs!;
      Date.now = () => Math.round(shifted());
      Object.assign(globalThis, { shiftedSinceMs: baseMs });
    },
    [AHEAD_MS, FAST_PPM * 1e-6],
  );
}

/** No message is further ahead of its send than the bounds of its two machines explain. */
function expectWithinBounds(trace: Trace): void {
  const times = new SystemTimes(trace);
  let messages = 0;
  for (const { machine, messageCount } of trace.logs)
    for (let number = 1; number <= messageCount; number++) {
      const { to, sentMs, arrivedMs } = trace.message(machine, number)!;
      if (sentMs === undefined || arrivedMs === undefined) continue;
      messages += 1;
      const { apartMs, boundMs } = times.apart({ machine, atMs: sentMs }, { machine: to, atMs: arrivedMs })!;
      expect(apartMs).toBeGreaterThanOrEqual(-boundMs);
    }
  expect(messages).toBeGreaterThan(100);
}

test('a tab with a clock of its own runs in common time, and the record says how wrong its clock was', async ({
  laboratory,
  context,
}) => {
  const seconds = 20;
  test.setTimeout(timeoutFor(seconds + 30));
  await drawSeldom(context);
  await laboratory.open(`rates=8,8,4&seconds=${seconds}&die=4&seed=5&place=tabs&link=webrtc`);
  await laboratory.openTabs([1, 3]);
  const address = await laboratory.page
    .getByRole('link', { name: /machine 2\b/i })
    .first()
    .getAttribute('href');
  const shifted = await context.newPage();
  await shiftClock(shifted);
  await shifted.goto(new URL(address!, laboratory.page.url()).href);
  await expect(shifted.getByRole('heading', { name: 'Machine 2' })).toBeVisible();
  await laboratory.page.bringToFront();
  await laboratory.button('Run').click();
  await laboratory.finished(seconds);
  expect(await laboratory.column('ticks')).toEqual([160, 160, 80]);
  const [run] = readTrace([await laboratory.download(/JSONL/)]).runs;
  const { trace } = run!;
  const clocks = trace.certificate!.machines.map(({ clock }) => clock!);
  const sinceMs = await shifted.evaluate(
    () => (globalThis as unknown as { shiftedSinceMs: number }).shiftedSinceMs,
  );
  const bounds = clocks.map(({ samples }) => samples.map(({ boundMs }) => boundMs));
  test.info().annotations.push({
    type: 'bounds',
    description: JSON.stringify({ bounds, drifts: clocks.map(c => c.driftPpm) }),
  });
  for (const { atMs, offsetMs, boundMs } of clocks[1]!.samples) {
    const trueMs = -AHEAD_MS - (trace.startedAtMs! + atMs - sinceMs) * FAST_PPM * 1e-6;
    expect(Math.abs(offsetMs - trueMs)).toBeLessThanOrEqual(boundMs);
  }
  for (const own of [clocks[0]!, clocks[2]!])
    expect(own.samples.every(({ offsetMs, boundMs }) => Math.abs(offsetMs) <= boundMs)).toBe(true);
  expect(clocks[1]!.jumps).toBe(0);
  expectWithinBounds(trace);
  expect(audit(trace).faults).toBe(0);
});

/** As a live run would have left it: the clock of machine 2 is ahead and too fast, and the messages take 8 ms. */
function runWithClocks(aheadMs: number): Trace {
  const trace = simulate({
    rates: [5, 4, 3],
    durationSeconds: 10,
    dieSides: 4,
    seed: 7,
    delay: { kind: 'fixed', delayMs: 8 },
  });
  const sample = (atMs: number, offsetMs: number) => ({ atMs, offsetMs, boundMs: 2.1 });
  const clockOf = (firstMs: number, lastMs: number) => ({
    samples: [sample(0, firstMs), sample(10_000, lastMs)],
    driftPpm: (1e6 * (firstMs - lastMs)) / 10_000,
    driftBoundPpm: 40,
    jumps: 0,
  });
  const clocks = [clockOf(0, 0), clockOf(-aheadMs, -aheadMs - 1), clockOf(0, 0)];
  return unpackTrace({
    ...packCopy(trace).packed,
    engine: 'live',
    startedAtMs: Date.UTC(2026, 10, 26, 18),
    certificate: {
      foreignMessages: 0,
      machines: clocks.map(clock => ({ spells: [], links: [], changes: [], clock })),
    },
  });
}

test('times are shown with their bounds, corrected or as the devices had them, and hybrid clocks use what was measured', async ({
  page,
  context,
}) => {
  test.slow(); // axe looks at a large page eight times
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const trace = runWithClocks(350);
  const { facts, boundMs } = new SystemTimes(trace);
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(upload('run.jsonl', writeTrace(trace, 'jsonl')[0]!.text));
  const certificate = page.locator('run-certificate');
  for (const sentence of clockSentences(facts)) await expect(certificate.getByText(sentence)).toBeVisible();
  const diagram = page.locator('space-time-diagram');
  await expect(diagram).toContainText(timesWithin(boundMs!));
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).first().click();
  const card = page.locator('event-card');
  await expect(card).toContainText('± 2.1 ms');
  await expect(card).toContainText('8 ms ± 4.2 ms');
  for (const [choice, sentence] of [
    [TIME_CHOICE_WORDS.own, timesByOwnClocks(facts)],
    [TIME_CHOICE_WORDS.common, timesWithin(boundMs!)],
  ] as const) {
    await diagram.getByText(choice, { exact: true }).click();
    await expect(diagram).toContainText(sentence);
    await expectNoViolationsInAnyLook(page);
    const link = await copiedLink(page);
    expect(link.includes('times=own')).toBe(choice === TIME_CHOICE_WORDS.own);
    const linked = await page.context().newPage();
    await linked.goto(link);
    await expect(linked.locator('space-time-diagram')).toContainText(sentence);
    await linked.close();
  }
  await page.getByRole('tab', { name: 'Clocks' }).click();
  const second = page.locator('clock-errors').getByRole('group', { name: 'Machine 2' });
  const offset = second.getByRole('spinbutton', { name: 'Offset' });
  await expect(offset).toHaveValue('350');
  await expect(second.getByRole('spinbutton', { name: 'Drift' })).toHaveValue('100');
  await expect(
    page.getByText(/The part l is ahead of a machine’s own physical clock by at most/),
  ).toBeVisible();
  await page.getByRole('button', { name: SET_ALL_TO_ZERO }).click();
  await expect(offset).toHaveValue('0');
  await expect(page.getByText('The part l is always what')).toBeVisible();
  await page.getByRole('button', { name: USE_MEASURED }).click();
  await expect(offset).toHaveValue('350');
});
