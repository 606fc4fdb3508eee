// What the lines of a program's run say beside the events (docs/formats.md): what a message says, what a step was for, and the state
// after it. The writer and the schemas are here, so that what is written is what is read.
import * as v from 'valibot';
import type { Event } from '../core/event.ts';
import { letterOf, outputOf, stepIndexOf, type ProgramRecord } from '../core/program/program-record.ts';
import { stateAfterStep } from '../core/program/record-states.ts';
import {
  causeSchema,
  jsonSchema,
  problemSchema,
  shownSchema,
  wholeTrialSchema,
} from '../core/program/record-schema.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** In the header of a run. */
export function programHeader({ name, code, trial, machines }: ProgramRecord): object {
  const kept = machines.map(({ statesKept }) => statesKept);
  const isWhole = machines.every(({ steps, statesKept }) => statesKept === steps.length);
  const { machines: count, fifo, rule, losses, duplicates, crashes, idles, script } = trial;
  return {
    name,
    ...(code !== undefined && { code }),
    trial: { machines: count, script, fifo, rule, losses, duplicates, crashes, idles },
    ...(!isWhole && { statesKept: kept }),
  };
}

export const programHeaderSchema = v.object({
  name: v.string(),
  code: v.exactOptional(v.string()),
  trial: wholeTrialSchema,
  /** By machine: how many of its first steps have their state in the file; all of them where it is not said. */
  statesKept: v.exactOptional(v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))),
});
export type ProgramHeader = v.InferOutput<typeof programHeaderSchema>;

/** Steps without an event, which are starts: lines of their own behind the header. */
export function eventlessSteps({ program, logs }: Trace): readonly object[] {
  if (!program) return [];
  return program.machines.flatMap(({ steps }, i) =>
    steps.flatMap(({ at, tick }, step) => {
      const next = steps[step + 1]?.at ?? logs[i]!.eventCount;
      return next === at ? [{ step: i + 1, tick, ...stepPart(program, i + 1, step) }] : [];
    }),
  );
}

/** What the line of an event has beside the event. */
export function eventPart(record: ProgramRecord, { machine, index }: Event): object {
  const step = stepIndexOf(record, machine, index);
  const output = outputOf(record, machine, index);
  return {
    ...(step !== undefined &&
      record.machines[machine - 1]!.steps[step]!.at === index &&
      stepPart(record, machine, step)),
    ...(output && { output: output.name, ...(output.value !== undefined && { value: output.value }) }),
  };
}

/** The state in full, where the step has changed it. */
function stepPart(record: ProgramRecord, machine: MachineId, step: number): object {
  const { cause, chosen, whole, changes, isUnknown, shown, notes, problem } =
    record.machines[machine - 1]!.steps[step]!;
  const state = whole !== undefined || changes ? stateAfterStep(record, machine, step) : undefined;
  return {
    cause,
    ...(chosen && { chosen }),
    ...(state !== undefined && { state }),
    ...(isUnknown && { stateUnknown: true }),
    ...(shown && { shows: shown }),
    ...(notes && { notes }),
    ...(problem && { problem }),
  };
}

/** What a message says, beside its ends. */
export function letterPart(record: ProgramRecord | undefined, from: MachineId, number: number): object {
  const letter = record && letterOf(record, from, number);
  return letter ? { ...letter } : {};
}

const letter = { kind: v.exactOptional(v.string()), body: v.exactOptional(jsonSchema) };
const step = {
  cause: v.exactOptional(causeSchema),
  chosen: v.exactOptional(v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))),
  state: v.exactOptional(jsonSchema),
  stateUnknown: v.exactOptional(v.literal(true)),
  shows: v.exactOptional(shownSchema),
  notes: v.exactOptional(v.array(v.string())),
  problem: v.exactOptional(problemSchema),
};

/** Beside the schema of the event itself. */
export const eventPartSchema = v.object({
  ...step,
  output: v.exactOptional(v.string()),
  value: v.exactOptional(jsonSchema),
  message: v.exactOptional(v.object(letter)),
  messages: v.exactOptional(v.array(v.object(letter))),
});
export type EventPart = v.InferOutput<typeof eventPartSchema>;

const tick = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_fffe));
export const stepLineSchema = v.object({
  ...step,
  step: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffff)),
  tick,
  cause: causeSchema,
});
export type StepLine = v.InferOutput<typeof stepLineSchema>;
