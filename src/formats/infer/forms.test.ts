// The forms that are known from students' programs, each written from a simulated run and read by inference alone.
import { describe, expect, test } from 'vitest';
import type { Event } from '../../core/event.ts';
import { simulate } from '../../engine/simulate.ts';
import { differences } from '../../testing/compare-reading.ts';
import type { WrittenEvent, WrittenFile } from '../../testing/log-generator.ts';
import { applyReading } from './apply.ts';
import { inferReading } from './infer.ts';

const START_MS = Date.UTC(2026, 1, 28, 17, 42, 4, 130);

interface Line {
  readonly kind: Event['kind'];
  readonly clock: number;
  readonly queue: number;
  readonly own: string;
  /** Names of the others. */
  readonly peers: readonly string[];
  readonly stamp: number;
  readonly iso: string;
  readonly ms: number;
  readonly clockBefore: number;
  readonly roll: number;
}

interface KnownForm {
  readonly form: string;
  readonly names: readonly [string, string, string];
  readonly file: (own: string) => string;
  readonly head?: (own: string) => readonly string[];
  readonly lines: (line: Line) => readonly string[];
  /** What the lines do not tell, by what is missing. */
  readonly untold: readonly ('queue' | 'receivers' | 'senders' | 'time' | 'queue elsewhere')[];
}

const stamp = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
const pick = <T>(line: Line, send: T, receive: T, internal: T): T =>
  line.kind === 'send' ? send : line.kind === 'receive' ? receive : internal;

const FORMS: readonly KnownForm[] = [
  {
    form: 'prose in blocks, ports',
    names: ['2056', '3056', '4056'],
    file: own => `log${own}.txt`,
    lines: line => [
      `${pick(line, `Message sent to port${line.peers.length > 1 ? 's' : ''} ${line.peers.join(' and ')}!`, 'Message received!', 'Internal event!')} Global time: ${line.iso}`,
      ...(line.kind === 'receive' ? [`Message queue length: ${line.queue}`] : []),
      `Logical clock time: ${line.clock} `,
      '',
    ],
    untold: ['senders', 'queue elsewhere'],
  },
  {
    form: 'timestamped prose',
    names: ['0', '1', '2'],
    file: own => `1678239498_machine_${own}.log`,
    head: () => ['2026-02-28 17:42:04,100 : Clock rate: 1'],
    lines: line => [
      `${stamp(line.iso).replace('.', ',')} : (Logical Clock Time ${line.clock}) ${pick(line, line.peers.length > 1 ? 'Sent a message to both other machines.' : `Sent a message to machine ${line.peers.join()}.`, `Received a message with logical time ${line.stamp}. Current queue length is ${line.queue}.`, 'Internal event occurred.')}`,
    ],
    untold: ['senders', 'queue elsewhere'],
  },
  {
    form: 'bar-separated',
    names: ['0', '1', '2'],
    file: own => `machine_${own}.log`,
    head: own => [
      `[Machine ${own}] 2026/02/28 17:42:04.000100 Created machine with clock rate: 4 ticks per second, event range: 1-10`,
    ],
    lines: line => [
      `[Machine ${line.own}] ${stamp(line.iso).replaceAll('-', '/')} ${pick(line, line.peers.length > 1 ? 'MULTICAST' : `SEND to Machine ${line.peers.join()}`, `RECEIVE from Machine ${line.peers.join()}`, 'INTERNAL EVENT')} | System time: Feb 28 ${line.iso.slice(11, 23)} |${line.kind === 'receive' ? ` Queue length: ${line.queue} |` : ''} Logical clock: ${line.clock}`,
    ],
    untold: ['queue elsewhere'],
  },
  {
    form: 'bracketed key=value',
    names: ['0', '1', '2'],
    file: own => `rank_${own}.log`,
    head: own => [`[INFO]: Rank=${own} ClockRate=3`],
    lines: line =>
      line.kind === 'send'
        ? line.peers.map(
            peer => `[SEND to ${peer}] SysTime=${line.iso.slice(11, 19)} LogicalClock=${line.clock}`,
          )
        : [
            `[${pick(line, '', 'RECEIVE', 'INTERNAL')}] SysTime=${line.iso.slice(11, 19)} ${line.kind === 'receive' ? `Node=${line.own} From=${line.peers.join()} QueueLen=${line.queue} ` : ''}LogicalClock=${line.clock}`,
          ],
    untold: ['queue elsewhere'],
  },
  {
    form: 'tabbed',
    names: ['1', '2', '3'],
    file: own => `vm${own}.log`,
    head: () => ['Clock Speed: 3'],
    lines: line => [
      `Event: ${pick(line, `Send to ${line.peers.length > 1 ? 'VMs' : 'VM'} ${line.peers.join(' and ')}`, 'Receive', 'Internal Event')}\tGlobal Time: ${(line.ms / 1000).toFixed(3)}${line.kind === 'receive' ? `\tMsgQueue Length: ${line.queue}` : ''}\tLC: ${line.clock}`,
    ],
    untold: ['senders', 'queue elsewhere'],
  },
  {
    form: 'comma-separated with a header row',
    names: ['70475', '70480', '70485'],
    file: own => `pid_${own}_clockrate_1.csv`,
    head: () => ['logical clock,global time,event type,queue length'],
    lines: line => [`${line.clock},${(line.ms / 1000).toFixed(3)},${line.kind},${line.queue}`],
    untold: ['senders', 'receivers'],
  },
  {
    form: 'JSON lines with an old and a new clock',
    names: ['1', '2', '3'],
    file: own => `machine${own}.jsonl`,
    head: own => [
      `{"event": "STARTUP", "system_time": ${START_MS / 1000}, "machine_id": ${own}, "clock_rate": 6}`,
    ],
    lines: line => [
      JSON.stringify({
        event: line.kind.toUpperCase(),
        system_time: line.ms / 1000,
        machine_id: Number(line.own),
        old_clock: line.clockBefore,
        new_clock: line.clock,
        queue_len: line.queue,
      }),
    ],
    untold: ['senders', 'receivers'],
  },
  {
    form: 'a number before the line, words of its own',
    names: ['1', '2', '3'],
    file: own => `machine_${own}.log`,
    head: own => [`${own}> Initialized on 12345 with clock rate 4`],
    lines: line => [
      `${line.own}> Event: ${pick(line, `Sent message to machine${line.peers.length > 1 ? 's' : ''} ${line.peers.join(' and ')}`, 'Processed message', 'Internal event')} | System Time: ${stamp(line.iso).slice(0, 19)} | Logical Clock: ${line.clock} | Queue Length: ${line.queue}`,
    ],
    untold: ['senders'],
  },
  {
    form: 'every field bracketed, prose behind',
    names: ['1', '2', '3'],
    file: own => `machine_${own}.log`,
    head: own => [
      `[SystemTime=${START_MS / 1000}] [Machine=${own}] [LogicalClock=0] [Event=INIT] Clock rate: 4 ticks per second`,
    ],
    lines: line => [
      `[SystemTime=${(line.ms / 1000).toFixed(3)}] [Machine=${line.own}] [LogicalClock=${line.clock}] [Event=${line.kind.toUpperCase()}] ${pick(line, `Sent to ${line.peers.map(peer => `M${peer}`).join(' and ')}`, `Received from M${line.peers.join()}: Hello, Queue length now: ${line.queue}`, 'Work')}`,
    ],
    untold: ['queue elsewhere'],
  },
  {
    form: 'comma-separated without a header, rows of unequal width',
    names: ['A', 'B', 'C'],
    file: own => `machine_${own}_log.csv`,
    head: own => [`INIT,${own},3`],
    lines: line => [
      pick(
        line,
        `SENT,${line.peers.join(' ')},${Math.round(line.ms - START_MS)},${line.clock}`,
        `RECEIVED,${line.peers.join()},${line.queue},${Math.round(line.ms - START_MS)},${line.clock}`,
        `INTERNAL_EVENT,${Math.round(line.ms - START_MS)},${line.clock}`,
      ),
    ],
    untold: ['queue elsewhere'],
  },
  {
    form: 'an event column that is called "received"',
    names: ['A', 'B', 'C'],
    file: own => `${own}1.out`,
    head: () => ['received,global time,len of queue,logical clock time'],
    lines: line => [
      `${pick(line, `SEND TO ${line.peers.join(' AND ')}`, 'POP FROM QUEUE', 'INTERNAL')},${(line.ms / 1000).toFixed(2)},${line.queue},${line.clock}`,
    ],
    untold: ['senders'],
  },
  {
    form: 'upper-case brackets, receivers as a list',
    names: ['1', '2', '3'],
    file: own => `process_${own}.txt`,
    head: () => ['ticks per second: 2.0'],
    lines: line => [
      `${pick(line, '[MESSAGE SENT]', '[MESSAGE RECEIVED]', '[INTERNAL]')} | Global Time - ${line.iso.slice(11, 21)} | ${pick(line, `Receiver(s) - [${line.peers.join(', ')}]`, `Queue Length - ${line.queue}`, 'No Messages Sent')} | Clock Time - ${line.clock}`,
    ],
    untold: ['senders', 'queue elsewhere'],
  },
  {
    form: 'codes with a legend',
    names: ['0', '1', '2'],
    file: own => `vm${own}_logs/vm${own}_03-01_log.txt`,
    head: () => ['IE: internal event', 'R: received a message', 'S: sent a message', 'SB: sent to both', ''],
    lines: line => [
      `${line.iso.slice(11, 23)} ${line.clock} ${pick(line, line.peers.length > 1 ? 'SB' : `S[${line.peers.join()}]`, `R [${line.peers.join()}]`, 'IE')}`,
    ],
    untold: ['queue'],
  },
  {
    form: 'flags instead of an event',
    names: ['0', '1', '2'],
    file: own => `machine_${own}.csv`,
    head: () => ['was_die_roll,sent_message,message_received,system_time,logical_clock_time,length_of_queue'],
    lines: line => [
      `${pick(line, '1,1,0', '0,0,1', '1,0,0')},${Math.floor(line.ms / 1000)},${line.clock},${line.queue}`,
    ],
    untold: ['senders', 'receivers'],
  },
  {
    form: 'tab-separated prose',
    names: ['0', '1', '2'],
    file: own => `log_${own}.txt`,
    lines: line => [
      `${((line.ms - START_MS) / 1000).toFixed(3)}\t${pick(line, 'Send', 'Receive', 'Internal')}\tLogical Clock: ${line.clock}\tQueue Length: ${line.queue}\t${pick(line, 'To others', 'From Network', 'No external communication')}`,
    ],
    untold: ['senders', 'receivers'],
  },
  {
    form: 'the machine first in the file’s name, trial and die behind',
    names: ['0', '1', '2'],
    file: own => `${own}-events-1:10.log`,
    head: () => ['Clock Speed: 1'],
    lines: line => [
      `Event: ${pick(line, `Send to VM ${line.peers.join(' and ')}`, 'Receive', 'Internal Event')}\tGlobal Time: ${Math.floor(line.ms / 1000)}${line.kind === 'receive' ? `\tMsgQueue Length: ${line.queue}` : ''}\tLC: ${line.clock}`,
    ],
    untold: ['senders', 'queue elsewhere'],
  },
];

/** Where all others are told by a word, no names are. */
function isByWord(lines: readonly string[]): boolean {
  return lines.some(line => /MULTICAST|\bboth\b|\bSB\b/.test(line));
}

function write({ names, file, head, lines, untold }: KnownForm): WrittenFile[] {
  const trace = simulate({ rates: [5, 2, 3], durationSeconds: 50, seed: 11 });
  return trace.logs.map((log, machine) => {
    const own = names[machine]!;
    const texts = [...(head?.(own) ?? [])];
    const events: WrittenEvent[] = [];
    for (let index = 0; index < log.eventCount; index++) {
      const event = trace.event(machine + 1, index);
      const { kind, clock } = event;
      const others =
        kind === 'receive'
          ? [event.message!.from - 1]
          : kind === 'send'
            ? event.messages.map(({ to }) => to - 1)
            : [];
      const queue = event.queue ?? 0;
      const written = lines({
        kind,
        clock,
        queue,
        own,
        peers: others.map(other => names[other]!),
        stamp: kind === 'receive' ? event.message!.timestamp : 0,
        iso: new Date(START_MS + event.atMs).toISOString(),
        ms: START_MS + event.atMs,
        clockBefore: index === 0 ? 0 : log.clocks[index - 1]!,
        roll: kind === 'receive' ? 0 : event.roll,
      });
      const isTold = !untold.includes('queue') && (kind === 'receive' || !untold.includes('queue elsewhere'));
      const namesPeers =
        kind !== 'internal' &&
        !untold.includes(kind === 'receive' ? 'senders' : 'receivers') &&
        !isByWord(written);
      const each =
        kind === 'send' &&
        written.length > 1 &&
        written[1] !== '' &&
        written.every(text => text.startsWith('[SEND'));
      for (const [i, one] of (each ? others : [undefined]).entries())
        events.push({
          line: texts.length + 1 + i,
          index,
          kind,
          clock,
          queue: isTold ? queue : undefined,
          atMs: undefined,
          machine,
          trial: 0,
          peers: namesPeers ? (one === undefined ? others : [one]) : undefined,
        });
      texts.push(...written);
    }
    return { name: file(own), text: texts.map(text => `${text}\n`).join(''), events };
  });
}

describe('known forms are read right by inference alone', () => {
  test.each(FORMS)('$form', form => {
    const files = write(form);
    const reading = inferReading(files);
    expect(reading).toBeDefined();
    expect(differences({ files, machines: form.names }, applyReading(reading!, files))).toEqual([]);
  });
});
