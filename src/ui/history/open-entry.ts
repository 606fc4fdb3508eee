// The trace of a saved run: as it is stored, or computed again from its trial; or why there is none.
import { digestOf } from '../../core/trace-digest.ts';
import type { Trace } from '../../core/trace.ts';
import type { Simulate } from '../../engine/simulate.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import type { TraceHome } from '../../jobs/trace-home.ts';
import {
  computedDiffers,
  damagedRun,
  HISTORY_WORDS,
  MISSING_RUN,
  notComputedAgain,
} from '../../words/history.ts';

/** Events of a trace whose digest takes less than a frame. */
const AT_ONCE_EVENTS_MAX = 20_000;

export type OpenedTrace =
  /** `note` is a sentence, or empty. */
  | { readonly kind: 'trace'; readonly entry: HistoryEntry; readonly trace: Trace; readonly note: string }
  /** `isStored`: what there is can be downloaded as it is. */
  | { readonly kind: 'problem'; readonly sentence: string; readonly isStored: boolean };

export interface OpeningTools {
  readonly history: HistoryDoor;
  readonly simulate: Simulate;
  /** Asked for where a trace is too large to be looked through in the page. */
  readonly home: () => TraceHome;
  readonly signal: AbortSignal;
  /** What is done meanwhile, in a sentence. */
  readonly onStep?: (sentence: string) => void;
}

/** Rejects with the signal's reason only. */
export async function openEntry(id: string, tools: OpeningTools): Promise<OpenedTrace> {
  const { history, simulate, signal, onStep } = tools;
  const opened = await history.open(id);
  if (opened.kind === 'missing') return { kind: 'problem', sentence: MISSING_RUN, isStored: false };
  if (opened.kind === 'damaged')
    return { kind: 'problem', sentence: damagedRun(opened.reason), isStored: true };
  const { entry } = opened;
  if (opened.kind === 'trace') return { kind: 'trace', entry, trace: opened.trace, note: '' };
  onStep?.(HISTORY_WORDS.computingRun);
  try {
    const trace = await simulate(entry.trial, { signal, onProgress: () => undefined });
    const isSame = (await digestIn(tools, trace)) === entry.digest;
    return { kind: 'trace', entry, trace, note: isSame ? '' : computedDiffers() };
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'problem', sentence: notComputedAgain(reason), isStored: false };
  }
}

function digestIn({ home, signal }: OpeningTools, trace: Trace): Promise<string> | string {
  if (trace.eventCount <= AT_ONCE_EVENTS_MAX) return digestOf(trace);
  return home().study(trace, { kind: 'digest' }, { signal });
}
