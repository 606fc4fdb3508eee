// Locks within one program, as browsers have them between pages.
import type { Cancel } from '../time/scheduler.ts';
import type { LockHooks, Locks } from './locks.ts';

interface Request {
  readonly hooks: LockHooks;
  isHeld: boolean;
  isGivenUp: boolean;
}

export class MemoryLocks implements Locks {
  /** By name, the holder first. */
  readonly #queues = new Map<string, Request[]>();

  /** `areShared`: all pages of the program have this one. */
  constructor(readonly areShared: boolean) {}

  request(name: string, hooks: LockHooks): Cancel {
    const request: Request = { hooks, isHeld: false, isGivenUp: false };
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    queue.push(request);
    if (queue[0] === request) this.#grantFirst(name);
    else
      queueMicrotask(() => {
        if (!request.isGivenUp && !request.isHeld) hooks.onTaken?.();
      });
    return () => {
      if (request.isGivenUp) return;
      request.isGivenUp = true;
      const wasFirst = queue[0] === request;
      queue.splice(queue.indexOf(request), 1);
      if (queue.length === 0) this.#queues.delete(name);
      else if (wasFirst) this.#grantFirst(name);
    };
  }

  #grantFirst(name: string): void {
    const first = this.#queues.get(name)?.[0];
    if (!first) return;
    queueMicrotask(() => {
      if (first.isGivenUp || first.isHeld) return;
      first.isHeld = true;
      first.hooks.onHeld();
    });
  }
}
