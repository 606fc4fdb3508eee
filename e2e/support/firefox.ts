// A Firefox with a profile of its own, driven from inside: a page of this server's opens windows of the built site, which is of the
// same origin, does in them what a person would, and tells what it saw. Playwright drives only a Firefox of its own making.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFile } from './static-files.mjs';

const SITE = '/lamplight/';
const LIBRARY = '/library/';

/** Windows may be opened without a click, and machines in a network of their own may meet. */
const PREFERENCES = {
  'dom.disable_open_during_load': false,
  'dom.popup_maximum': 50,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/** What `script` may use: `site` and `library` (addresses), `open(fragment)`, `until(condition, what)`. */
function driver(script: string): string {
  return `<!doctype html><title>Driver</title><script type="module">
  const site = '${SITE}';
  const library = '${LIBRARY}lamplight.js';
  const problems = [];
  const open = fragment => {
    const page = window.open(site + fragment, '_blank');
    page.addEventListener('error', ({ message }) => {
      // Not an error: a size that changed while sizes were told is told in the next frame.
      if (!message.startsWith('ResizeObserver loop')) problems.push(fragment + ': ' + message);
    });
    return page;
  };
  const until = async (condition, what, seconds = 40) => {
    for (const endMs = Date.now() + 1000 * seconds; ; ) {
      const value = condition();
      if (value) return value;
      if (Date.now() > endMs) throw new Error('waited in vain for: ' + what);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  const tell = told => fetch('/told', { method: 'POST', body: JSON.stringify(told) });
  try {
    await tell({ value: await (async () => { ${script} })() });
  } catch (error) {
    await tell({ error: String(error) + ' ' + problems.join('; ') });
  }
</script>`;
}

/** Resolves with what the script returns; rejects with what it throws. */
export async function inFirefox(firefox: string, script: string): Promise<unknown> {
  let tell: (told: { value?: unknown; error?: string }) => void = () => undefined;
  const told = new Promise<{ value?: unknown; error?: string }>(resolve => (tell = resolve));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (serveFile(response, pathname, 'dist', SITE)) return;
    if (serveFile(response, pathname, 'dist-lib', LIBRARY)) return;
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(driver(script));
    } else if (pathname === '/told') {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        response.end();
        tell(JSON.parse(body) as { value?: unknown; error?: string });
      });
    } else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'lamplight-firefox-'));
  const preferences = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), preferences.join('\n'));
  const { port } = server.address() as AddressInfo;
  const words = ['--headless', '--no-remote', '--profile', profile, `http://127.0.0.1:${port}/`];
  const browser = spawn(firefox, words, { stdio: 'ignore' });
  try {
    const { value, error } = await told;
    if (error !== undefined) throw new Error(error);
    return value;
  } finally {
    const exited = new Promise(resolve => browser.once('exit', resolve));
    browser.kill();
    await exited;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
