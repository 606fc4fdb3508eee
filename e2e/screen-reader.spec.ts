// What a screen reader is given: the stage, the diagram and the charts as a tree of names and roles, and what is announced of a step,
// of the end of a run and of a machine that is lost.
import type { Page } from '@playwright/test';
import { expect, test } from './support/laboratory.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';
import { PLAYBACK_WORDS } from '../src/words/playback.ts';

test('stage, diagram and charts are a tree of names with every number that they show', async ({ page }) => {
  await page.goto('./#/trial?rates=5,1,5&seconds=60&seed=7&engine=virtual&run=now');
  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
  await expect(page.locator('space-time-diagram')).toMatchAriaSnapshot(`
    - figure "Space–time diagram":
      - heading "Space–time diagram" [level=2]
      - group "View and pictures of the diagram":
        - button "Zoom out"
        - button "Zoom in"
        - button "Fit"
        - button "Follow"
        - button "Cut"
      - article "Machine 1":
        - heading "Machine 1" [level=2]
        - term: logical clock
        - definition: "319"
        - term: die
        - definition: "9"
        - term: last event
        - definition: internal 318 + 1
        - paragraph: queue 0
      - article "Machine 2":
        - definition: "188"
        - definition: "not rolled: a message was received"
        - definition: received 187 from 3 max(182, 187) + 1
        - paragraph: queue 43 falling behind
      - article "Machine 3":
        - definition: "320"
      - application "Space–time diagram, moved by keys":
        - img /Space–time diagram of 3 machines from .* to .* s\\. \\d+ events and \\d+ messages in view\\./
      - list "What the marks mean"
      - status: /Machine 2, event 24.* receive/
  `);
  await expect(page.locator('trace-chart').first()).toMatchAriaSnapshot(`
    - figure "Logical clock":
      - heading "Logical clock" [level=2]
      - list "Machines and their rates":
        - listitem: /Machine 1/
        - listitem: /Machine 2/
        - listitem: /Machine 3/
      - img /Logical clock of each machine .*machine 1 at 319, machine 2 at 188, machine 3 at 320\\./
      - group: /As a table/
  `);
  await expect(page.locator('trace-chart').nth(1)).toMatchAriaSnapshot(`
    - figure "Queue length":
      - img /Queue length of each machine .*machine 1 at 0, machine 2 at 43, machine 3 at 0/
  `);
  await expect(page.locator('playback-bar')).toMatchAriaSnapshot(`
    - region "Playback":
      - button "Go to the start"
      - button "Previous event"
      - button "Play"
      - button "Next event"
      - button "Go to the end"
      - combobox "Speed"
      - slider "Moment of the run"
      - group "Largest jumps":
        - button /Jump by \\d+ on machine 2 at .* s/
  `);
  const slider = page.getByRole('slider', { name: PLAYBACK_WORDS.scrubber });
  await expect(slider).toHaveAttribute('aria-valuetext', '60.0 of 60 s');
  // Every figure has its numbers as a table too.
  await page.locator('trace-chart').first().getByText('As a table').click();
  await expect(
    page.locator('trace-chart').first().getByRole('row').last().getByRole('cell').last(),
  ).toHaveText('320');
});

test('each thing is said once: a step, a selected event, the end of a run; and nothing while a run is played', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('rates=5,1,5&seconds=12&seed=7&engine=virtual&run=now');
  const said = await listen(page);
  await page.getByRole('button', { name: PLAYBACK_WORDS.toStart }).click();
  await said.clear();
  await page.getByRole('button', { name: PLAYBACK_WORDS.forward, exact: true }).click();
  await expect.poll(said.all).toHaveLength(1);
  expect((await said.all())[0]).toMatch(/^Machine \d .*\.$/);

  await said.clear();
  await page.getByRole('combobox', { name: PLAYBACK_WORDS.speed }).selectOption('64');
  await page.getByRole('button', { name: PLAYBACK_WORDS.play, exact: true }).click();
  await expect(page.getByRole('slider', { name: PLAYBACK_WORDS.scrubber })).toHaveAttribute(
    'aria-valuetext',
    '12.00 of 12 s',
  );
  expect(await said.all()).toEqual([]);

  await page.getByRole('application').focus();
  await said.clear();
  await page.keyboard.press('End');
  await expect.poll(said.all).toHaveLength(1);
  expect((await said.all())[0]).toMatch(/^Machine \d, event \d+/);
});

/** What live regions of the page have said since they were last cleared, whole sentences, whatever shadow they are in. */
async function listen(page: Page) {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const watched = new WeakSet<Node>();
    const regionOf = (node: Node): Element | null =>
      (node instanceof Element ? node : node.parentElement)?.closest(
        '[role=status], [role=alert], [aria-live]',
      ) ?? null;
    const watch = (root: Node): void => {
      if (watched.has(root)) return;
      watched.add(root);
      new MutationObserver(records => {
        const regions = new Set(records.map(({ target }) => regionOf(target)));
        for (const region of regions) {
          const text = region?.textContent?.trim();
          if (region?.getAttribute('aria-live') === 'off') continue;
          if (region?.checkVisibility() && text) heard.push(text);
        }
        walk(root);
      }).observe(root, { childList: true, characterData: true, subtree: true });
      walk(root);
    };
    const walk = (root: Node): void => {
      for (const element of (root as ParentNode).querySelectorAll('*'))
        if (element.shadowRoot) watch(element.shadowRoot);
    };
    watch(document);
  });
  return {
    all: () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard),
    clear: () =>
      page.evaluate(() => {
        (globalThis as unknown as { heard: string[] }).heard.length = 0;
      }),
  };
}
