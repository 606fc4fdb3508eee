// Choices that come from a storage. Whether they are possible, only the program knows.
import * as v from 'valibot';
import type { Choice } from './choice.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const facts = {
  machine: v.pipe(v.number(), v.integer(), v.minValue(1)),
  chosen: v.exactOptional(v.pipe(v.array(count), v.maxLength(10_000), v.readonly())),
};

export const choiceSchema = v.variant('do', [
  v.object({ ...facts, do: v.picklist(['start', 'command', 'idle', 'crash']) }),
  v.object({ ...facts, do: v.picklist(['deliver', 'duplicate', 'lose']), from: count, nth: count }),
  v.object({ ...facts, do: v.literal('timer'), timer: v.pipe(v.string(), v.maxLength(2000)) }),
]) satisfies v.GenericSchema<unknown, Choice>;

export const choicesSchema = (max: number) => v.pipe(v.array(choiceSchema), v.maxLength(max), v.readonly());
