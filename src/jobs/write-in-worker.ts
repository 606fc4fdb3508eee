// Files of a trace, written where they do not get in anybody's way: small ones at once, large ones in a worker of their
// own, which tells how far it is and can be stopped.
import { packTrace } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import type { WriteFormat, WriteOptions } from '../formats/write.ts';
import { writeFile } from './write-file.ts';
import type { WriteReply, WriteRequest, WrittenFile } from './write-messages.ts';

/** Events × machines that take less than a few frames. */
const AT_ONCE_MAX = 60_000;

export interface WriteInWorkerOptions extends WriteOptions {
  /** Aborting ends the worker at once and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (portion: number) => void;
}

/** The file could not be written; the message is a sentence to show. */
export class WritingFailedError extends Error {
  override readonly name = 'WritingFailedError';
}

/** Writes the format's file number `file`, from 0. Rejects with {@link WritingFailedError} or the signal's reason. */
export async function writeInWorker(
  trace: Trace,
  format: WriteFormat,
  file: number,
  { signal, onProgress, ...options }: WriteInWorkerOptions,
): Promise<WrittenFile> {
  signal.throwIfAborted();
  if (trace.eventCount * trace.machines <= AT_ONCE_MAX) {
    try {
      return writeFile(trace, format, options, file);
    } catch (error) {
      throw new WritingFailedError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
  const worker = new Worker(new URL('./write-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-write',
  });
  return new Promise<WrittenFile>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onmessage = ({ data }: MessageEvent<WriteReply>) => {
      if (data.kind === 'progress') onProgress?.(data.portion);
      else if (data.kind === 'file') resolve(data.file);
      else reject(new WritingFailedError(data.reason));
    };
    worker.onerror = ({ message }) => reject(new WritingFailedError(message || 'The worker did not start.'));
    // Copied, not transferred: the page goes on showing its trace.
    worker.postMessage({ trace: packTrace(trace).packed, format, options, file } satisfies WriteRequest);
  }).finally(() => worker.terminate());
}
