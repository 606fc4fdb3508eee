// A page that can freeze, thaw or die without a goodbye, within one program: everything that it would do or hear goes
// through its body. For tests of what the others make of it.
import { openBroadcastChannel } from '../network/broadcast/broadcast-channels.ts';
import type { OpenPairChannel, PairChannel } from '../network/pair-channel.ts';
import type { Locks } from '../laboratory/locks.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';

type Task = () => void;

export class Body {
  readonly #waiting: Task[] = [];
  readonly #onError: ((error: unknown) => void) | undefined;
  readonly #locks = new Set<Cancel>();
  #life: 'awake' | 'frozen' | 'dead' = 'awake';

  /** `onError` hears what a task throws, as a page's window does; without it, whoever runs the task does. */
  constructor(onError?: (error: unknown) => void) {
    this.#onError = onError;
  }

  get isDead(): boolean {
    return this.#life === 'dead';
  }

  /** Nothing runs and nothing is heard until {@link thaw}; then everything, in its order. */
  freeze(): void {
    this.#life = 'frozen';
  }

  thaw(): void {
    this.#life = 'awake';
    for (const task of this.#waiting.splice(0)) this.run(task);
  }

  /** As a page whose process is killed: the browser lets go of its locks. */
  die(): void {
    this.#life = 'dead';
    this.#waiting.length = 0;
    for (const letGo of this.#locks) letGo();
  }

  /** What the page does now: its channels are the body's. */
  run(task: Task): void {
    if (this.#life === 'frozen') this.#waiting.push(task);
    if (this.#life !== 'awake') return;
    const before = globalThis.BroadcastChannel;
    globalThis.BroadcastChannel = channelsOf(this, before);
    try {
      task();
    } catch (error) {
      if (!this.#onError) throw error;
      this.#onError(error);
    } finally {
      globalThis.BroadcastChannel = before;
    }
  }

  /** Opens channels of this page, whenever that is. */
  readonly openChannel: OpenPairChannel = (name, onData) => {
    let channel: PairChannel = { post: () => undefined, close: () => undefined };
    this.run(() => {
      channel = openBroadcastChannel(name, onData);
    });
    return { post: data => channel.post(data), close: () => channel.close() };
  };

  locksOn(locks: Locks): Locks {
    return {
      areShared: locks.areShared,
      request: (name, { onHeld, onTaken }) => {
        const letGo = locks.request(name, {
          onHeld: () => this.run(onHeld),
          onTaken: () => this.run(() => onTaken?.()),
        });
        this.#locks.add(letGo);
        return letGo;
      },
    };
  }

  schedulerOn(scheduler: Scheduler): Scheduler {
    return {
      nowMs: () => scheduler.nowMs(),
      at: (timeMs, task, rank) => scheduler.at(timeMs, () => this.run(task), rank),
    };
  }
}

function channelsOf(body: Body, Real: typeof BroadcastChannel): typeof BroadcastChannel {
  class BodyChannel {
    onmessage: ((event: MessageEvent) => void) | null = null;
    readonly #real: BroadcastChannel & { unref?(): void };

    constructor(name: string) {
      this.#real = new Real(name);
      this.#real.onmessage = (event: MessageEvent) => body.run(() => this.onmessage?.(event));
      this.#real.unref?.();
    }

    postMessage(data: unknown): void {
      if (!body.isDead) this.#real.postMessage(data);
    }

    close(): void {
      this.#real.close();
    }
  }
  return BodyChannel as unknown as typeof BroadcastChannel;
}
