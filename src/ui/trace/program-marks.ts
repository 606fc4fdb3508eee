// The marks of a program's run on the scrubber, fetched with the first such run: what went wrong and what came of it.
import { notablePlaces } from '../../analysis/notable-places.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import { NOTABLE_MARKS, notableMark } from '../../words/notable-places.ts';

export interface ProgramMarks {
  /** Of all of them together. */
  readonly name: string;
  readonly marks: readonly (EventPlace & { readonly atMs: number; readonly name: string })[];
}

/** Undefined where there is nothing to mark. */
export function programMarks(trace: Trace, endMs: number, count: number): ProgramMarks | undefined {
  const places = trace.program ? notablePlaces(trace, trace.program, endMs, count) : [];
  if (places.length === 0) return undefined;
  return {
    name: NOTABLE_MARKS,
    marks: places.map(place => ({ ...place, name: notableMark(trace, place) })),
  };
}
