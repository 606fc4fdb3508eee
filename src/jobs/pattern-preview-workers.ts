// Where patterns may be tried: in a worker of a browser, or in this very thread.
import type { PreviewWorker } from './pattern-preview.ts';
import { previewLines } from './pattern-preview-work.ts';
import { portOf, threadPort } from './worker-port.ts';

/** A browser's module worker. */
export function startPreviewWorker(): PreviewWorker {
  return portOf(
    new Worker(new URL('./pattern-preview-worker.ts', import.meta.url), {
      type: 'module',
      name: 'lamplight-pattern',
    }),
  );
}

/** Tries each pattern in this thread: for tests. */
export function threadPreviewWorker(): PreviewWorker {
  const port: PreviewWorker = threadPort((request, reply) => reply(previewLines(request)));
  return {
    ...port,
    onReply: listener => {
      port.onReply(listener);
      void Promise.resolve().then(() => listener({ kind: 'started' }));
    },
  };
}
