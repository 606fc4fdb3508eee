// Tabs that are really hidden: a Chromium without a test harness that keeps every page visible.
import { expect, test } from '@playwright/test';
import { RawChromium, type RawTab } from './support/raw-chromium.ts';

/** In the page: all elements that match, in whatever shadow. */
function elements(selector: string): string {
  return `(function all(root) {
    return [...root.querySelectorAll('*')].flatMap(each => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  })(document).filter(each => each.matches(${JSON.stringify(selector)}))`;
}

/** In the page: what these elements show. */
function texts(selector: string): string {
  return `${elements(selector)}.map(each => (each.shadowRoot ?? each).textContent.replace(/\\s+/g, ' ').trim())`;
}

const PRESS_RUN = `${elements('button')}.find(each => each.textContent.trim() === 'Run').click()`;
const HIDDEN_SEATS = `${texts('seat-list')}.join(' ').split('has its tab, hidden').length - 1`;

const ROWS = `${elements('summary-table')}.flatMap(each => [...each.shadowRoot.querySelectorAll('tbody tr')])
  .map(row => row.textContent.replace(/\\s+/g, ' ').trim())`;

/** Resolves once a status says so. */
function said(tab: RawTab, words: RegExp): Promise<void> {
  return tab.until(`${texts('[role="status"]')}.some(text => ${String(words)}.test(text))`);
}

test('three tabs, two of them and the coordinator hidden, do every tick', async ({ baseURL }, info) => {
  test.setTimeout(90_000);
  const chromium = new RawChromium();
  try {
    await chromium.grant(new URL(baseURL!).origin);
    const trial = await chromium.openTab(`${baseURL}#/trial?rates=5,1,6&die=5&seconds=12&seed=7&place=tabs`);
    const tabs = [];
    for (const machine of [1, 2, 3])
      tabs.push(await chromium.openTab(`${baseURL}#/machine?room=main&seat=${machine}`));
    await trial.activate();
    await said(trial, /^All three machines are here\. Press Run/);
    await trial.until(`${HIDDEN_SEATS} === 3`);
    await trial.evaluate(PRESS_RUN);
    // The third machine's tab comes to the front: the coordinator and two machines are hidden for the whole run.
    await tabs[2]!.activate();
    await trial.until('document.hidden');
    await said(tabs[2]!, /^Done: machine 3 did 72 ticks/);
    const hidden = await Promise.all([trial, ...tabs].map(tab => tab.evaluate('document.hidden')));
    expect(hidden).toEqual([true, true, true, false]);
    // What a hidden page does not draw is there when somebody looks.
    await trial.activate();
    await said(trial, /^Finished: 144 events in 12 s\. Every message arrived/);
    await trial.until(`${ROWS}.length === 3`);
    const rows = (await trial.evaluate(ROWS)) as string[];
    expect(rows.map(row => Number(row.split(' ')[3]))).toEqual([60, 12, 72]);
    info.annotations.push({ type: 'summary', description: rows.join('; ') });
  } finally {
    await chromium.close();
  }
});
