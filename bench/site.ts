// The built site on a server and in a Chromium without a harness, for the benchmarks that need real pages.
import { writeFileSync } from 'node:fs';
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
    ['e2e/support/static-server.mjs', folder, String(PORT), '/lamplight/', 'gzip'],
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

/** Opens a trial page whose run can be started by {@link PRESS_RUN}; `before` is run in it and in its frames before anything else. */
export async function openTrial(
  chromium: RawChromium,
  query: string,
  seated: number,
  before = '',
): Promise<RawTab> {
  const tab = await chromium.openTab('about:blank');
  await tab.call('Page.enable');
  await tab.call('Page.addScriptToEvaluateOnNewDocument', { source: before });
  await tab.call('Page.navigate', { url: `${SITE}#/trial?${query}` });
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

/**
 * What a worker of a program of the bench's own answers when it is given what `input` says, as an expression for a page of
 * the site: its policy takes workers from its own files alone, so the program becomes one, in a folder of the built site.
 */
export function workerOf(folder: string, name: string, program: string, input: string): string {
  writeFileSync(`dist/${folder}/${name}`, program);
  return `new Promise((resolve, reject) => {
    const worker = new Worker(${JSON.stringify(`${SITE}${folder}/${name}`)});
    worker.onerror = event => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.postMessage(${input});
  })`;
}
