// Logs as GoVector writes them (https://github.com/DistributedClocks/GoVector): for each event a line with the process
// and its vector clock, and a line of text; under the head that makes one file of all processes readable for ShiViz.
import type { Trace } from '../core/trace.ts';
import { clockText } from './shiviz.ts';
import { hostNames, sentenceOf, type VectorLog } from './vector-log.ts';

const EVENT_PATTERN = '(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)';

/** Line after line, each with its line break. */
export function* govectorLines(trace: Trace, log: VectorLog): Generator<string> {
  const hosts = hostNames(trace);
  yield `${EVENT_PATTERN}\n\n`;
  for (const { event, host, clock } of log.events) {
    // GoVector sorts the entries by name, as Go sorts strings.
    const sorted = [...clock].sort(([a], [b]) => (a < b ? -1 : 1));
    yield `${host} ${clockText(sorted)}\n${sentenceOf(event, hosts, trace.program)}, clock ${event.clock}\n`;
  }
}
