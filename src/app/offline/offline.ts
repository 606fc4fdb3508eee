// The page's side of working offline: registers the worker once the page has nothing better to do, and says when a new version is
// ready. It reloads only when a person asks for it, and only if no other tab is open.

/** What the page shows of a new version. others: so many other tabs have to be closed first. */
export type NewVersion = { readonly kind: 'ready' } | { readonly kind: 'others'; readonly tabs: number };

const ANSWER_MAX_MS = 5000;

export class Offline {
  readonly #onChange: (version: NewVersion) => void;
  #registration: ServiceWorkerRegistration | undefined;

  /** `onChange` hears of a new version, and of what keeps it waiting. */
  constructor(onChange: (version: NewVersion) => void) {
    this.#onChange = onChange;
  }

  /** Never rejects: without the worker the site works as long as there is a network. `entry` is a script of this page. */
  async start(entry: string): Promise<void> {
    if (!('serviceWorker' in navigator)) return; // not served securely, or turned off
    const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker
      .register('./offline-worker.js')
      .catch(() => undefined);
    if (!registration) return;
    this.#registration = registration;
    if (registration.waiting && registration.active) this.#onChange({ kind: 'ready' });
    registration.addEventListener('updatefound', () => this.#follow(registration.installing));
    this.#follow(registration.installing);
    document.addEventListener('visibilitychange', () => {
      // Offline there is nothing new.
      if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
    });
    const ready = await navigator.serviceWorker.ready;
    // Loaded just before another version was put in its place: the worker has that one.
    if (ready.active && (await ask<boolean>(ready.active, { kind: 'has', url: entry })) === false)
      this.#onChange({ kind: 'ready' });
  }

  /** A person wants the new version now. */
  async reload(): Promise<void> {
    const waiting = this.#registration?.waiting;
    if (!waiting) return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    const others = await ask<number>(waiting, { kind: 'take-over' });
    if (others) this.#onChange({ kind: 'others', tabs: others });
  }

  /** A worker that is installed beside another one is a new version; the first one is not. */
  #follow(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && this.#registration?.active) this.#onChange({ kind: 'ready' });
    });
  }
}

/** Undefined where the worker does not answer. */
function ask<Answer>(worker: ServiceWorker, asked: unknown): Promise<Answer | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(undefined), ANSWER_MAX_MS);
    port1.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      clearTimeout(timer);
      resolve(data);
      port1.close();
    });
    port1.start();
    worker.postMessage(asked, [port2]);
  });
}
