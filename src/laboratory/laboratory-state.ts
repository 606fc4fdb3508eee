// What the laboratory shows of itself: plain data for views, new objects on every change.
import type { LinkKind } from '../network/link.ts';
import type { MachineId } from '../core/message.ts';
import type { Engine, Trace } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import type { MachineSnapshot } from '../analysis/machine-progress.ts';
import type { Settings } from '../engine/settings.ts';

/**
 * idle → seating (waiting for pages to take seats) → connecting (links are opening) → running → finishing (all ticks
 * are done, messages in flight arrive) → finished, stopped (by a person) or failed.
 */
export type Phase =
  'idle' | 'seating' | 'connecting' | 'running' | 'finishing' | 'finished' | 'stopped' | 'failed';

/** The state of one machine of the run. silent: alive lately, no word for some seconds. lost: its page went away. */
export type SeatPhase = 'empty' | 'seated' | 'connecting' | 'ready' | 'running' | 'done' | 'silent' | 'lost';

/** One end of one pair's link, as the machine reports it. */
export interface LinkReport {
  readonly remote: MachineId;
  readonly state: 'connecting' | 'open' | 'closed' | 'failed';
  readonly kind?: LinkKind;
  /** Why it is not WebRTC, or why it closed or failed. */
  readonly reason?: string;
  /** Frames that were no messages and were dropped. */
  readonly rejected: number;
}

export interface SeatState {
  readonly machine: MachineId;
  readonly phase: SeatPhase;
  /** Where its machine lives. */
  readonly place: 'frame' | 'tab' | undefined;
  /** Whether that page is hidden. */
  readonly hidden: boolean;
  readonly links: readonly LinkReport[];
}

export interface LaboratoryState {
  readonly phase: Phase;
  /** One sentence, for people: what goes on, or what went wrong. */
  readonly status: string;
  /** Milliseconds since the common start of the run; 0 before it, the length of the trial after it. */
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
  /** Another run of the same trial, by the other engine, to lay this one over. */
  readonly counterpart: { readonly engine: Engine; readonly trace: Trace } | undefined;
  /** The machines for which this page should hold a frame. */
  readonly frames: readonly MachineId[];
  /** True when another page coordinates this room: nothing can be run from here. */
  readonly roomTaken: boolean;
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
}

/** One machine's own page, a frame or a tab, as its view shows it. */
export interface MachinePageState {
  readonly room: string;
  /** Undefined while no seat is given to this page. */
  readonly machine: MachineId | undefined;
  /** Ticks per second that the seat has. */
  readonly rate: number | undefined;
  readonly phase: SeatPhase;
  /** One sentence, for people. */
  readonly status: string;
  /** Whether a coordinator answers. */
  readonly coordinator: 'searching' | 'present' | 'gone';
  readonly hidden: boolean;
  /** The trial of the run that goes on or was the last one. */
  readonly trial: Trial | undefined;
  /** Milliseconds since the common start. */
  readonly elapsedMs: number;
  readonly snapshot: MachineSnapshot | undefined;
  readonly links: readonly LinkReport[];
}

export interface MachinePageDoor {
  readonly state: MachinePageState;
  subscribe(listener: () => void): () => void;
}
