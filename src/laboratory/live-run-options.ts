// What one live run needs of the page that coordinates it.
import type { Settings } from '../engine/settings.ts';
import type { IceServers } from '../network/ice-servers.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { MakeCollector } from './collector.ts';
import type { GapFact } from './laboratory-state.ts';
import type { RunToResume } from './run-keeper.ts';
import type { RunStorage } from './run-storage.ts';
import type { Seating } from './seating.ts';

export interface LiveRunOptions {
  readonly settings: Settings;
  readonly seating: Seating;
  readonly scheduler: Scheduler;
  /** A sentence: why a log is not whole. */
  readonly gapReason: (fact: GapFact) => string;
  /** Where the run is kept, so that it outlives this page; undefined where nothing can be stored. */
  readonly storage: RunStorage | undefined;
  /** A run that another page began. */
  readonly stored?: RunToResume;
  /** As {@link LiveRecordOptions.makeCollector}. */
  readonly makeCollector: MakeCollector;
  /** Told to all pages, for their links. */
  readonly iceServers?: () => IceServers;
  /** As {@link LiveRecordOptions.foreignMessages}. */
  readonly foreignMessages: () => number;
  readonly onChange: () => void;
}
