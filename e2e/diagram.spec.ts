// The space–time diagram of a finished run: walked by keys, read by its sentence, cut by keys, and taken away.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';
import { handleName } from '../src/words/cuts.ts';
import { DIAGRAM_TOOLS } from '../src/words/diagram.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';

const RUN = 'rates=5,1,5&die=10&seconds=60&seed=7&engine=virtual&run=now';

class Diagram {
  constructor(readonly page: Page) {}

  async open(query = RUN): Promise<void> {
    await this.page.goto(`./#/trial?${query}`);
    await expect(this.drawing).toHaveAccessibleName(/[1-9]\d* events/);
    await this.button(DIAGRAM_TOOLS.fit).click();
  }

  get element() {
    return this.page.locator('space-time-diagram');
  }

  /** What takes the keys. */
  get ground() {
    return this.element.getByRole('application');
  }

  get drawing() {
    return this.element.getByRole('img', { name: /^Space–time diagram of/ });
  }

  get sentence() {
    return this.element.locator('.sentence');
  }

  button(name: string) {
    return this.element.getByRole('button', { name, exact: true });
  }

  async press(...keys: string[]): Promise<void> {
    await this.ground.focus();
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Saves a picture; its bytes. */
  async save(button: string): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button(button).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}

test('keys walk from event to event, and a message leads from its receive to its send and back', async ({
  page,
}) => {
  const diagram = new Diagram(page);
  await diagram.open();
  await diagram.press('Home');
  await expect(diagram.sentence).toContainText('Machine 1, event 1: ');
  await diagram.press('ArrowRight');
  await expect(diagram.sentence).toContainText('Machine 1, event 2: ');
  await diagram.press('ArrowDown', 'End');
  await expect(diagram.sentence).toContainText('Machine 2, event 60: receive from');
  await expect(diagram.sentence).toContainText(/\d+ events in its past, 0 in its future, \d+ concurrent/);
  const receive = await diagram.sentence.innerText();
  const sender = /receive from (\d)/.exec(receive)![1]!;
  await diagram.press('Enter');
  await expect(diagram.sentence).toContainText(new RegExp(`Machine ${sender}, event \\d+: send to .*2`));
  await diagram.press('m');
  await expect(diagram.sentence).toContainText('receive from');
  await diagram.press('Escape');
  await expect(diagram.sentence).toHaveText('');
  await expect(diagram.element.getByText('Select an event to see its past')).toBeVisible();
});

test('a screen reader is told of each event once, in this view and in the table', async ({ page }) => {
  const diagram = new Diagram(page);
  await diagram.open();
  const told = page
    .locator('trial-view')
    .getByRole('status')
    .filter({ hasText: /Machine \d, event/ });
  await diagram.press('Home');
  await expect(told).toHaveCount(1);
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(page.locator('event-table').getByRole('table')).toBeVisible();
  await expect(told).toHaveCount(1);
  await expect(told).toContainText(/Machine 1, event 1: .* 0 events in its past, \d+ in its future/);
});

test('a click chooses an event; past, future and concurrent are counted and add up', async ({ page }) => {
  const diagram = new Diagram(page);
  await diagram.open();
  const box = (await diagram.drawing.boundingBox())!;
  // Machine 2 ticks once a second, in the middle lane.
  await diagram.drawing.click({
    position: { x: 22 + ((box.width - 170) * 30) / 60, y: box.height / 2 - 11 },
  });
  await expect(diagram.sentence).toContainText('Machine 2, event 30: receive');
  const relations = /(\d+) events in its past, (\d+) in its future, (\d+) concurrent/;
  const counts = (relations.exec((await diagram.sentence.textContent())!) ?? []).slice(1).map(Number);
  expect(counts).toHaveLength(3);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(659);
});

test('keys and buttons zoom, the chosen event stays in view, and 0 shows the whole run', async ({ page }) => {
  const diagram = new Diagram(page);
  await diagram.open();
  await expect(diagram.drawing).toHaveAccessibleName(/from 0 to 60 s\. 660 events/);
  await diagram.press('Home', '+', '+', '+');
  await expect(diagram.drawing).not.toHaveAccessibleName(/to 60 s/);
  await expect(diagram.sentence).toHaveText(/^Shows \S+ to \S+ s$/);
  await diagram.press('End');
  await expect(diagram.drawing).toHaveAccessibleName(/to 60 s/);
  await diagram.press('0');
  await expect(diagram.drawing).toHaveAccessibleName(/from 0 to 60 s/);
  await expect(diagram.sentence).toHaveText('Shows 0 to 60 s');
  await diagram.button(DIAGRAM_TOOLS.zoomIn).click();
  await expect(diagram.drawing).not.toHaveAccessibleName(/from 0 to 60 s/);
  await diagram.button('Fit').click();
  await expect(diagram.drawing).toHaveAccessibleName(/from 0 to 60 s/);
});

test('a plain wheel scrolls the page, with Ctrl it zooms, and a drag pans', async ({ page }) => {
  const diagram = new Diagram(page);
  await diagram.open();
  await diagram.drawing.scrollIntoViewIfNeeded();
  await diagram.drawing.hover();
  await page.mouse.wheel(0, -100);
  await expect(diagram.drawing).toHaveAccessibleName(/from 0 to 60 s/);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect(diagram.drawing).not.toHaveAccessibleName(/from 0 to 60 s/);
  const before = await diagram.drawing.getAttribute('aria-label');
  await diagram.drawing.hover();
  await page.mouse.down();
  await page.mouse.move(400, 400, { steps: 4 });
  await page.mouse.up();
  await expect(diagram.drawing).not.toHaveAttribute('aria-label', before!);
});

test('a cut is put and moved by keys, and says when messages make it inconsistent', async ({ page }) => {
  const diagram = new Diagram(page);
  await diagram.open();
  await diagram.button('Cut').click();
  await expect(diagram.button('Cut')).toHaveAttribute('aria-pressed', 'true');
  const handle = diagram.element.getByRole('slider', { name: handleName('machine 2') });
  await expect(handle).toHaveAttribute('aria-valuenow', '30');
  await expect(diagram.element.getByText(/received before the cut and sent after it/)).toHaveCount(0);
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect(handle).toHaveAttribute('aria-valuenow', '31');
  await page.keyboard.press('End');
  await expect(handle).toHaveAttribute('aria-valuetext', /^60 of 60 events before the cut/);
  const first = diagram.element.getByRole('slider', { name: handleName('machine 1') });
  await first.focus();
  await page.keyboard.press('Home');
  await expect(
    diagram.element.getByText(/messages? in view received before the cut and sent after it/),
  ).toBeVisible();
  await diagram.button('Cut').click();
  await expect(handle).toHaveCount(0);
});

test('the pictures hold what is seen: an SVG that parses, and a PNG twice as fine', async ({ page }) => {
  const diagram = new Diagram(page);
  await diagram.open();
  await diagram.press('Home', '+', '+', '+', '+');
  const svg = await diagram.save(DIAGRAM_TOOLS.saveSvg);
  expect(svg.name).toBe('lamplight-diagram.svg');
  const found = await page.evaluate(text => {
    const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
    const count = (selector: string): number => drawing.querySelectorAll(selector).length;
    return {
      errors: count('parsererror'),
      sends: count('.marks.send > *'),
      receives: count('.marks.receive > *'),
      chosen: count('.chosen'),
      title: drawing.querySelector('title')?.textContent,
    };
  }, svg.bytes.toString('utf8'));
  expect(found).toMatchObject({ errors: 0, chosen: 2, title: 'Space–time diagram' }); // the legend's ring is the second
  expect(found.sends).toBeGreaterThan(2);
  expect(found.receives).toBeGreaterThan(2);
  const png = await diagram.save(DIAGRAM_TOOLS.savePng);
  expect(png.name).toBe('lamplight-diagram.png');
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  const { width } = (await diagram.drawing.boundingBox())!;
  expect(Math.abs(png.bytes.readUInt32BE(16) - 2 * width)).toBeLessThanOrEqual(4);
});

test('a run is followed while it goes on, until somebody looks elsewhere', async ({ page, laboratory }) => {
  const diagram = new Diagram(page);
  await laboratory.open('rates=6,3&die=4&seconds=40&seed=5');
  await laboratory.button('Run').click();
  await expect(diagram.button('Follow')).toHaveAttribute('aria-pressed', 'true', { timeout: 30_000 });
  await expect(diagram.drawing).toHaveAccessibleName(/from 0 to 10 s/);
  await expect(diagram.drawing).not.toHaveAccessibleName(/from 0 to 10 s/);
  await diagram.button('Fit').click();
  await expect(diagram.button('Follow')).toHaveAttribute('aria-pressed', 'false');
  await expect(diagram.drawing).toHaveAccessibleName(/from 0 to 40 s/);
  await diagram.button('Follow').click();
  await expect(diagram.button('Follow')).toHaveAttribute('aria-pressed', 'true');
  await laboratory.button('Stop').click();
});

test('32 machines on a telephone: nothing sticks out, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const diagram = new Diagram(page);
  await diagram.open(
    `machines=32&rates=${Array(32).fill(2).join(',')}&die=40&seconds=20&seed=7&engine=virtual&run=now`,
  );
  await expect(diagram.element.getByText(/machines 1 to \d+ of 32/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await diagram.press('Home', 'ArrowDown', ...Array<string>(25).fill('ArrowDown'));
  await expect(diagram.sentence).toContainText('Machine 27, ');
  await expect(diagram.element.getByText(/machines \d+ to (2[7-9]|3\d) of 32/)).toBeVisible();
  await diagram.button('Cut').click();
  await expectNoViolations(page);
});

for (const { width, height } of [
  { width: 1360, height: 800 },
  { width: 390, height: 844 },
])
  test(`an event that is chosen below the diagram is in sight, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const diagram = new Diagram(page);
    await diagram.open();
    const button = page.getByRole('button', { name: SHOW_LARGEST_JUMP });
    // As far down as the page goes with the button still in the window: the diagram is out of sight.
    await button.evaluate(element => element.scrollIntoView({ block: 'start' }));
    await expect(diagram.drawing).not.toBeInViewport({ ratio: 0.5 });
    await button.press('Enter');
    await expect(diagram.sentence).toContainText('Machine 2, event 24: receive from 1');
    await expect(diagram.drawing).toBeInViewport({ ratio: 0.95 });
  });
