// A run as the laboratory knows it, whichever engine makes it.
import type { MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import type { Trace } from '../core/trace.ts';
import type { PageMessage } from './control-messages.ts';
import type { Settings } from '../engine/settings.ts';
import type { Phase, RunFact, SeatState, Silence } from './laboratory-state.ts';

export interface Run {
  readonly settings: Settings;
  readonly phase: Phase;
  readonly isGoingOn: boolean;
  readonly fact: RunFact;
  readonly silences: readonly Silence[];
  readonly elapsedMs: number;
  readonly trace: Trace | undefined;
  readonly revision: number;
  /** Only of a run of a program. */
  readonly recorded?: RecordedRun | undefined;
  machines(): readonly MachineSnapshot[];
  /** Undefined where machines need no seats. */
  seats(): readonly SeatState[] | undefined;
  /** A page said something; the run may or may not concern it. */
  hear(machine: MachineId, message: PageMessage): void;
  /** The page of a machine said goodbye, or has ended without a word. */
  left(machine: MachineId, how: 'closed' | 'gone'): void;
  /** A page came to the seat of a machine of the run. */
  rejoined(machine: MachineId): void;
  /** Whether another page can take it up where this one leaves it. */
  readonly outlivesPage: boolean;
  /** Called again and again: looks at the clock. */
  check(): void;
  stop(): void;
  endWithout(machine: MachineId): void;
  command(machine: MachineId, name: string, argument: Json): void;
  /** The room is another's: this run cannot go on. */
  loseRoom(): void;
}
