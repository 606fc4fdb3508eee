// A worker as the page talks to it: behind this door stands a module worker of a browser or, in tests, this very thread.

/** One listener each, set before the first post. */
export interface WorkerPort<Request, Reply> {
  post(request: Request, transfer?: Transferable[]): void;
  onReply(listener: (reply: Reply) => void): void;
  /** The worker is of no use any more, for the reason given. */
  onError(listener: (reason: string) => void): void;
  terminate(): void;
}

/** Takes the worker over. Its own messages are trusted: it is of this build. */
export function portOf<Request, Reply>(worker: Worker): WorkerPort<Request, Reply> {
  return {
    post: (request, transfer = []) => worker.postMessage(request, transfer),
    onReply: listener => {
      worker.onmessage = ({ data }: MessageEvent<Reply>) => listener(data);
    },
    onError: listener => {
      worker.onerror = ({ message }) => listener(message || 'The worker did not start.');
      worker.onmessageerror = () => listener('The worker’s answer could not be read.');
    },
    terminate: () => worker.terminate(),
  };
}

/** Does the work in this thread, each request in a turn of its own; nothing is heard after `terminate`. For tests. */
export function threadPort<Request, Reply>(
  work: (request: Request, reply: (reply: Reply) => void) => unknown,
): WorkerPort<Request, Reply> {
  let listener: ((reply: Reply) => void) | undefined;
  const reply = (each: Reply): void => listener?.(each);
  return {
    post: request => void Promise.resolve().then(() => listener && work(request, reply)),
    onReply: next => {
      listener = next;
    },
    onError: () => undefined,
    terminate: () => {
      listener = undefined;
    },
  };
}
