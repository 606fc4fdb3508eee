// Tabs that are really hidden: a Chromium without a test harness that keeps every page visible.
import { expect, test } from '@playwright/test';
import { RawChromium } from './support/raw-chromium.ts';

const PRESS_RUN = `(() => {
  const all = root => [...root.querySelectorAll('*')].flatMap(element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  all(document).find(element => element.localName === 'button' && element.textContent.trim() === 'Run').click();
})()`;

test('three tabs, two of them and the coordinator hidden, do every tick', async ({ baseURL }, info) => {
  test.setTimeout(90_000);
  const chromium = new RawChromium();
  try {
    await chromium.grant(new URL(baseURL!).origin);
    const trial = await chromium.openTab(`${baseURL}#/trial?rates=5,1,6&die=5&seconds=12&seed=7&place=tabs`);
    const tabs = [];
    for (const machine of [1, 2, 3])
      tabs.push(await chromium.openTab(`${baseURL}#/machine?room=main&seat=${machine}`));
    const state = `document.querySelector('trial-view')?.laboratory.state`;
    await trial.until(
      `${state}?.seats.length === 3 && ${state}.seats.every(seat => seat.phase === 'seated')`,
    );
    await trial.activate();
    await trial.evaluate(PRESS_RUN);
    // The third machine's tab comes to the front: the coordinator and two machines are hidden for the whole run.
    await tabs[2]!.activate();
    await trial.until(`document.hidden && ${state}.seats.filter(seat => seat.hidden).length === 2`);
    await trial.until(`['finished', 'failed'].includes(${state}.phase)`);
    expect(await trial.evaluate(`${state}.fact`)).toEqual({ kind: 'finished', events: 144 });
    expect(await trial.evaluate(`[...${state}.trace.gaps, ...${state}.trace.losses]`)).toEqual([]);
    expect(await trial.evaluate(`${state}.machines.map(machine => machine.ticks)`)).toEqual([60, 12, 72]);
    const hidden = (await Promise.all(tabs.map(tab => tab.evaluate('document.hidden')))) as boolean[];
    expect(hidden).toEqual([true, true, false]);
    const lateness = await trial.evaluate(
      `${state}.machines.map(machine => machine.latenessP99Ms.toFixed(1)).join(', ')`,
    );
    info.annotations.push({ type: 'lateness p99 in ms', description: String(lateness) });
  } finally {
    await chromium.close();
  }
});
