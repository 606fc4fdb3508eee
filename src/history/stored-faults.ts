// What went wrong in a stored run by its trial's plan, as the header of its bytes has it.
import * as v from 'valibot';
import { TIME_MS_MAX } from '../core/event.ts';
import { timedFaultSchema } from '../core/fault-plan.ts';
import { isMessageFault, LOSS_REASONS, type Fault } from '../core/fault.ts';
import { NONE } from '../core/machine-log.ts';

const whole = (max: number, min = 0) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const time = v.pipe(v.number(), v.minValue(-TIME_MS_MAX), v.maxValue(TIME_MS_MAX));
const machine = whole(0xffff, 1);
const message = { atMs: time, from: machine, to: machine, number: whole(NONE, 1) };

export const faultSchema = v.variant('kind', [
  timedFaultSchema,
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

/** The machines that a fault names. */
export function machinesOf(fault: Fault): readonly number[] {
  if (isMessageFault(fault)) return [fault.from, fault.to];
  return fault.kind === 'partition' ? fault.machines : [fault.machine];
}
