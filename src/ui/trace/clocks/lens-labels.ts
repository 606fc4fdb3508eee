// The chosen kind of clock as labels for the events of a trace: one place for the panel and the diagram, so that both
// show the same timestamps.
import { lensLabel, lensOf, type Lens, type LensKind } from '../../../analysis/clock-lenses.ts';
import type { PhysicalClockError } from '../../../analysis/hybrid-clocks.ts';
import { SystemTimes } from '../../../analysis/system-times.ts';
import type { MachineId } from '../../../core/message.ts';
import type { Trace } from '../../../core/trace.ts';
import { TooManyVectorsError } from '../../../analysis/vector-clocks.ts';

export interface LensChoice {
  readonly kind: LensKind;
  /** By machine, as somebody has set them; undefined: as they were measured. For hybrid clocks only. */
  readonly clockErrors: readonly PhysicalClockError[] | undefined;
}

export const RECORDED: LensChoice = { kind: 'recorded', clockErrors: undefined };

/** By machine; none where there is no entry. */
export function clockErrorsOf(trace: Trace, { clockErrors }: LensChoice): readonly PhysicalClockError[] {
  return clockErrors ?? new SystemTimes(trace).measuredErrors ?? [];
}

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
   * Undefined for the timestamps of the log itself, which need no labels of their own. Costs nothing until the first
   * event is asked about; then as {@link lensOf}. Where the vectors do not fit, the recorded timestamps stay.
   */
  of(trace: Trace, revision: number, choice: LensChoice): EventLabels | undefined {
    if (choice.kind === 'recorded') return undefined;
    const known = this.#known;
    if (known?.trace === trace && known.revision === revision && known.choice === choice) return known.labels;
    let lens: Lens | undefined;
    const labels: EventLabels = (machine, index) =>
      lensLabel((lens ??= lensThatFits(trace, choice)), machine, index);
    this.#known = { trace, revision, choice, labels };
    return labels;
  }
}

function lensThatFits(trace: Trace, choice: LensChoice): Lens {
  try {
    return lensOf(trace, choice.kind, { clockErrors: clockErrorsOf(trace, choice) });
  } catch (error) {
    if (error instanceof TooManyVectorsError) return lensOf(trace, 'recorded');
    throw error;
  }
}
