// How each view looks, on a phone, a notebook's screen and a wide one: compared with pictures that somebody has looked at.
// What needs no picture is checked everywhere: nothing sticks out of the page, and nothing is cut off.
import type { Page } from '@playwright/test';
import { expect, test } from './support/laboratory.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';
import { WELCOME_WORDS } from '../src/words/open-words.ts';
import { PROGRAM_BUTTONS } from '../src/words/program-view.ts';

test.use({
  deviceScaleFactor: 0.4, // small pictures; a label that is cut off is still seen
  colorScheme: 'light',
  contextOptions: { reducedMotion: 'reduce' }, // the first trial rests
});

const WIDTHS = [390, 1280, 2560];
/** Without pictures: the smallest phone, windows of 1280 and 1360 pixels at 200 %, the steps between, and 4K. */
const FURTHER_WIDTHS = [360, 640, 680, 768, 1024, 1920, 3840];
const HEIGHT_MAX = 1050; // of a picture, in CSS pixels
/** Pixels of a picture that may differ, beside those at the edges of letters, which the comparison knows: a label cut in half is more. */
const DIFFERENT_MAX = 12;
/** The fonts that the pictures were taken with, by the width of a sentence. */
const TAKEN_WITH_PIXELS = 3367;

interface Look {
  readonly name: string;
  readonly address: string;
  /** From the address to what is looked at. */
  readonly reach: (page: Page) => Promise<void>;
  /** What is another each time, as how long something took: hidden, as it may also take another line. */
  readonly varies?: readonly string[];
}

const VIRTUAL = './#/trial?rates=5,1,5&die=10&seconds=60&seed=5&engine=virtual&run=now';
/** The page before its script has a heading too, but no view. */
const view =
  (name: string): Look['reach'] =>
  page =>
    expect(page.locator(name).getByRole('heading', { level: 1 })).toBeVisible();
const charts = async (page: Page): Promise<void> => {
  await expect(page.locator('trace-chart canvas')).toHaveCount(2);
};

const LOOKS: readonly Look[] = [
  { name: 'first sight', address: './', reach: charts },
  {
    name: 'why a clock jumped',
    address: VIRTUAL,
    reach: async page => {
      await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).click();
      await expect(page.locator('event-table tbody tr').first()).toBeVisible();
    },
  },
  {
    name: 'sweep',
    address: './#/sweep?fast=5,5&slowest=1-2&die=5-10&replicates=5&seconds=20&run=now',
    reach: async page => {
      await expect(page.locator('sweep-status').getByRole('status')).toHaveText('Finished');
      await expect(page.locator('sweep-table tbody tr')).toHaveCount(12);
    },
    varies: ['sweep-status'],
  },
  {
    name: 'notebook',
    address: './#/notebook',
    reach: page => expect(page.getByText(/runs, computed in this browser/)).toBeVisible(),
    varies: ['notebook-view .take p'],
  },
  { name: 'open', address: './#/open', reach: view('open-view') },
  {
    name: 'sample',
    address: './#/open',
    reach: async page => {
      await page.getByRole('button', { name: WELCOME_WORDS.sample }).click();
      await charts(page);
      await expect(page.locator('event-table tbody tr').first()).toBeVisible();
    },
  },
  { name: 'lessons', address: './#/lessons', reach: view('lessons-view') },
  {
    name: 'lesson',
    address: './#/lessons?lesson=why-did-it-jump',
    reach: page => expect(page.locator('space-time-diagram canvas')).toBeVisible(),
  },
  {
    name: 'history',
    address: './#/history',
    reach: page => expect(page.locator('history-list .room')).toBeVisible(),
    varies: ['history-list .room'],
  },
  { name: 'designs', address: './#/designs', reach: view('designs-view') },
  {
    name: 'programs',
    address: './#/programs?fifo=no',
    reach: async page => {
      await page.getByRole('button', { name: PROGRAM_BUTTONS.search }).click();
      await expect(page.locator('program-run .place')).toHaveText('4 of 4');
      await expect(page.locator('event-table tbody tr').first()).toBeVisible();
    },
  },
  { name: 'machine', address: './#/machine?room=main&seat=2', reach: view('machine-view') },
];

/** What is cut off, and where: a box that hides what is wider than it, unless an ellipsis or a title says so. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { clientWidth, scrollWidth, title } = element;
        if (clientWidth <= 1 || scrollWidth <= clientWidth + 1 || title) continue;
        const { overflowX, textOverflow } = getComputedStyle(element);
        if (!/hidden|clip/.test(overflowX) || textOverflow === 'ellipsis') continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const text = element.textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 60);
        found.push(`${element.localName} “${text}”: ${scrollWidth} > ${clientWidth}`);
      }
    };
    look(document);
    return found;
  });
}

async function expectRoom(page: Page, width: number): Promise<void> {
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(scrollWidth, `nothing sticks out at ${width} px`).toBeLessThanOrEqual(width);
  expect(await cutOff(page), `nothing is cut off at ${width} px`).toEqual([]);
}

/** Drawn in the next frame after the one in which sizes are told. */
function settled(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>(resolve => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** As high as the page, so that what sticks to the window's edge is where it belongs. */
async function show(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await settled(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(HEIGHT_MAX, Math.max(600, height)) });
  await page.mouse.move(0, 0);
  // Whatever was pressed to get here may have moved the page.
  await page.evaluate(() => window.scrollTo(0, 0));
  await settled(page);
}

/** In the page's own font. */
function widthOfSentence(page: Page): Promise<number> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = `100px ${getComputedStyle(document.body).fontFamily}`;
    return Math.round(
      context.measureText('Three computers that cannot see each other’s clocks: 0123456789').width,
    );
  });
}

for (const { name, address, reach, varies = [] } of LOOKS)
  test(`${name}: as it was looked at, and with room for everything from 360 pixels to 4K`, async ({
    page,
  }) => {
    await page.goto(address);
    await reach(page);
    for (const selector of varies)
      await page.locator(selector).evaluateAll((elements: HTMLElement[]) => {
        for (const { style } of elements) style.display = 'none';
      });
    const isComparable = (await widthOfSentence(page)) === TAKEN_WITH_PIXELS;
    if (!isComparable)
      test.info().annotations.push({
        type: 'not compared',
        description: `The pictures were taken with other fonts: ${await widthOfSentence(page)} instead of ${TAKEN_WITH_PIXELS} px.`,
      });
    for (const width of [...WIDTHS, ...FURTHER_WIDTHS]) {
      await show(page, width);
      await expectRoom(page, width);
      if (!isComparable || !WIDTHS.includes(width)) continue;
      await expect(page).toHaveScreenshot(`${name.replaceAll(' ', '-')}-${width}.png`, {
        animations: 'disabled',
        scale: 'device',
        maxDiffPixels: DIFFERENT_MAX,
      });
    }
  });
