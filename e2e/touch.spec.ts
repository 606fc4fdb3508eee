// A phone: what fingers do on the diagram, and that everything to tap is large enough for one.
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './support/laboratory.ts';
import { DIAGRAM_TOOLS, SELECT_HINT } from '../src/words/diagram.ts';
import { SHOW_LARGEST_JUMP } from '../src/words/event-words.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Real touches, from the browser's own queue on: they scroll and pinch as fingers do. */
class Fingers {
  constructor(private readonly session: CDPSession) {}

  async down(...touchPoints: readonly Point[]): Promise<void> {
    await this.session.send('Input.dispatchTouchEvent', {
      type: 'touchStart',
      touchPoints: numbered(touchPoints),
    });
  }

  async to(...touchPoints: readonly Point[]): Promise<void> {
    await this.session.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: numbered(touchPoints),
    });
  }

  async up(): Promise<void> {
    await this.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  async tap(point: Point): Promise<void> {
    await this.down(point);
    await this.up();
  }

  async drag(from: Point, by: Partial<Point>): Promise<void> {
    await this.down(from);
    for (let step = 1; step <= 8; step++)
      await this.to({ x: from.x + ((by.x ?? 0) * step) / 8, y: from.y + ((by.y ?? 0) * step) / 8 });
    await this.up();
  }

  /** Two fingers that start so far from the middle, and end so far from it. */
  async pinch({ x, y }: Point, from: number, to: number): Promise<void> {
    const at = (apart: number): Point[] => [
      { x: x - apart, y },
      { x: x + apart, y },
    ];
    await this.down(...at(from));
    for (let step = 1; step <= 8; step++) await this.to(...at(from + ((to - from) * step) / 8));
    await this.up();
  }
}

function numbered(points: readonly Point[]) {
  return points.map((point, id) => ({ ...point, id }));
}

/** What is smaller than 24 by 24 pixels among what is tapped, but for what is within a sentence. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches('button, a[href], input, select, summary, [role=tab], [role=slider]')) continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const around = element.closest('p, li, dd')?.textContent.trim() ?? '';
        if (around.length > element.textContent.trim().length) continue;
        // A box to check is tapped by its label as well.
        const target = (element instanceof HTMLInputElement && element.closest('label')) || element;
        const { width, height } = target.getBoundingClientRect();
        if (width < 24 || height < 24)
          found.push(`${element.localName} “${element.textContent.trim()}”: ${width} × ${height}`);
      }
    };
    look(document);
    return found;
  });
}

test('a tap selects, one finger pans or scrolls the page, two zoom, and a finger that rests points', async ({
  page,
  context,
}) => {
  const fingers = new Fingers(await context.newCDPSession(page));
  await page.goto('./#/trial?rates=5,1,5&die=10&seconds=60&seed=7&engine=virtual&run=now');
  const diagram = page.locator('space-time-diagram');
  const drawing = diagram.getByRole('img', { name: /^Space–time diagram of/ });
  await expect(drawing).toHaveAccessibleName(/[1-9]\d* events/);
  await diagram.getByRole('button', { name: DIAGRAM_TOOLS.fit }).tap();
  await expect(drawing).toHaveAccessibleName(/from 0 to 60 s/);
  await drawing.evaluate(canvas => canvas.scrollIntoView({ block: 'center' }));
  const { x: left, y: top, width, height } = (await drawing.boundingBox())!;
  const middle = { x: left + width * 0.4, y: top + height / 2 - 11 }; // in the lane of machine 2, which ticks once a second

  const hovered = diagram.locator('.chosen');
  await expect(hovered).toHaveText(SELECT_HINT);
  await fingers.down(middle);
  await expect(hovered).toContainText(/Machine 2, event \d+/);
  await expect(diagram.locator('.hairline')).toBeVisible();
  const first = await hovered.textContent();
  await fingers.to({ ...middle, x: middle.x + 40 });
  await expect(hovered).not.toHaveText(first!);
  const second = (await hovered.textContent())!.trim();
  const sentence = diagram.locator('.sentence');
  await expect(sentence).not.toContainText('event');
  await fingers.up();
  await expect(sentence).toContainText(second);
  await expect(diagram.locator('.hairline')).toHaveCount(0);
  await expect(drawing).toHaveAccessibleName(/from 0 to 60 s/);

  await fingers.tap(middle);
  await expect(sentence).toContainText(first!.trim());

  const scrolled = (): Promise<number> => page.evaluate(() => scrollY);
  const before = await scrolled();
  const rested = page.evaluate(
    () =>
      new Promise<void>(resolve => {
        document.addEventListener('scrollend', () => resolve(), { once: true });
      }),
  );
  await fingers.drag(middle, { y: -160 });
  await rested;
  await expect.poll(scrolled).toBeGreaterThan(before + 80);
  await expect(drawing).toHaveAccessibleName(/from 0 to 60 s/);
  await drawing.evaluate(canvas => canvas.scrollIntoView({ block: 'center' }));

  await fingers.pinch(middle, 30, 90);
  await expect(drawing).not.toHaveAccessibleName(/from 0 to 60 s/);
  const zoomed = (await drawing.getAttribute('aria-label'))!;
  await fingers.drag(middle, { x: -80 });
  await expect(drawing).not.toHaveAttribute('aria-label', zoomed);
  await expect(sentence).toContainText(first!.trim());

  await page.getByRole('button', { name: SHOW_LARGEST_JUMP }).tap();
  await expect(page.getByRole('heading', { name: /Why did the clock jump/ })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
});
