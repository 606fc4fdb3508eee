// The door of a comparison of designs: what its view may see of it, and what it may ask for.
import type { DesignsSettings } from '../../address/designs.ts';
import type { DesignComparison } from '../../core/design-facts.ts';
import type { ComparisonStep } from '../../laboratory/designs/compare-designs.ts';
import type { ComparisonPhase } from '../../words/designs-view.ts';

export interface DesignsState {
  readonly phase: ComparisonPhase;
  /** What is measured now. */
  readonly step: ComparisonStep | undefined;
  readonly done: number;
  readonly steps: number;
  /** The last one, or what there is of the one that is running; saved from before where nothing was measured in this page. */
  readonly comparison: DesignComparison | undefined;
  /** Why it failed; empty as long as it did not. */
  readonly failure: string;
  /** Why the browser does not save the result; undefined while it does, or while that is not known. */
  readonly unsaved: string | undefined;
}

export interface DesignsDoor {
  readonly state: DesignsState;
  subscribe(listener: () => void): () => void;
  /** Measures, in place of what is shown. Ignored while it is measured. */
  measure(settings: DesignsSettings): void;
  /** Ends it; what was measured until then is kept. */
  cancel(): void;
}
