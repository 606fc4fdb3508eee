// For tests: the forms in which programs write vector clocks: as lists of numbers among a student's fields, and as ShiViz,
// GoVector, TSViz and DisViz have them. Each is written from a simulated run.
import { vectorClocksOf, vectorOf } from '../analysis/vector-clocks.ts';
import type { Event } from '../core/event.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import type { InputFile } from '../formats/read-result.ts';

const START_MS = Date.UTC(2026, 1, 28, 17, 42, 4);
const HOSTS = ['alice', 'bob', 'carol'] as const;

/** One event, as a line may tell it. */
export interface Stamped {
  readonly event: Event;
  /** From 1. */
  readonly machine: number;
  readonly host: string;
  readonly vector: readonly number[];
  readonly ms: number;
}

export interface VectorForm {
  readonly form: string;
  /** What the machines are called, in their order. */
  readonly names: readonly string[];
  readonly files: (events: readonly Stamped[]) => InputFile[];
  /** Whether words say what happened, where a person can read it. */
  readonly tellsKinds: boolean;
  readonly tellsTimes: boolean;
  readonly runs: number;
}

/** In an order in which they happened. */
export function stampedEventsOf(trace: Trace): Stamped[] {
  const clocks = vectorClocksOf(trace);
  return [...eventsInOrder(trace)].map(({ machine, index }) => ({
    event: trace.event(machine, index),
    machine,
    host: HOSTS[machine - 1]!,
    vector: [...vectorOf(clocks, machine, index)],
    ms: START_MS + trace.event(machine, index).atMs,
  }));
}

const kindOf = ({ event }: Stamped): string => event.kind;
const words = ({ event: { kind } }: Stamped): string =>
  kind === 'send' ? 'ask the others' : kind === 'receive' ? 'got a question' : 'think';
const nanoseconds = ({ ms }: Stamped): string => `${BigInt(Math.round(ms * 1000)) * 1000n}`;
const iso = ({ ms }: Stamped): string => new Date(ms).toISOString();
const list = ({ vector }: Stamped): string => `[${vector.join(', ')}]`;
const object = ({ vector }: Stamped): string =>
  `{${vector.flatMap((entry, i) => (entry > 0 ? [`"${HOSTS[i]!}":${entry}`] : [])).join(', ')}}`;
const disviz = (one: Stamped): object => ({
  processId: one.host,
  message: words(one),
  VCString: object(one),
});
const recipients = ({ event }: Stamped): number[] =>
  event.kind === 'send' ? event.messages.map(({ to }) => to) : [];

type LineOf = (one: Stamped) => string;
type Write = VectorForm['files'];

/** One file with the lines of all. */
const together =
  (line: LineOf, head: readonly string[] = [], name = 'run.log'): Write =>
  events => [{ name, text: [...head, ...events.map(line), ''].join('\n') }];

/** A file for each machine. */
const apart =
  (
    nameOf: (machine: number) => string,
    line: LineOf,
    head: (machine: number) => string[] = () => [],
  ): Write =>
  events =>
    HOSTS.map((_, i) => ({
      name: nameOf(i + 1),
      text: [...head(i + 1), ...events.filter(({ machine }) => machine === i + 1).map(line), ''].join('\n'),
    }));

const executions =
  (head: readonly string[]): Write =>
  events => [
    {
      name: 'run.log',
      text: [
        ...head,
        ...['one', 'two'].flatMap(name => [
          `=== ${name} ===`,
          ...events.map(one => `${one.host} ${object(one)}\n${words(one)}`),
        ]),
        '',
      ].join('\n'),
    },
  ];

const NAMED = ['machine 0', 'machine 1', 'machine 2'];
const PS = ['P1', 'P2', 'P3'];

function formOf(form: string, names: readonly string[], files: Write, tells = '', runs = 1): VectorForm {
  return {
    form,
    names,
    files,
    runs,
    tellsKinds: tells.includes('kinds'),
    tellsTimes: tells.includes('times'),
  };
}

export const VECTOR_FORMS: readonly VectorForm[] = [
  formOf(
    'lists of numbers between bars',
    ['process 0', 'process 1', 'process 2'],
    apart(
      machine => `process_${machine - 1}.log`,
      one =>
        `[${nanoseconds(one)}] | ${one.vector.join(',')} | ${one.event.queue} | ${recipients(one).length > 1 ? 'DOUBLE SEND' : kindOf(one).toUpperCase()}`,
      machine => [`Process ${machine - 1} running at 3Hz`],
    ),
    'kinds times',
  ),
  formOf(
    'labelled lists, recipients told',
    NAMED,
    apart(
      machine => `machine_${machine - 1}.log`,
      one =>
        `ACTION: ${kindOf(one).toUpperCase()}, ${
          one.event.kind === 'send'
            ? `Recipient Machine: ${recipients(one)
                .map(to => to - 1)
                .join(' and ')}, `
            : ''
        }Logical Clock Time: ${list(one)}`,
    ),
    'kinds',
  ),
  formOf(
    'a line for each recipient',
    NAMED,
    apart(
      machine => `machine_${machine - 1}.log`,
      one =>
        one.event.kind === 'send'
          ? recipients(one)
              .map(to => `${iso(one)} SEND to ${to - 1} ${list(one)}`)
              .join('\n')
          : `${iso(one)} ${kindOf(one).toUpperCase()} ${list(one)}`,
    ),
    'kinds times',
  ),
  formOf(
    'lists behind hosts, free words',
    HOSTS,
    together(one => `${one.host} ${list(one)} ${words(one)}`),
  ),
  formOf(
    'lists behind numbered names, free words',
    PS,
    together(one => `P${one.machine} ${list(one)} ${words(one)}`),
  ),
  formOf(
    'tuples',
    PS,
    together(one => `P${one.machine} (${one.vector.join(', ')}) ${kindOf(one)}`),
    'kinds',
  ),
  formOf(
    'arrays in JSON lines',
    ['node 1', 'node 2', 'node 3'],
    together(one => JSON.stringify({ node: one.machine, vc: one.vector, event: kindOf(one) })),
    'kinds',
  ),
  formOf(
    'places in another order than the names',
    ['machine 1', 'machine 2', 'machine 3'],
    apart(
      machine => `machine_${machine}.txt`,
      one => `${iso(one)} ${kindOf(one)} vector=[${[...one.vector].reverse().join(' ')}]`,
    ),
    'kinds times',
  ),
  formOf(
    'TSViz with its own expression',
    HOSTS,
    together(
      one => `${nanoseconds(one)} ${words(one)}\n${one.host} ${object(one)}`,
      [String.raw`(?<timestamp>\d+) (?<event>.*)\n(?<host>\S*) (?<clock>{.*})`, ''],
    ),
    'times',
  ),
  formOf(
    'TSViz',
    HOSTS,
    together(one => `${nanoseconds(one)} ${words(one)}\n${one.host} ${object(one)}`),
    'times',
  ),
  formOf(
    'TSViz with dates',
    HOSTS,
    together(one => `${iso(one)} ${words(one)}\n${one.host} ${object(one)}`),
    'times',
  ),
  formOf(
    'one line with a date',
    HOSTS,
    together(one => `${iso(one)} ${one.host} ${object(one)} ${words(one)}`),
    'times',
  ),
  formOf(
    'one line with a date in two parts',
    HOSTS,
    together(
      one => `${iso(one).replace('T', ' ').replace('Z', '')} ${one.host} ${object(one)} ${words(one)}`,
    ),
    'times',
  ),
  formOf(
    'DisViz',
    HOSTS,
    together(one => JSON.stringify(disviz(one))),
  ),
  formOf(
    'DisViz with objects',
    HOSTS,
    together(one => JSON.stringify({ ...disviz(one), VCString: JSON.parse(object(one)) as object })),
  ),
  ...[undefined, 1].map(indent =>
    formOf(`DisViz as one array, ${indent ? 'on many lines' : 'on one line'}`, HOSTS, events => [
      { name: 'run.json', text: JSON.stringify(events.map(disviz), undefined, indent) },
    ]),
  ),
  formOf(
    'executions with their own expression',
    HOSTS,
    executions([String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`, '=== (?<trace>.*) ===']),
    '',
    2,
  ),
  formOf('executions', HOSTS, executions([]), '', 2),
  formOf(
    'GoVector, a file for each host',
    HOSTS,
    apart(
      machine => `${HOSTS[machine - 1]!}-Log.txt`,
      one => `${one.host} ${object(one)}\nINFO ${words(one)}`,
    ),
  ),
];
