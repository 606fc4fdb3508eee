// A study of a trace: an analysis that may take longer than a frame of the page, asked for by its kind. Another kind is
// a request, a result and a case here; workers and threads carry it without knowing it.
import type { AuditReport } from '../analysis/audit/audit-report.ts';
import { audit } from '../analysis/audit/audit.ts';
import type { Trace } from '../core/trace.ts';

/** Plain data. */
export type StudyRequest = { readonly kind: 'audit' };

/** What comes of each kind of request; plain data and typed arrays. */
export interface StudyResults {
  readonly audit: AuditReport;
}
export type StudyResult<Request extends StudyRequest = StudyRequest> = StudyResults[Request['kind']];

/** The analysis could not be done, or the worker did not start. The message is a sentence. */
export class StudyFailedError extends Error {
  override readonly name = 'StudyFailedError';
}

/** In this very thread. Throws what the analysis throws. */
export function doStudy(trace: Trace, request: StudyRequest): StudyResult {
  switch (request.kind) {
    case 'audit':
      return audit(trace);
  }
}
