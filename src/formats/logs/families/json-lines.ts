// JSON lines: an object for each event, and one for the start that names the machine and its clock rate.
import { COUNT_PROBLEM, countOf } from '../line-words.ts';
import { type LineSink, type LineTerms, type LogFamily, NO_EVENT, type Recipients } from '../log-record.ts';
import { type ReadTime, timeFromNumber } from '../read-time.ts';

type Fields = Readonly<Record<string, unknown>>;

const EVENT = ['event', 'event_type', 'kind', 'type', 'action'];
const CLOCK = ['new_clock', 'logical_clock', 'clock', 'lamport_clock', 'logical_time', 'lamport'];
const TIME = ['system_time', 'global_time', 'time', 'timestamp', 'wall_time', 'datetime'];
const MACHINE = [
  'machine_id',
  'machine',
  'process_id',
  'process',
  'node_id',
  'node',
  'vm_id',
  'vm',
  'host',
  'server',
  'client',
  'replica',
  'worker',
  'id',
  'rank',
  'pid',
];
const QUEUE = ['queue_len', 'queue_length', 'queue', 'queue_size', 'qlen'];
const FROM = ['from', 'sender', 'sender_id', 'source', 'src'];
const TO = ['to', 'recipient', 'recipients', 'receiver', 'target', 'targets', 'destination', 'dest'];
const RATE = ['clock_rate', 'rate', 'tick_rate', 'clock_speed'];
const CARRIED = [
  'message_clock',
  'msg_clock',
  'received_clock',
  'sender_clock',
  'sent_clock',
  'message_timestamp',
];

export const jsonLines: LogFamily = {
  name: 'JSON lines',
  machineWord: 'machine',
  followsAssignment: true,
  fits: text => /^\s*\{.*"(?:event|event_type|kind|type|action)"\s*:\s*"/i.test(text),
  open: terms => ({ read: (text, line, sink) => read(terms, text, line, sink) }),
};

function read(terms: LineTerms, text: string, line: number, sink: LineSink): void {
  if (/^\s*[[\]],?\s*$/.test(text)) return sink.header({});
  const fields = parsed(text);
  if (!fields) return sink.skip(line, text, 'It is not a complete JSON object.');
  const machine = terms.machineNameIn(textOf(first(fields, MACHINE)));
  const time = timeOf(terms, first(fields, TIME));
  const what = textOf(first(fields, EVENT));
  const kind = terms.kindOf(what);
  const rate = Number(first(fields, RATE) ?? NaN);
  if (!kind && Number.isFinite(rate)) return sink.header({ machine, time, rate });
  if (!kind) return sink.skip(line, text, NO_EVENT);
  const clock = countOf(textOf(first(fields, CLOCK)));
  if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
  sink.event(
    {
      kind,
      clock,
      line,
      time,
      machine,
      queue: countOf(textOf(first(fields, QUEUE))),
      timestamp: kind === 'internal' ? undefined : countOf(textOf(first(fields, CARRIED))),
      from: kind === 'receive' ? terms.machineNameIn(textOf(first(fields, FROM))) : undefined,
      to: kind === 'send' ? (recipients(terms, first(fields, TO)) ?? terms.recipientsIn(what)) : undefined,
    },
    1,
  );
}

/** By the names in small letters, with underscores between words; undefined when it is no object. */
function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text.trim().replace(/,$/, ''));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [
        name
          .replace(/([a-z])([A-Z])/g, '$1_$2')
          .replace(/[ -]/g, '_')
          .toLowerCase(),
        field as unknown,
      ]),
    );
  } catch {
    return undefined;
  }
}

function first(fields: Fields, names: readonly string[]): unknown {
  const name = names.find(one => fields[one] !== undefined && fields[one] !== null);
  return name === undefined ? undefined : fields[name];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function timeOf(terms: LineTerms, value: unknown): ReadTime | undefined {
  return typeof value === 'number' ? timeFromNumber(value) : terms.readTime(textOf(value));
}

function recipients(terms: LineTerms, value: unknown): Recipients {
  return terms.recipientsOf(Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value));
}
