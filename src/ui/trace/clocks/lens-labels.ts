// The chosen kind of clock as labels for the events of a trace: one place for the panel and the diagram, so that both
// show the same timestamps.
import type { LensKind } from '../../../analysis/clock-lenses.ts';
import type { PhysicalClockError } from '../../../analysis/hybrid-clocks.ts';
import type { MachineId } from '../../../core/message.ts';
import type { Trace } from '../../../core/trace.ts';

export interface LensChoice {
  readonly kind: LensKind;
  /** By machine, as somebody has set them; undefined: as they were measured. For hybrid clocks only. */
  readonly clockErrors: readonly PhysicalClockError[] | undefined;
  /** What it writes beside the events of a trace (`label-by-lens.ts`); undefined for the timestamps of the log itself. */
  readonly labelsOf: ((trace: Trace, choice: LensChoice) => EventLabels) | undefined;
}

export const RECORDED: LensChoice = { kind: 'recorded', clockErrors: undefined, labelsOf: undefined };

export type EventLabels = (machine: MachineId, index: number) => string;

interface Known {
  readonly trace: Trace;
  readonly revision: number;
  readonly choice: LensChoice;
  readonly labels: EventLabels;
}

/** Remembers the last answer: as long as nothing changes, it is the same function. */
export class LensLabels {
  #known: Known | undefined;

  /**
   * Undefined for the timestamps of the log itself, which need no labels of their own.
   */
  of(trace: Trace, revision: number, choice: LensChoice): EventLabels | undefined {
    if (!choice.labelsOf) return undefined;
    const known = this.#known;
    if (known?.trace === trace && known.revision === revision && known.choice === choice) return known.labels;
    const labels = choice.labelsOf(trace, choice);
    this.#known = { trace, revision, choice, labels };
    return labels;
  }
}
