// What goes on, in one sentence for people.
import type { MachineId } from '../core/message.ts';

/** "machine 2", "machines 1 and 3", "machines 1, 2 and 3". */
export function machinesInWords(machines: readonly MachineId[]): string {
  if (machines.length === 1) return `machine ${machines[0]}`;
  return `machines ${machines.slice(0, -1).join(', ')} and ${machines.at(-1)}`;
}

export function seatingSentence(empty: readonly MachineId[], place: 'frames' | 'tabs'): string {
  if (empty.length === 0) return 'All machines have their seats';
  return place === 'tabs'
    ? `Waiting for ${machinesInWords(empty)}: open a tab for each`
    : `Setting up: waiting for ${machinesInWords(empty)}`;
}

export function connectingSentence(open: number, pairs: number): string {
  return `Setting up: ${open} of ${pairs} links are open`;
}

export function runningSentence(
  elapsedMs: number,
  durationSeconds: number,
  silent: readonly MachineId[],
): string {
  const seconds = Math.min(Math.floor(elapsedMs / 1000), Math.floor(durationSeconds));
  const progress = `Running: ${seconds} s of ${durationSeconds} s`;
  return silent.length === 0
    ? progress
    : `${progress}. No word from ${machinesInWords(silent)}: a frozen tab catches up when it is looked at`;
}

export function finishingSentence(waitingFor: readonly MachineId[], inFlight: number): string {
  if (waitingFor.length > 0)
    return `Finishing: waiting for the end of the log of ${machinesInWords(waitingFor)}`;
  return `Finishing: ${inFlight} ${inFlight === 1 ? 'message is' : 'messages are'} still in flight`;
}

export function finishedSentence(events: number, durationSeconds: number, gaps: readonly string[]): string {
  const all = `Finished: ${events} events in ${durationSeconds} s`;
  return gaps.length === 0
    ? `${all}, every message accounted for`
    : `${all}, but incomplete. ${gaps.join(' ')}`;
}
