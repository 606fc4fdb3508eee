// The entry of the worker that makes the site work offline. It never takes a page over from an earlier version: it waits until none
// is left, or until the last one asks for it and reloads.
import { OfflineFiles, type SiteFiles } from './offline-files.ts';

/** The build puts the version and its files here, once it knows them. */
declare const SITE_FILES: SiteFiles;

/** What a page asks of the worker; see `offline.ts`. */
interface Asked {
  readonly kind?: unknown;
  readonly url?: unknown;
}

interface Client {
  readonly id: string;
  readonly url: string;
  readonly frameType: 'auxiliary' | 'top-level' | 'nested' | 'none';
}
interface Waits extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetched extends Waits {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Heard extends Waits {
  readonly data: Asked | null;
  readonly source: Client | null;
  readonly ports: readonly MessagePort[];
}
/** As much of the worker's global scope as is used; the library of its types excludes that of pages. */
interface OfflineScope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Client[]>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Waits) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void;
  addEventListener(type: 'message', listener: (event: Heard) => void): void;
}

const scope = globalThis as unknown as OfflineScope;
const site = new OfflineFiles(SITE_FILES, {
  caches,
  fetch: (url, options) => fetch(url, options),
  scope: scope.registration.scope,
});

scope.addEventListener('install', event => event.waitUntil(site.install()));
scope.addEventListener('activate', event =>
  // The very first page came without a worker; it is taken over so that its frames and workers are of its version.
  event.waitUntil(site.activate().then(() => scope.clients.claim())),
);
scope.addEventListener('fetch', event => {
  const path = site.pathFor(event.request);
  if (path !== undefined) event.respondWith(site.answer(path));
});
scope.addEventListener('message', event => {
  const { data, source, ports } = event;
  const reply = (answer: unknown): void => ports[0]?.postMessage(answer);
  if (data?.kind === 'has' && typeof data.url === 'string') reply(site.has(data.url));
  else if (data?.kind === 'take-over') event.waitUntil(takeOver(source, reply));
});

/** Only for the last page that is open: others may be in a run that must not mix two versions. */
async function takeOver(asking: Client | null, reply: (answer: number) => void): Promise<void> {
  const open = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const others = open.filter(
    ({ id, url, frameType }) =>
      frameType !== 'nested' && id !== asking?.id && url.startsWith(scope.registration.scope),
  ).length;
  reply(others);
  if (others === 0) await scope.skipWaiting();
}
