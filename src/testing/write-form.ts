// For tests: a simulated run, written in one of the known forms, with what each record tells.
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { type KnownForm, START_MS } from './known-forms.ts';
import type { WrittenEvent, WrittenFile } from './log-generator.ts';

/** The run of which a form's files are written. */
export function runFor({ names }: KnownForm): Trace {
  return simulate({ rates: [5, 2, 3].slice(0, names.length), durationSeconds: 50, seed: 11 });
}

/** Where all others are told by a word, no names are. */
function isByWord(lines: readonly string[]): boolean {
  return lines.some(line => /MULTICAST|\bboth\b|\bSB\b/.test(line));
}

export interface Written {
  /** When the run began. */
  readonly startMs: number;
  /** Events from then on are left out; milliseconds since the start of the run. */
  readonly untilMs: number;
  /** Whether a file has the lines that come before all events, where the form has such lines. */
  readonly hasHead: boolean;
}
const WHOLE: Written = { startMs: START_MS, untilMs: Infinity, hasHead: true };

export function writeForm(form: KnownForm, trace: Trace, as: Partial<Written> = {}): WrittenFile[] {
  const { names, file, head, together } = form;
  const { startMs, untilMs, hasHead } = { ...WHOLE, ...as };
  const records = trace.logs.map((log, machine) =>
    Array.from({ length: log.eventCount }, (_, index) =>
      recordOf(form, trace, machine, index, startMs),
    ).filter(({ ms }) => ms < startMs + untilMs),
  );
  if (together) {
    const all = records.flat().sort((a, b) => a.ms - b.ms);
    return [fileOf(file(''), [], all)];
  }
  return records.map((own, machine) =>
    fileOf(file(names[machine]!), (hasHead && head?.(names[machine]!)) || [], own),
  );
}

interface WrittenRecord {
  readonly ms: number;
  readonly texts: readonly string[];
  /** With lines that count from the record's first. */
  readonly events: readonly WrittenEvent[];
}

function fileOf(name: string, head: readonly string[], records: readonly WrittenRecord[]): WrittenFile {
  const texts = [...head];
  const events: WrittenEvent[] = [];
  for (const record of records) {
    for (const event of record.events) events.push({ ...event, line: texts.length + 1 + event.line });
    texts.push(...record.texts);
  }
  return { name, text: texts.map(text => `${text}\n`).join(''), events };
}

function recordOf(
  { names, lines, untold }: KnownForm,
  trace: Trace,
  machine: number,
  index: number,
  startMs: number,
): WrittenRecord {
  const event = trace.event(machine + 1, index);
  const { kind, clock } = event;
  const others =
    kind === 'receive'
      ? [event.message!.from - 1]
      : kind === 'send'
        ? event.messages.map(({ to }) => to - 1)
        : [];
  const queue = event.queue ?? 0;
  const ms = startMs + event.atMs;
  const texts = lines({
    kind,
    clock,
    queue,
    own: names[machine]!,
    peers: others.map(other => names[other]!),
    stamp: kind === 'receive' ? event.message!.timestamp : 0,
    iso: new Date(ms).toISOString(),
    ms,
    clockBefore: index === 0 ? 0 : trace.logs[machine]!.clocks[index - 1]!,
    roll: kind === 'receive' ? 0 : event.roll,
  });
  const isTold = !untold.includes('queue') && (kind === 'receive' || !untold.includes('queue elsewhere'));
  const namesPeers =
    kind !== 'internal' && !untold.includes(kind === 'receive' ? 'senders' : 'receivers') && !isByWord(texts);
  const each = kind === 'send' && texts.length > 1 && texts.every(text => text.startsWith('[SEND'));
  const events = (each ? others : [undefined]).map((one, line) => ({
    line,
    index,
    kind,
    clock,
    queue: isTold ? queue : undefined,
    atMs: undefined,
    machine,
    trial: 0,
    peers: namesPeers ? (one === undefined ? others : [one]) : undefined,
  }));
  return { ms, texts, events };
}
