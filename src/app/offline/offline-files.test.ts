// All of a version is stored or nothing of it is used; what is stored answers, and goes with its version.
import { expect, test } from 'vitest';
import { OfflineFiles, type AskedFor, type OfflinePorts, type SiteFiles } from './offline-files.ts';

const SCOPE = 'https://x.org/lamplight/';

function siteOf(version: string): SiteFiles {
  return {
    version,
    files: [
      ['index.html', 'sha256-a'],
      ['frame.html', 'sha256-b'],
      [`assets/${version}.js`, 'sha256-c'],
    ],
  };
}

/** Caches and a network in memory; `network` says by address what is there. */
function roomOf(network: Map<string, string>) {
  const stored = new Map<string, Map<string, Response>>();
  const asked: string[] = [];
  const ports: OfflinePorts = {
    scope: SCOPE,
    caches: {
      open: name => {
        const cache = stored.get(name) ?? new Map<string, Response>();
        stored.set(name, cache);
        const some: Partial<Cache> = {
          match: url => Promise.resolve(cache.get(String(url))?.clone()),
          put: (url, response) => Promise.resolve(void cache.set(String(url), response)),
        };
        return Promise.resolve(some as Cache);
      },
      keys: () => Promise.resolve([...stored.keys()]),
      delete: name => Promise.resolve(stored.delete(name)),
    },
    fetch: url => {
      asked.push(url);
      const text = network.get(url);
      return Promise.resolve(new Response(text ?? 'Not found', { status: text === undefined ? 404 : 200 }));
    },
  };
  return { ports, stored, asked };
}

function networkOf({ files, version }: SiteFiles): Map<string, string> {
  return new Map(files.map(([path]) => [SCOPE + path, `${version} ${path}`]));
}

test('a version is stored whole, and answers without the network', async () => {
  const site = siteOf('one');
  const { ports, asked } = roomOf(networkOf(site));
  const files = new OfflineFiles(site, ports);
  await files.install();
  expect(asked).toHaveLength(3);
  expect(await (await files.answer('index.html')).text()).toBe('one index.html');
  expect(asked).toHaveLength(3);
});

test('a version of which a file is missing is refused', async () => {
  const site = siteOf('one');
  const network = networkOf(site);
  network.delete(`${SCOPE}assets/one.js`);
  await expect(new OfflineFiles(site, roomOf(network).ports).install()).rejects.toThrow('assets/one.js');
});

test('the former version answers its pages until the next one is activated; other caches stay', async () => {
  const [one, two] = [siteOf('one'), siteOf('two')];
  const { ports, stored } = roomOf(new Map([...networkOf(one), ...networkOf(two)]));
  const former = new OfflineFiles(one, ports);
  const next = new OfflineFiles(two, ports);
  await ports.caches.open('of another program');
  await former.install();
  await next.install();
  expect(await (await former.answer('assets/one.js')).text()).toBe('one assets/one.js');
  await next.activate();
  expect([...stored.keys()]).toEqual(['of another program', `lamplight ${SCOPE} two`]);
  expect(await (await next.answer('index.html')).text()).toBe('two index.html');
});

test('what the browser has thrown away comes from the network', async () => {
  const site = siteOf('one');
  const { ports, stored } = roomOf(networkOf(site));
  const files = new OfflineFiles(site, ports);
  await files.install();
  stored.clear();
  expect(await (await files.answer('frame.html')).text()).toBe('one frame.html');
});

test.each<[Partial<AskedFor>, string | undefined]>([
  [{ url: SCOPE, mode: 'navigate' }, 'index.html'],
  [{ url: `${SCOPE}?x#/trial`, mode: 'navigate' }, 'index.html'],
  [{ url: `${SCOPE}frame.html#/machine`, mode: 'navigate' }, 'frame.html'],
  [{ url: `${SCOPE}assets/one.js` }, 'assets/one.js'],
  [{ url: `${SCOPE}assets/two.js` }, undefined],
  [{ url: SCOPE }, undefined],
  [{ url: `${SCOPE}index.html`, method: 'POST' }, undefined],
  [{ url: 'https://x.org/other/index.html' }, undefined],
  [{ url: 'https://y.org/lamplight/index.html' }, undefined],
])('%j is answered by %s', (asked, path) => {
  const files = new OfflineFiles(siteOf('one'), roomOf(new Map()).ports);
  expect(files.pathFor({ method: 'GET', mode: 'no-cors', url: '', ...asked })).toBe(path);
});
