// Files that no known kind truly recognises: read by inference, where that explains more of them than the kind does.
import type { FileReading } from '../logs/read-file.ts';
import { RestartWatch } from '../logs/restarts.ts';
import type { InputFile } from '../read-result.ts';
import { applyReading } from './apply.ts';
import { standing } from './doubts.ts';
import { inferReading } from './infer.ts';
import type { Reading } from './reading.ts';
import { placeKnown } from './place-known.ts';
import { richerReading } from './richer.ts';

/** Less sure than that, a reading is no better than none. */
const CONFIDENCE_LEAST = 0.25;
/** Of its lines that are not blank, for a file that no kind recognises. */
const EXPLAINED_LEAST = 0.5;
/** A kind that passes over more of the lines than that has not recognised the file. */
const PASSED_OVER_MOST = 0.04;
/** Fewer lines of one make may have been spoilt alike. */
const ALIKE_LEAST = 4;
/** A reading whose clock stands or falls that much more often contradicts itself. */
const STANDING_MORE_MOST = 0.02;
/** A clock that stands or falls at so many of its events may be another number. */
const STANDING_DOUBTFUL = 0.3;
const EVENTS_TELLING = 10;
const HEADERS_MOST = 0.2;

export interface UnlistedReadings {
  readonly readings: readonly FileReading[];
  /** How the others were read; undefined where kinds that are known read all. */
  readonly reading: Reading | undefined;
}

/**
 * `known` is what known kinds made of the files. A file that they do not truly recognise is read by inference together
 * with those of its kind, because the logs of one run explain one another. Never throws.
 */
export function readUnlisted(
  files: readonly InputFile[],
  known: readonly FileReading[],
  progress?: (linesDone: number) => void,
): UnlistedReadings {
  const asIs = { readings: placeKnown(known), reading: undefined };
  const kinds = new Set(known.flatMap(one => (isDoubtful(one) ? [one.report.family ?? ''] : [])));
  const chosen = files.flatMap((_, i) => {
    const one = known[i]!;
    return kinds.has(one.report.family ?? '') && hasText(one) ? [i] : [];
  });
  const own = chosen.map(i => files[i]!);
  const reading = own.length === 0 ? undefined : inferReading(own);
  const before = chosen.map(i => known[i]!);
  const isSure =
    reading !== undefined &&
    reading.confidence >= CONFIDENCE_LEAST &&
    !(before.some(one => eventsIn(one) > 0) && hasGuesses(reading));
  const read = isSure ? applyReading(reading, own, progress) : [];
  if (!isSure || !explainsMore(read, before)) return readRicher(files, known, progress) ?? asIs;
  return { readings: placeKnown(known.map((one, i) => read[chosen.indexOf(i)] ?? one)), reading };
}

/** Files of a kind that tells less than a reading does; undefined where none does. */
function readRicher(
  files: readonly InputFile[],
  known: readonly FileReading[],
  progress: ((linesDone: number) => void) | undefined,
): UnlistedReadings | undefined {
  for (const kind of new Set(known.map(({ report }) => report.family))) {
    const chosen = files.flatMap((_, i) =>
      known[i]!.report.family === kind && hasText(known[i]!) ? [i] : [],
    );
    const own = chosen.map(i => files[i]!);
    const reading = richerReading(
      own,
      chosen.map(i => known[i]!),
    );
    if (!reading) continue;
    const read = applyReading(reading, own, progress);
    return { readings: placeKnown(known.map((one, i) => read[chosen.indexOf(i)] ?? one)), reading };
  }
  return undefined;
}

/** Whether any phrase is taken for an event on no better ground than how often it comes. */
function hasGuesses({ phrases }: Reading): boolean {
  return phrases.some(
    ({ kind, reason, score }) =>
      kind !== 'ignore' && score < 0.9 && reason !== 'word' && reason !== 'legend' && reason !== 'jumps',
  );
}

function hasText({ report }: FileReading): boolean {
  return report.lines > report.blankLines;
}

function eventsIn({ parts }: FileReading): number {
  return parts.reduce((sum, { records }) => sum + records.length, 0);
}

/**
 * A kind that yields no event, passes over lines among the events, meets its header again or a clock that begins anew, or has
 * a clock that hardly rises.
 */
function isDoubtful(one: FileReading): boolean {
  const { report, parts, skipped } = one;
  const events = eventsIn(one);
  if (report.family === undefined || events === 0) return hasText(one);
  const first = parts.reduce((least, { records }) => Math.min(least, records[0]?.line ?? Infinity), Infinity);
  const among = skipped.filter(({ line }) => line > first).map(({ text }) => text);
  if (mostAlike(among) > Math.max(ALIKE_LEAST, PASSED_OVER_MOST * events)) return true;
  if (events >= EVENTS_TELLING && standing(parts) > STANDING_DOUBTFUL * events) return true;
  if (report.headerLines > 2 && report.headerLines > HEADERS_MOST * report.eventLines) return true;
  return parts.some(({ records, facts }) => {
    const watch = new RestartWatch();
    return records.some(({ clock, time }) => {
      const isAnew = watch.isAnew(clock, time, facts.length > 1);
      watch.add(clock, time);
      return isAnew;
    });
  });
}

/** Whether a reading and a kind take the same number for the clock, on nearly all events that both have. */
function haveSameClocks(read: readonly FileReading[], known: readonly FileReading[]): boolean {
  let [same, other] = [0, 0];
  for (const [i, { parts }] of known.entries()) {
    const clocks = new Map(
      read[i]!.parts.flatMap(({ records }) => records.map(({ line, clock }) => [line, clock])),
    );
    for (const { records } of parts)
      for (const { line, clock } of records) {
        if (!clocks.has(line)) continue;
        if (clocks.get(line) === clock) same += 1;
        else other += 1;
      }
  }
  return same > 0 && other <= STANDING_MORE_MOST * same;
}

/** How many lines are of one make but for their numbers: what was spoilt is spoilt in another place each time. */
function mostAlike(lines: readonly string[]): number {
  const counts = new Map<string, number>();
  let most = 0;
  for (const line of lines) {
    const make = line.trimEnd().replace(/\d+/g, '0');
    const count = (counts.get(make) ?? 0) + 1;
    counts.set(make, count);
    most = Math.max(most, count);
  }
  return most;
}

function explainsMore(read: readonly FileReading[], known: readonly FileReading[]): boolean {
  const sum = (of: readonly FileReading[], value: (one: FileReading) => number): number =>
    of.reduce((total, one) => total + value(one), 0);
  const events = sum(read, eventsIn);
  const before = sum(known, eventsIn);
  const lines = sum(read, ({ report }) => report.lines - report.blankLines);
  if (before === 0)
    return (
      events > 0 &&
      sum(read, ({ report }) => report.eventLines + report.headerLines) >= EXPLAINED_LEAST * lines
    );
  const parts = sum(read, one => one.parts.length);
  const passedOver = sum(read, ({ report }) => report.skippedLines);
  const passedOverBefore = sum(known, ({ report }) => report.skippedLines);
  if (events < before || passedOver > passedOverBefore) return false;
  const partsOf = (readings: readonly FileReading[]) => readings.flatMap(({ parts }) => parts);
  const [stands, stood] = [standing(partsOf(read)), standing(partsOf(known))];
  // The same clock may not rise at events that the kind passes over.
  const isMuch = haveSameClocks(read, known)
    ? stands > STANDING_DOUBTFUL * events
    : stands > stood + STANDING_MORE_MOST * events;
  if (isMuch) return false;
  if (stood > STANDING_DOUBTFUL * before && stands < stood / 2) return true;
  return events > before || parts > sum(known, one => one.parts.length);
}
