// Logs for TSViz (https://bestchai.bitbucket.io/tsviz/), ShiViz's sibling that also draws real time: before each event
// stands its moment in nanoseconds.
import type { Trace } from '../core/trace.ts';
import { clockText } from './shiviz.ts';
import { hostNames, NothingToWriteError, sentenceOf, type VectorLog } from './vector-log.ts';

const EVENT_PATTERN = '(?<timestamp>\\d+) (?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})';
/** TSViz measures time by what stands after them, so they have to be the same everywhere. */
const LEADING_DIGITS = 3;

/** Line after line, each with its line break. */
export function* tsvizLines(trace: Trace, log: VectorLog): Generator<string> {
  const hosts = hostNames(trace);
  const nanoseconds = nanosecondsOf(trace, log);
  yield `${EVENT_PATTERN}\n\n`;
  for (const { event, host, clock } of log.events)
    yield `${nanoseconds(event.atMs)} ${sentenceOf(event, hosts, trace.program)}, clock ${event.clock}\n${host} ${clockText(clock)}\n`;
}

/**
 * TSViz compares timestamps as text and drops their first three digits, so all must have as many digits and begin with
 * the same three. Since 1970 where the start is known and that works out; otherwise since the first event, behind a
 * leading 1 and zeros.
 */
function nanosecondsOf({ startedAtMs }: Trace, log: VectorLog): (atMs: number) => string {
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (const { event } of log.events) {
    firstMs = Math.min(firstMs, event.atMs);
    lastMs = Math.max(lastMs, event.atMs);
  }
  if (startedAtMs !== undefined) {
    const startedAtNanoseconds = inNanoseconds(startedAtMs);
    const since1970 = (atMs: number): string => String(startedAtNanoseconds + inNanoseconds(atMs));
    const first = since1970(firstMs);
    const last = since1970(lastMs);
    const sameHead = first.slice(0, LEADING_DIGITS) === last.slice(0, LEADING_DIGITS);
    if (sameHead && first.length === last.length && first.length > LEADING_DIGITS && !first.startsWith('-'))
      return since1970;
  }
  const originNanoseconds = inNanoseconds(firstMs);
  const digits = String(inNanoseconds(lastMs) - originNanoseconds).length;
  const offset = 10n ** BigInt(Math.max(digits, 12) + LEADING_DIGITS - 1);
  return atMs => String(offset + inNanoseconds(atMs) - originNanoseconds);
}

function inNanoseconds(milliseconds: number): bigint {
  if (!Number.isFinite(milliseconds))
    throw new NothingToWriteError(
      'TSViz needs the time of every event, and one here is not a finite number.',
    );
  const whole = Math.trunc(milliseconds); // apart from the rest, which a float of nanoseconds since 1970 would lose
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((milliseconds - whole) * 1e6));
}
