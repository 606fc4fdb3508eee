// What a machine is called: by the files that a trace was read from, where it was, so that whoever wrote the log finds
// their own names in every view.
import { capital } from '../core/capital.ts';
import type { MachineId } from '../core/message.ts';
import { numeralOf } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** At the beginning of a sentence or a line: `Machine 2`, `Port 3056`; a name that is not a word before another is as it is written. */
export function machineName(trace: Trace, machine: MachineId): string {
  const name = trace.nameOf(machine);
  return /^[a-z]+ /.test(name) ? capital(name) : name;
}

const SHORT = 6;

/** Where there is no room for more beside its mark: the number that ends its name, or how the name begins. */
export function machineNumeral(trace: Trace | undefined, machine: MachineId): string {
  const name = trace?.nameOf(machine) ?? `${machine}`;
  return numeralOf(name) ?? name.slice(0, SHORT);
}

/** In a margin of `letters`: with a person's name in short, as `2 Ada`; what is too long is cut. */
export function laneName(trace: Trace, machine: MachineId, letters: number): string {
  const person = trace.seatNameOf(machine);
  const name = [
    ...(person === undefined ? machineName(trace, machine) : `${machineNumeral(trace, machine)} ${person}`),
  ];
  return name.length > letters ? `${name.slice(0, letters - 1).join('')}…` : name.join('');
}
