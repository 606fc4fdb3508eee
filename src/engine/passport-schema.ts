// A passport that comes from a storage: whoever wrote it may have been an earlier Lamplight, or anybody.
import * as v from 'valibot';
import { wholeTrialSchema } from '../core/program/record-schema.ts';
import { parseTrial } from '../core/trial.ts';
import { choicesSchema } from './explore/choice-schema.ts';
import { PASSPORT_PARTS_MAX, PASSPORT_RUN_MAX, type Passport } from './passport.ts';
import type { SeededProgramTrial } from './run-program.ts';

const LAWS_MAX = 1000;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON has no number for very many. */
const vast = v.union([
  v.pipe(v.number(), v.minValue(0)),
  v.pipe(
    v.null(),
    v.transform(() => Infinity),
  ),
]);

const tally = { held: count, broken: count, open: count };

/** What a program has to say about its commands, the box says when the trial is run. */
const seededTrialSchema = v.custom<SeededProgramTrial>(value => {
  if (typeof value !== 'object' || value === null) return false;
  const { fifo, script, ...timed } = value as Record<string, unknown>;
  return (
    (fifo === undefined || typeof fifo === 'boolean') &&
    (script === undefined || Array.isArray(script)) &&
    parseTrial({ dieSides: 64, ...timed }).kind === 'trial'
  );
});

const lawSchema = v.object({
  name: v.pipe(v.string(), v.maxLength(1000)),
  kind: v.picklist(['always', 'atEnd', 'history', 'step']),
  live: v.object(tally),
  virtual: v.pipe(
    v.array(v.object({ ...tally, trial: seededTrialSchema, firstSeed: v.exactOptional(count) })),
    v.maxLength(PASSPORT_PARTS_MAX),
  ),
  searches: v.pipe(
    v.array(
      v.object({
        trial: wholeTrialSchema,
        verdict: v.picklist(['holds', 'broken', 'open']),
        states: count,
        orders: v.exactOptional(vast),
        steps: v.exactOptional(count),
        choices: v.exactOptional(choicesSchema(PASSPORT_RUN_MAX)),
      }),
    ),
    v.maxLength(PASSPORT_PARTS_MAX),
  ),
});

export const passportSchema: v.GenericSchema<unknown, Passport> = v.pipe(
  v.array(lawSchema),
  v.maxLength(LAWS_MAX),
);
