// The nine trials of the engineering notebook of Hiremath and Palacci (8 March 2023), with what their published figures
// show: one run of each, read off charts, under the rule that their program follows.
import type { MachineId } from '../core/message.ts';
import type { TimestampRule } from '../core/trial.ts';

/** One number read off a figure, with how far the reading may be off. */
export interface PublishedReading {
  readonly machine: MachineId;
  readonly quantity: 'final-clock' | 'queue-max' | 'queue-final';
  readonly value: number;
  readonly tolerance: number;
}

export interface NotebookTrial {
  /** 1 to 9, as the notebook counts. */
  readonly number: number;
  readonly rates: readonly [number, number, number];
  readonly dieSides: number;
  readonly durationSeconds: number;
  readonly readings: readonly PublishedReading[];
}

export const NOTEBOOK_RULE: TimestampRule = 'send-then-increment';

const CLOCK_TOLERANCE = 5;
const clock = (machine: MachineId, value: number, tolerance = CLOCK_TOLERANCE): PublishedReading => ({
  machine,
  quantity: 'final-clock',
  value,
  tolerance,
});
const peak = (machine: MachineId, value: number): PublishedReading => ({
  machine,
  quantity: 'queue-max',
  value,
  tolerance: 0,
});
const waiting = (machine: MachineId, value: number): PublishedReading => ({
  machine,
  quantity: 'queue-final',
  value,
  tolerance: 2,
});

export const NOTEBOOK_TRIALS: readonly NotebookTrial[] = [
  trial(1, [5, 2, 6], 10, 60, [clock(3, 360, 0), peak(2, 2)]),
  trial(2, [2, 5, 4], 10, 60, [clock(1, 300), clock(2, 300), clock(3, 300), peak(1, 3)]),
  trial(3, [1, 3, 2], 10, 60, [clock(2, 180, 0), peak(1, 3)]),
  trial(4, [2, 6, 3], 10, 60, [clock(2, 360, 0), peak(1, 4)]),
  trial(5, [5, 1, 5], 10, 60, [clock(1, 300, 0), clock(3, 300, 0), clock(2, 178), waiting(2, 41)]),
  trial(6, [1, 5, 1], 10, 120, [clock(2, 600, 0), clock(1, 570, 10), clock(3, 570, 10)]),
  trial(7, [6, 6, 1], 5, 60, [clock(1, 360, 0), clock(2, 360, 0), clock(3, 114), waiting(3, 136)]),
  trial(8, [3, 5, 3], 5, 60, [clock(1, 300), clock(2, 300), clock(3, 300)]),
  trial(9, [5, 1, 4], 15, 60, [clock(1, 300, 0), clock(2, 280), peak(2, 4)]),
];

function trial(
  number: number,
  rates: readonly [number, number, number],
  dieSides: number,
  durationSeconds: number,
  readings: readonly PublishedReading[],
): NotebookTrial {
  return { number, rates, dieSides, durationSeconds, readings };
}
