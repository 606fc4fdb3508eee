// Whether the parts of a file in which the clock begins anew are runs of one machine, or the logs of several machines that
// somebody put into one file.
import { plain } from '../infer/file-places.ts';
import type { HeaderFacts, LogRecord } from './log-record.ts';

/** close call: nothing tells. */
export type JoinedLogs =
  | { readonly kind: 'machines'; readonly names: readonly string[] }
  | { readonly kind: 'runs' }
  | { readonly kind: 'close call' };

interface Part {
  readonly records: readonly LogRecord[];
  readonly facts: readonly HeaderFacts[];
}

/** Of the shorter of two parts, so much is at the same time as the other: clocks of one machine may be set back a little. */
const OVERLAP_LEAST = 0.2;

/** `parts` are in the order of the file, each with what lines of a header before it say. */
export function joinedLogs(parts: readonly Part[]): JoinedLogs {
  const named = parts.map(({ facts }) => facts.findLast(({ machine }) => machine !== undefined)?.machine);
  const names = named.flatMap(name => (name === undefined ? [] : [plain(name)]));
  if (names.length === parts.length)
    return new Set(names).size === parts.length ? { kind: 'machines', names } : { kind: 'runs' };
  const spans = parts.flatMap(part => spanOf(part) ?? []);
  if (spans.length < parts.length) return { kind: 'close call' };
  const areAtOnce = spans.every((span, i) => i === 0 || overlaps(spans[i - 1]!, span));
  return areAtOnce ? { kind: 'machines', names: parts.map((_, i) => String(i + 1)) } : { kind: 'runs' };
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Undefined where times count from the start of each run, or are not told: then they are the same in all. */
function spanOf({ records }: Part): Span | undefined {
  let [startMs, endMs] = [Infinity, -Infinity];
  for (const { time } of records) {
    if (!time || time.basis === 'start') continue;
    startMs = Math.min(startMs, time.ms);
    endMs = Math.max(endMs, time.ms);
  }
  return startMs <= endMs ? { startMs, endMs } : undefined;
}

function overlaps(a: Span, b: Span): boolean {
  const common = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  const shorter = Math.min(a.endMs - a.startMs, b.endMs - b.startMs);
  return shorter > 0 && common > OVERLAP_LEAST * shorter;
}

/** What a person should know of a file with the logs of several machines. */
export function machinesNote(count: number): string {
  return `It holds the logs of ${count} machines, one after the other.`;
}
