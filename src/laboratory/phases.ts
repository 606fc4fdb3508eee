// The two questions that views ask about a run's phase.
import type { Phase } from './laboratory-state.ts';

/** A run has ended, well or not. */
export function isOver(phase: Phase): boolean {
  return phase === 'finished' || phase === 'stopped' || phase === 'failed';
}

/** A run goes on, its set-up included. */
export function isUnderWay(phase: Phase): boolean {
  return phase !== 'idle' && !isOver(phase);
}
