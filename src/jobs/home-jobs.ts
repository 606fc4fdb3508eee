// What the worker does that holds a page's traces: it keeps them under a number, studies them, compares two of them and
// writes them into files. Nothing is copied again for a second question.
import { audit } from '../analysis/audit/audit.ts';
import { compareRuns, type MachineComparison } from '../analysis/comparison.ts';
import { divergenceOf, type Difference } from '../analysis/divergence.ts';
import { asksForFaults } from '../analysis/find/query.ts';
import { auditedPlaces, SearchIndex } from '../analysis/find/search-index.ts';
import { searchInSlices, type FoundNumbers, type SearchRequest } from '../analysis/find/search.ts';
import { matchesInSlices, type Shape, type ShapeMatches } from '../analysis/find/shape.ts';
import { unpackTrace, type PackedTrace } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import type { WriteFormat, WriteOptions } from '../formats/write.ts';
import type { JobTable } from './serve.ts';
import { letOthersSpeak } from './let-others-speak.ts';
import { doStudy, type StudyRequest, type StudyResult } from './trace-studies.ts';
import { writeFile, type WrittenFile } from './write-file.ts';

export interface WriteRequest {
  readonly format: WriteFormat;
  readonly options: WriteOptions;
  /** Which of the format's files, from 0. */
  readonly file: number;
}

/** `trace` is the number under which a trace is held; one that grows is held anew under the same number. */
export interface HomeJobs {
  readonly hold: {
    request: { readonly trace: number; readonly packed: PackedTrace };
    result: null;
    progress: never;
  };
  readonly release: { request: { readonly trace: number }; result: null; progress: never };
  readonly study: {
    request: { readonly trace: number; readonly study: StudyRequest };
    result: StudyResult;
    progress: never;
  };
  readonly compare: {
    request: { readonly trace: number; readonly other: number };
    result: readonly MachineComparison[];
    progress: never;
  };
  readonly diverge: {
    request: { readonly trace: number; readonly other: number };
    result: readonly Difference[];
    progress: never;
  };
  /** One that is cancelled ends within a few milliseconds, and the next one begins. */
  readonly search: {
    request: { readonly trace: number; readonly search: SearchRequest };
    result: FoundNumbers;
    progress: never;
  };
  readonly shapes: {
    request: { readonly trace: number; readonly shape: Shape };
    result: ShapeMatches;
    progress: never;
  };
  readonly write: {
    request: WriteRequest & { readonly trace: number };
    result: WrittenFile;
    /** From 0 to 1. */
    progress: number;
  };
}

/** A home with nobody in it. */
export function homeJobs(): JobTable<HomeJobs> {
  const traces = new Map<number, Trace>();
  /** Of the traces that were searched. */
  const indices = new Map<number, SearchIndex>();
  const held = (trace: number): Trace => {
    const found = traces.get(trace);
    if (!found) throw new Error('This trace is no longer open.');
    return found;
  };
  const indexOf = (trace: number): SearchIndex => {
    const index = indices.get(trace) ?? new SearchIndex(held(trace));
    indices.set(trace, index);
    return index;
  };
  return {
    hold: ({ trace, packed }) => {
      traces.set(trace, unpackTrace(packed));
      indices.delete(trace);
      return null;
    },
    release: ({ trace }) => {
      traces.delete(trace);
      indices.delete(trace);
      return null;
    },
    study: ({ trace, study }) => doStudy(held(trace), study),
    compare: ({ trace, other }) => compareRuns(held(trace), held(other)),
    diverge: ({ trace, other }) => divergenceOf(held(trace), held(other)),
    search: async ({ trace, search }, { signal, handOver }) => {
      const index = indexOf(trace);
      if (search.query && asksForFaults(search.query) && !index.isAudited)
        index.audited = auditedPlaces(audit(index.trace));
      const found = await inTurns(searchInSlices(index, search), signal);
      handOver([found.numbers.buffer, found.inTime.buffer]);
      return found;
    },
    shapes: async ({ trace, shape }, { signal, handOver }) => {
      const found = await inTurns(matchesInSlices(indexOf(trace), shape), signal);
      handOver([found.messages.buffer]);
      return found;
    },
    write: ({ trace, format, options, file }, { progress }) =>
      writeFile(held(trace), format, options, file, progress),
  };
}

/** Works slice by slice, and ends after the one in which it is given up. */
async function inTurns<Result>(slices: Generator<undefined, Result>, signal: AbortSignal): Promise<Result> {
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
    await letOthersSpeak();
    signal.throwIfAborted();
  }
}
