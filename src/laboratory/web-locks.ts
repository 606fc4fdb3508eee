// Locks between the pages of one browser and one origin. Where there are none (a site that is not served over HTTPS), each
// page has its own: then two coordinators are not told apart, and a page that dies is missed only by its silence.
import type { Cancel } from '../time/scheduler.ts';
import type { LockHooks, Locks } from './locks.ts';
import { MemoryLocks } from './memory-locks.ts';

export function browserLocks(): Locks {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? new WebLocks(locks) : new MemoryLocks(false);
}

class WebLocks implements Locks {
  readonly areShared = true;

  constructor(private readonly manager: LockManager) {}

  request(name: string, hooks: LockHooks): Cancel {
    const gaveUp = new AbortController();
    const { signal } = gaveUp;
    void this.#hold(name, hooks, signal);
    return () => gaveUp.abort();
  }

  /** Again and again, should another page steal the name. */
  async #hold(name: string, { onHeld, onTaken }: LockHooks, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        if (!lock || signal.aborted) return undefined;
        onHeld();
        return new Promise(resolve => signal.addEventListener('abort', () => resolve()));
      };
      try {
        await this.manager.request(name, { ifAvailable: true }, lock => {
          if (!lock && !signal.aborted) onTaken?.();
          return hold(lock);
        });
        if (!signal.aborted) await this.manager.request(name, { signal }, hold);
      } catch (error) {
        // Given up, stolen, or the page is on its way out: anything else is a mistake in this program.
        if (!(error instanceof DOMException)) throw error;
        if (error.name !== 'AbortError') return;
      }
    }
  }
}
