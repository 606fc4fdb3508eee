// The first seconds: index.html shows the stage before any script has run, and the stage takes its place without moving anything;
// another address shows the name of its view; without scripts the picture and the ways to the views are there.
import type { Page, Route } from '@playwright/test';
import { NAVIGATION, NEEDS_SCRIPTS, VIEW_NAMES } from '../src/words/frame.ts';
import { FIRST_SIGHT } from '../src/words/trial.ts';
import { expectNoViolations } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';

type Places = Readonly<Record<string, { readonly x: number; readonly y: number; readonly width: number }>>;

/** Of the parts that the picture and the stage have in common; Playwright looks into shadows. */
async function placesOf(page: Page, parts: Readonly<Record<string, string>>): Promise<Places> {
  const places = Object.entries(parts).map(async ([name, selector]) => {
    const box = await page.locator(selector).first().boundingBox();
    return [name, box && { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width) }];
  });
  return Object.fromEntries(await Promise.all(places)) as Places;
}

const PICTURE = {
  sentence: '.placeholder .first-words p',
  run: '.placeholder .first-words a',
  why: '.placeholder .first-words span',
  engine: '.placeholder .engine',
  machine: '.placeholder .heads > div',
  drawing: '.placeholder .drawing',
  trial: 'lamplight-page nav a',
};
const STAGE = {
  sentence: 'first-words p',
  run: 'first-words button.main',
  why: 'first-words button:not(.main)',
  engine: 'settings-bar choice-field',
  machine: 'run-stage machine-card',
  drawing: 'run-stage .drawing',
  trial: 'lamplight-page nav a',
};

for (const width of [1360, 820, 390])
  test(`at ${width} pixels: the picture comes before any script, and the stage takes its place without a shift`, async ({
    page,
  }) => {
    const held: Route[] = [];
    const isLetThrough: { now: boolean } = { now: false };
    await page.route('**/assets/*.js', route => {
      if (isLetThrough.now) return route.continue();
      held.push(route);
      return undefined;
    });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
      Object.assign(globalThis, { shifts });
    });
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('./', { waitUntil: 'commit' });
    await expect(page.getByRole('img', { name: /machine 2 has clock \d+ and \d+ messages/ })).toBeVisible();
    await expect(page.getByText(FIRST_SIGHT.what)).toBeVisible();
    await expectNoViolations(page);
    const before = await placesOf(page, PICTURE);
    isLetThrough.now = true;
    await Promise.all(held.map(route => route.continue()));
    await expect(page.locator('run-stage canvas')).toBeVisible();
    await expect(page.locator('.placeholder')).toHaveCount(0);
    expect(await placesOf(page, STAGE)).toEqual(before);
    const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.001);
  });

test('before any script, another address shows the name of its view and none of the picture', async ({
  page,
}) => {
  await page.route('**/assets/*.js', () => undefined);
  await page.goto('./#/lessons', { waitUntil: 'commit' });
  const [, lessons] = VIEW_NAMES;
  await expect(page.getByRole('heading', { level: 1, name: lessons.label })).toBeVisible();
  const link = page.getByRole('navigation', { name: NAVIGATION }).getByRole('link', { name: lessons.label });
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('[aria-current]')).toHaveCount(1);
  await expect(page.getByRole('img')).toHaveCount(0);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the sentence, the picture and real links to the views are there, and what is missing is said', async ({
    page,
  }) => {
    await page.goto('./');
    await expect(page.getByText(FIRST_SIGHT.what)).toBeVisible();
    const missing = page.locator('noscript p');
    await expect(missing).toHaveText(NEEDS_SCRIPTS);
    await expect(missing).toBeVisible();
    await expect(page.getByRole('img', { name: /machine 2 has clock \d+/ })).toBeVisible();
    for (const { view, label } of VIEW_NAMES)
      await expect(page.getByRole('link', { name: label, exact: true })).toHaveAttribute('href', `#/${view}`);
  });
});

test('while a live run goes on, its stage moves between two reports of the laboratory, and stands still for who wants that', async ({
  laboratory,
  page,
}) => {
  await laboratory.open('rates=1,1&die=4&seconds=40&delay=fixed:400');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [1-9]/);
  await page.evaluate(countPictures);
  const counts = (): Promise<Pictures> =>
    page.evaluate(() => (globalThis as unknown as { pictures: Pictures }).pictures);
  await expect.poll(async () => (await counts()).ofTheSame).toBeGreaterThan(10);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const before = await counts();
  await expect.poll(async () => (await counts()).reports).toBeGreaterThan(before.reports + 5);
  expect((await counts()).ofTheSame - before.ofTheSame).toBeLessThan(3); // of the frames that were on their way
  await laboratory.button('Stop').click();
});

interface Pictures {
  /** Of the laboratory, that were seen. */
  reports: number;
  /** Pictures that differ from the one before, without a new report. */
  ofTheSame: number;
}

/** In the page, at each frame: whether the stage's picture has changed, and whether the laboratory had said something new. */
function countPictures(): void {
  const view = document.querySelector('trial-view')!;
  const stage = view.renderRoot.querySelector('run-stage')!;
  const canvas = stage.renderRoot.querySelector('space-time-diagram')!.renderRoot.querySelector('canvas')!;
  const pictures: Pictures = { reports: 0, ofTheSame: 0 };
  Object.assign(globalThis, { pictures });
  let report = view.laboratory.state;
  let framesSince = 0;
  let picture = '';
  const look = (): void => {
    const { state } = view.laboratory;
    framesSince += 1;
    if (state !== report) {
      pictures.reports += 1;
      report = state;
      framesSince = 0;
    }
    const now = canvas.toDataURL();
    // Two frames after a report what it said has been drawn.
    if (now !== picture && framesSince > 2) pictures.ofTheSame += 1;
    picture = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
