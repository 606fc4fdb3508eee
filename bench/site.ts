// The built site on a server and in a Chromium without a harness, for the benchmarks that need real pages.
import { spawn } from 'node:child_process';
import { RawChromium, type RawTab } from '../e2e/support/raw-chromium.ts';

const PORT = 4195;
export const SITE = `http://127.0.0.1:${PORT}/lamplight/`;

/** In a trial page: the laboratory's state, or undefined while the page is being made. */
export const STATE = `document.querySelector('trial-view')?.laboratory.state`;

/** Runs `work` with the site served and a browser of its own; ends both whatever happens. */
export async function withSite(
  work: (chromium: RawChromium) => Promise<void>,
  folder = 'dist',
): Promise<void> {
  const server = spawn(
    process.execPath,
    ['e2e/support/static-server.mjs', folder, String(PORT), '/lamplight/'],
    {
      stdio: 'inherit',
    },
  );
  const chromium = new RawChromium();
  try {
    await chromium.grant(new URL(SITE).origin);
    await work(chromium);
  } finally {
    await chromium.close();
    server.kill();
  }
}

/** Opens a trial page whose run can be started by {@link START}. */
export async function openTrial(chromium: RawChromium, query: string, seated: number): Promise<RawTab> {
  const tab = await chromium.openTab(`${SITE}#/trial?${query}`);
  await tab.until(`${STATE}?.frames.length === ${seated} || ${seated} === 0`);
  await tab.activate();
  return tab;
}

/** Presses Run, as a person would. */
export const PRESS_RUN = `(() => {
  const all = root =>
    [...root.querySelectorAll('*')].flatMap(element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
  all(document).find(element => element.localName === 'button' && element.textContent.trim() === 'Run').click();
})()`;
