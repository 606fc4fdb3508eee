// What the kinds of clocks make of one trace, counted over all pairs of its events and with a pair to look at for each.
import { physicalTimeMs, type HybridClocks, type PhysicalClockError } from './hybrid-clocks.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { vectorClocksOf, type VectorClocks } from './vector-clocks.ts';
import { deniedThoughCausal, orderedThoughConcurrent, type EventPair } from './clock-lenses-examples.ts';
import { LENS_KINDS, lensOf, type Lens, type LensKind } from './clock-lenses.ts';
import { countLens, countPairs, ranksOf, type LensCounts, type PairCounts } from './concurrency.ts';

export interface LensFindings extends LensCounts {
  readonly kind: LensKind;
  /** A concurrent pair that the clock orders, if there is one. */
  readonly ordered?: EventPair;
  /** A pair of which one happened before the other, and the clock denies it. */
  readonly denied?: EventPair;
}

/** How far a hybrid clock's part l was ahead of its machine's own physical clock at most, and its largest part c. */
export interface HybridLead {
  readonly aheadMs: number;
  readonly aheadAt: EventPlace | undefined;
  readonly counter: number;
  readonly counterAt: EventPlace | undefined;
}

export interface ClocksReport {
  readonly pairs: PairCounts;
  /** Events on and after circles of messages, which no clock can put in order. */
  readonly unlabelled: number;
  /** Under which of the recomputed rules the recorded timestamps are exactly these; undefined if under neither. */
  readonly recordedAs: LensKind | undefined;
  /** The recorded timestamps are among them only where no rule explains them. */
  readonly lenses: readonly LensFindings[];
  readonly lead: HybridLead;
}

/** Time for n events of m machines: n log n and n × m. Throws TooManyVectorsError. */
export function studyClocks(trace: Trace, clockErrors: readonly PhysicalClockError[]): ClocksReport {
  const vectors = vectorClocksOf(trace);
  const pairs = countPairs(vectors);
  const recorded = lensOf(trace, 'recorded');
  const all = LENS_KINDS.map((kind): Lens => {
    if (kind === 'recorded') return recorded;
    return kind === 'vector' || kind === 'matrix'
      ? { kind, clocks: vectors }
      : lensOf(trace, kind, { clockErrors });
  });
  const recordedAs = all.find(lens => lens !== recorded && sameTimestamps(lens, recorded))?.kind;
  const shown = all.filter(
    lens =>
      (lens !== recorded || recordedAs === undefined) &&
      // Where time has no length, no clock can show it.
      (lens.kind !== 'hybrid' || trace.engine !== 'stepped'),
  );
  const hybrid = all.find(lens => lens.kind === 'hybrid')!;
  return {
    pairs,
    unlabelled: trace.eventCount - pairs.events,
    recordedAs,
    lenses: shown.map(lens => findingsOf(trace, vectors, lens)),
    lead: hybridLead(trace, hybrid.clocks, clockErrors),
  };
}

function findingsOf(trace: Trace, vectors: VectorClocks, lens: Lens): LensFindings {
  const counts = countLens(vectors, lens);
  if (lens.kind === 'vector' || lens.kind === 'matrix') return { kind: lens.kind, ...counts };
  const ranks = ranksOf(vectors, lens);
  const ordered = lens.kind === 'recorded' ? undefined : orderedThoughConcurrent(trace, vectors, ranks);
  const denied =
    counts.causalEqual + counts.causalReversed > 0 ? deniedThoughCausal(trace, ranks) : undefined;
  return { kind: lens.kind, ...counts, ...(ordered && { ordered }), ...(denied && { denied }) };
}

function sameTimestamps(a: Lens, b: Lens): boolean {
  if (!('columns' in a) || !('columns' in b)) return false;
  return a.columns.every((column, i) =>
    column.every((timestamp, index) => timestamp === b.columns[i]![index]),
  );
}

export function hybridLead(
  trace: Trace,
  { physicalPartsMs, counters }: HybridClocks,
  clockErrors: readonly PhysicalClockError[],
): HybridLead {
  let lead: HybridLead = { aheadMs: 0, aheadAt: undefined, counter: 0, counterAt: undefined };
  for (const { machine, atMs, eventCount } of trace.logs) {
    for (let index = 0; index < eventCount; index++) {
      const partMs = physicalPartsMs[machine - 1]![index]!;
      const aheadMs = partMs - physicalTimeMs(atMs[index]!, clockErrors[machine - 1]);
      if (aheadMs > lead.aheadMs) lead = { ...lead, aheadMs, aheadAt: { machine, index } };
      const counter = counters[machine - 1]![index]!;
      if (counter > lead.counter) lead = { ...lead, counter, counterAt: { machine, index } };
    }
  }
  return lead;
}
