// The entry of the worker that tries a pattern. It says that it is there, as its time counts from then on.
import type { PreviewReply, PreviewRequest } from './pattern-preview.ts';
import { previewLines } from './pattern-preview-work.ts';

function reply(message: PreviewReply): void {
  postMessage(message);
}

addEventListener('message', ({ data }: MessageEvent<PreviewRequest>) => reply(previewLines(data)));
reply({ kind: 'started' });
