// What a design is to whoever measures it: something that links n machines, and counts what goes over its carriers.
import type { Design } from '../../core/design-facts.ts';
import type { MachineId } from '../../core/message.ts';
import type { Mesh } from '../../network/mesh.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { Meter } from './meter.ts';

export interface RoomOptions {
  /** Nobody else has it. */
  readonly room: string;
  readonly run: string;
  readonly machines: number;
  readonly meter: Meter;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
}

/** What one machine links to the others with. Once the meter says that the machine is dead, nothing passes it any more. */
export interface DesignSeat {
  /** As connectMesh: resolves when all links are open. */
  openMesh(signal: AbortSignal): Promise<Mesh>;
  /** After the machine's mesh is closed. Idempotent. */
  close(): void;
}

/** One run's worth of a design. */
export interface DesignRoom {
  /** Resolves when the machine may open its links; the time this takes is part of set-up. */
  join(self: MachineId): Promise<DesignSeat>;
  /** The meter says already that it is dead: nothing passes it. What it knew is gone. */
  serverDies?(): void;
  /** Things pass it again. */
  serverReturns?(): void;
  /** Nothing is left open. Idempotent. */
  close(): void;
}

export interface DesignMaker {
  readonly design: Design;
  /** Loads what is loaded only once; not part of set-up. */
  prepare?(): Promise<void>;
  open(options: RoomOptions): Promise<DesignRoom>;
}
