// What a machine that runs a program tells its coordinator: a log of texts of JSON, whose length is known before they are read.
import * as v from 'valibot';
import { TIME_MS_MAX } from '../core/event.ts';
import { messageFaultSchema, type MessageFault } from '../core/fault.ts';
import { NONE } from '../core/machine-log.ts';
import { TIMESTAMP_MAX, type MachineId } from '../core/message.ts';
import { causeSchema, jsonSchema, problemSchema, shownSchema } from '../core/program/record-schema.ts';
import type { RecordedStep } from '../core/program/recorded-run.ts';
import type { RunEvent } from '../core/program/run-event.ts';
import { SEATS_MAX } from '../engine/settings.ts';
import { BATCH_CHARACTERS_MAX } from './control-messages.ts';

/** Characters of one entry: a step whose state, messages and outputs are longer than that is none that a live run can have on record. */
export const ENTRY_CHARACTERS_MAX = BATCH_CHARACTERS_MAX;

/** One thing that happened to a machine, in the order in which it did. */
export type ProgramEntry =
  /** `possible`: the commands that are possible from now on, where these are others than before. */
  | { readonly kind: 'step'; readonly step: RecordedStep; readonly possible?: readonly string[] }
  | {
      readonly kind: 'arrival';
      readonly from: MachineId;
      readonly number: number;
      readonly timestamp: number;
      readonly atMs: number;
      readonly beforeTick: number;
    }
  /** A command by hand was not possible when its turn came. */
  | { readonly kind: 'refused'; readonly name: string; readonly atMs: number }
  | { readonly kind: 'fault'; readonly fault: MessageFault }
  /** A message that arrives neither before the end of the run nor is lost. */
  | { readonly kind: 'held-back'; readonly number: number }
  /** An amnesic crash. */
  | { readonly kind: 'forgot' };

const whole = (max: number, min = 0) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(TIME_MS_MAX));
const machine = whole(SEATS_MAX, 1);
const number = whole(2 ** 31, 1);
const count = whole(NONE - 1);
const timestamp = whole(TIMESTAMP_MAX);
const text = v.string();

const eventFacts = { machine, index: count, clock: count };
const internal = { ...eventFacts, kind: v.literal('internal') };
const event = v.union([
  v.object({
    ...eventFacts,
    kind: v.literal('send'),
    message: text,
    body: jsonSchema,
    timestamp,
    copies: v.pipe(v.array(v.object({ to: machine, number })), v.minLength(1), v.maxLength(SEATS_MAX)),
  }),
  v.object({
    ...eventFacts,
    kind: v.literal('receive'),
    from: machine,
    number,
    message: text,
    body: jsonSchema,
    timestamp,
  }),
  v.variant('cause', [
    v.object({ ...internal, cause: v.picklist(['restart', 'idle']) }),
    v.object({ ...internal, cause: v.picklist(['timer', 'command']), name: text }),
    v.object({ ...internal, cause: v.literal('output'), name: text, value: jsonSchema }),
    v.object({ ...internal, cause: v.literal('problem'), problem: problemSchema }),
  ]),
]) satisfies v.GenericSchema<unknown, RunEvent>;

const cause = v.pipe(
  causeSchema,
  v.rawTransform<v.InferOutput<typeof causeSchema>, RecordedStep['cause']>(({ dataset, addIssue, NEVER }) => {
    if (dataset.value.kind !== 'unknown') return dataset.value;
    addIssue({ message: 'must be known' });
    return NEVER;
  }),
);

const entrySchema = v.variant('kind', [
  v.object({
    kind: v.literal('step'),
    step: v.object({
      machine,
      cause,
      events: v.array(event),
      state: jsonSchema,
      shown: v.exactOptional(shownSchema),
      notes: v.array(text),
      chosen: v.exactOptional(v.array(count)),
      problem: v.exactOptional(problemSchema),
      tick: count,
      atMs: time,
      queue: count,
    }),
    possible: v.exactOptional(v.array(text)),
  }),
  v.object({ kind: v.literal('arrival'), from: machine, number, timestamp, atMs: time, beforeTick: count }),
  v.object({ kind: v.literal('refused'), name: text, atMs: time }),
  v.object({ kind: v.literal('fault'), fault: messageFaultSchema }),
  v.object({ kind: v.literal('held-back'), number }),
  v.object({ kind: v.literal('forgot') }),
]) satisfies v.GenericSchema<unknown, ProgramEntry>;

/** Undefined where it is none. Never throws. */
export function readProgramEntry(given: unknown): v.InferOutput<typeof entrySchema> | undefined {
  if (typeof given !== 'string' || given.length > ENTRY_CHARACTERS_MAX) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const read = v.safeParse(entrySchema, value, { abortEarly: true });
  return read.success ? read.output : undefined;
}

/** Its length is what {@link ENTRY_CHARACTERS_MAX} bounds. */
export function writeProgramEntry(entry: ProgramEntry): string {
  return JSON.stringify(entry);
}
