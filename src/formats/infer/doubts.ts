// What is doubtful of a reading by inference: then its numbers are shown, and held against nobody.
import type { LogRecord } from '../logs/log-record.ts';
import type { OpenPart } from './machines.ts';
import { MACHINE_LABEL } from './names.ts';
import type { Reading, ReadingField } from './reading.ts';

/** More machines than that, with fewer events each, are values of something else. */
const MACHINES_USUAL = 8;
const EVENTS_EACH_LEAST = 5;
/** Of all steps of a number that no label calls a clock, so many may stand or fall. */
const STANDING_MOST = 0.02;
/** A reading that is less sure is shown with its doubts. */
const CONFIDENCE_SURE = 0.8;
/** One that is less sure is held against nobody, whatever its fields are called. */
const CONFIDENCE_LEAST = 0.35;
/** A queue that is called something else is one only if it behaves so very much. */
const QUEUE_SURE = 0.75;

/** Of the clock, and not of the one that a message carries. */
const CLOCK_LABEL =
  /^(?!.*\b(?:sent|sender|message|msg|received|remote) (?:logical |lamport )?(?:clock|time|lc)).*\b(?:clock|lamport|logical|lc|lclock)\b/;
const QUEUE_LABEL = /queue|qlen|pending|waiting|backlog|inbox|buffer|mailbox/;
const PEER_LABEL = /\b(?:from|to)\b/;

/** Of the records that a reading was found from, so many have its clock. */
const CLOCKED_LEAST = 0.5;

/** What behaves less like a clock than that may be another number, or several that were taken together. */
const CLOCK_SCORE_LEAST = 0.35;

/**
 * Two numbers are about as much like a clock, and no label says which is; or what was taken for it is on few records, or
 * hardly behaves like one.
 */
export function isClockGuessed(reading: Reading): boolean {
  const { fields, questions, confidence } = reading;
  const clocks = fields.filter(({ role, by }) => role === 'clock' && by !== 'person');
  if (clocks.length > 0 && shareWith(reading, clocks) < CLOCKED_LEAST) return true;
  if (clocks.some(({ score }) => score < CLOCK_SCORE_LEAST)) return true;
  if (clocks.length > 0 && confidence < CONFIDENCE_LEAST) return true;
  return (
    (questions.some(({ kind }) => kind === 'clock') || confidence < CONFIDENCE_SURE) &&
    clocks.some(field => labelsOf(reading, field).some(label => !CLOCK_LABEL.test(label)))
  );
}

/** As it is called on the records that have it. */
function labelsOf({ templates }: Reading, { slots }: ReadingField): string[] {
  return slots.map(
    ({ template, token }) => templates[template]!.slots.find(slot => slot.token === token)?.label ?? '',
  );
}

/** Whether a field that should say whose a record is differs within a file, and is not taken for it. */
function namesOtherMachines({ fields }: Reading): boolean {
  return fields.some(
    ({ role, label, examples }) =>
      role !== 'machine' &&
      MACHINE_LABEL.test(label) &&
      !/\b(?:to|from)\b/.test(label) &&
      examples.length > 1,
  );
}

/** What is called a machine differs from line to line, or a number that no label calls a clock stands and falls. */
export function contradictsItself(reading: Reading, parts: readonly OpenPart[], files: number): boolean {
  const { fields, confidence } = reading;
  if (fields.some(({ by }) => by === 'person')) return false;
  const machines = new Set(parts.map(({ machine }) => machine));
  const events = parts.reduce((sum, { records }) => sum + records.length, 0);
  if (machines.size > MACHINES_USUAL && events < EVENTS_EACH_LEAST * machines.size) return true;
  // One that should be of several machines stands and falls as well.
  const isOfOne = machines.size === 1 || (files === 1 && !fields.some(({ role }) => role === 'machine'));
  const isOne = isOfOne && (confidence < CONFIDENCE_SURE || namesOtherMachines(reading));
  if (!isOne && !fields.some(({ role, label }) => role === 'clock' && !CLOCK_LABEL.test(label))) return false;
  return standing(parts) > STANDING_MOST * events;
}

/** How often the clock does not rise from one event to the next. */
export function standing(parts: readonly { readonly records: readonly LogRecord[] }[]): number {
  let count = 0;
  for (const { records } of parts)
    for (let i = 1; i < records.length; i++)
      if ((records[i]!.clock ?? Infinity) <= (records[i - 1]!.clock ?? -Infinity)) count += 1;
  return count;
}

/** A label of it is of something else, or it has none and hardly behaves like a queue. */
export function isQueueGuessed(reading: Reading): boolean {
  return reading.fields
    .filter(({ role, by }) => role === 'queue' && by !== 'person')
    .some(field =>
      labelsOf(reading, field).some(
        label =>
          PEER_LABEL.test(label) ||
          (!QUEUE_LABEL.test(label) &&
            (label === '' || MACHINE_LABEL.test(label) || field.score < QUEUE_SURE)),
      ),
    );
}

/** Of the events that the reading was found from, how many have one of the fields. */
export function shareWith({ templates, phrases }: Reading, fields: readonly ReadingField[]): number {
  const ignored = new Set(phrases.flatMap(({ phrase, kind }) => (kind === 'ignore' ? [phrase] : [])));
  const has = new Set(fields.flatMap(({ slots }) => slots.map(({ template }) => template)));
  let all = 0;
  let told = 0;
  for (const [t, { phrase, count }] of templates.entries()) {
    if (ignored.has(phrase)) continue;
    all += count;
    if (has.has(t)) told += count;
  }
  return all === 0 ? 0 : told / all;
}
