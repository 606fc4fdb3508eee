// The programs that ship, each under a name, and the slips that can be looked for in them: `ricart-agrawala:clock-now`.
import type { Program } from '../core/program/program.ts';
import { lamportMutex } from './lamport-mutex.ts';
import { ricartAgrawala } from './ricart-agrawala.ts';

const SHIPPED: Readonly<Record<string, () => Program>> = {
  'lamport-mutex': () => lamportMutex(),
  'lamport-mutex:ties': () => lamportMutex('ties'),
  'ricart-agrawala': () => ricartAgrawala(),
  'ricart-agrawala:clock-now': () => ricartAgrawala('clock-now'),
};

/** A program's name, and with a colon the slip that is in it. */
export const SHIPPED_NAMES: readonly string[] = Object.keys(SHIPPED);

export function shippedProgram(name: string): Program | undefined {
  return Object.hasOwn(SHIPPED, name) ? SHIPPED[name]!() : undefined;
}
