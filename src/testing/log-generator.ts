// For tests: logs in forms that nobody listed, written from simulated runs. A seed decides the form: the order of fields,
// what separates and labels them, the words, the times, the names of files, and what stands around the events. What was
// written is handed out beside the text, so that a reading can be compared with it.
import type { Event, EventKind } from '../core/event.ts';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { Chance } from './chance.ts';
import { TIME_FORMS, type TimeForm, writeTime } from './log-times.ts';

export interface WrittenEvent {
  readonly line: number;
  readonly kind: EventKind;
  /** Among the events of its machine. */
  readonly index: number;
  /** As they are written; undefined where they are not. */
  readonly clock: number;
  readonly queue: number | undefined;
  /** Milliseconds since the run's start, as finely as it is written. */
  readonly atMs: number | undefined;
  /** Machines count from 0. */
  readonly machine: number;
  readonly trial: number;
  /** Of a receive its sender, of a send those whom it went to, where the line says so. */
  readonly peers: readonly number[] | undefined;
}

export interface WrittenFile {
  readonly name: string;
  readonly text: string;
  readonly events: readonly WrittenEvent[];
}

export interface WrittenLogs {
  readonly files: readonly WrittenFile[];
  readonly form: Form;
  readonly machines: readonly string[];
}

type Layout = 'labelled' | 'table' | 'bare' | 'json' | 'bracketed' | 'prose' | 'block';
type FieldName = 'time' | 'clock' | 'queue' | 'event' | 'machine' | 'roll' | 'stamp';

export interface Form {
  readonly layout: Layout;
  readonly order: readonly FieldName[];
  readonly separator: string;
  readonly equals: string;
  readonly labels: Readonly<Record<FieldName, string>>;
  readonly words: Readonly<Record<EventKind, string>>;
  readonly madeUpWords: boolean;
  readonly time: TimeForm;
  readonly names: 'from 0' | 'from 1' | 'letters' | 'people' | 'ports';
  readonly fileName: string;
  readonly oneFile: boolean;
  readonly sendLines: 'one' | 'each';
  readonly queueOn: 'receives' | 'all' | 'none';
  readonly queueBefore: boolean;
  readonly clockBefore: boolean;
  readonly peersOn: 'both' | 'sends' | 'none';
  readonly head: 'none' | 'rate' | 'chatter' | 'legend';
  readonly chatter: boolean;
  readonly trials: number;
}

const LABELS: Readonly<Record<FieldName, readonly string[]>> = {
  time: ['System Time', 'time', 'Global Time', 'sys_time', 'timestamp', 'at', 'WallClock', 'moment'],
  clock: [
    'Logical Clock',
    'LC',
    'lamport',
    'logical_clock_time',
    'LogicalClock',
    'clock',
    'L',
    'counter',
    'zork',
    'Lamport Clock Value',
    'lclock',
  ],
  queue: [
    'Queue Length',
    'queue',
    'qlen',
    'MsgQueue Length',
    'len_of_queue',
    'pending',
    'backlog',
    'inbox',
    'rest',
  ],
  event: ['Event', 'type', 'event_type', 'action', 'what', 'op'],
  machine: ['Machine', 'node', 'process', 'VM', 'id', 'rank', 'host'],
  roll: ['die', 'roll', 'rolled', 'random'],
  stamp: ['Message Clock', 'msg_clock', 'message timestamp', 'sent clock'],
};
const USUAL_WORDS: readonly Readonly<Record<EventKind, string>>[] = [
  { send: 'SEND', receive: 'RECEIVE', internal: 'INTERNAL' },
  { send: 'Sent message', receive: 'Received message', internal: 'Internal event' },
  { send: 'sent', receive: 'recv', internal: 'internal' },
  { send: 'SEND_MSG', receive: 'RECEIVE_MSG', internal: 'INTERNAL_EVENT' },
  { send: 'transmitting', receive: 'got message', internal: 'local step' },
  { send: 'Sent', receive: 'Processed message', internal: 'Internal' },
  { send: 'MESSAGE SENT', receive: 'POP FROM QUEUE', internal: 'nothing' },
  { send: 'S', receive: 'R', internal: 'I' },
];
const SYLLABLES = ['zor', 'quav', 'flim', 'bex', 'dru', 'nop', 'tik', 'yal', 'mor', 'gup', 'vesh', 'lorn'];
const PEOPLE = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'];
const START_MS = Date.UTC(2026, 2, 4, 15, 20, 27, 130);
const TRIAL_PAUSE_MS = 600_000;

export function generateLogs(seed: number): WrittenLogs {
  const chance = new Chance(seed * 7919 + 17);
  const form = formOf(chance);
  const machines = machineNames(form, chance.whole(2, 4));
  const traces = Array.from({ length: form.trials }, (_, trial) =>
    simulate({
      rates: machines.map(() => chance.whole(1, 6)),
      dieSides: chance.whole(machines.length + 2, 10),
      durationSeconds: chance.whole(25, 60),
      seed: seed * 10 + trial,
    }),
  );
  return writtenIn(form, traces, machines, chance);
}

/** A run in the form that the seed decides, as a program writes it that logs what is so after each event. */
export function generateLogsOf(trace: Trace, seed: number): WrittenLogs {
  const chance = new Chance(seed * 7919 + 17);
  const form: Form = { ...formOf(chance), trials: 1, clockBefore: false };
  return writtenIn(form, [trace], machineNames(form, trace.machines), chance);
}

function writtenIn(
  form: Form,
  traces: readonly Trace[],
  machines: readonly string[],
  chance: Chance,
): WrittenLogs {
  const files = form.oneFile
    ? [writeFile(form, traces, machines, undefined, chance)]
    : machines.map((_, machine) => writeFile(form, traces, machines, machine, chance));
  return { files, form, machines };
}

function formOf(chance: Chance): Form {
  const layout = chance.of<Layout>([
    'labelled',
    'labelled',
    'table',
    'bare',
    'json',
    'bracketed',
    'prose',
    'block',
  ]);
  const oneFile = chance.is(0.15) && layout !== 'block';
  const madeUpWords = chance.is(0.2);
  const withMachine = oneFile || chance.is(0.3);
  const queueOn = chance.of(['receives', 'receives', 'all', 'none'] as const);
  const names = chance.of(['from 0', 'from 1', 'letters', 'people', 'ports'] as const);
  const fields: FieldName[] = ['time', 'clock', 'event'];
  if (queueOn !== 'none') fields.push('queue');
  if (withMachine) fields.push('machine');
  if (chance.is(0.15) && layout !== 'bare') fields.push('roll');
  if (chance.is(0.15) && layout !== 'bare') fields.push('stamp');
  const labels = Object.fromEntries(
    (Object.keys(LABELS) as FieldName[]).map(name => [name, chance.of(LABELS[name])]),
  ) as Record<FieldName, string>;
  return {
    layout,
    order: chance.shuffled(fields),
    separator: separatorOf(layout, chance),
    equals: chance.of([': ', '=', ' = ', ' - ', ':']),
    labels,
    words: madeUpWords ? madeUp(chance) : chance.of(USUAL_WORDS),
    madeUpWords,
    time: chance.of(TIME_FORMS),
    names,
    fileName: chance.of([
      'machine_{}.log',
      '{}.txt',
      'log-{}.log',
      'run/vm{}.log',
      '{}-events-1:10.log',
      'vm{}_logs/vm{}_03-01_log.txt',
      'out_{}_rate{r}.csv',
      'results_{}_trial',
    ]),
    oneFile,
    sendLines: chance.is(0.2) ? 'each' : 'one',
    queueOn,
    queueBefore: chance.is(0.2),
    clockBefore: chance.is(0.1),
    peersOn: chance.of(['both', 'sends', 'sends', 'none'] as const),
    head: chance.of(['none', 'none', 'rate', 'chatter', 'legend'] as const),
    chatter: chance.is(0.15),
    trials: chance.is(0.12) && !oneFile ? 2 : 1,
  };
}

function separatorOf(layout: Layout, chance: Chance): string {
  if (layout === 'table' || layout === 'bare') return chance.of([',', ',', '\t', ';', '|']);
  return chance.of([' | ', ', ', '\t', '; ', ' ', ' || ']);
}

function madeUp(chance: Chance): Record<EventKind, string> {
  const syllables = chance.shuffled(SYLLABLES);
  const word = (i: number): string => `${syllables[2 * i]}${syllables[2 * i + 1]}`;
  const shape = chance.of([
    (text: string) => text.toUpperCase(),
    (text: string) => text,
    (text: string) => `did ${text}`,
  ]);
  return { send: shape(word(0)), receive: shape(word(1)), internal: shape(word(2)) };
}

function machineNames({ names }: Form, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    if (names === 'letters') return String.fromCharCode(65 + i);
    if (names === 'people') return PEOPLE[i]!;
    if (names === 'ports') return String(5001 + i);
    return String(names === 'from 0' ? i : i + 1);
  });
}

function writeFile(
  form: Form,
  traces: readonly Trace[],
  machines: readonly string[],
  own: number | undefined,
  chance: Chance,
): WrittenFile {
  const lines: string[] = [];
  const events: WrittenEvent[] = [];
  for (const [trial, trace] of traces.entries()) {
    const startMs = START_MS + trial * TRIAL_PAUSE_MS;
    lines.push(...headOf(form, trace, own, machines));
    for (const { event, machine } of eventsOf(trace, own)) {
      for (const written of recordsOf(form, trace, event, machine, machines, startMs)) {
        if (form.chatter && chance.is(0.01)) lines.push('heartbeat ok');
        events.push({ ...written.event, line: lines.length + 1, trial });
        lines.push(...written.lines);
        if (form.layout === 'block') lines.push('');
      }
    }
  }
  const rate = traces[0]!.trial.rates[own ?? 0]!;
  const name = form.oneFile
    ? 'all.log'
    : form.fileName.replaceAll('{}', machines[own!]!).replace('{r}', String(rate));
  return { name, text: lines.map(line => `${line}\n`).join(''), events };
}

function headOf(form: Form, trace: Trace, own: number | undefined, machines: readonly string[]): string[] {
  const { layout, head, order, separator, labels, words, madeUpWords } = form;
  if (layout === 'table') {
    const columns: string[] = order.map(name => labels[name]);
    if (form.peersOn !== 'none') columns.push(form.peersOn === 'both' ? 'peer' : 'to');
    return [columns.map(name => name.replaceAll(separator, ' ')).join(separator)];
  }
  if (layout === 'json' || own === undefined) return [];
  if (head === 'rate') return [`Clock rate: ${trace.trial.rates[own]} ticks per second`];
  if (head === 'chatter') return [`Starting ${machines[own]}`, 'Connected to all peers', `listening`];
  if (head === 'legend' && !madeUpWords)
    return [
      `${words.send}: a message was sent`,
      `${words.receive}: a message was received`,
      `${words.internal}: internal event`,
    ];
  return [];
}

function eventsOf(trace: Trace, own: number | undefined): { event: Event; machine: number }[] {
  const all = trace.logs.flatMap((log, machine) =>
    own !== undefined && own !== machine
      ? []
      : Array.from({ length: log.eventCount }, (_, index) => ({
          event: trace.event(machine + 1, index),
          machine,
        })),
  );
  return own === undefined ? all.sort((a, b) => a.event.atMs - b.event.atMs) : all;
}

interface Values {
  readonly time: string;
  readonly clock: number;
  readonly queue: number | undefined;
  readonly event: string;
  readonly machine: string;
  readonly roll: number | undefined;
  readonly stamp: number | undefined;
  readonly peers: readonly string[];
}

function recordsOf(
  form: Form,
  trace: Trace,
  event: Event,
  machine: number,
  machines: readonly string[],
  startMs: number,
): { lines: string[]; event: Omit<WrittenEvent, 'line' | 'trial'> }[] {
  const { kind } = event;
  const receives = kind === 'receive';
  const before = event.index === 0 ? 0 : trace.logs[machine]!.clocks[event.index - 1]!;
  const clock = form.clockBefore && receives ? before : event.clock;
  const told = form.queueOn === 'all' || (form.queueOn === 'receives' && receives);
  const queue = told ? (event.queue ?? 0) + (form.queueBefore && receives ? 1 : 0) : undefined;
  const everyone =
    kind === 'receive'
      ? [event.message!.from - 1]
      : kind === 'send'
        ? event.messages.map(({ to }) => to - 1)
        : [];
  const tellsPeers =
    form.peersOn === 'both' ? kind !== 'internal' : form.peersOn === 'sends' && kind === 'send';
  const groups =
    kind === 'send' && form.sendLines === 'each' && tellsPeers ? everyone.map(one => [one]) : [everyone];
  const { text: time, atMs } = writeTime(form.time, startMs, event.atMs);
  return groups.map(group => {
    const peers = tellsPeers ? group : [];
    const values: Values = {
      time,
      clock,
      queue,
      event: form.words[kind],
      machine: machines[machine]!,
      roll: kind === 'receive' ? undefined : event.roll,
      stamp:
        kind === 'receive'
          ? event.message!.timestamp
          : kind === 'send'
            ? event.messages[0]!.timestamp
            : undefined,
      peers: peers.map(peer => machines[peer]!),
    };
    return {
      lines: linesOf(form, kind, values),
      event: { kind, index: event.index, clock, queue, atMs, machine, peers: tellsPeers ? peers : undefined },
    };
  });
}

function linesOf(form: Form, kind: EventKind, values: Values): string[] {
  const { layout, order, separator, equals, labels } = form;
  const direction = kind === 'receive' ? 'from' : 'to';
  const whom = values.peers.length === 0 ? '' : ` ${direction} ${values.peers.join(' and ')}`;
  const has = (name: FieldName): boolean => values[name] !== undefined;
  switch (layout) {
    case 'table': {
      const cells = order.map(name => String(values[name] ?? ''));
      if (form.peersOn !== 'none') cells.push(values.peers.join(' '));
      return [cells.map(cell => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator)];
    }
    case 'bare': {
      const cells = order
        .filter(has)
        .flatMap(name => (name === 'event' ? [values.event, ...values.peers] : [String(values[name])]));
      return [cells.join(separator)];
    }
    case 'json': {
      const numeric = (text: string): unknown => (/^\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text);
      const entries: [string, unknown][] = order
        .filter(has)
        .map(name => [labels[name], numeric(String(values[name]))]);
      if (values.peers.length > 0)
        entries.push([
          direction,
          values.peers.length === 1 ? numeric(values.peers[0]!) : values.peers.map(numeric),
        ]);
      return [JSON.stringify(Object.fromEntries(entries))];
    }
    case 'bracketed':
      return [
        order
          .filter(has)
          .map(name =>
            name === 'event' ? `[${values.event}${whom}]` : `[${labels[name]}${equals}${values[name]}]`,
          )
          .join(' '),
      ];
    case 'prose': {
      const rest = order.filter(name => has(name) && name !== 'event' && name !== 'time');
      return [
        `${values.time} ${values.event}${whom}. ${rest.map(name => `${labels[name]} is ${values[name]}`).join(', ')}.`,
      ];
    }
    case 'block':
      return [
        `${values.event}${whom}`,
        ...order
          .filter(name => has(name) && name !== 'event')
          .map(name => `${labels[name]}: ${values[name]}`),
      ];
    case 'labelled':
      return [
        order
          .filter(has)
          .map(name =>
            name === 'event' ? `${values.event}${whom}` : `${labels[name]}${equals}${values[name]}`,
          )
          .join(separator),
      ];
  }
}
