// Moments as programs write them: local or UTC, with or without a date, as a number since 1970 in whatever unit, or
// since the start of the run.
import { TIME_MS_MAX } from '../../core/event.ts';

/**
 * utc: since 1970. local: the same, of a clock whose zone is not told. day: since a midnight. start: since the start of
 * the run, or of whatever the program's clock counts from.
 */
export type TimeBasis = 'utc' | 'local' | 'day' | 'start';

export interface ReadTime {
  readonly ms: number;
  readonly basis: TimeBasis;
}

const DATED =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ,:_-]{1,3}(\d{1,2})[:.-](\d{2})(?:[:.-](\d{2})(?:[.,:](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s.*)?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})[-T_ ](\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))?(Z)?$/;
/** "03-06_03-12-31.675": month and day without a year, as names of files have them. */
const YEARLESS = /^(\d{1,2})[-/](\d{1,2})[_ T](\d{1,2})[:-](\d{2})[:-](\d{2})(?:[.,](\d{1,9}))?$/;
const MONTH_FIRST =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AP]M)?$/i;
/** "04.03.2026 15:20:27.130", as most of Europe writes it. */
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/;
/** "04/Mar/2026:15:20:27 +0000", as web servers write it. */
const NAMED_DAY =
  /^(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4})[: ](\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:\s+([+-]\d{4}))?$/;
const NAMED_MONTH =
  /^(?:[A-Z][a-z]{2},?\s+)?([A-Z][a-z]{2})\s+(\d{1,2}),?\s+(?:(\d{4})\s+)?(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:\s+(\d{4}))?$/;
const OF_DAY = /^(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\s*([AP]M)?$/i;
const NUMBER = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(ns|us|µs|ms|s|sec|seconds)?$/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MS_PER_UNIT: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1 };
const DAY_MS = 86_400_000;

/** Undefined when it is no time that is known here. */
export function readTime(written: string): ReadTime | undefined {
  const text = written.trim();
  const time = fromNumber(text) ?? fromDate(text) ?? fromTimeOfDay(text);
  return time && isInReach(time) ? time : undefined;
}

/** Beyond, two times can be endlessly far apart. */
function isInReach({ ms }: ReadTime): boolean {
  return Math.abs(ms) <= TIME_MS_MAX;
}

/** A number without a unit is told by its size: seconds, milliseconds, microseconds or nanoseconds since 1970. */
export function timeFromNumber(value: number): ReadTime | undefined {
  const time = sizedTime(value);
  return isInReach(time) ? time : undefined;
}

function sizedTime(value: number): ReadTime {
  const size = Math.abs(value);
  if (size >= 1e17) return { ms: value / 1e6, basis: 'utc' };
  if (size >= 1e14) return { ms: value / 1e3, basis: 'utc' };
  if (size >= 1e11) return { ms: value, basis: 'utc' };
  if (size >= 1e8) return { ms: toMicroseconds(value), basis: 'utc' };
  return { ms: toMicroseconds(value), basis: 'start' };
}

function fromNumber(text: string): ReadTime | undefined {
  const [, digits, unit] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (unit === undefined) return timeFromNumber(Number(digits));
  const ms = Number(digits) * (MS_PER_UNIT[unit.toLowerCase()] ?? 1000);
  return { ms: Math.round(ms * 1000) / 1000, basis: Math.abs(ms) >= 1e11 ? 'utc' : 'start' };
}

function fromDate(text: string): ReadTime | undefined {
  const dated = DATED.exec(text) ?? COMPACT.exec(text);
  if (dated) {
    const [, year, month, day, hour, minute, second, fraction, zone] = dated;
    const ms =
      atMidnight(Number(year), Number(month), Number(day)) + sinceMidnight(hour, minute, second, fraction);
    if (Number.isNaN(ms)) return undefined;
    return zone === undefined ? { ms, basis: 'local' } : { ms: ms - zoneMs(zone), basis: 'utc' };
  }
  const yearless = YEARLESS.exec(text);
  if (yearless) {
    const [, month, day, hour, minute, second, fraction] = yearless;
    const ms = sinceMidnight(hour, minute, second, fraction);
    return Number.isNaN(ms) || Number.isNaN(atMidnight(2000, Number(month), Number(day)))
      ? undefined
      : { ms, basis: 'day' };
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [, month, day, year, hour, minute, second, fraction, half] = monthFirst;
    const ms =
      atMidnight(Number(year), Number(month), Number(day)) +
      sinceMidnight(hour, minute, second, fraction, half);
    return Number.isNaN(ms) ? undefined : { ms, basis: 'local' };
  }
  const dayFirst = DOTTED.exec(text) ?? NAMED_DAY.exec(text);
  if (dayFirst) {
    const [, day, month, year, hour, minute, second, fraction, zone] = dayFirst;
    const number = /\d/.test(month!) ? Number(month) : MONTHS.indexOf(month!) + 1;
    const ms = atMidnight(Number(year), number, Number(day)) + sinceMidnight(hour, minute, second, fraction);
    if (Number.isNaN(ms)) return undefined;
    return zone === undefined ? { ms, basis: 'local' } : { ms: ms - zoneMs(zone), basis: 'utc' };
  }
  const [, month, day, before, hour, minute, second, fraction, after] = NAMED_MONTH.exec(text) ?? [];
  if (month === undefined) return undefined;
  const year = before ?? after;
  const timeOfDay = sinceMidnight(hour, minute, second, fraction);
  if (year === undefined) return Number.isNaN(timeOfDay) ? undefined : { ms: timeOfDay, basis: 'day' };
  const ms = atMidnight(Number(year), MONTHS.indexOf(month) + 1, Number(day)) + timeOfDay;
  return Number.isNaN(ms) ? undefined : { ms, basis: 'local' };
}

function fromTimeOfDay(text: string): ReadTime | undefined {
  const [, hour, minute, second, fraction, half] = OF_DAY.exec(text) ?? [];
  if (hour === undefined) return undefined;
  const ms = sinceMidnight(hour, minute, second, fraction, half);
  return Number.isNaN(ms) ? undefined : { ms, basis: 'day' };
}

function atMidnight(year: number, month: number, day: number): number {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? Date.UTC(year, month - 1, day) : NaN;
}

function sinceMidnight(
  hour: string | undefined,
  minute: string | undefined,
  second = '0',
  fraction = '',
  half?: string,
): number {
  const written = Number(hour);
  const hours = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const ms = ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  if (!(ms < DAY_MS + 1000) || Number(minute) > 59 || Number(second) > 60) return NaN;
  return ms + Math.round(Number(`0.${fraction || '0'}`) * 1e6) / 1000;
}

function zoneMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Seconds as milliseconds; what lies below a microsecond is the float's, not the program's. */
function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1000;
}
