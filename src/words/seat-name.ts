// Where a person at a machine's page says what they are called: what is asked, what is wrong with a text, and how the machine is shown then.
import { grouped } from '../core/counted.ts';
import { SEAT_NAME_MAX, type SeatNameProblem } from '../core/seat-name.ts';
import { seatedMachine } from './machines.ts';

export const YOUR_NAME = {
  title: 'Your name',
  label: 'Name',
  note: `Optional, with up to ${SEAT_NAME_MAX} characters. Everyone in this trial sees it, and it is kept with the run and in its files.`,
  set: 'Set the name',
  remove: 'Remove the name',
} as const;

export function seatNameProblem(problem: SeatNameProblem): string {
  switch (problem.kind) {
    case 'too-long':
      return `A name has at most ${SEAT_NAME_MAX} characters. This one has ${grouped(problem.length)}.`;
    case 'markup':
      return 'A name cannot contain < or >.';
  }
}

/** After a person has set or removed it: how the machine is shown from now on. */
export function seatNameSet(machine: number | undefined, name: string): string {
  if (name === '') return 'The name is removed.';
  return machine === undefined ? `The name “${name}” is set.` : `Shown as “${seatedMachine(machine, name)}”.`;
}
