// What axe finds in a page: every rule once, and the rules about colours again in the other theme and at the other width,
// on the page that is open already. No other rule can tell one theme from the other.
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './laboratory.ts';

/** One element in the other's shadow, from the document on: the part to look at when the rest was looked at before. */
export type ShadowPath = [string, string, ...string[]];

const WIDTHS = [1360, 390];
const HEIGHT = 900;
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

interface Extent {
  /** Where to look; everywhere without it. */
  readonly part?: ShadowPath;
  /** What is left out: further ones of a kind of which others are looked at. */
  readonly but?: ShadowPath | string;
  /** All of axe's without it. */
  readonly rules?: readonly string[];
}

/** axe, which reads each colour once: a page has a few dozen in some thousand places, and a third of what axe does is to read them. */
const AXE = axeSource();

function axeSource(): string {
  const { resolve } = createRequire(import.meta.url);
  const { source } = createRequire(resolve('@axe-core/playwright'))('axe-core') as { source: string };
  return `${source};(${readEachColourOnce.toString()})();`;
}

interface AxeColour {
  r: number;
  g: number;
  b: number;
  alpha: number;
}

/** In the page. */
function readEachColourOnce(): void {
  const { axe } = globalThis as unknown as {
    axe: {
      commons: { color: { Color: { prototype: { parseString(this: AxeColour, text: string): AxeColour } } } };
    };
  };
  const { prototype } = axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map<string, readonly [r: number, g: number, b: number, alpha: number]>();
  prototype.parseString = function (text) {
    const before = known.get(text);
    if (before) [this.r, this.g, this.b, this.alpha] = before;
    else {
      read.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
}

/** All rules of axe, or some, find nothing in what the page shows now. */
export async function expectNoViolations(page: Page, { part, but, rules }: Extent = {}): Promise<void> {
  // In this mode axe looks at the frames from within the page: the other opens a page of its own for each verdict, which
  // takes ten times as long. And only what is wrong is described.
  const axe = new AxeBuilder({ page, axeSource: AXE }).setLegacyMode(true);
  axe.options({
    resultTypes: ['violations'],
    ...(rules && { runOnly: { type: 'rule', values: [...rules] } }),
  });
  if (part) axe.include({ fromShadowDom: part });
  if (but) axe.exclude(typeof but === 'string' ? but : { fromShadowDom: but });
  const { violations, incomplete } = await axe.analyze();
  const unseen = incomplete.filter(({ id }) => id === 'frame-tested'); // a frame that axe could not look into
  expect(
    [...violations, ...unseen].map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`),
  ).toEqual([]);
}

/**
 * The same in both themes, wide and narrow, and nothing sticks out; leaves the page light and wide. What is left out by
 * `but` is looked at once, with all rules.
 */
export async function expectNoViolationsInAnyLook(
  page: Page,
  { part, but }: Pick<Extent, 'part' | 'but'> = {},
): Promise<void> {
  const colours: Extent = { rules: RULES_OF_COLOURS, ...(part && { part }), ...(but && { but }) };
  for (const width of WIDTHS) {
    await show(page, 'light', width);
    await expectNoViolations(page, width === WIDTHS[0] ? part && { part } : colours);
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrollWidth, `nothing sticks out at ${width} px`).toBe(width);
    await show(page, 'dark', width);
    await expectNoViolations(page, colours);
  }
  await show(page, 'light', WIDTHS[0]!);
}

/** Resolves once the page is drawn so, with no colour on its way to another. */
async function show(page: Page, colorScheme: 'light' | 'dark', width: number): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: HEIGHT });
  await page.evaluate(async () => {
    for (let i = 0; i < 2; i++) await new Promise(resolve => requestAnimationFrame(resolve));
    const brief = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.all(brief.map(({ finished }) => finished));
  });
}
