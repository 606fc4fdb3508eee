// What the charts of a run and of its jumps say besides their lines and bars.
import { counted } from '../core/counted.ts';

/** On the stretch of a chart that the diagram below it shows. */
export const BAND_CAPTION = 'shown in the diagram';

/** Before the few machines that a legend names where it cannot name all. */
export function outliersCaption(quantity: 'clock' | 'queue', machines: number): string {
  const which = quantity === 'clock' ? 'Lowest and highest clocks' : 'Longest queues';
  return `${which} of ${counted(machines, 'machine')}:`;
}

export const SHOW_ALL_MACHINES = 'Show all';
export const SHOW_FEW_MACHINES = 'Show fewer';

/** Of a histogram whose bars reach from one event to a million. */
export const EVENTS_AXIS = 'events (logarithmic axis)';
