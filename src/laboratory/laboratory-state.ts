// What the laboratory shows of itself: plain data for views, new objects on every change.
import type { LinkReport } from '../network/link.ts';
import type { MachineId } from '../core/message.ts';
import type { Engine, Trace } from '../core/trace.ts';
import type { Json } from '../core/program/json.ts';
import type { ProgramProblem } from '../core/program/problem.ts';
import type { Shown } from '../core/program/program.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import type { Trial } from '../core/trial.ts';
import type { MachineSnapshot } from '../analysis/machine-progress.ts';
import type { Dwelling, Place, Settings } from '../engine/settings.ts';

export type { LinkReport } from '../network/link.ts';

/**
 * idle → seating (waiting for pages to take seats) → connecting (links are opening) → running → finishing (all ticks
 * are done, messages in flight arrive) → finished, stopped (by a person) or failed.
 */
export type Phase =
  'idle' | 'seating' | 'connecting' | 'running' | 'finishing' | 'finished' | 'stopped' | 'failed';

/**
 * The state of one machine of the run. silent: alive lately, no word for some seconds. away: its page is gone, and another
 * one can go on with it. lost: the run goes on without it.
 */
export type SeatPhase =
  'empty' | 'seated' | 'connecting' | 'ready' | 'running' | 'done' | 'silent' | 'away' | 'lost';

/** A machine had no page for a while, and made up for its ticks then. In milliseconds since the start. */
export interface Absence {
  readonly how: 'closed' | 'gone';
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * How a machine was lost in mid-run, and when since the start: its page said goodbye (closed), ended without a word (gone), or
 * said nothing more (silent); forgotten: another page came for it and found no memory of it.
 */
export const LOST_HOWS = ['closed', 'gone', 'silent', 'forgotten'] as const;
export interface LostMachine {
  readonly how: (typeof LOST_HOWS)[number];
  readonly atMs: number;
}

export interface SeatState {
  readonly machine: MachineId;
  readonly phase: SeatPhase;
  /** Where its machine lives. */
  readonly place: Dwelling | undefined;
  /** Whether that page is hidden. */
  readonly hidden: boolean;
  /** What the person there is called; left out where nobody has said. */
  readonly name?: string;
  readonly links: readonly LinkReport[];
  /** Only with the phases `away` and `lost`. */
  readonly lost?: LostMachine;
  /** Those that are over. */
  readonly absences?: readonly Absence[];
  /** Why the machine does not outlive its page; left out where it does, and before its links are open. */
  readonly fragility?: string;
  /** In a run of a program. */
  readonly program?: SeatProgram;
}

/** A machine's program as it is now. */
export interface SeatProgram {
  /** What it shows of its state; left out where it shows nothing. */
  readonly shown?: Shown;
  /** All of its commands, by name. */
  readonly commands: readonly string[];
  /** Those of them that take an argument; left out where nobody says. */
  readonly withArgument?: readonly string[];
  /** Those that the program says are possible now. */
  readonly possible: readonly string[];
  /** Of the latest step. */
  readonly problem?: ProgramProblem;
  /** Commands by hand that the program said were not possible when their turn came. */
  readonly refused: number;
}

/** A machine of which nothing was heard for so long. */
export interface Silence {
  readonly machine: MachineId;
  readonly silentMs: number;
  /** Its page is gone, and not only silent. */
  readonly isAway: boolean;
  /** Long enough that a person may end the run without it. */
  readonly canEnd: boolean;
}

/** What goes on. */
export type RunFact =
  | { readonly kind: 'idle' }
  | { readonly kind: 'seating'; readonly empty: readonly MachineId[]; readonly place: Place }
  | { readonly kind: 'connecting'; readonly openPairs: number; readonly pairs: number }
  | { readonly kind: 'running' }
  /** In virtual time; `portion` is between 0 and 1. */
  | { readonly kind: 'simulating'; readonly portion: number }
  | { readonly kind: 'stopping' }
  /** The last tick is over; the ends of these logs are still to come. */
  | { readonly kind: 'collecting'; readonly machines: readonly MachineId[] }
  /** All logs are here; so many messages are not. */
  | { readonly kind: 'landing'; readonly inFlight: number }
  | { readonly kind: 'finished'; readonly events: number }
  /** `afterMs` is the moment of the stop, since the start; undefined before it. */
  | { readonly kind: 'stopped'; readonly afterMs: number | undefined; readonly events: number }
  | { readonly kind: 'failed'; readonly cause: FailureCause };

export type FailureCause =
  /** The machine's page said why it cannot go on. */
  | { readonly kind: 'trouble'; readonly machine: MachineId; readonly reason: string }
  /** Its page was closed while the links were opening. */
  | { readonly kind: 'left'; readonly machine: MachineId }
  /** Its page did not answer while the links were opening. */
  | { readonly kind: 'no-answer'; readonly machines: readonly MachineId[] }
  /** All pages answered, and for long no further link was open. */
  | { readonly kind: 'links-not-open'; readonly openPairs: number; readonly pairs: number }
  /** They are on other devices, and the relay is in this browser. */
  | { readonly kind: 'relay-out-of-reach'; readonly machines: readonly MachineId[] }
  /** Another page coordinates the room now. */
  | { readonly kind: 'room-lost' }
  /** What a live run needs could not be fetched. */
  | { readonly kind: 'not-loaded' }
  | { readonly kind: 'simulation'; readonly reason: string };

/** Why a machine's log is not whole, as the laboratory knows it. */
export type GapFact =
  | ({ readonly kind: 'lost' } & LostMachine)
  | { readonly kind: 'not-handed-in' }
  /** So many entries were impossible. */
  | { readonly kind: 'refused'; readonly count: number }
  /** So many messages came that no machine has sent. */
  | { readonly kind: 'never-sent'; readonly count: number }
  /** It said that it was done, and so many ticks are not on record. */
  | { readonly kind: 'ticks-missing'; readonly count: number };

export interface LaboratoryState {
  readonly phase: Phase;
  readonly fact: RunFact;
  /** Machines that a run under way waits for or misses. */
  readonly silences: readonly Silence[];
  /** Milliseconds since the common start of the run; 0 before it, the length of the trial (or the stop) after it. */
  readonly elapsedMs: number;
  /** The run that goes on or was the last one. */
  readonly settings: Settings | undefined;
  readonly seats: readonly SeatState[];
  /** Where each machine of that run stands; by machine. */
  readonly machines: readonly MachineSnapshot[];
  /**
   * The trace of that run. It grows in place while the run goes on: `revision` tells when it has.
   */
  readonly trace: Trace | undefined;
  readonly revision: number;
  /** The same run as laws, replay and a run by hand take it, where it is one of a program; made when it is asked for. */
  readonly recorded?: RecordedRun;
  /** Another run of the same trial, by the other engine, to lay this one over. */
  readonly counterpart: { readonly engine: Engine; readonly trace: Trace } | undefined;
  /** The machines for which this page should hold a frame. */
  readonly frames: readonly MachineId[];
  /** True when another page coordinates this room: nothing can be run from here. */
  readonly roomTaken: boolean;
  /** Whether the run goes on when this page is closed, and another page can take it up. */
  readonly outlivesPage: boolean;
  /** Control messages that were none and were dropped. */
  readonly rejectedControl: number;
}

/** The laboratory as a view knows it. `subscribe` calls back after every change of `state`. */
export interface LaboratoryDoor {
  readonly state: LaboratoryState;
  subscribe(listener: () => void): () => void;
  /** Starts a run; whatever was shown of the last one gives way. Ignored while one goes on. */
  run(settings: Settings): void;
  /** Ends the run that goes on; what was logged until then is kept. */
  stop(): void;
  /** Goes on without a machine of which nothing was heard for long. Ignored while it may still answer. */
  endWithout(machine: MachineId): void;
  /** Asks a machine of a run of a program to do something, when its turn comes. Ignored where no such run goes on. */
  command(machine: MachineId, name: string, argument: Json): void;
}

/** Why a page gets no seat. */
export const SEAT_REFUSALS = [
  'run-goes-on',
  'tabs-only',
  'no-such-machine',
  'seat-taken',
  'all-taken',
  'dismissed',
] as const;
export type SeatRefusal = (typeof SEAT_REFUSALS)[number];

/** What goes on with one machine's page. */
export type PageFact =
  /** No coordinator has answered yet. */
  | { readonly kind: 'searching' }
  /** The coordinator does not answer any more. */
  | { readonly kind: 'gone' }
  /** `wanted` is the seat it asked for, `machines` how many the room has. */
  | {
      readonly kind: 'refused';
      readonly refusal: SeatRefusal;
      readonly wanted: MachineId | undefined;
      readonly machines: number;
    }
  /** Seated, without a run. */
  | { readonly kind: 'seated' }
  | { readonly kind: 'connecting' }
  /** Connected, before the start. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly ticks: number }
  /** The run ended without this machine, which had done so many ticks. */
  | { readonly kind: 'missed'; readonly ticks: number }
  | { readonly kind: 'trouble'; readonly reason: string };

/** The program of the machine of a page, as that page shows it. */
export interface PageProgram extends SeatProgram {
  readonly name: string;
  /** After the latest step; undefined before the first one. */
  readonly state?: Json;
}

/** One machine's own page, a frame or a tab, as its view shows it. */
export interface MachinePageState {
  readonly room: string;
  /** Where this page is. */
  readonly place: Dwelling;
  /** What the person at this page is called; empty where nobody has said. */
  readonly name: string;
  /** Undefined while no seat is given to this page. */
  readonly machine: MachineId | undefined;
  /** Ticks per second that the seat has. */
  readonly rate: number | undefined;
  readonly phase: SeatPhase;
  readonly fact: PageFact;
  /** Whether a coordinator answers. */
  readonly coordinator: 'searching' | 'present' | 'gone';
  readonly hidden: boolean;
  /** The trial of the run that goes on or was the last one. */
  readonly trial: Trial | undefined;
  /** Milliseconds since the common start. */
  readonly elapsedMs: number;
  readonly snapshot: MachineSnapshot | undefined;
  readonly links: readonly LinkReport[];
  /** In a run of a program. */
  readonly program?: PageProgram;
}

export interface MachinePageDoor {
  readonly state: MachinePageState;
  subscribe(listener: () => void): () => void;
  /** Says what the person at this page is called, at any time: `name` as core/seat-name.ts has read it. */
  rename(name: string): void;
  /** As {@link LaboratoryDoor.command}, for this machine. */
  command(name: string, argument: Json): void;
}
