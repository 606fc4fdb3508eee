// The times of a run, whatever its files wrote: milliseconds since its earliest line.
import { grouped } from '../../core/counted.ts';
import { columnFrom } from './column-from.ts';
import type { ReadTime, TimeBasis } from './read-time.ts';
import type { LogPart } from './read-file.ts';

export interface TimeSpan {
  /** Whether the times are days of a calendar, so that two files can be compared. */
  readonly dated: boolean;
  readonly startMs: number;
  readonly endMs: number;
}

const DAY_MS = 86_400_000;
/** A clock that counts from something else than the start shows more than this at the start. */
const FAR_FROM_START_MS = 3_600_000;

type Scale = 'calendar' | 'day' | 'start';

function scaleOf(basis: TimeBasis): Scale {
  return basis === 'utc' || basis === 'local' ? 'calendar' : basis;
}

/** The times of a part on one scale: headers first, then one for each record; NaN where there is none. */
interface PartTimes {
  readonly scale: Scale | undefined;
  readonly local: boolean;
  readonly headerMs: number;
  readonly recordMs: Float64Array;
}

/** What the times of a run are settled from. */
export type TimedPart = Pick<LogPart, 'file' | 'facts' | 'records'>;

function timesOf({ facts, records }: TimedPart): PartTimes {
  const first: ReadTime | undefined =
    records.find(({ time }) => time)?.time ?? facts.find(({ time }) => time)?.time;
  const scale = first && scaleOf(first.basis);
  const fits = (time: ReadTime | undefined): number =>
    time && scaleOf(time.basis) === scale ? time.ms : NaN;
  const headers = facts.map(({ time }) => fits(time)).filter(ms => !Number.isNaN(ms));
  const recordMs = columnFrom(new Float64Array(records.length), records, ({ time }) => fits(time));
  const headerMs = headers.length > 0 ? headers.reduce((a, b) => Math.min(a, b)) : NaN;
  if (scale === 'day') passMidnights(recordMs, headerMs);
  return { scale, local: first?.basis === 'local', headerMs, recordMs };
}

/** A time of day that falls by more than half a day belongs to the next day. */
function passMidnights(ms: Float64Array, firstMs: number): void {
  let before = firstMs;
  let dayMs = 0;
  for (let i = 0; i < ms.length; i++) {
    if (Number.isNaN(ms[i]!)) continue;
    if (ms[i]! + dayMs < before - DAY_MS / 2) dayMs += DAY_MS;
    ms[i] = ms[i]! + dayMs;
    before = ms[i]!;
  }
}

export function timeSpanOf(part: TimedPart): TimeSpan {
  const { scale, headerMs, recordMs } = timesOf(part);
  const [startMs, endMs] = spanOf(headerMs, recordMs);
  return { dated: scale === 'calendar' && startMs <= endMs, startMs, endMs };
}

function spanOf(headerMs: number, recordMs: Float64Array): [number, number] {
  let startMs = Number.isNaN(headerMs) ? Infinity : headerMs;
  let endMs = Number.isNaN(headerMs) ? -Infinity : headerMs;
  for (const ms of recordMs) {
    if (ms < startMs) startMs = ms;
    if (ms > endMs) endMs = ms;
  }
  return [startMs, endMs];
}

export interface RunTimes {
  /** By part: milliseconds since the start of the run, one for each record; never NaN. */
  readonly atMs: readonly Float64Array[];
  /** Since 1970; undefined where no dates are told. */
  readonly startedAtMs: number | undefined;
  /** By part, by record: 1 where no line tells the time, and it was filled in. */
  readonly untold: readonly Uint8Array[];
  /** Whether any times are told. */
  readonly told: boolean;
  /** How finely they are written, in milliseconds; undefined where those of different machines cannot be compared. */
  readonly stepMs: number | undefined;
  readonly notes: readonly string[];
}

/** `rates` stand in where no times are told at all. */
export function runTimesOf(parts: readonly TimedPart[], rates: readonly (number | undefined)[]): RunTimes {
  const times = alignDays(parts.map(timesOf));
  const notes: string[] = [];
  const scales = new Set(times.flatMap(({ scale }) => scale ?? []));
  const [scale] = scales;
  const spans = times.map(({ headerMs, recordMs }) => spanOf(headerMs, recordMs));
  const earliest = spans.reduce((least, [startMs]) => Math.min(least, startMs), Infinity);
  const common = scales.size === 1 ? baseOf(scale!, earliest) : undefined;
  if (scales.size > 1)
    notes.push(
      'The files give times in different forms that cannot be compared, so each machine’s times count from its own first line.',
    );
  if (times.some(({ local }) => local))
    notes.push('The log does not give a time zone; times are shown as written.');
  const atMs = times.map(({ recordMs }, i) => filled(recordMs, common ?? spans[i]![0], rates[i] ?? 1));
  const untold = times.map(({ recordMs }) =>
    columnFrom(new Uint8Array(recordMs.length), recordMs, ms => Number(Number.isNaN(ms))),
  );
  const untoldCount = untold.reduce((sum, flags) => sum + flags.reduce((count, flag) => count + flag, 0), 0);
  if (scales.size === 0)
    notes.push('No times are known: each event is placed one tick after the one before it.');
  else if (untoldCount > 0)
    notes.push(
      `${grouped(untoldCount)} ${untoldCount === 1 ? 'event has' : 'events have'} no time, or one that cannot be compared with the first: each shows the time of the event before it.`,
    );
  const startedAtMs = scales.size === 1 && scale === 'calendar' ? common : undefined;
  const isShared = new Set(parts.map(({ file }) => file)).size === 1;
  const comparable = scales.size === 1 && (scale !== 'start' || isShared);
  return {
    atMs,
    untold,
    startedAtMs,
    told: scales.size > 0,
    stepMs: comparable ? stepOf(times) : undefined,
    notes,
  };
}

/** The largest of 1,000, 100, … 0.001 ms of which all times that are told are multiples. */
function stepOf(times: readonly PartTimes[]): number {
  let step = 1_000_000; // in microseconds
  for (const { recordMs } of times)
    for (const ms of recordMs) {
      if (Number.isNaN(ms)) continue;
      while (step > 1 && Math.abs(Math.round(ms * 1000)) % step !== 0) step /= 10;
    }
  return step / 1000;
}

function baseOf(scale: Scale, earliest: number): number {
  const nearStart = scale === 'start' && earliest >= 0 && earliest < FAR_FROM_START_MS;
  return nearStart ? 0 : earliest;
}

/** Files of one run begin within half a day of each other: where they do not, midnight lies between. */
function alignDays(times: readonly PartTimes[]): PartTimes[] {
  const starts = times.map(({ scale, headerMs, recordMs }) =>
    scale === 'day' ? spanOf(headerMs, recordMs)[0] : Infinity,
  );
  const latest = starts.reduce((most, start) => (start < Infinity ? Math.max(most, start) : most), -Infinity);
  return times.map((part, i) =>
    latest - starts[i]! <= DAY_MS / 2 || starts[i] === Infinity
      ? part
      : { ...part, headerMs: part.headerMs + DAY_MS, recordMs: part.recordMs.map(ms => ms + DAY_MS) },
  );
}

/** Relative to `base`; a record without a time has the one before it. */
function filled(recordMs: Float64Array, base: number, rate: number): Float64Array {
  if (recordMs.every(ms => Number.isNaN(ms))) return recordMs.map((_, i) => ((i + 1) * 1000) / rate);
  let last = recordMs.find(ms => !Number.isNaN(ms))!;
  return recordMs.map(ms => {
    if (!Number.isNaN(ms)) last = ms;
    return Math.round((last - base) * 1000) / 1000;
  });
}
