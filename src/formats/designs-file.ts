// A comparison of designs for other programs: a table of its runs by RFC 4180, the unit of each column in its name, and the
// whole of it, deaths and settings too, as JSON.
import type {
  DesignComparison,
  DesignRun,
  MeasuredDesign,
  PartyLoad,
  Traffic,
} from '../core/design-facts.ts';
import { csvLine, inert, type CsvValue } from './csv.ts';
import type { NamedFile } from './named-file.ts';

type Column = readonly [name: string, value: (run: MeasuredDesign) => CsvValue];

const traffic = (name: string, of: (run: MeasuredDesign) => Traffic): readonly Column[] => [
  [`${name}_frames`, run => of(run).frames],
  [`${name}_bytes`, run => of(run).bytes],
];

const load = (name: string, of: (run: MeasuredDesign) => PartyLoad): readonly Column[] => [
  [name, run => (of(run).party === 0 ? 'server' : of(run).party)],
  ...traffic(`${name}_in`, run => of(run).in),
  ...traffic(`${name}_out`, run => of(run).out),
];

const MEASURED: readonly Column[] = [
  ['connections_two_way', ({ connections }) => connections],
  ['directions_one_way', ({ directions }) => directions],
  ['setup_milliseconds', ({ setupMs }) => setupMs],
  ['run_milliseconds', ({ runMs }) => runMs],
  ['messages', ({ messages }) => messages],
  ['messages_arrived', ({ arrived }) => arrived],
  ['latency_median_milliseconds', ({ latency }) => latency?.medianMs],
  ['latency_99_percent_milliseconds', ({ latency }) => latency?.p99Ms],
  ['latency_largest_milliseconds', ({ latency }) => latency?.maxMs],
  ...traffic('between_machines', ({ hops }) => hops.between),
  ...traffic('to_server', ({ hops }) => hops.toServer),
  ...traffic('from_server', ({ hops }) => hops.fromServer),
  ...load('busiest_party', ({ busiest }) => busiest),
  ...load('busiest_machine', ({ busiestMachine }) => busiestMachine),
];

const HEAD = ['design', 'machines', ...MEASURED.map(([name]) => name), 'refused_because'];

export function writeDesignsCsv({ runs }: DesignComparison): NamedFile {
  const text = [HEAD, ...runs.map(valuesOf)].map(csvLine).join('');
  return { name: 'lamplight-three-designs.csv', text, type: 'text/csv' };
}

export function writeDesignsJson(comparison: DesignComparison): NamedFile {
  const text = `${JSON.stringify(comparison, undefined, 2)}\n`;
  return { name: 'lamplight-three-designs.json', text, type: 'application/json' };
}

function valuesOf(run: DesignRun): readonly CsvValue[] {
  const values =
    run.kind === 'measured' ? MEASURED.map(([, valueOf]) => valueOf(run)) : MEASURED.map(() => undefined);
  return [run.design, run.machines, ...values, run.kind === 'refused' ? inert(run.reason) : undefined];
}
