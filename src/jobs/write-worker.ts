// The worker that writes large files, so that the page never stutters. It ends when its page ends it.
import { unpackTrace } from '../core/packed-trace.ts';
import { writeFile } from './write-file.ts';
import type { WriteReply, WriteRequest } from './write-messages.ts';

function reply(message: WriteReply): void {
  postMessage(message);
}

addEventListener('message', ({ data }: MessageEvent<WriteRequest>) => {
  try {
    const { trace, format, options, file } = data;
    const written = writeFile(unpackTrace(trace), format, options, file, portion =>
      reply({ kind: 'progress', portion }),
    );
    reply({ kind: 'file', file: written });
  } catch (error) {
    reply({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
