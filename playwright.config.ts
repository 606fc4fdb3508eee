// End-to-end tests: real pages of the built site, and the conformance laws in a page of the development server.
import { defineConfig, devices } from '@playwright/test';
import { findBrowser, findShell } from './scripts/find-browser.mjs';

// Where tabs are to be hidden, a browser with windows is used all the same (e2e/support/raw-chromium.ts).
const browser = findShell() ?? findBrowser();
/** Another one where two checkouts are tested side by side. */
const PORT = Number(process.env['LAMPLIGHT_TEST_PORT'] ?? 4188);
const SITE = `http://127.0.0.1:${PORT}/lamplight/`; // under a sub-path, as on GitHub Pages
const WORKSHOP = `http://127.0.0.1:${PORT + 1}/`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 3, // on two cores: many tests wait for real seconds to pass; with four, some waited too long
  // Real browsers on a machine that others use too: what passes only the second time is named as flaky at the end.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1360, height: 900 },
    // Machines in a network of their own have no other host candidates than these (see docs/architecture.md).
    permissions: ['camera', 'microphone'],
    // Storing the site for offline use takes as long as many a test does; e2e/offline.spec.ts has it.
    serviceWorkers: 'block',
    // Of a second try only: recording every test's screen takes a third of the processor.
    trace: 'on-first-retry',
    launchOptions: {
      ...(browser && { executablePath: browser }),
      args: ['--no-sandbox', '--allow-loopback-in-peer-connection'],
    },
  },
  projects: [
    // First of all, as it takes a minute whatever else is done.
    { name: 'full minute', testMatch: '**/full-minute.spec.ts', use: { baseURL: SITE } },
    { name: 'conformance', testDir: 'e2e/conformance', use: { baseURL: WORKSHOP } },
    { name: 'parts', testDir: 'e2e/parts', use: { baseURL: WORKSHOP } },
    { name: 'hosts', testDir: 'e2e/hosts', use: { baseURL: SITE } },
    { name: 'chaos', testDir: 'e2e/chaos', use: { baseURL: SITE } },
    {
      name: 'laboratory',
      testIgnore: [
        '**/conformance/**',
        '**/parts/**',
        '**/chaos/**',
        '**/hosts/**',
        '**/full-minute.spec.ts',
      ],
      use: { baseURL: SITE },
    },
  ],
  webServer: [
    {
      command: `node e2e/support/static-server.mjs dist ${PORT} /lamplight/`,
      url: SITE,
      reuseExistingServer: false,
    },
    {
      command: `npx vite --host 127.0.0.1 --port ${PORT + 1} --strictPort`,
      // Answered once what pages and workers import is bundled: bundled anew in mid-test, a worker would not start.
      url: `${WORKSHOP}node_modules/.vite/deps/mqtt.js`,
      reuseExistingServer: false,
    },
  ],
});
