// Firefox has a box too: the same attempts to get out of it, with the same answers, and errors at the same places.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { findFirefox } from '../scripts/find-browser.mjs';
import { attacksOn } from './support/box-attacks.ts';
import { inFirefox } from './support/firefox.ts';
import { ECHO, TRIAL } from './support/in-box.ts';
import { RAW_BOX } from './support/raw-box.ts';

const firefox = findFirefox();

interface Reply {
  readonly kind: string;
  readonly result?: {
    readonly shape?: { readonly name: string };
    readonly problem?: unknown;
    readonly laws?: unknown;
  };
}

if (firefox)
  test('in Firefox nothing leaves the box, and errors have their places', async () => {
    test.slow();
    let visitors = 0;
    const server = createServer((_, response) => response.end('fetched'));
    server.on('connection', () => (visitors += 1));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const attacks = attacksOn(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      '/lamplight/index.html',
    );
    const texts = [
      ...attacks.map(({ text }) => text),
      'const a = 1;\n  const b = ;',
      '\nfunction f() {\n  null.x;\n}\nf();',
    ];
    try {
      const told = (await inFirefox(
        firefox,
        `const ask = ${RAW_BOX};
         const told = [];
         for (const code of ${JSON.stringify(texts)}) told.push((await ask(site, [['load', { code }]]))[0]);
         const explore = ['explore', ${JSON.stringify({ trial: { ...TRIAL, losses: 1 }, options: {} })}];
         told.push((await ask(site, [['load', { code: ${JSON.stringify(ECHO)} }], explore]))[1]);
         told.push((await ask(site, [['load', { code: ${JSON.stringify(ECHO.replace('heard +=', 'herd.x +='))} }], explore]))[1]);
         return told;`,
      )) as readonly Reply[];
      attacks.forEach(({ what, says }, i) => {
        expect.soft(told[i]?.result?.shape?.name ?? JSON.stringify(told[i]), what).toMatch(says);
      });
      const [unparsed, thrown, lossy, threw] = told.slice(attacks.length);
      expect(unparsed?.result?.problem).toMatchObject({ kind: 'script', line: 2, column: 13 });
      expect(thrown?.result?.problem).toMatchObject({ kind: 'script', line: 3 });
      expect(lossy?.result?.laws).toMatchObject([{}, { finding: { says: 'no echo came' } }]);
      expect(JSON.stringify(threw?.result?.laws)).toContain('"at":"7:');
      expect(visitors, 'connections').toBe(0);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
