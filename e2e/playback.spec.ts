// Playback: cards, charts, diagram, table and the step's sentence show one moment, in a trial, live, in an opened log, from the
// notebook; by buttons, scrubber and keys.
import type { Locator, Page } from '@playwright/test';
import { Moments } from '../src/analysis/moments.ts';
import { clockStepOf } from '../src/analysis/clock-step.ts';
import type { Trace } from '../src/core/trace.ts';
import { simulate } from '../src/engine/simulate.ts';
import { NOTEBOOK_BUTTONS } from '../src/words/notebook.ts';
import { PLAYBACK_WORDS, placeInRun, stepWords } from '../src/words/playback.ts';
import { TRACE_TABS } from '../src/words/trace-tabs.ts';
import { expectNoViolations } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { OpenPage, traceOf, upload } from './support/open-page.ts';
import { writeTrace } from '../src/formats/write.ts';

class Bar {
  readonly root: Locator;
  constructor(readonly page: Page) {
    this.root = page.locator('playback-bar');
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  get scrubber(): Locator {
    return this.root.getByRole('slider', { name: PLAYBACK_WORDS.scrubber });
  }

  /** Where the page is: `21.1 of 60 s`. */
  get place(): Locator {
    return this.root.locator('.place');
  }

  get step(): Locator {
    return this.root.locator('.step');
  }
}

/** The focus of the view that is shown, as its parts read it. */
function momentOf(page: Page) {
  return page.evaluate(() => {
    const bar = document.querySelector('trial-view, open-view')!.shadowRoot!;
    const find = (root: ShadowRoot): Element | undefined => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'playback-bar') return element;
        const inner = element.shadowRoot ? find(element.shadowRoot) : undefined;
        if (inner) return inner;
      }
      return undefined;
    };
    const { momentMs, momentEvent } = (find(bar) as HTMLElementTagNameMap['playback-bar']).traceFocus.state;
    return { momentMs, momentEvent };
  });
}

function sentence(trace: Trace, place: { readonly machine: number; readonly index: number }): string {
  return stepWords(trace, clockStepOf(trace, place), words => words).join('');
}

/** Everything that the page shows is this moment of the trace. */
async function expectMoment(page: Page, trace: Trace): Promise<void> {
  const bar = new Bar(page);
  const { momentMs, momentEvent } = await momentOf(page);
  const moments = new Moments(trace);
  const moment = moments.at(momentMs!, momentEvent);
  await expect(bar.place).toHaveText(placeInRun(momentMs!, moments.endMs));
  const last = moments.previous(moments.progressAt(momentMs!, momentEvent))!;
  await expect(bar.step).toContainText(sentence(trace, last));
  const cards = page.locator('machine-card');
  for (const [i, { clock, queue }] of moment.machines.entries()) {
    await expect(cards.nth(i).locator('.clock')).toHaveText(String(clock));
    await expect(cards.nth(i).locator('queue-stack b')).toHaveText(String(queue));
  }
  const charts = page.locator('trace-chart');
  for (const [i, quantity] of (['clock', 'queue'] as const).entries())
    await expect(charts.nth(i).locator('.legend b')).toHaveText(
      moment.machines.map(machine => String(machine[quantity])),
    );
  await expect(charts.first().locator('chart-overlay .later')).toHaveCount(1);
  const { window } = await page
    .locator('space-time-diagram')
    .evaluate(diagram => (diagram as HTMLElementTagNameMap['space-time-diagram']).traceFocus.state);
  expect(window!.fromMs).toBeLessThanOrEqual(momentMs!);
  expect(window!.toMs).toBeGreaterThanOrEqual(momentMs!);
}

test('a trial is played, stepped and scrubbed, and all of the page shows one moment', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('rates=5,1,5&delay=fixed+300&seconds=60&seed=7&engine=virtual&run=now');
  await laboratory.finished(0);
  const trace = simulate({ rates: [5, 1, 5], seed: 7, delay: { kind: 'fixed', delayMs: 300 } });
  const bar = new Bar(page);
  await expect(bar.place).toHaveText('60.0 of 60 s');

  await bar.scrubber.fill('21150');
  await expectMoment(page, trace);

  await bar.button(PLAYBACK_WORDS.forward).click();
  await expectMoment(page, trace);
  await bar.button(PLAYBACK_WORDS.back).click();
  await bar.button(PLAYBACK_WORDS.back).click();
  await expectMoment(page, trace);
  await expect(bar.root.getByRole('status')).toHaveText(sentence(trace, (await momentOf(page)).momentEvent!));
  await expectNoViolations(page);

  // A mark is reached, its question is answered, and the choice stays while one steps on.
  await bar.root.getByRole('group', { name: PLAYBACK_WORDS.jumps }).getByRole('button').first().click();
  await expectMoment(page, trace);
  await bar.step.getByRole('button').click();
  const chosen = page.getByRole('heading', { name: /Why did the clock jump by \d+\?/ });
  await expect(chosen).toBeVisible();
  await bar.button(PLAYBACK_WORDS.forward).click();
  await expect(chosen).toBeVisible();

  // The table: its row is marked and in sight.
  await page.getByRole('tab', { name: TRACE_TABS.events }).click();
  const row = page.locator('event-table tr.now');
  await page.locator('event-table').scrollIntoViewIfNeeded();
  await expect(row).toHaveCount(1);
  await bar.button(PLAYBACK_WORDS.forward).click();
  const { momentEvent } = await momentOf(page);
  await expect(row.getByRole('rowheader')).toHaveText(String(momentEvent!.index + 1));
  await expect(row).toBeInViewport();

  // It plays by itself to the end, and stops there.
  await bar.scrubber.fill('57000');
  await bar.root.getByRole('combobox', { name: PLAYBACK_WORDS.speed }).selectOption('8');
  await bar.button(PLAYBACK_WORDS.play).click();
  await expect(bar.button(PLAYBACK_WORDS.pause)).toBeVisible();
  await expect(bar.place).toHaveText('60.0 of 60 s');
  await expect(bar.button(PLAYBACK_WORDS.play)).toBeVisible();
});

test('keys play where nothing else takes them', async ({ laboratory, page }) => {
  await laboratory.open('rates=5,1,5&seconds=20&seed=7&engine=virtual&run=now');
  await laboratory.finished(0);
  const bar = new Bar(page);
  await page.locator('body').press('Home');
  await expect(bar.step).toHaveText(PLAYBACK_WORDS.atStart);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect((await momentOf(page)).momentEvent).toEqual({ machine: 3, index: 0 });
  await page.keyboard.press('ArrowLeft');
  expect((await momentOf(page)).momentEvent).toEqual({ machine: 1, index: 0 });
  await page.keyboard.press('Space');
  await expect(bar.button(PLAYBACK_WORDS.pause)).toBeVisible();
  await page.keyboard.press('Space');
  await expect(bar.button(PLAYBACK_WORDS.play)).toBeVisible();
  await page.keyboard.press('End');
  await expect(bar.place).toHaveText('20.0 of 20 s');
  await page.keyboard.press('ArrowLeft');
  const held = await momentOf(page);
  // The tabs keep their own arrows.
  await page.getByRole('tab', { name: TRACE_TABS.events }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: TRACE_TABS.audit })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  expect(await momentOf(page)).toEqual(held);
});

test('a live run is held back while it goes on, and caught up', async ({ laboratory, page }) => {
  await laboratory.open('rates=6,2,6&seconds=8&seed=7');
  await laboratory.button('Run').click();
  const bar = new Bar(page);
  await expect(bar.place).toContainText(PLAYBACK_WORDS.live);
  await bar.button(PLAYBACK_WORDS.pause).click();
  const { momentMs } = await momentOf(page);
  await expect(bar.place).not.toContainText(PLAYBACK_WORDS.live);
  await bar.button(PLAYBACK_WORDS.toLive).click();
  await expect(bar.place).toContainText(PLAYBACK_WORDS.live);
  await bar.button(PLAYBACK_WORDS.back).click();
  await expect.poll(async () => (await momentOf(page)).momentMs).toBeGreaterThanOrEqual(momentMs!);
  const stepped = await momentOf(page);
  await laboratory.finished(8);
  expect(await momentOf(page)).toEqual(stepped); // the end of the run moves nothing
  await bar.button(PLAYBACK_WORDS.toEnd).click();
  await expect(bar.place).toHaveText(/^8\.\d\d of 8(\.\d+)? s$/); // its last tick may come late
});

test('an opened log is stepped through, and a run of the notebook plays at once', async ({ page }) => {
  const open = new OpenPage(page);
  const trace = traceOf(7);
  const [file] = writeTrace(trace, 'jsonl');
  await open.goto();
  await open.choose(upload(file!.name, file!.text));
  const bar = new Bar(page);
  await bar.scrubber.fill('9100');
  await expectMoment(page, trace);
  await bar.button(PLAYBACK_WORDS.forward).click();
  await expectMoment(page, trace);

  await page.goto('./#/notebook');
  await page.getByRole('link', { name: NOTEBOOK_BUTTONS.play }).first().click();
  await expect(bar.button(PLAYBACK_WORDS.pause)).toBeVisible();
  await expect.poll(async () => (await momentOf(page)).momentMs).toBeGreaterThan(500);
});
