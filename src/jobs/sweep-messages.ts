// What a sweep's worker and its owner say to each other.
import type { SweepPlan } from '../core/sweep-plan.ts';
import type { SweepRows } from '../core/sweep-rows.ts';
import { runSlice } from '../engine/sweep.ts';

/** To the worker: the plan, once and first; then slices, one at a time. */
export type SweepRequest =
  | { readonly kind: 'plan'; readonly plan: SweepPlan }
  | { readonly kind: 'slice'; readonly from: number; readonly to: number };
/** From the worker: one for each slice. */
export type SweepReply =
  { readonly kind: 'rows'; readonly rows: SweepRows } | { readonly kind: 'failed'; readonly reason: string };

/** The worker's side, whatever kind of worker it is: give it each request; what it returns is the reply. */
export function makeSweepServant(): (request: SweepRequest) => SweepReply | undefined {
  let plan: SweepPlan | undefined;
  return request => {
    if (request.kind === 'plan') {
      plan = request.plan;
      return undefined;
    }
    try {
      if (!plan) throw new Error('a slice came before the plan');
      return { kind: 'rows', rows: runSlice(plan, request.from, request.to) };
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}
