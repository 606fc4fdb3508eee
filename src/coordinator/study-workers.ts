// Where traces may be studied: in a worker of a browser, or in this very thread.
import { StudyServant, type StudyMessage, type StudyReply } from './study-messages.ts';

export interface StudyWorker {
  post(message: StudyMessage, transfer: Transferable[]): void;
  /** One listener; set before the first post. */
  onReply(listener: (reply: StudyReply) => void): void;
  onError(listener: (reason: string) => void): void;
  terminate(): void;
}
export type StartStudyWorker = () => StudyWorker;

/** A browser's module worker. */
export const startStudyWorker: StartStudyWorker = () => {
  const worker = new Worker(new URL('./study-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-study',
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onReply: listener => {
      worker.onmessage = ({ data }: MessageEvent<StudyReply>) => listener(data);
    },
    onError: listener => {
      worker.onerror = ({ message }) => listener(message || 'The worker did not start.');
      worker.onmessageerror = () => listener('The worker’s answer could not be read.');
    },
    terminate: () => worker.terminate(),
  };
};

/** Answers in this thread, each question in a turn of its own: for tests. */
export const startStudyThread: StartStudyWorker = () => {
  let listener: ((reply: StudyReply) => void) | undefined;
  const servant = new StudyServant(reply => listener?.(structuredClone(reply)));
  return {
    post: (message, transfer) => {
      const copy = structuredClone(message, { transfer });
      void Promise.resolve().then(() => listener && servant.take(copy));
    },
    onReply: next => {
      listener = next;
    },
    onError: () => undefined,
    terminate: () => {
      listener = undefined;
    },
  };
};
