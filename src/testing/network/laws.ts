// What the laws share. They know no test framework: the same ones run under vitest and in a page.
import type { Link, LinkEvent } from '../../network/link.ts';
import type { Message } from '../../core/message.ts';

export interface Law<Setup> {
  readonly name: string;
  /** Rejects where the law does not hold. It waits for conditions only: whoever runs it bounds the time. */
  run(setup: Setup): Promise<void>;
}

export class LawBrokenError extends Error {
  override readonly name = 'LawBrokenError';
}

export function hold(condition: unknown, what: string): asserts condition {
  if (!condition) throw new LawBrokenError(what);
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  hold(got === wanted, `${what}: expected ${wanted}, got ${got}`);
}

/** What `promise` rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ rejected: false as const }),
    (error: unknown) => ({ rejected: true as const, error }),
  );
  hold(outcome.rejected, 'should have been rejected');
  return outcome.error;
}

/** What `action` throws. */
export function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new LawBrokenError('should have thrown');
}

/** One turn of the event loop: not a wait for time, but for whatever is ready to happen. */
export function turn(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve);
  });
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

export function messageOf(from: number, to: number, number: number, timestamp = number): Message {
  return { from, to, number, timestamp };
}

/** Everything that a link tells, from now on. */
export class Ear {
  readonly events: LinkEvent[] = [];
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
    link.subscribe(event => this.events.push(event));
  }

  get numbers(): number[] {
    return this.events.flatMap(event => (event.kind === 'message' ? [event.message.number] : []));
  }

  get closings(): (string | undefined)[] {
    return this.events.flatMap(event => (event.kind === 'closed' ? [event.reason] : []));
  }

  get rejections(): string[] {
    return this.events.flatMap(event => (event.kind === 'rejected' ? [event.reason] : []));
  }

  async heard(count: number): Promise<void> {
    await until(() => {
      hold(this.closings.length === 0 || this.numbers.length >= count, `closed: ${this.closings.join()}`);
      return this.numbers.length >= count;
    });
  }

  async closed(): Promise<void> {
    await until(() => this.closings.length > 0);
  }

  get link(): Link {
    return this.#link;
  }
}
