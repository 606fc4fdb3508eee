// How long a device takes to join: from opening the link until its machine has a seat, by an invitation over a broker of this
// machine and by a code whose answer is carried over at once. Two browser contexts, which share nothing.
import { spawn } from 'node:child_process';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser, findShell } from '../scripts/find-browser.mjs';
import { findBroker, startMosquitto } from '../src/testing/network/real-brokers.ts';
import { INVITE_DEVICE, JOIN_BY_CODE } from '../src/words/joining.ts';
import { medianOf, printTitle } from './support.ts';

const PORT = 4197;
const SITE = `http://127.0.0.1:${PORT}/lamplight/`;
const ROUNDS = 8;

const server = spawn(
  process.execPath,
  ['e2e/support/static-server.mjs', 'dist', String(PORT), '/lamplight/', 'gzip'],
  { stdio: 'inherit' },
);
const executablePath = findShell() ?? findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--allow-loopback-in-peer-connection'],
});
const openContext = (): Promise<BrowserContext> =>
  browser.newContext({ permissions: ['camera', 'microphone'], serviceWorkers: 'block' });
const textOf = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const isSeated = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Machine 1' }).waitFor({ state: 'attached' });

/** Milliseconds of each round; `join` is given a device's page, and ends when it is on its way. */
async function measure(
  join: (trial: Page, device: Page) => Promise<number>,
  prepare: (trial: Page) => Promise<void>,
) {
  const times: number[] = [];
  const home = await openContext();
  const trial = await home.newPage();
  await trial.goto(`${SITE}#/trial?rates=1,1&die=3`);
  await trial.getByRole('button', { name: INVITE_DEVICE.title }).click();
  await prepare(trial);
  for (let round = 0; round < ROUNDS; round++) {
    const away = await openContext();
    const device = await away.newPage();
    const beganMs = await join(trial, device);
    await isSeated(device);
    times.push(performance.now() - beganMs);
    await device.goto('about:blank'); // says goodbye
    await away.close();
    await trial.getByRole('list', { name: INVITE_DEVICE.devices }).waitFor({ state: 'detached' });
  }
  await home.close();
  return times;
}

const print = (what: string, times: readonly number[]): void =>
  console.log(
    `  ${what.padEnd(64)} median ${medianOf(times).toFixed(0)} ms, most ${Math.max(...times).toFixed(0)} ms (${times.length} times)`,
  );

try {
  printTitle('A device joins: from its first request until its machine has a seat');
  const byCode = await measure(
    async (trial, device) => {
      await trial.getByRole('button', { name: /Make (a|another) code/ }).click();
      const link = await textOf(trial, INVITE_DEVICE.link).inputValue();
      const beganMs = performance.now();
      await device.goto(link);
      const answer = await textOf(device, JOIN_BY_CODE.answer).inputValue();
      await textOf(trial, INVITE_DEVICE.answer).fill(answer);
      await trial.getByRole('button', { name: INVITE_DEVICE.takeAnswer }).click();
      return beganMs;
    },
    () => Promise.resolve(),
  );
  print('by code, carried over by a program', byCode);
  if (findBroker('mosquitto')) {
    const brokers = await startMosquitto();
    const links: string[] = [];
    const byLink = await measure(
      async (_, device) => {
        const beganMs = performance.now();
        await device.goto(links[0]!);
        return beganMs;
      },
      async trial => {
        await textOf(trial, INVITE_DEVICE.broker).fill(brokers.nodes[0]!.url);
        await trial.getByRole('button', { name: INVITE_DEVICE.makeLink }).click();
        links.push(await textOf(trial, INVITE_DEVICE.invitation).inputValue());
        await trial.getByText('Connected to the broker').waitFor();
      },
    );
    print('by an invitation link, over Mosquitto on this machine', byLink);
    await brokers.stop();
  } else console.log('  by an invitation link: not measured, there is no Mosquitto');
} finally {
  await browser.close();
  server.kill();
}
