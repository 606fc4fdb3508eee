// How a page has work done in a worker: it asks for a job by name and gets progress, then a result or a failure. One
// protocol for every job (serve.ts is the worker's side), so that cancelling, failing and dying are alike everywhere.
import type { WorkerPort } from './worker-port.ts';

/** What jobs there are, by name: what is asked, what comes of it, and what is told on the way. */
export type JobTypes<Jobs> = {
  readonly [Name in keyof Jobs]: {
    readonly request: unknown;
    readonly result: unknown;
    readonly progress: unknown;
  };
};

/** From the page. Ids are the page's and never used twice. */
export type TaskMessage =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly request: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

/** From the worker: exactly one result or failure for each task, progress before it. */
export type TaskReply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };

export type TaskPort = WorkerPort<TaskMessage, TaskReply>;

/** The job could not be done, or the worker did not start or died. The message is a sentence to show. */
export class TaskFailedError extends Error {
  override readonly name: string = 'TaskFailedError';
}

export interface TaskOptions<Progress> {
  /** Aborting rejects at once with the signal's reason; the worker is told. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** What of the request is handed over instead of copied. */
  readonly transfer?: Transferable[];
}

interface Task {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
}

/**
 * One worker, started when it is first needed and again after it died or was ended. Whoever made it closes it. Tasks run in
 * the order in which they were asked for, unless a job waits for something itself.
 */
export class TaskWorker<Jobs extends JobTypes<Jobs>> {
  readonly #start: () => TaskPort;
  readonly #onEnd: () => void;
  readonly #open = new Map<number, Task>();
  #port: TaskPort | undefined;
  #asked = 0;

  /** `onEnd` is told whenever the worker is gone, and with it whatever it held. */
  constructor(start: () => TaskPort, onEnd: () => void = () => undefined) {
    this.#start = start;
    this.#onEnd = onEnd;
  }

  /** How many tasks have not been settled. */
  get openTasks(): number {
    return this.#open.size;
  }

  /** Rejects with {@link TaskFailedError} or the signal's reason. */
  run<Name extends keyof Jobs & string>(
    name: Name,
    request: Jobs[Name]['request'],
    { signal, onProgress, transfer = [] }: TaskOptions<Jobs[Name]['progress']> = {},
  ): Promise<Jobs[Name]['result']> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const id = (this.#asked += 1);
    const cancel = (): void => this.#cancel(id, signal?.reason);
    signal?.addEventListener('abort', cancel);
    return new Promise<unknown>((resolve, reject) => {
      this.#open.set(id, { resolve, reject, onProgress });
      this.#worker().post({ kind: 'ask', id, name, request }, transfer);
    }).finally(() => signal?.removeEventListener('abort', cancel));
  }

  /** Ends the worker, whatever it is at: what is open is rejected. It can be used again. */
  close(reason = 'The work was stopped.'): void {
    this.#port?.terminate();
    this.#port = undefined;
    this.#onEnd();
    const tasks = [...this.#open.values()];
    this.#open.clear();
    for (const { reject } of tasks) reject(new TaskFailedError(reason));
  }

  #worker(): TaskPort {
    if (this.#port) return this.#port;
    const port = this.#start();
    this.#port = port;
    port.onReply(reply => {
      if (port === this.#port) this.#hear(reply);
    });
    port.onError(reason => {
      if (port === this.#port) this.close(reason);
    });
    return port;
  }

  #hear(reply: TaskReply): void {
    const task = this.#open.get(reply.id);
    if (!task) return; // it was cancelled, and nobody waits for it
    if (reply.kind === 'progress') {
      task.onProgress?.(reply.progress as never);
      return;
    }
    this.#open.delete(reply.id);
    if (reply.kind === 'result') task.resolve(reply.result);
    else task.reject(new TaskFailedError(reply.reason));
  }

  #cancel(id: number, reason: unknown): void {
    const task = this.#open.get(id);
    if (!task) return;
    this.#open.delete(id);
    this.#port?.post({ kind: 'cancel', id });
    task.reject(reason);
  }
}

/**
 * One task in a worker of its own, which is gone when the promise settles: for work that cannot be interrupted, or that may
 * never end.
 */
export async function runAlone<Jobs extends JobTypes<Jobs>, Name extends keyof Jobs & string>(
  start: () => TaskPort,
  name: Name,
  request: Jobs[Name]['request'],
  options: TaskOptions<Jobs[Name]['progress']> = {},
): Promise<Jobs[Name]['result']> {
  const worker = new TaskWorker<Jobs>(start);
  try {
    return await worker.run(name, request, options);
  } finally {
    worker.close();
  }
}

/** What went wrong, as a sentence or whatever comes closest to one. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
