// What went wrong in a stored run by its trial's plan, as the header of its bytes has it.
import * as v from 'valibot';
import { timedFaultSchema } from '../core/fault-plan.ts';
import { isMessageFault, messageFaultSchema, type Fault } from '../core/fault.ts';

export const faultSchema = v.variant('kind', [timedFaultSchema, messageFaultSchema]);

/** The machines that a fault names. */
export function machinesOf(fault: Fault): readonly number[] {
  if (isMessageFault(fault)) return [fault.from, fault.to];
  return fault.kind === 'partition' ? fault.machines : [fault.machine];
}
