// What a page and a box say to each other beside tasks (jobs/task.ts). A box speaks in texts of JSON, which can be measured before
// they are read; none of them is taken without its schema, for a stranger's code is beside whoever wrote it.
import * as v from 'valibot';
import type { TaskReply } from '../jobs/task.ts';

/** The longest text that a box may send, in UTF-16 units. */
export const BOX_TEXT_MAX = 48 * 2 ** 20;

/** The first message to the worker, with the port of all others. */
export interface BoxOpening {
  /** From this call of the job on, counted from 1, each is told before it is made; none is, unless given. */
  readonly announceFrom?: number;
}

/** A call into a program: what is called, and with what. Texts are cut. */
export type ProgramCall =
  | { readonly of: 'text' }
  | { readonly of: 'start' | 'idle'; readonly machine: number }
  | {
      readonly of: 'message';
      readonly machine: number;
      readonly name: string;
      readonly from: number;
      readonly body: string;
    }
  | { readonly of: 'timer'; readonly machine: number; readonly name: string }
  | { readonly of: 'command'; readonly machine: number; readonly name: string; readonly argument: string }
  | { readonly of: 'when'; readonly name: string; readonly state: string }
  | { readonly of: 'show'; readonly state: string }
  | { readonly of: 'law'; readonly name: string };

export type BoxSaying =
  /** The worker is there. */
  | { readonly kind: 'open' }
  /** The job goes on; so many calls into the program have been made for it. */
  | { readonly kind: 'beat'; readonly calls: number }
  | { readonly kind: 'call'; readonly call: ProgramCall }
  | TaskReply;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(1000));
const machine = { machine: count };

const callSchema = v.variant('of', [
  v.object({ of: v.literal('text') }),
  v.object({ of: v.picklist(['start', 'idle']), ...machine }),
  v.object({ of: v.literal('message'), ...machine, name: text, from: count, body: text }),
  v.object({ of: v.literal('timer'), ...machine, name: text }),
  v.object({ of: v.literal('command'), ...machine, name: text, argument: text }),
  v.object({ of: v.literal('when'), name: text, state: text }),
  v.object({ of: v.literal('show'), state: text }),
  v.object({ of: v.literal('law'), name: text }),
]) satisfies v.GenericSchema<unknown, ProgramCall>;

const sayingSchema = v.variant('kind', [
  v.object({ kind: v.literal('open') }),
  v.object({ kind: v.literal('beat'), calls: count }),
  v.object({ kind: v.literal('call'), call: callSchema }),
  v.object({ kind: v.literal('progress'), id: count, progress: v.unknown() }),
  v.object({ kind: v.literal('result'), id: count, result: v.unknown() }),
  v.object({ kind: v.literal('failed'), id: count, reason: v.pipe(v.string(), v.maxLength(10_000)) }),
]);

/** Undefined where it is nothing that a box says. The results of tasks are parsed by whoever knows the task. */
export function readSaying(data: unknown): BoxSaying | undefined {
  if (typeof data !== 'string' || data.length > BOX_TEXT_MAX) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const read = v.safeParse(sayingSchema, value);
  return read.success ? (read.output as BoxSaying) : undefined;
}
