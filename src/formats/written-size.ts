// About how large a file of a trace is going to be, told before it is written.
import type { Trace } from '../core/trace.ts';
import type { WriteFormat } from './write.ts';

/** Characters of a whole event, and of each of its messages at its send and its receive together. */
const PER_EVENT: Record<
  Exclude<WriteFormat, 'mermaid'>,
  { readonly event: number; readonly message: number }
> = {
  jsonl: { event: 120, message: 170 },
  csv: { event: 68, message: 42 },
  log: { event: 90, message: 25 },
  shiviz: { event: 50, message: 50 },
  tsviz: { event: 60, message: 50 },
  govector: { event: 40, message: 50 },
};
/** An entry of a vector clock: a name and a number. */
const PER_CLOCK_ENTRY = 19;
const MERMAID_BYTES = 14_000;

/** In bytes, right within a factor of two, for so many events of the trace; of all files together where there are several. */
export function writtenSizeOf(trace: Trace, format: WriteFormat, events: number): number {
  if (format === 'mermaid') return Math.min(MERMAID_BYTES, events * 70);
  const messages = trace.messageCount / (trace.eventCount || 1);
  const { event, message } = PER_EVENT[format];
  const entries = ['shiviz', 'tsviz', 'govector'].includes(format) ? trace.machines : 0;
  return events * (event + messages * message + entries * PER_CLOCK_ENTRY);
}
