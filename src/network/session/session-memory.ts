// What another page must know of a session to go on with it: enough that the other end notices nothing but a new carrier.
import type { Message } from '../../core/message.ts';

/** Random names, as frames have them. */
export interface SessionNames {
  readonly own: string;
  readonly peer: string;
}

export interface SessionMemory {
  readonly names: SessionNames;
  /** How many messages were sent to the other end. */
  readonly sent: number;
  /** The last of them, oldest first: all that may not have come, and perhaps more. */
  readonly sentLast: readonly Message[];
  /** How many of the other end's messages came and were stored. */
  readonly received: number;
  /** The number of the last of them; 0 before the first. */
  readonly lastNumber: number;
}
