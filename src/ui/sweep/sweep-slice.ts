// One map's worth of a sweep: all slowest rates and dice for one length, one delay, one plan of faults and one rule.
import type { SweepCellDigest } from '../../analysis/sweep-digest.ts';
import { cellIndex, type SweepAxes, type SweepSettings } from '../../address/sweep.ts';
import type { Trial } from '../../core/trial.ts';
import type { Place } from '../figures/heat-map-geometry.ts';
import { sliceWords } from '../../words/sweep.ts';

/** Which length, delay, faults and rule, by their places on the axes. */
export interface SliceChoice {
  readonly seconds: number;
  readonly delay: number;
  readonly faults: number;
  readonly rule: number;
}

export const FIRST_SLICE: SliceChoice = { seconds: 0, delay: 0, faults: 0, rule: 0 };

const NOTEBOOK_DIE = 10;

export class SweepSlice {
  readonly settings: SweepSettings;
  readonly choice: SliceChoice;

  /** A choice beyond the ends of an axis becomes its last value. */
  constructor(settings: SweepSettings, { seconds, delay, faults, rule }: SliceChoice) {
    const { axes } = settings;
    this.settings = settings;
    this.choice = {
      seconds: Math.min(seconds, axes.seconds.length - 1),
      delay: Math.min(delay, axes.delays.length - 1),
      faults: Math.min(faults, axes.faults.length - 1),
      rule: Math.min(rule, axes.rules.length - 1),
    };
  }

  get axes(): SweepAxes {
    return this.settings.axes;
  }

  /** Whether there is another one to choose. */
  get isOneOfMany(): boolean {
    const { seconds, delays, faults, rules } = this.axes;
    return seconds.length * delays.length * faults.length * rules.length > 1;
  }

  /** Among the cells of the whole plan. */
  indexOf({ column, row }: Place): number {
    return cellIndex(this.axes, { ...this.choice, slowest: row, die: column });
  }

  trialAt(place: Place): Trial {
    return this.settings.plan.cells[this.indexOf(place)]!;
  }

  /** Those of this slice among the digests of the whole plan, row by row; empty if there are none yet. */
  cellsOf(all: readonly SweepCellDigest[]): SweepCellDigest[] {
    if (all.length === 0) return [];
    const { slowest, dice } = this.axes;
    return slowest.flatMap((_, row) => dice.map((_, column) => all[this.indexOf({ column, row })]!));
  }

  /** As {@link cellsOf}, for every plan of faults: what a table puts beside each other. */
  cellsWithFaultsOf(all: readonly SweepCellDigest[]): SweepCellDigest[] {
    return this.axes.faults.flatMap((_, faults) =>
      new SweepSlice(this.settings, { ...this.choice, faults }).cellsOf(all),
    );
  }

  /** A place in this slice, and the one where the notebook would look first if there is none. */
  placeNear(place: Place | undefined): Place {
    const { slowest, dice } = this.axes;
    const start = Math.max(0, dice.indexOf(NOTEBOOK_DIE));
    return {
      column: Math.min(place?.column ?? start, dice.length - 1),
      row: Math.min(place?.row ?? 0, slowest.length - 1),
    };
  }

  /** What the map shows, for its title. */
  get words(): string {
    const { fast, seconds, delays, faults, rules } = this.axes;
    const { choice } = this;
    return sliceWords(
      fast,
      seconds[choice.seconds]!,
      rules[choice.rule]!,
      delays[choice.delay],
      faults[choice.faults]!,
    );
  }
}
