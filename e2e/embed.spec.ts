// A view inside a page of another site: the very lines of docs/embed.md, put on a page of another origin.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fencedBlocks } from '../scripts/fenced-blocks.mjs';
import { NAVIGATION, OPEN_WHOLE } from '../src/words/frame.ts';
import { expect, test, timeoutFor } from './support/laboratory.ts';

const [{ text: LINES } = { text: '' }] = fencedBlocks(readFileSync('docs/embed.md', 'utf8')).filter(
  ({ language }) => language === 'html',
);
const SECONDS = 2;

test('a trial plays in a page of another site, without the header, and opens in a tab as a whole page', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(2 * timeoutFor(SECONDS));
  const live = LINES.replace(/#\/embed[^"]*/, `#/embed/trial?rates=3,2&amp;seconds=${SECONDS}&amp;run=now`);
  const body = `<!doctype html><title>Course</title>${LINES}${live}`
    .replaceAll('https://example.org/lamplight/', baseURL!)
    .replaceAll('loading="lazy"', '');
  const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Another host and another port than the laboratory's: browsers keep the two apart.
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);

  const [played, ran] = [page.frameLocator('iframe').first(), page.frameLocator('iframe').last()];
  await expect(played.getByRole('navigation', { name: NAVIGATION })).toHaveCount(0);
  await expect(played.locator('playback-bar')).toBeVisible();
  await expect(played.locator('machine-card').first()).toBeVisible();

  // Machines in frames of the frame, and what they sent each other.
  await expect(ran.getByText(/nothing lost|every message arrived/i).first()).toBeVisible({
    timeout: timeoutFor(SECONDS),
  });

  const link = played.getByRole('link', { name: OPEN_WHOLE.link });
  const [tab] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await expect(tab.getByRole('navigation', { name: NAVIGATION })).toBeVisible();
  expect(tab.url()).toContain('/#/trial?rates=5,1,5');
  expect(tab.url()).toContain('engine=virtual');
  server.close();
});
