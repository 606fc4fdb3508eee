// Makes the pictures of the README, a moving one and two still ones, from the built page: a browser opens it as a newcomer does, its
// clock is moved by hand so that no frame depends on how busy this computer is, and each frame is what is on the screen.
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { serveFile } from '../e2e/support/static-files.mjs';
import { animatedWebp } from './animated-webp.mjs';
import { findBrowser, findShell } from './find-browser.mjs';
import { Reel } from './reel.mjs';

// As in src/words, which scripts cannot import.
const WHY = 'Why did the clock jump?';
const PLAYBACK = { toStart: 'Go to the start', play: 'Play', pause: 'Pause' };

const WIDTH = 1200;
const HEIGHT = 740;
const WHOLE_HEIGHT = 1080; // of the still picture of an explanation
const FRAME_MS = 140;
const PLAYED_MS = 8400;
const EXPLAINED_MS = 4000;
const QUALITY = 0.66;
const MAX_BYTES = 1_500_000;

const site = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (!serveFile(response, pathname, 'dist', '/')) response.writeHead(404).end();
}).listen(0, '127.0.0.1');
await new Promise(listening => site.once('listening', listening));

const browser = await chromium.launch({
  executablePath: findShell() ?? findBrowser(),
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: HEIGHT },
    colorScheme: 'light',
    serviceWorkers: 'block',
  });
  await page.clock.install();
  await page.goto(`http://127.0.0.1:${site.address().port}/`);
  const why = page.getByRole('button', { name: WHY });
  await why.waitFor();
  await page.locator('machine-card').first().waitFor();
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 2000);
  await page.getByRole('button', { name: PLAYBACK.toStart }).click();
  await page.clock.runFor(FRAME_MS);
  const play = page.getByRole('button', { name: PLAYBACK.play, exact: true });
  if (await play.isVisible()) await play.click();

  const reel = await Reel.open(browser, QUALITY);
  for (let ms = 0; ms <= PLAYED_MS; ms += FRAME_MS) {
    await reel.add(await page.screenshot(), FRAME_MS);
    await page.clock.runFor(FRAME_MS);
  }
  // Where motion is not wanted: held, so that the sentence is about what the cards show.
  await page.getByRole('button', { name: PLAYBACK.pause, exact: true }).click();
  await page.clock.runFor(1000);
  await page.screenshot({ path: 'docs/trial.png' });
  await why.click();
  await page.clock.runFor(FRAME_MS);
  const explained = await page.screenshot();
  await reel.add(explained, EXPLAINED_MS);
  await page.setViewportSize({ width: WIDTH, height: WHOLE_HEIGHT });
  await page.clock.runFor(1000);
  await page.screenshot({ path: 'docs/diagram.png' });

  const moving = animatedWebp(WIDTH, HEIGHT, reel.frames);
  if (moving.length > MAX_BYTES) throw new Error(`${moving.length} bytes, more than ${MAX_BYTES}.`);
  writeFileSync('docs/first-sight.webp', moving);
  console.log(`docs/first-sight.webp: ${reel.frames.length} frames, ${Math.round(moving.length / 1000)} kB`);
} finally {
  await browser.close();
  site.close();
}
