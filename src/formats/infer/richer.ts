// Files that a known kind reads, though not all that their lines tell: a column whose name it does not know is not read. Such
// files are read by inference, where that is sure of itself, agrees on each event, and tells more.
import { beginningOf } from '../file-text.ts';
import type { FileReading } from '../logs/read-file.ts';
import type { LogRecord } from '../logs/log-record.ts';
import type { InputFile } from '../read-result.ts';
import { applyReading } from './apply.ts';
import { inferReading } from './infer.ts';
import type { Reading } from './reading.ts';

/** Of the events, so many may have what the kind does not know, and so many must have it where it is read. */
const UNKNOWN_MOST = 0.02;
const KNOWN_LEAST = 0.8;
/** Less is enough where it agrees on each event. */
const SURE_LEAST = 0.6;
/** Of the events, so many may be read otherwise. */
const DIFFERENT_MOST = 0.01;
/** Times that go on so many times as fast, or as slowly, are in another unit. */
const UNIT_FACTOR_LEAST = 100;
const STEP_USUAL_MOST_MS = 10_000;
const SAMPLE_LENGTH = 131_072;
const LOOKED_AT_MAX = 2000;

/** How to read the files, where a reading tells more of them than `known` does; undefined otherwise. */
export function richerReading(
  files: readonly InputFile[],
  known: readonly FileReading[],
): Reading | undefined {
  if (!known.some(lacks)) return undefined;
  const reading = inferReading(files);
  if (!reading || reading.confidence < SURE_LEAST || reading.questions.length > 0) return undefined;
  const samples = files.map(file => beginningOf(file, SAMPLE_LENGTH));
  const read = applyReading(reading, samples);
  return tellsMore(
    read.map(one => recordsIn(one)),
    known.map((one, i) => recordsIn(one, (read[i]?.report.lines ?? 0) + 1)),
  )
    ? reading
    : undefined;
}

/** Whether hardly any event has a time, any receive a queue, or any send a recipient, as far as the first ones show. */
function lacks({ parts }: FileReading): boolean {
  const records = parts.flatMap(part => part.records.slice(0, LOOKED_AT_MAX));
  if (records.length === 0) return false;
  const { time, queue, to } = sharesOf(records);
  return [time, queue, to].some(isUnknown) || !rises(records);
}

const FIELDS = ['time', 'queue', 'from', 'to'] as const;
/** Of the records that may have it, how many do; undefined where none may. */
type Shares = Readonly<Record<(typeof FIELDS)[number], number | undefined>>;

function isUnknown(share: number | undefined): boolean {
  return share !== undefined && share <= UNKNOWN_MOST;
}

function sharesOf(records: readonly LogRecord[]): Shares {
  const share = (of: readonly LogRecord[], has: (record: LogRecord) => boolean): number | undefined =>
    of.length === 0 ? undefined : of.filter(has).length / of.length;
  const receives = records.filter(({ kind }) => kind === 'receive');
  const sends = records.filter(({ kind }) => kind === 'send');
  return {
    time: share(records, ({ time }) => time !== undefined),
    queue: share(receives, ({ queue }) => queue !== undefined),
    from: share(receives, ({ from }) => from !== undefined),
    to: share(sends, ({ to }) => to !== undefined),
  };
}

/** Whether times that no date tells the unit of are as far apart as seconds are in a run. */
function rises(records: readonly LogRecord[]): boolean {
  const steps = records.flatMap(({ time }, i) => {
    const before = records[i - 1]?.time;
    return time?.basis === 'start' && before?.basis === 'start' ? [time.ms - before.ms] : [];
  });
  const [median] = steps.sort((a, b) => a - b).slice(steps.length >> 1);
  return median === undefined || median < STEP_USUAL_MOST_MS;
}

function recordsIn({ parts }: FileReading, before = Infinity): Map<number, LogRecord> {
  const records = new Map<number, LogRecord>();
  for (const part of parts)
    for (const record of part.records) if (record.line < before) records.set(record.line, record);
  return records;
}

function tellsMore(
  read: readonly ReadonlyMap<number, LogRecord>[],
  known: readonly ReadonlyMap<number, LogRecord>[],
): boolean {
  let different = 0;
  for (const [i, records] of known.entries())
    for (const [line, { kind, clock }] of records) {
      const other = read[i]?.get(line);
      if (other?.kind !== kind || other.clock !== clock) different += 1;
    }
  const [own, theirs] = [read, known].map(files => files.flatMap(records => [...records.values()])) as [
    LogRecord[],
    LogRecord[],
  ];
  if (different > DIFFERENT_MOST * theirs.length) return false;
  const [is, was] = [sharesOf(own), sharesOf(theirs)];
  if (FIELDS.some(field => (is[field] ?? 0) < (1 - UNKNOWN_MOST) * (was[field] ?? 0))) return false;
  return (
    FIELDS.some(field => isUnknown(was[field]) && (is[field] ?? 0) >= KNOWN_LEAST) ||
    haveOtherUnit(read, known)
  );
}

function haveOtherUnit(
  read: readonly ReadonlyMap<number, LogRecord>[],
  known: readonly ReadonlyMap<number, LogRecord>[],
): boolean {
  const factors = known.flatMap((records, i) => {
    const [theirs, own] = [spanOf(records), spanOf(read[i]!)];
    return theirs > 0 && own > 0 ? [Math.max(theirs / own, own / theirs)] : [];
  });
  return factors.length > 0 && factors.every(factor => factor >= UNIT_FACTOR_LEAST);
}

/** In milliseconds, from the first time to the last; NaN where there are none. */
function spanOf(records: ReadonlyMap<number, LogRecord>): number {
  const times = [...records.values()].flatMap(({ time }) => (time === undefined ? [] : [time.ms]));
  return (times.at(-1) ?? NaN) - (times[0] ?? NaN);
}
