// Links that say what of a run is seen: each is copied from a page and opened in a browser that knows nothing, and shows the same.
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { trialFrom } from '../src/core/trial.ts';
import { simulate } from '../src/engine/simulate.ts';
import { writeTrace } from '../src/formats/write.ts';
import { COPY } from '../src/words/frame.ts';
import { NOTE_WORDS } from '../src/words/notes.ts';
import { PLAYBACK_WORDS } from '../src/words/playback.ts';
import { LINK_WORDS, SEEN_PROBLEMS } from '../src/words/seen.ts';
import { TRACE_TABS } from '../src/words/trace-tabs.ts';
import { FIRST_SIGHT } from '../src/words/trial.ts';
import { LEAVE_OUT } from '../src/words/form-problems.ts';
import { expectNoViolations } from './support/axe.ts';
import { copiedLink, expect, test } from './support/laboratory.ts';
import { OpenPage, traceOf, upload } from './support/open-page.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** What the view in sight shows of its run. */
function seenIn(page: Page) {
  return page.evaluate(() => {
    const find = (root: ParentNode): HTMLElementTagNameMap['playback-bar'] | undefined => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'playback-bar' && element.checkVisibility())
          return element as HTMLElementTagNameMap['playback-bar'];
        const inner = element.shadowRoot ? find(element.shadowRoot) : undefined;
        if (inner) return inner;
      }
      return undefined;
    };
    const bar = find(document);
    if (!bar) return undefined;
    const { run, selected, tab, window, cut, momentMs, momentEvent } = bar.traceFocus.state;
    const rounded = (ms: number | undefined) => ms && Math.round(ms * 1000) / 1000;
    return {
      events: run?.eventCount,
      selected: selected && [selected.machine, selected.index],
      tab,
      window: window && [rounded(window.fromMs), rounded(window.toMs)],
      cut: cut && [...cut],
      momentMs: rounded(momentMs),
      momentEvent: momentEvent && [momentEvent.machine, momentEvent.index],
    };
  });
}

/** A browser in which nothing of Lamplight is stored. */
async function fresh<Result>(
  browser: Browser,
  link: string,
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context: BrowserContext = await browser.newContext({
    baseURL: test.info().project.use.baseURL ?? '',
    viewport: { width: 1360, height: 900 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(link);
  const result = await look(page);
  await context.close();
  return result;
}

async function expectSame(browser: Browser, page: Page): Promise<string> {
  const link = await copiedLink(page);
  const seen = await seenIn(page);
  expect(seen).toBeDefined();
  await fresh(browser, link, other => expect.poll(() => seenIn(other)).toEqual(seen));
  return link;
}

test('what is seen at first sight is in its link', async ({ page, browser }) => {
  await page.goto('./#/trial');
  await page.getByRole('button', { name: FIRST_SIGHT.why }).click();
  await expect(page).toHaveURL(/#\/trial\?event=\d+\.\d+/);
  await expectSame(browser, page);
  // Played to its end with nothing selected, it is as nobody had touched it.
  await page.goto('./#/notebook');
  await page.goBack();
  await expect(page).toHaveURL(/#\/trial\?event=\d+\.\d+/);
});

test('a virtual run is computed again, with event, tab, stretch, cut and moment; what the address has too much is said', async ({
  page,
  browser,
  laboratory,
}) => {
  const trial = './#/trial?rates=5,1,5&seconds=20&engine=virtual';
  await page.goto(`${trial}&run=now&event=3.6&tab=events&stretch=2-9.5&cut=5,3,9&at=7.25`);
  const wanted = {
    selected: [3, 5],
    tab: 'events',
    window: [2000, 9500],
    cut: [5, 3, 9],
    momentMs: 7250,
  };
  await expect.poll(() => seenIn(page)).toMatchObject(wanted);
  await expect(page.getByRole('tab', { name: TRACE_TABS.events })).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('event-card').first()).toContainText('Machine 3, event 6');
  // A click is in the address once nothing moves.
  await page.getByRole('tab', { name: TRACE_TABS.audit }).click();
  await expect(page).toHaveURL(/run=now&event=3\.6&tab=audit&stretch=2-9\.5&cut=5,3,9&at=7\.25$/);
  await expectSame(browser, page);

  // Pasted into the open page: the same run, other things.
  await page.goto(`${trial}&run=now&event=1.4&at=x&cut=1,2,999`);
  await expect.poll(() => seenIn(page)).toMatchObject({ selected: [1, 3] });
  await expect(page.getByText(SEEN_PROBLEMS.moment('x'))).toBeVisible();
  await expect(page.getByText(SEEN_PROBLEMS.cutBeyond(3, 999, 100))).toBeVisible();
  await page.getByRole('button', { name: LEAVE_OUT }).click();
  await expect(page.getByText(SEEN_PROBLEMS.moment('x'))).toBeHidden();

  // A note goes with it, as it is written.
  const text = 'Why, <b>here</b>: 100 %?';
  const notes = page.locator('run-notes');
  await page.getByRole('button', { name: NOTE_WORDS.add, exact: true }).click();
  await notes.getByRole('textbox').fill(text);
  await notes.getByRole('button', { name: NOTE_WORDS.save }).click();
  await expect(page).toHaveURL(/notes=1\.4:/);
  await expectNoViolations(page);
  await fresh(browser, await copiedLink(page), async other => {
    await expect(other.locator('run-notes')).toContainText(text);
    await other
      .locator('run-notes')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect(other).toHaveURL(/notes=$/);
  });
  const file = await laboratory.download('Trace (JSONL)');
  expect(JSON.parse(file.text.split('\n')[1]!)).toEqual({ note: text, machine: 1, index: 3 });

  // From the history of this browser the same run goes to any other one.
  await page.goto('./#/history');
  await page.locator('history-entry a').first().click();
  await expect(page.locator('history-run playback-bar')).toBeVisible();
  const run = new URL(page.url()).hash;
  await page.goto(`./${run}&event=2.3&at=end`);
  await expect.poll(() => seenIn(page)).toMatchObject({ selected: [2, 2] });
  await expect(page).toHaveURL(/#\/history\?run=[\w-]+&event=2\.3$/);
  expect(await expectSame(browser, page)).toContain(
    '#/trial?rates=5,1,5&seconds=20&engine=virtual&run=now&event=2.3',
  );
});

test('a live run goes to others inside its link, and a log that was opened too; a large one is offered as a file', async ({
  page,
  browser,
  laboratory,
}) => {
  await laboratory.open('rates=9,2,9&seconds=3');
  await laboratory.button('Run').click();
  await laboratory.finished(3);
  await page.getByRole('button', { name: PLAYBACK_WORDS.back, exact: true }).click();
  await page.getByRole('tab', { name: TRACE_TABS.audit }).click();
  const link = await expectSame(browser, page);
  expect(link).toContain('#/open?trace=');
  expect(link.length).toBeLessThanOrEqual(8192);
  const clocksHere = await page.evaluate(() =>
    document
      .querySelector('trial-view')!
      .laboratory.state.trace!.logs.map(({ clocks, eventCount }) => [...clocks.slice(0, eventCount)]),
  );
  await fresh(browser, link, async other => {
    await expect(other.locator('opened-run p.facts')).toContainText('from a link');
    const clocks = await other.evaluate(() =>
      document
        .querySelector('open-view')!
        .desk.state.opened!.runs[0]!.trace.logs.map(({ clocks, eventCount }) => [
          ...clocks.slice(0, eventCount),
        ]),
    );
    expect(clocks).toEqual(clocksHere);
    // It is saved like any opened log, and a link that was cut off loses nothing of it.
    await other.goto(`./#/open?trace=${'A'.repeat(40)}`);
    await expect(other.getByText(LINK_WORDS.damaged)).toBeVisible();
    await expect(other.locator('opened-run p.facts')).toContainText('from a link');
    await other.goto('./#/history');
    await expect(other.locator('history-entry')).toHaveCount(1);
  });

  const open = new OpenPage(page);
  await open.goto();
  const file = writeTrace(traceOf(5), 'jsonl')[0]!;
  await open.choose(upload(file.name, file.text));
  await expect(page.locator('open-view playback-bar')).toBeVisible();
  expect(await expectSame(browser, page)).toContain('#/open?trace=');
  const large = simulate(trialFrom({ rates: Array.from({ length: 9 }, () => 9), durationSeconds: 60 }));
  await open.choose(upload('large.jsonl', writeTrace(large, 'jsonl')[0]!.text));
  await expect(page.locator('opened-run p.facts')).toContainText('9 machines');
  await page.getByRole('button', { name: COPY.no, exact: true }).click();
  await expect(page.getByText(LINK_WORDS.tooLong)).toBeVisible();
  const { text } = await laboratory.download(LINK_WORDS.save);
  expect(text).toBe(writeTrace(large, 'jsonl')[0]!.text);
});
