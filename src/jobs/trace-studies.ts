// A study of a trace: an analysis that may take longer than a frame of the page, asked for by its kind. Another kind is
// a request, a result and a case here; the home of traces carries it without knowing it.
import type { AuditReport } from '../analysis/audit/audit-report.ts';
import { audit } from '../analysis/audit/audit.ts';
import { studyClocks, type ClocksReport } from '../analysis/clock-lenses-study.ts';
import { driftOf, type Drift } from '../analysis/drift.ts';
import { jumpsOf, type JumpDistribution } from '../analysis/jumps.ts';
import { qualityOf, type Quality } from '../analysis/quality.ts';
import { replay } from '../engine/replay.ts';
import { summarize, type Summary } from '../analysis/summary.ts';
import type { PhysicalClockError } from '../analysis/hybrid-clocks.ts';
import { digestOf } from '../core/trace-digest.ts';
import type { Trace } from '../core/trace.ts';

/** Plain data. */
export type StudyRequest =
  | { readonly kind: 'audit' }
  | { readonly kind: 'digest' }
  | { readonly kind: 'clocks'; readonly clockErrors: readonly PhysicalClockError[] }
  | { readonly kind: 'jumps' }
  | { readonly kind: 'summary' }
  | { readonly kind: 'quality' };

/** How the clocks jumped, and how far apart they were. */
export interface JumpsReport {
  readonly jumps: JumpDistribution;
  readonly drift: Drift;
}

/** What comes of each kind of request; plain data and typed arrays. */
export interface StudyResults {
  readonly audit: AuditReport;
  /** As of `digestOf`. */
  readonly digest: string;
  readonly clocks: ClocksReport;
  readonly jumps: JumpsReport;
  readonly summary: Summary;
  /** Undefined for a trace without a certificate. */
  readonly quality: Quality | undefined;
}
export type StudyResult<Request extends StudyRequest = StudyRequest> = StudyResults[Request['kind']];

/** In this very thread. Throws what the analysis throws. */
export function doStudy(trace: Trace, request: StudyRequest): StudyResult {
  switch (request.kind) {
    case 'audit':
      return audit(trace);
    case 'digest':
      return digestOf(trace);
    case 'clocks':
      return studyClocks(trace, request.clockErrors);
    case 'jumps':
      return { jumps: jumpsOf(trace), drift: driftOf(trace) };
    case 'summary':
      return summarize(trace);
    case 'quality':
      return qualityOf(trace, digestOf(replay(trace)) === digestOf(trace));
  }
}
