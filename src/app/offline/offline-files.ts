// What the worker that makes the site work offline does, without the worker: all files of one version are fetched and checked before
// any is used, kept as long as a page of that version may ask for one, and answered from there.

/** One version of the site, as the build writes it into the worker. */
export interface SiteFiles {
  /** A hash of all names and contents. */
  readonly version: string;
  /** Each with its content's hash, as `fetch` checks it: `sha256-…`. */
  readonly files: readonly (readonly [path: string, integrity: string])[];
}

export interface OfflinePorts {
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  readonly fetch: (url: string, options: RequestInit) => Promise<Response>;
  /** Where the site is, with a slash at its end. */
  readonly scope: string;
}

/** The part of a request that decides how it is answered. */
export type AskedFor = Pick<Request, 'method' | 'url' | 'mode'>;

const PREFIX = 'lamplight ';
/** At once while the site is stored: more would take the line from a page that is being used. */
const FETCHED_AT_ONCE = 4;

export class OfflineFiles {
  readonly #site: SiteFiles;
  readonly #ports: OfflinePorts;
  readonly #paths: ReadonlySet<string>;

  constructor(site: SiteFiles, ports: OfflinePorts) {
    this.#site = site;
    this.#ports = ports;
    this.#paths = new Set(site.files.map(([path]) => path));
  }

  /** Stores every file. Rejects if one of them is missing or is not the one of this version; then the former version stays. */
  async install(): Promise<void> {
    const cache = await this.#ports.caches.open(this.#name);
    const left = [...this.#site.files];
    const fetchSome = async (): Promise<void> => {
      for (let file = left.shift(); file; file = left.shift()) await this.#store(cache, file);
    };
    await Promise.all(Array.from({ length: FETCHED_AT_ONCE }, fetchSome));
  }

  /** Called once no page of another version is left: what was stored of those goes. Caches of others on this origin stay. */
  async activate(): Promise<void> {
    const { caches } = this.#ports;
    const names = await caches.keys();
    const mine = `${PREFIX}${this.#ports.scope} `;
    await Promise.all(
      names.filter(name => name.startsWith(mine) && name !== this.#name).map(name => caches.delete(name)),
    );
  }

  /** The path of the stored file that answers a request; undefined where it is for the network. */
  pathFor({ method, url, mode }: AskedFor): string | undefined {
    const { scope } = this.#ports;
    const [address = ''] = url.split(/[?#]/);
    if (method !== 'GET' || !address.startsWith(scope)) return undefined;
    const path = address.slice(scope.length);
    const file = path === '' && mode === 'navigate' ? 'index.html' : path;
    return this.#paths.has(file) ? file : undefined;
  }

  /** From what is stored; from the network where the browser has thrown that away. */
  async answer(path: string): Promise<Response> {
    const { caches, fetch, scope } = this.#ports;
    const stored = await (await caches.open(this.#name)).match(scope + path);
    return stored ?? fetch(scope + path, {});
  }

  /** Whether a file is one of this version. */
  has(url: string): boolean {
    return this.#paths.has(url.slice(this.#ports.scope.length));
  }

  async #store(cache: Cache, [path, integrity]: SiteFiles['files'][number]): Promise<void> {
    const url = this.#ports.scope + path;
    const response = await this.#ports.fetch(url, { cache: 'no-cache', integrity });
    if (!response.ok) throw new Error(`${path} could not be stored: ${response.status}`);
    // A response that was redirected must not answer a navigation.
    const { body, status, headers } = response;
    await cache.put(url, response.redirected ? new Response(body, { status, headers }) : response);
  }

  get #name(): string {
    return `${PREFIX}${this.#ports.scope} ${this.#site.version}`;
  }
}
