// A run that does not fit into a link is offered as a file, which anybody can open.
import type { Trace } from '../core/trace.ts';
import { TraceHome } from '../jobs/trace-home.ts';
import type { FrameNote } from '../ui/parts/lamplight-page.ts';
import { saveBlob } from '../ui/parts/save-file.ts';
import type { TraceHomeKeeper } from '../ui/trace/trace-home-request.ts';
import { LINK_WORDS } from '../words/seen.ts';
import { notWritten } from '../words/run-files.ts';

export function offerFile(trace: Trace, traces: TraceHomeKeeper): FrameNote {
  return {
    sentence: LINK_WORDS.tooLong,
    action: { label: LINK_WORDS.save, act: () => saveRun(trace, traces) },
  };
}

/** What could not be done, in a sentence; undefined where it was done. */
async function saveRun(trace: Trace, traces: TraceHomeKeeper): Promise<string | undefined> {
  const home = (traces.home ??= new TraceHome());
  try {
    const { name, content } = await home.write(trace, 'jsonl', 0, {
      revision: 0,
      window: undefined,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    saveBlob(name, content);
    return undefined;
  } catch (error) {
    return notWritten(LINK_WORDS.run, error instanceof Error ? error.message : String(error));
  }
}
