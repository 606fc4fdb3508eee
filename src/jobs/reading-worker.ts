// The entry of the worker that reads files.
import type { ReadingRequest } from './reading-messages.ts';
import { doReading } from './reading-work.ts';

addEventListener('message', ({ data }: MessageEvent<ReadingRequest>) => {
  void doReading(data, (reply, buffers) => postMessage(reply, { transfer: buffers }));
});
