// Where traces may be studied: in a worker of a browser, or in this very thread.
import { StudyServant, type StudyMessage, type StudyReply } from './study-messages.ts';
import { portOf, threadPort, type WorkerPort } from './worker-port.ts';

export type StudyWorker = WorkerPort<StudyMessage, StudyReply>;
export type StartStudyWorker = () => StudyWorker;

/** A browser's module worker. */
export const startStudyWorker: StartStudyWorker = () =>
  portOf(
    new Worker(new URL('./study-worker.ts', import.meta.url), { type: 'module', name: 'lamplight-study' }),
  );

/** Answers in this thread, on copies as a worker would: for tests. */
export const startStudyThread: StartStudyWorker = () => {
  let servant: StudyServant | undefined;
  return threadPort((message, reply) => {
    servant ??= new StudyServant(answer => reply(structuredClone(answer)));
    servant.take(structuredClone(message));
  });
};
