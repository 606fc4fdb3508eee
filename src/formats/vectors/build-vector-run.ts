// Makes the trace of one execution from its vectors: numbers the hosts, puts each host's events in the order of their own
// entries, finds the messages, and keeps the vectors as the log gives them, so that the audit can judge them.
import { counted } from '../../core/counted.ts';
import { importedTrial } from '../../core/imported-trial.ts';
import { MachineLog, NONE, SEND } from '../../core/machine-log.ts';
import type { Message } from '../../core/message.ts';
import { doubtBit, PAIRINGS, type MachineOrigin } from '../../core/trace-origin.ts';
import { Trace } from '../../core/trace.ts';
import { TRIAL_BOUNDS, type TimestampRule } from '../../core/trial.ts';
import { lamportClocksOf } from '../../analysis/lamport-clocks.ts';
import { compareNames } from '../logs/machine-names.ts';
import { missingReason } from '../logs/run-notes.ts';
import { runTimesOf, type TimedPart } from '../logs/run-times.ts';
import type { ReadRun } from '../read-result.ts';
import { parseOwnSentence } from './own-words.ts';
import type { Host, VectorParts } from './vector-hosts.ts';
import { gluedRecords, misreadVectors } from './misread-vectors.ts';
import { indexByEntry, movedNote, orderOfEntries } from './own-entries.ts';
import { messagesOf, type HostVectors, type VectorMessage } from './vector-messages.ts';
import type { VectorRecords } from './vector-records.ts';

/** Events that no time is told of are this far apart along the longest chain before them. */
export const STEP_MS = 1000;
export const UNTIMED = 'No line gives a time: events are drawn in their order.';
/** The log of a stretch may begin with messages of such a number, and nothing before them. */
const MISSING_MAX = 1_000_000;
/** Worked out once for all events. */
const DOUBT = {
  time: doubtBit('time'),
  clock: doubtBit('clock'),
  recipients: doubtBit('recipients'),
  kind: doubtBit('kind'),
  queue: doubtBit('queue'),
  vector: doubtBit('vector'),
} as const;

export function buildVectorRun({ name, parts }: VectorParts): ReadRun {
  const notes: string[] = [];
  const hosts = hostsOf(parts, notes);
  const vectors = vectorsOf(parts, hosts);
  const own = ownLogsOf(parts, hosts);
  const told = own ? [] : messagesBetween(hosts, vectors, notes);
  const logs = own?.logs ?? logsOf(parts, hosts, told);
  const trace = new Trace(
    importedTrial({ rates: hosts.map(() => 1), durationSeconds: 1, rule: 'increment-then-send' }),
    'imported',
    undefined,
    logs,
  );
  const lamports = lamportClocksOf(trace, 'increment-then-send');
  const stated = hosts.map((host, i) => own?.clocks[i] ?? statedClocks(parts, host));
  for (const [i, log] of logs.entries()) fillClocks(log, stated[i]!, lamports[i]!, own === undefined);
  return {
    name,
    files: [...new Set(parts.map(({ file }) => file))],
    trace: finished(trace, { parts, hosts, vectors, stated, notes, own, told }),
  };
}

function messagesBetween(
  hosts: readonly Host[],
  vectors: readonly HostVectors[],
  notes: string[],
): readonly VectorMessage[] {
  const indices = hosts.map((_, host) => indexByEntry(vectors[host]!, host, hosts.length));
  const found = messagesOf(vectors, (host, entry) => indices[host]!.get(entry) ?? NONE);
  const { messages, notes: messageNotes } = onePerReceive(found.messages);
  notes.push(...messageNotes);
  if (found.withoutSend > 0)
    notes.push(
      `${counted(found.withoutSend, 'entry was', 'entries were')} taken over from events that are not in the log.`,
    );
  return messages;
}

/** {@link NONE} where the log states none. */
function statedClocks(parts: VectorParts['parts'], host: Host): Uint32Array {
  const { lamports } = recordsOf(parts, host);
  return Uint32Array.from(host.records, record => lamports[record]!);
}

/** What Lamplight's own sentences tell. */
interface OwnLogs {
  readonly logs: readonly MachineLog[];
  /** By host: the clock of each event; {@link NONE} where it is not stated. */
  readonly clocks: readonly Uint32Array[];
  /** By host: the timestamp that each receive states. */
  readonly timestamps: readonly Uint32Array[];
  readonly rule: TimestampRule;
}

/** Undefined unless every event of every host is described in one of our own sentences. */
function ownLogsOf(parts: VectorParts['parts'], hosts: readonly Host[]): OwnLogs | undefined {
  const numbers = new Map(hosts.map(({ name }, i) => [name, i + 1]));
  const logs = hosts.map(({ records }, i) => new MachineLog(i + 1, Math.max(1, records.length)));
  const clocks = hosts.map(host => statedClocks(parts, host));
  const timestamps = hosts.map(({ records }) => new Uint32Array(records.length).fill(NONE));
  const received: { readonly message: Message; readonly index: number }[] = [];
  let behind = 0;
  for (const [i, host] of hosts.entries()) {
    const log = logs[i]!;
    const { texts, queues } = recordsOf(parts, host);
    for (const [index, record] of host.records.entries()) {
      const sentence = parseOwnSentence(texts[record]!);
      if (!sentence) return undefined;
      clocks[i]![index] = sentence.clock ?? clocks[i]![index]!;
      const queue = queues[record]!;
      const self = i + 1;
      if (sentence.kind === 'internal') log.addInternal(0, 0, queue, Math.min(sentence.roll, 0xffff));
      else if (sentence.kind === 'send') {
        const to = sentence.messages.map(({ host: name }) => numbers.get(name));
        if (to.includes(undefined)) return undefined;
        const messages = sentence.messages.map(({ number, timestamp }, at) => ({
          from: self,
          to: to[at]!,
          number,
          timestamp,
        }));
        if (
          messages.some(
            ({ number }) => number < 1 || number > host.records.length * hosts.length + MISSING_MAX,
          )
        )
          return undefined;
        log.addSend(0, 0, queue, 0, messages);
        if (messages[0] && clocks[i]![index] === messages[0].timestamp + 1) behind += 1;
      } else {
        const { message } = sentence;
        const from = message && numbers.get(message.host);
        if (message && from === undefined) return undefined;
        const taken = message && {
          from: from!,
          to: self,
          number: message.number,
          timestamp: message.timestamp,
        };
        log.addReceive(0, 0, queue, taken);
        if (!taken) continue;
        timestamps[i]![index] = taken.timestamp;
        received.push({ message: taken, index });
      }
    }
  }
  for (const { message, index } of received) {
    if (message.number > hosts[message.from - 1]!.records.length * hosts.length + MISSING_MAX)
      return undefined;
    logs[message.from - 1]!.markReceived(message, index);
  }
  return { logs, clocks, timestamps, rule: behind > 0 ? 'send-then-increment' : 'increment-then-send' };
}

function recordsOf(parts: VectorParts['parts'], host: Host): VectorRecords {
  return parts[host.part]!.execution.records;
}

/** In the order of their names, those that the log only mentions among them. */
function hostsOf(parts: VectorParts['parts'], notes: string[]): Host[] {
  const named = new Map<string, Host>();
  for (const [part, { execution }] of parts.entries()) {
    const { records } = execution;
    const of = new Map<number, number[]>();
    for (let record = 0; record < records.count; record++) {
      const owner = records.owners[record]!;
      const found = of.get(owner);
      if (found) found.push(record);
      else of.set(owner, [record]);
    }
    for (const [owner, own] of of) {
      const name = records.hosts[owner]!;
      const { order, moved } = orderOfEntries(own.map(record => entryIn(records, record, owner)));
      if (moved > 0) notes.push(movedNote(moved, name));
      const sorted = order ? order.map(at => own[at]!) : own;
      named.set(name, { name, part, records: Uint32Array.from(sorted) });
    }
    for (const name of records.hosts)
      if (!named.has(name)) named.set(name, { name, part, records: new Uint32Array(0) });
  }
  const { max } = TRIAL_BOUNDS.machines;
  if (named.size > max)
    notes.push(
      `The log names ${counted(named.size, 'host')}; only the first ${counted(max, 'is', 'are')} shown.`,
    );
  return [...named.values()].slice(0, max).sort((a, b) => compareNames(a.name, b.name));
}

function entryIn({ ends, entries }: VectorRecords, record: number, host: number): number {
  for (let at = record === 0 ? 0 : ends[record - 1]!; at < ends[record]!; at += 2)
    if (entries[at] === host) return entries[at + 1]!;
  return 0;
}

function vectorsOf(parts: VectorParts['parts'], hosts: readonly Host[]): HostVectors[] {
  const columns = new Map(hosts.map(({ name }, i) => [name, i]));
  const columnOf = parts.map(({ execution }) => execution.records.hosts.map(host => columns.get(host) ?? -1));
  return hosts.map(({ part, records: own }) => {
    const { ends, entries } = parts[part]!.execution.records;
    const vectors = new Uint32Array(own.length * hosts.length);
    for (const [row, record] of own.entries())
      for (let at = record === 0 ? 0 : ends[record - 1]!; at < ends[record]!; at += 2) {
        const column = columnOf[part]![entries[at]!]!;
        if (column >= 0) vectors[row * hosts.length + column] = entries[at + 1]!;
      }
    return { count: own.length, vectors };
  });
}

/** An event of a trace receives one message: of several that an event takes over at once, the first is shown. */
function onePerReceive(found: readonly VectorMessage[]): {
  readonly messages: readonly VectorMessage[];
  readonly notes: readonly string[];
} {
  let last: VectorMessage | undefined;
  const messages = found.filter(message => {
    const isFirst = last?.to !== message.to || last.receivedIndex !== message.receivedIndex;
    last = message;
    return isFirst;
  });
  const left = found.length - messages.length;
  if (left === 0) return { messages, notes: [] };
  return {
    messages,
    notes: [
      `${counted(left, 'message reaches an event that takes over', 'messages reach events that take over')} several clocks at once; one message of each is shown.`,
    ],
  };
}

function logsOf(
  parts: VectorParts['parts'],
  hosts: readonly Host[],
  messages: readonly VectorMessage[],
): MachineLog[] {
  const logs = hosts.map(({ records }, i) => new MachineLog(i + 1, Math.max(1, records.length)));
  const sent = [...messages].sort((a, b) => a.from - b.from || a.sentIndex - b.sentIndex || a.to - b.to);
  const numbers = hosts.map(() => 0);
  /** By host, by event. */
  const outgoing = hosts.map(() => new Map<number, Message[]>());
  const incoming = hosts.map(() => new Map<number, Message>());
  for (const { from, sentIndex, to, receivedIndex } of sent) {
    const message: Message = { from: from + 1, to: to + 1, number: (numbers[from]! += 1), timestamp: 0 };
    const together = outgoing[from]!.get(sentIndex);
    if (together) together.push(message);
    else outgoing[from]!.set(sentIndex, [message]);
    incoming[to]!.set(receivedIndex, message);
  }
  for (const [i, { part, records: own }] of hosts.entries()) {
    const log = logs[i]!;
    const { queues } = parts[part]!.execution.records;
    for (const [index, record] of own.entries()) {
      const queue = queues[record]!;
      const message = incoming[i]!.get(index);
      const out = outgoing[i]!.get(index) ?? [];
      if (message) {
        log.addReceive(0, 0, queue, message);
        log.addSent(index, out);
      } else if (out.length > 0) log.addSend(0, 0, queue, 0, out);
      else log.addInternal(0, 0, queue, 0);
    }
  }
  for (const received of incoming)
    for (const [index, message] of received) logs[message.from - 1]!.markReceived(message, index);
  return logs;
}

/** As the log states them, and otherwise worked out along the messages; a message then carries the clock of its send. */
function fillClocks(
  log: MachineLog,
  stated: Uint32Array,
  lamports: Uint32Array,
  fillsTimestamps: boolean,
): void {
  for (let index = 0; index < log.eventCount; index++) {
    const computed = lamports[index]!;
    log.clocks[index] = stated[index] !== NONE ? stated[index]! : computed === NONE ? 0 : computed;
  }
  if (!fillsTimestamps) return;
  for (let row = 0; row < log.messageCount; row++) {
    const sentIndex = log.sentIndices[row]!;
    if (sentIndex !== NONE) log.timestamps[row] = log.clocks[sentIndex]!;
  }
}

interface Facts {
  readonly parts: VectorParts['parts'];
  readonly hosts: readonly Host[];
  readonly vectors: readonly HostVectors[];
  readonly stated: readonly Uint32Array[];
  readonly notes: readonly string[];
  readonly own: OwnLogs | undefined;
  /** The messages that the vectors tell, where the log does not name them itself. */
  readonly told: readonly VectorMessage[];
}

function finished(bare: Trace, { parts, hosts, vectors, stated, notes, own, told }: Facts): Trace {
  const misread = misreadVectors(parts, hosts);
  const glued = gluedRecords(parts, hosts);
  const times = runTimesOf(
    hosts.map(host => timedPart(parts, host)),
    hosts.map(() => undefined),
  );
  const files = [...new Set(parts.map(({ file }) => file))];
  let lastMs = 0;
  for (const [i, log] of bare.logs.entries())
    for (let index = 0; index < log.eventCount; index++) {
      log.atMs[index] = times.told ? times.atMs[i]![index]! : log.clocks[index]! * STEP_MS;
      lastMs = Math.max(lastMs, log.atMs[index]!);
    }
  const durationSeconds = Math.max(1, Math.ceil(lastMs)) / 1000;
  const machines = hosts.map((host, i): MachineOrigin => {
    const records = recordsOf(parts, host);
    const count = host.records.length;
    const log = bare.logs[i]!;
    const doubtsOf = (index: number): number => {
      let bits = 0;
      if (!times.told || times.untold[i]![index]) bits |= DOUBT.time;
      if (stated[i]![index] === NONE || glued[i]![index]) bits |= DOUBT.clock;
      if (!own && log.kinds[index] === SEND) bits |= DOUBT.recipients;
      // A receive that brings nothing new leaves no trace in a vector, so only our own sentences tell what happened.
      if (!own || glued[i]![index]) bits |= DOUBT.kind;
      if (glued[i]![index]) bits |= DOUBT.queue;
      if (misread[i]![index]) bits |= DOUBT.vector;
      return bits;
    };
    return {
      name: host.name,
      rate: 'estimated',
      files: new Uint16Array(count).fill(files.indexOf(parts[host.part]!.file)),
      lines: Uint32Array.from(host.records, record => records.lines[record]!),
      indices: new Uint32Array(0),
      pairings: pairingsOf(i, count, told, own && glued[i]!),
      statedTimestamps: Uint32Array.from({ length: count }, (_, index) =>
        own && !glued[i]![index] ? own.timestamps[i]![index]! : NONE,
      ),
      doubts: Uint8Array.from({ length: count }, (_, index) => doubtsOf(index)),
      vectors: vectors[i]!.vectors,
      texts: Array.from(host.records, record => records.texts[record]!),
    };
  });
  const trace = new Trace(
    importedTrial({
      rates: hosts.map(({ records }) => Math.max(1, records.length) / durationSeconds).map(inBounds),
      durationSeconds,
      rule: own?.rule ?? 'increment-then-send',
    }),
    'imported',
    times.startedAtMs,
    bare.logs,
    {
      family: 'Log with vector clocks',
      files,
      machines,
      notes: [...notes, ...(times.told ? times.notes : [UNTIMED])],
      rule: own ? 'inferred' : 'assumed',
      timeStepMs: times.stepMs,
    },
  );
  for (const [i, { name, records }] of hosts.entries())
    if (records.length === 0) trace.gaps.push({ machine: i + 1, reason: missingReason(name) });
  return trace;
}

function pairingsOf(
  host: number,
  count: number,
  messages: readonly VectorMessage[],
  glued: Uint8Array | undefined,
): Uint8Array {
  const likely = PAIRINGS.indexOf('likely');
  const pairings = new Uint8Array(count).fill(PAIRINGS.indexOf('stated'));
  for (const { to, receivedIndex, isCertain } of messages)
    if (to === host && !isCertain) pairings[receivedIndex] = likely;
  return glued ? pairings.map((pairing, index) => (glued[index] ? likely : pairing)) : pairings;
}

function inBounds(rate: number): number {
  return Math.min(rate, TRIAL_BOUNDS.rate.max);
}

/** What times are settled by, as for any other log. */
function timedPart(parts: VectorParts['parts'], host: Host): TimedPart {
  const { times, lines } = recordsOf(parts, host);
  return {
    file: parts[host.part]!.file,
    facts: [],
    records: Array.from(host.records, record => ({
      kind: 'internal' as const,
      clock: undefined,
      time: times[record],
      line: lines[record]!,
    })),
  };
}
