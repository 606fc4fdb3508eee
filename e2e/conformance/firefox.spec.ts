// Firefox, where there is one: it simulates the reference runs with the library as built, and comes to the same digests.
// It is started by hand, with a profile of its own, and tells what it found to a server of this test's.
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFirefox } from '../../scripts/find-browser.mjs';
import { REFERENCE_RUNS } from '../../src/testing/reference-runs.ts';

const PAGE = `<!doctype html><script type="module">
  import { digestOf, simulate } from './lamplight.js';
  const trials = await (await fetch('./trials')).json();
  const digests = trials.map(trial => digestOf(simulate(trial)));
  await fetch('./digests', { method: 'POST', body: JSON.stringify(digests) });
</script>`;

async function digestsIn(firefox: string): Promise<unknown> {
  let tell: (digests: unknown) => void = () => undefined;
  const told = new Promise<unknown>(resolve => (tell = resolve));
  const server = createServer((request, response) => {
    const answer = (type: string, body: string) =>
      response.writeHead(200, { 'content-type': type }).end(body);
    if (request.url === '/') answer('text/html', PAGE);
    else if (request.url === '/lamplight.js')
      answer('text/javascript', readFileSync('dist-lib/lamplight.js', 'utf8'));
    else if (request.url === '/trials')
      answer('application/json', JSON.stringify(REFERENCE_RUNS.map(run => run.trial)));
    else if (request.url === '/digests') {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        answer('text/plain', '');
        tell(JSON.parse(body));
      });
    } else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'lamplight-firefox-'));
  const { port } = server.address() as AddressInfo;
  const words = ['--headless', '--no-remote', '--profile', profile, `http://127.0.0.1:${port}/`];
  const process_ = spawn(firefox, words, { stdio: 'ignore' });
  try {
    return await told;
  } finally {
    const exited = new Promise(resolve => process_.once('exit', resolve));
    process_.kill();
    await exited;
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

const firefox = findFirefox();
test(`Firefox comes to the same traces${firefox ? '' : ' (there is none here, so Node stands in)'}`, async () => {
  const kept = REFERENCE_RUNS.map(({ digest }) => digest);
  if (firefox) expect(await digestsIn(firefox)).toEqual(kept);
  else {
    const { digestOf, simulate } = await import('../../src/index.ts');
    expect(REFERENCE_RUNS.map(({ trial }) => digestOf(simulate(trial)))).toEqual(kept);
  }
});
