// Where patterns may be tried: in a worker of a browser, or in this very thread.
import type { PreviewReply, PreviewWorker } from './pattern-preview.ts';
import { previewLines } from './pattern-preview-work.ts';

/** A browser's module worker. */
export function startPreviewWorker(): PreviewWorker {
  const worker = new Worker(new URL('./pattern-preview-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-pattern',
  });
  return {
    post: request => worker.postMessage(request),
    onReply: listener => {
      worker.onmessage = ({ data }: MessageEvent<PreviewReply>) => listener(data);
    },
    onError: listener => {
      worker.onerror = ({ message }) => listener(message || 'the worker did not start');
      worker.onmessageerror = () => listener('the worker’s answer could not be read');
    },
    terminate: () => worker.terminate(),
  };
}

/** Tries each pattern in this thread, in a turn of its own: for tests. */
export function threadPreviewWorker(): PreviewWorker {
  let listener: ((reply: PreviewReply) => void) | undefined;
  const later = (reply: () => PreviewReply): void => void Promise.resolve().then(() => listener?.(reply()));
  return {
    post: request => later(() => previewLines(request)),
    onReply: next => {
      listener = next;
      later(() => ({ kind: 'started' }));
    },
    onError: () => undefined,
    terminate: () => {
      listener = undefined;
    },
  };
}
