// The worker's side of a task (task.ts): a table of jobs, each of which is asked by name and answered exactly once.
import { reasonOf, type JobTypes, type TaskMessage, type TaskReply } from './task.ts';

export interface JobContext<Progress> {
  /** Aborted when the page cancels; a job that waits for something looks at it in between. */
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  /** Buffers of the result that are handed over instead of copied; the job does not use them afterwards. */
  handOver(buffers: readonly ArrayBuffer[]): void;
}

export type JobTable<Jobs extends JobTypes<Jobs>> = {
  readonly [Name in keyof Jobs]: (
    request: Jobs[Name]['request'],
    context: JobContext<Jobs[Name]['progress']>,
  ) => Jobs[Name]['result'] | Promise<Jobs[Name]['result']>;
};

/** Takes each message of the page; `reply` sends to it. */
export function servant<Jobs extends JobTypes<Jobs>>(
  table: JobTable<Jobs>,
  reply: (reply: TaskReply, transfer: Transferable[]) => void,
): (message: TaskMessage) => void {
  const jobs = new Map(Object.entries(table)) as ReadonlyMap<
    string,
    (request: unknown, context: JobContext<unknown>) => unknown
  >;
  const open = new Map<number, AbortController>();

  const work = async (id: number, name: string, request: unknown): Promise<void> => {
    const cancelling = new AbortController();
    open.set(id, cancelling);
    const buffers = new Set<ArrayBuffer>();
    try {
      const job = jobs.get(name);
      if (!job) throw new Error(`There is no job called “${name}”.`);
      const result = await job(request, {
        signal: cancelling.signal,
        progress: progress => reply({ kind: 'progress', id, progress }, []),
        handOver: given => given.forEach(buffer => buffers.add(buffer)),
      });
      reply({ kind: 'result', id, result }, [...buffers]);
    } catch (error) {
      reply({ kind: 'failed', id, reason: reasonOf(error) }, []);
    } finally {
      open.delete(id);
    }
  };

  return message => {
    if (message.kind === 'cancel') open.get(message.id)?.abort();
    else void work(message.id, message.name, message.request);
  };
}

/** Serves the page that started this worker. */
export function serve<Jobs extends JobTypes<Jobs>>(table: JobTable<Jobs>): void {
  const take = servant(table, (reply, transfer) => postMessage(reply, { transfer }));
  addEventListener('message', ({ data }: MessageEvent<TaskMessage>) => take(data));
}
