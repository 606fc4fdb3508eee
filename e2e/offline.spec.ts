// After the first visit the site works without a network, and a new version waits until no run could mix it with the old one. The
// server of this test is switched off in its midst, and has another version when it comes back.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { NAVIGATION, NEW_VERSION_READY, newVersionWaits, RELOAD, VIEW_NAMES } from '../src/words/frame.ts';
import { ECHO } from './support/in-box.ts';
import { expect, Laboratory, test } from './support/laboratory.ts';
import { RAW_BOX } from './support/raw-box.ts';

test.use({ serviceWorkers: 'allow' });

const PORT = Number(process.env['LAMPLIGHT_TEST_PORT'] ?? 4188) + 7;
const SITE = `http://127.0.0.1:${PORT}/lamplight/`;

async function serve(folder: string): Promise<ChildProcess> {
  const server = spawn('node', ['e2e/support/static-server.mjs', folder, String(PORT), '/lamplight/']);
  await expect(async () => expect((await fetch(SITE)).ok).toBe(true)).toPass();
  return server;
}

async function end(server: ChildProcess): Promise<void> {
  server.kill();
  await once(server, 'exit');
}

/** Changes the page and, as the build does, what the worker knows of it. */
async function release(folder: string): Promise<void> {
  const page = join(folder, 'index.html');
  const worker = join(folder, 'offline-worker.js');
  const [html, code] = await Promise.all([readFile(page, 'utf8'), readFile(worker, 'utf8')]);
  const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const changed = html.replace('<html lang="en">', '<html lang="en" data-release="second">');
  expect(code).toContain(hash(html));
  await writeFile(page, changed);
  await writeFile(
    worker,
    code.replace(hash(html), () => hash(changed)).replace(/"version":"\w+"/, '"version":"second"'),
  );
}

async function openEveryView(page: Page): Promise<void> {
  for (const { view, label } of VIEW_NAMES) {
    await page.goto(`${SITE}#/${view}`);
    await page.reload();
    const link = page.getByRole('navigation', { name: NAVIGATION }).getByRole('link', { name: label });
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(page.locator('lamplight-page > :not(page-notice):visible').last()).toBeVisible();
    await expect(page.locator('page-notice')).toBeHidden();
  }
}

test('offline every view starts and a live run ends; a new version waits for the last tab', async ({
  context,
}) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-'));
  await cp('dist', folder, { recursive: true });
  let server = await serve(folder);
  try {
    const page = await context.newPage();
    await page.goto(`${SITE}#/trial`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await end(server);

    await openEveryView(page);
    // A frame without an origin gets nothing from the worker: the box must not need it to.
    const ask = `(${RAW_BOX})(${JSON.stringify(SITE)}, [['load', ${JSON.stringify({ code: ECHO })}]])`;
    expect(await page.evaluate(ask)).toMatchObject([{ kind: 'result', result: { kind: 'program' } }]);
    await page.goto(`${SITE}#/trial?rates=5,5&seconds=1&run=now`);
    await new Laboratory(page).finished(1);

    await release(folder);
    server = await serve(folder);
    const other = await context.newPage();
    await other.goto(`${SITE}#/lessons`);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(page.getByText(NEW_VERSION_READY)).toBeVisible();
    await expect(page.locator('html')).not.toHaveAttribute('data-release');
    await page.getByRole('button', { name: RELOAD }).click();
    await expect(page.getByText(newVersionWaits(1))).toBeVisible();
    // The old version goes on meanwhile, also with files that it has not loaded yet.
    await other.reload();
    await expect(other.locator('html')).not.toHaveAttribute('data-release');
    await other.close();
    await page.getByRole('button', { name: RELOAD }).click();
    await expect(page.locator('html')).toHaveAttribute('data-release', 'second');
    await expect(page.getByText(NEW_VERSION_READY)).toBeHidden();
  } finally {
    await end(server);
    await rm(folder, { recursive: true });
  }
});
