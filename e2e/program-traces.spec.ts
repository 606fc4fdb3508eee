// Traces of programs wherever a trace is shown: without a length of time no text of any panel names seconds.
import type { Page } from '@playwright/test';
import { traceOfProgram } from '../src/core/program/program-trace.ts';
import type { Trace } from '../src/core/trace.ts';
import { runProgram } from '../src/engine/run-program.ts';
import { writeTrace } from '../src/formats/write.ts';
import { runByDraws } from '../src/testing/run-by-draws.ts';
import { TELLING } from '../src/testing/telling-program.ts';
import { DIAGRAM_NAME } from '../src/words/diagram.ts';
import { TRACE_TABS } from '../src/words/trace-tabs.ts';
import { expect, test } from './support/laboratory.ts';
import { OpenPage, upload } from './support/open-page.ts';

/** A run in an order of its own, with whatever can happen: losses, second copies, a crash, a problem. */
function steppedTrace(): Trace {
  const draws = Array.from({ length: 60 }, (_, i) => (i * 7919) % 1009);
  return traceOfProgram(runByDraws(TELLING, TELLING.trial!, draws));
}

/** By seed, with losses and a crash. */
function timedTrace(): Trace {
  const { run } = runProgram(TELLING, {
    rates: [3, 2],
    durationSeconds: 8,
    seed: 5,
    script: [[['enter', 1], ['enter', 2], 'fail'], [['enter', 3]]],
    faults: {
      lossPercent: 30,
      timed: [{ kind: 'crash', machine: 2, fromMs: 3000, toMs: 4000, memory: 'amnesic' }],
    },
  });
  return traceOfProgram(run);
}

/** All that is read on the page: texts, names and titles, in every element and shadow root. */
async function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        if (node.localName === 'style') return;
        for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder']) {
          const text = node.getAttribute(name);
          if (text) texts.push(text);
        }
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      if (node instanceof Text && node.data.trim() !== '') texts.push(node.data.trim().replace(/\s+/g, ' '));
      for (const child of node.childNodes) walk(child);
    };
    walk(document.querySelector('open-view')!.renderRoot.querySelector('opened-run')!);
    return texts;
  });
}

const EVENTS_LOOKED_AT = 7;
const SECONDS = /\d\s*(?:s|ms)(?![\w’-])|seconds\b|second \d|\/s\b|ticks? per|milli/i;

/** Every tab, with all that can be unfolded; an event is selected and a moment is played, so that what depends on them is there. */
async function everyText(page: Page): Promise<string[]> {
  const texts = new Set<string>();
  await page.getByRole('application', { name: DIAGRAM_NAME }).first().focus();
  for (let step = 0; step < EVENTS_LOOKED_AT; step++) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('event-card')).toBeVisible();
    for (const text of await textsOf(page)) texts.add(text);
  }
  for (const [id, label] of Object.entries(TRACE_TABS)) {
    await page.getByRole('tab', { name: label }).click();
    await expect(page.locator('trace-explorer').getByRole('tabpanel')).toHaveAttribute(
      'aria-labelledby',
      `tab-${id}`,
    );
    await expect(page.locator('trace-explorer [role=status]', { hasText: '…' })).toHaveCount(0);
    await expect(page.locator('trace-explorer').getByRole('heading').first()).toBeVisible();
    await page.locator('open-view details > summary').evaluateAll(all => {
      for (const each of all) (each.parentElement as HTMLDetailsElement).open = true;
    });
    await page.evaluate(() =>
      new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame)),
    );
    await page.locator('trace-chart chart-overlay').first().hover();
    for (const text of await textsOf(page)) texts.add(text);
  }
  return [...texts];
}

async function openTrace(page: Page, trace: Trace): Promise<OpenPage> {
  const open = new OpenPage(page);
  await open.goto();
  await open.choose(upload('run.jsonl', writeTrace(trace, 'jsonl')[0]!.text));
  await expect(open.status).toHaveText('1 run read from 1 file');
  return open;
}

test('no panel names seconds where time has no length', async ({ page }) => {
  await openTrace(page, steppedTrace());
  const texts = await everyText(page);
  expect(texts).toContain('step 10..12');
  expect(texts.some(text => /^at step \d+$/.test(text))).toBe(true);
  expect(texts.filter(text => SECONDS.test(text))).toEqual([]);
});

test('where time has a length, they do', async ({ page }) => {
  await openTrace(page, timedTrace());
  const texts = await everyText(page);
  for (const words of ['ticks/s', 'time 10..12', 'seconds since the start', 'at seconds'])
    expect(texts).toContain(words);
});
