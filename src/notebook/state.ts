// What a notebook shows of itself: plain data for views, new objects on every change.
import type { Cover, CoverField } from './cover.ts';
import type { NotebookSample } from './sample.ts';
import type { Replicates } from './replicates.ts';
import type { StudyResults } from './studies.ts';
import type { NotebookTrial } from './trials.ts';
import type { DesignComparison } from '../core/design-facts.ts';
import type { TimestampRule, Trial } from '../core/trial.ts';

/** What a remark is about: an entry, by its id, or the notebook as a whole. */
export const WHOLE = 'whole';

export type ByRule<T> = Readonly<Partial<Record<TimestampRule, T>>>;

/** One trial of the notebook, published or a person's own. */
export interface NotebookEntry {
  /** `trial-1` to `trial-9`, and `own-…`; letters, digits and hyphens. */
  readonly id: string;
  /** Undefined for a person's own trial. */
  readonly published: NotebookTrial | undefined;
  /** With the first seed of the replicates; its rule does not count. */
  readonly trial: Trial;
  /** Of the run that a person chose to see. */
  readonly sampleSeed: number;
  readonly remark: string;
  /** Each as soon as it is computed; after another choice the old one stays until the new one is there. */
  readonly samples: ByRule<NotebookSample>;
  readonly replicates: ByRule<Replicates>;
}

/** opening, then ready or refused (by the browser or the person: nothing will be remembered). */
export type MemoryState =
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'ready';
      /** Something is on its way into memory. */
      readonly pending: boolean;
      /** Remembered records that are none and were left out. */
      readonly unreadable: number;
    }
  | { readonly kind: 'refused'; readonly reason: string };

export interface NotebookState {
  /** The rule under which everything is shown. */
  readonly rule: TimestampRule;
  /** The published trials in their order, then a person's own in the order in which they were added. */
  readonly entries: readonly NotebookEntry[];
  /** What the claims need beyond the trials, by key; grows until it is complete. */
  readonly studies: StudyResults;
  readonly studiesComplete: boolean;
  /** What was measured of the three designs in this browser; undefined: nothing yet. */
  readonly designs: DesignComparison | undefined;
  readonly cover: Cover;
  /** On the whole. */
  readonly remark: string;
  readonly memory: MemoryState;
  /** Runs done so far, those for the claims included. */
  readonly runs: number;
  /** From the start until both rules' runs of the published trials were there, in milliseconds; undefined before. */
  readonly computedMs: number | undefined;
  /** Why nothing more is computed; undefined when all is well. */
  readonly failure: string | undefined;
}

/** What a person has just removed, to bring it back. */
export interface RemovedTrial {
  readonly entry: NotebookEntry;
  /** When it was added, in milliseconds since the epoch. */
  readonly addedAtMs: number;
}

/** The notebook as a view knows it. `subscribe` calls back after every change of `state`. */
export interface NotebookDoor {
  readonly state: NotebookState;
  subscribe(listener: () => void): () => void;
  chooseRule(rule: TimestampRule): void;
  /** The seed of one of the replicates. */
  chooseSample(id: string, seed: number): void;
  /** Ignored when it is a date that no calendar has. */
  writeCover(field: CoverField, text: string): void;
  /** `about` is an entry's id or {@link WHOLE}. */
  writeRemark(about: string, text: string): void;
  /** Ignored when there are {@link OWN_TRIALS_MAX} already. */
  addTrial(trial: Trial): void;
  /** A person's own; with its remark. Undefined where it is none. */
  removeTrial(id: string): RemovedTrial | undefined;
  /** As it was, remark and sample included; ignored as in {@link addTrial}. */
  bringBack(removed: RemovedTrial): void;
}

export const OWN_TRIALS_MAX = 12;
