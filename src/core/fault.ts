// What went wrong in a run by its trial's plan: an item for each time it did. A run whose trial has no faults has none.
import * as v from 'valibot';
import { TIME_MS_MAX } from './event.ts';
import type { TimedFault } from './fault-plan.ts';
import { NONE } from './machine-log.ts';
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

const whole = (max: number, min = 0) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const time = v.pipe(v.number(), v.minValue(-TIME_MS_MAX), v.maxValue(TIME_MS_MAX));
const machine = whole(0xffff, 1);
const message = { atMs: time, from: machine, to: machine, number: whole(NONE, 1) };

/** A {@link MessageFault}, as it is stored and as pages tell each other of it. */
export const messageFaultSchema = v.variant('kind', [
  v.strictObject({ ...message, kind: v.literal('lost'), cause: v.picklist([...LOSS_REASONS, 'amnesia']) }),
  v.strictObject({
    ...message,
    kind: v.literal('resent'),
    cause: v.picklist(LOSS_REASONS),
    times: whole(NONE),
  }),
  v.strictObject({ ...message, kind: v.literal('reordered'), extraMs: time }),
  v.strictObject({ ...message, kind: v.literal('doubled'), beforeTick: whole(NONE) }),
  v.strictObject({ ...message, kind: v.literal('copy-dropped'), by: v.picklist(['session', 'down']) }),
]);

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
