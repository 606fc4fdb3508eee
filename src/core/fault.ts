// What went wrong in a run by its trial's plan: an item for each time it did. A run whose trial has no faults has none.
import type { TimedFault } from './fault-plan.ts';
import type { MachineId } from './message.ts';

/** chance: by the plan's percentage. partition: it set out across one. down: the other machine was down. */
export const LOSS_REASONS = ['chance', 'partition', 'down'] as const;
export type LossReason = (typeof LOSS_REASONS)[number];

interface OfMessage {
  readonly atMs: number;
  readonly from: MachineId;
  readonly to: MachineId;
  readonly number: number;
}

export type MessageFault = OfMessage &
  (
    | {
        /** It never enters a queue, or is forgotten there: amnesia, of its receiver or of the session that would resend it. */
        readonly kind: 'lost';
        readonly cause: LossReason | 'amnesia';
      }
    | {
        /** A session sent it again, so many times, and had to for this cause the first time; 0 where the run was over before it could. */
        readonly kind: 'resent';
        readonly cause: LossReason;
        readonly times: number;
      }
    | {
        /** It set out, and took so much longer. */
        readonly kind: 'reordered';
        readonly extraMs: number;
      }
    | {
        /** A second copy entered the queue, before the receiver's tick `beforeTick`. */
        readonly kind: 'doubled';
        readonly beforeTick: number;
      }
    | {
        /** A second copy came and entered no queue: a session knew it, or the machine was down. */
        readonly kind: 'copy-dropped';
        readonly by: 'session' | 'down';
      }
  );

/** A fault at a time is on record as it is in the plan. */
export type Fault = MessageFault | TimedFault;

/** When a fault is, or begins, in milliseconds since the start. */
export function faultAtMs(fault: Fault): number {
  return 'atMs' in fault ? fault.atMs : fault.fromMs;
}

export function isMessageFault(fault: Fault): fault is MessageFault {
  return 'number' in fault;
}

/** What one item takes in memory, roughly. */
export const FAULT_BYTES = 96;
