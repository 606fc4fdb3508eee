// What a coordinator needs of whatever gathers the logs of a run, be it a run of the die or of a program.
import type { MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MessageFault } from '../core/fault.ts';
import { FAULT_BOUNDS } from '../core/fault-plan.ts';
import type { MachineId } from '../core/message.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import type { LossCause, Trace } from '../core/trace.ts';
import type { Settings } from '../engine/settings.ts';
import type { SeatProgram } from './laboratory-state.ts';

/** Lost, resent, reordered, doubled or its copy dropped, and forgotten with its copy: no message has more faults. */
const FAULTS_PER_MESSAGE = 6;

/** How many faults a record has room for that has so many messages. */
export function faultsMax(messages: number): number {
  return FAULT_BOUNDS.timed + FAULTS_PER_MESSAGE * messages;
}

/** Whether a fault is this machine's to tell, as that of a message's sender or of its recipient. */
export function isToTell(machine: MachineId, { kind, from, to }: MessageFault): boolean {
  if (kind === 'doubled') return to === machine;
  return from === machine || (kind === 'lost' && to === machine);
}

/** `startedAtMs`: the common start, in milliseconds since the epoch. */
export type MakeCollector = (settings: Settings, startedAtMs: number) => Collector;

export interface Collector {
  /** It grows in place. */
  readonly trace: Trace;
  /** Takes a batch in, before which there are `first` entries; returns the entries that are new and in order. */
  take(machine: MachineId, first: number, entries: readonly unknown[]): readonly unknown[];
  /** How many entries of a machine were taken. */
  takenOf(machine: MachineId): number;
  /** The machine has said how many entries hold all its events. */
  expect(machine: MachineId, entries: number): void;
  expectedOf(machine: MachineId): number | undefined;
  /** Whether all events of a machine are here. */
  isComplete(machine: MachineId): boolean;
  /** Entries of a machine that were refused so far. */
  refusedOf(machine: MachineId): number;
  /** A message is, or will be, on record as sent, and was not: it is one of the trace's losses at once. */
  markUnsent(machine: MachineId, to: MachineId, number: number, reason: string): void;
  snapshots(): MachineSnapshot[];
  /** As {@link snapshots} at the end of the run. */
  finalSnapshots(): MachineSnapshot[];
  /** Messages of which the send is known and the arrival is not, without those to or from the machines in `except` and those that could not be sent. */
  inFlight(except: ReadonlySet<MachineId>): number;
  /** Nothing more comes: messages that did not arrive are lost. Of a machine in `except` nobody knows what arrived there. */
  giveUpFlight(except: ReadonlySet<MachineId>): void;
  /** By machine, from 1: messages on record as arrived there that no log has as sent; nobody knows what the machines in `except` sent. */
  neverSent(except: ReadonlySet<MachineId>): Uint32Array;
  /** Ticks of the trial that are not on record, as far as that can be told. */
  missingTicksOf(machine: MachineId): number;
  /** The run was stopped then: what the trial's faults had in store for later did not happen. */
  forgetFaultsAfter(atMs: number): void;
  /** Of a run of a program. */
  readonly program?: ProgramCollecting;
}

/** What a run of a program has beside. */
export interface ProgramCollecting {
  /** As far as it is put in order. */
  readonly recorded: RecordedRun;
  of(machine: MachineId): SeatProgram;
  /** The names of all commands of a machine's program. */
  has(machine: MachineId, commands: readonly string[]): void;
  /** A command by hand that no page could be told of. */
  refuse(machine: MachineId): void;
  /** Puts in order what happened until then, and says whether there was anything; to be called again and again. */
  settle(untilMs: number): boolean;
  /** Nothing more comes from a machine: nobody waits for what it may have sent. */
  giveUp(machine: MachineId): void;
}

/** Counts one more message of a pair that was lost for this cause. */
export function addLoss({ losses }: Trace, from: MachineId, to: MachineId, cause: LossCause): void {
  const reason = reasonOf(cause);
  const same = losses.findIndex(
    loss => loss.from === from && loss.to === to && loss.kind === cause.kind && reasonOf(loss) === reason,
  );
  if (same === -1) losses.push({ from, to, count: 1, ...cause });
  else losses[same] = { ...losses[same]!, count: losses[same]!.count + 1 };
}

function reasonOf(cause: LossCause): string {
  return cause.kind === 'not-sent' ? cause.reason : '';
}
