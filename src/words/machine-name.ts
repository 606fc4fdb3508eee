// What a machine is called: by the files that a trace was read from, where it was, so that whoever wrote the log finds
// their own names in every view.
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** At the beginning of a sentence or a line: `Machine 2`, `Port 3056`; a name that is not a word before another is as it is written. */
export function machineName(trace: Trace, machine: MachineId): string {
  const name = trace.nameOf(machine);
  return /^[a-z]+ /.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

const SHORT = 6;

/** Where there is no room for more beside its mark: the number that ends its name, or how the name begins. */
export function machineNumeral(trace: Trace | undefined, machine: MachineId): string {
  const name = trace?.nameOf(machine) ?? `${machine}`;
  return /\d+$/.exec(name)?.[0] ?? name.slice(0, SHORT);
}
