// What somebody has written about a run, pinned to one of its events or to a stretch of it.
import * as v from 'valibot';
import type { MachineId } from './message.ts';

/** Characters of one note. */
export const NOTE_LENGTH_MAX = 500;
/** Of one run; a link has room for a few. */
export const NOTES_MAX = 50;

export interface Note {
  /** Milliseconds since the start of the run; `toMs` is above `fromMs`. */
  readonly at:
    | { readonly kind: 'event'; readonly place: { readonly machine: MachineId; readonly index: number } }
    | { readonly kind: 'stretch'; readonly fromMs: number; readonly toMs: number };
  /** Never empty. */
  readonly text: string;
}

const time = v.pipe(v.number(), v.finite());
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** Of one note, wherever it comes from. */
export const noteSchema = v.strictObject({
  at: v.variant('kind', [
    v.strictObject({
      kind: v.literal('event'),
      place: v.strictObject({ machine: whole(1, 0xffff), index: whole(0, 0xffff_fffe) }),
    }),
    v.pipe(
      v.strictObject({ kind: v.literal('stretch'), fromMs: time, toMs: time }),
      v.check(({ fromMs, toMs }) => fromMs < toMs),
    ),
  ]),
  text: v.pipe(v.string(), v.regex(/\S/), v.maxLength(NOTE_LENGTH_MAX)),
});

export const notesSchema = v.pipe(v.array(noteSchema), v.maxLength(NOTES_MAX));

/** Whether the run has what the note is pinned to; `logs` by machine. */
export function isPinnedIn(logs: readonly { readonly eventCount: number }[], { at }: Note): boolean {
  return at.kind === 'stretch' || at.place.index < (logs[at.place.machine - 1]?.eventCount ?? 0);
}
