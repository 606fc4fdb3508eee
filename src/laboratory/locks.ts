// Names that one page at a time holds: how a room has one coordinator, and how one page learns that another is gone. The
// browser lets go of a page's names the moment its process ends; a page that only sleeps keeps them.
import type { MachineId } from '../core/message.ts';
import type { Cancel } from '../time/scheduler.ts';

export interface LockHooks {
  /** The name is this page's from now on. */
  readonly onHeld: () => void;
  /** Somebody else holds it now. The request stays, and is answered when the name is free. */
  readonly onTaken?: () => void;
}

export interface Locks {
  /** Whether other pages' requests count: otherwise nothing can be learned of them by their names. */
  readonly areShared: boolean;
  /** Asks for a name; never calls back within this call. The returned function gives the name, or the waiting for it, up. */
  request(name: string, hooks: LockHooks): Cancel;
}

/** Held by the coordinator of a room. */
export function roomLockName(room: string): string {
  return `lamplight/${room}/trial-page`;
}

/** Held by the one page in which a machine of a run is. */
export function machineLockName(room: string, run: string, machine: MachineId): string {
  return `lamplight/${room}/run/${run}/${machine}`;
}

/** Held by one machine's page as long as it lives. */
export function pageLockName(room: string, page: string): string {
  return `lamplight/${room}/page/${page}`;
}
