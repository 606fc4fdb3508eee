// What a kind of clock writes beside the events of a trace. Apart from who shows it, because nobody needs it before a person has chosen one.
import { lensLabel, lensOf, type Lens } from '../../../analysis/clock-lenses.ts';
import type { PhysicalClockError } from '../../../analysis/hybrid-clocks.ts';
import { SystemTimes } from '../../../analysis/system-times.ts';
import { TooManyVectorsError } from '../../../analysis/vector-clocks.ts';
import type { Trace } from '../../../core/trace.ts';
import type { EventLabels, LensChoice } from './lens-labels.ts';

/** By machine; none where there is no entry. */
export function clockErrorsOf(
  trace: Trace,
  { clockErrors }: Pick<LensChoice, 'clockErrors'>,
): readonly PhysicalClockError[] {
  return clockErrors ?? new SystemTimes(trace).measuredErrors ?? [];
}

/**
 * Costs nothing until the first event is asked about; then as {@link lensOf}. Where the vectors do not fit, the recorded timestamps
 * stay.
 */
export function labelByLens(trace: Trace, choice: LensChoice): EventLabels {
  let lens: Lens | undefined;
  return (machine, index) => lensLabel((lens ??= lensThatFits(trace, choice)), machine, index);
}

function lensThatFits(trace: Trace, choice: LensChoice): Lens {
  try {
    return lensOf(trace, choice.kind, { clockErrors: clockErrorsOf(trace, choice) });
  } catch (error) {
    if (error instanceof TooManyVectorsError) return lensOf(trace, 'recorded');
    throw error;
  }
}
