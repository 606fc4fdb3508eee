// What the parts of a program's record must be, wherever they are read from: storage, files, other pages. Whoever wrote them may
// have been anybody.
import * as v from 'valibot';
import { NONE } from '../machine-log.ts';
import { TIMESTAMP_RULES } from '../trial.ts';
import type { Json } from './json.ts';
import type { ProgramProblem } from './problem.ts';
import { SHOWN_TONES } from './program.ts';
import { fromSecondsSchema, PROGRAM_MACHINES } from './program-trial.ts';
import type { MachineRecord, ProgramRecord } from './program-record.ts';

/** Deeper values are refused, as in programs themselves. */
const DEPTH_MAX = 64;
const whole = (max: number, min = 0) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};
const text = v.string('must be a text');

/** What `JSON.parse` gives, unless it is nested too deeply. */
export const jsonSchema = v.custom<Json>(
  value => value !== undefined && isShallow(value, DEPTH_MAX),
  `must be JSON that is nested at most ${DEPTH_MAX} deep`,
);

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every(each => isShallow(each, depth - 1));
}

export const shownSchema = v.object({ text, tone: v.exactOptional(v.picklist(SHOWN_TONES)) });

export const causeSchema = v.variant('kind', [
  v.object({ kind: v.literal('start'), isAgain: v.boolean() }),
  v.object({ kind: v.literal('message'), from: whole(0xffff, 1), number: whole(NONE, 1) }),
  v.object({ kind: v.literal('timer'), name: text }),
  v.object({ kind: v.literal('command'), name: text, argument: jsonSchema }),
  v.object({ kind: v.literal('idle') }),
  v.object({ kind: v.literal('unknown') }),
]);

const problem = <E extends v.ObjectEntries>(entries: E) =>
  v.object({ ...entries, at: v.exactOptional(text) });

export const problemSchema: v.GenericSchema<unknown, ProgramProblem> = v.variant('kind', [
  problem({ kind: v.literal('shape'), path: text, expected: text, nearest: v.exactOptional(text) }),
  problem({
    kind: v.literal('threw'),
    message: text,
    part: v.exactOptional(v.literal('when')),
    nearest: v.exactOptional(text),
  }),
  problem({ kind: v.literal('read-only'), name: text }),
  problem({
    kind: v.literal('unknown-name'),
    of: v.picklist(['message', 'timer', 'command']),
    name: text,
    nearest: v.exactOptional(text),
  }),
  problem({
    kind: v.literal('unknown-machine'),
    machine: text,
    machines: whole(NONE),
    isSelf: v.boolean(),
  }),
  problem({ kind: v.literal('not-json'), path: text, found: text }),
  problem({ kind: v.literal('changed-later'), path: text }),
  problem({ kind: v.literal('no-options') }),
  problem({ kind: v.literal('timer-bounds'), timer: text }),
  problem({ kind: v.literal('not-deterministic'), path: text }),
  problem({ kind: v.literal('no-time') }),
  problem({ kind: v.literal('show-threw'), message: text }),
  problem({ kind: v.literal('show-shape'), found: text }),
  problem({ kind: v.literal('too-many-effects'), max: whole(NONE) }),
]);

const budget = whole(NONE);

/** A trial with everything in it. */
export const wholeTrialSchema = v.object({
  machines: whole(PROGRAM_MACHINES.max, PROGRAM_MACHINES.min),
  script: v.array(
    v.array(
      v.union([v.strictTuple([text, jsonSchema]), v.strictTuple([text, jsonSchema, fromSecondsSchema])]),
    ),
  ),
  fifo: v.boolean(),
  rule: v.picklist(TIMESTAMP_RULES),
  losses: budget,
  duplicates: budget,
  crashes: budget,
  idles: budget,
});

const pathSchema = v.array(v.union([text, whole(NONE)]));
const changeSchema = v.union([v.strictTuple([pathSchema]), v.strictTuple([pathSchema, jsonSchema])]);

const stepSchema = v.object({
  at: whole(NONE),
  tick: whole(NONE),
  cause: causeSchema,
  whole: v.exactOptional(jsonSchema),
  changes: v.exactOptional(v.array(changeSchema)),
  isUnknown: v.exactOptional(v.literal(true)),
  chosen: v.exactOptional(v.array(whole(NONE))),
  shown: v.exactOptional(shownSchema),
  notes: v.exactOptional(v.array(text)),
  problem: v.exactOptional(problemSchema),
});

const machineSchema: v.GenericSchema<unknown, MachineRecord> = v.pipe(
  v.object({
    steps: v.pipe(
      v.array(stepSchema),
      v.check(steps => steps.every(({ at }, i) => i === 0 || at >= steps[i - 1]!.at)),
    ),
    letters: v.array(v.nullable(v.object({ kind: text, body: v.exactOptional(jsonSchema) }))),
    outputs: v.pipe(
      v.array(v.object({ at: whole(NONE), name: text, value: v.exactOptional(jsonSchema) })),
      v.check(outputs => outputs.every(({ at }, i) => i === 0 || at > outputs[i - 1]!.at)),
    ),
    statesKept: whole(NONE),
  }),
  v.check(({ steps, statesKept }) => statesKept <= steps.length),
);

export const programRecordSchema: v.GenericSchema<unknown, ProgramRecord> = v.object({
  name: text,
  code: v.exactOptional(text),
  trial: wholeTrialSchema,
  machines: v.array(machineSchema),
});
