// For tests: the forms that are known from students' programs, and others that showed what inference got wrong.
import type { Event } from '../core/event.ts';

export const START_MS = Date.UTC(2026, 1, 28, 17, 42, 4, 130);

export interface Line {
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

export interface KnownForm {
  readonly form: string;
  readonly names: readonly string[];
  readonly file: (own: string) => string;
  readonly head?: (own: string) => readonly string[];
  readonly lines: (line: Line) => readonly string[];
  /** What the lines do not tell, by what is missing. */
  readonly untold: readonly ('queue' | 'receivers' | 'senders' | 'time' | 'queue elsewhere')[];
  /** Whether one file has the lines of all, as they happened. */
  readonly together?: boolean;
}

const stamp = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
const pick = <T>(line: Line, send: T, receive: T, internal: T): T =>
  line.kind === 'send' ? send : line.kind === 'receive' ? receive : internal;

export const FORMS: readonly KnownForm[] = [
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
  {
    form: 'a number behind a time to the second, with nothing but a comma between',
    names: ['1', '2', '3'],
    file: own => `machine_${own}.log`,
    lines: line => [
      `${line.iso.slice(11, 19)},${pick(line, `sent,${line.peers.join()}`, `${line.queue},recv`, 'internal')},${line.clock}`,
    ],
    untold: ['senders', 'queue elsewhere'],
  },
  {
    form: 'a table whose times end where a comma and a number follow',
    names: ['1', '2', '3'],
    file: own => `machine_${own}.csv`,
    head: () => ['sys_time,backlog,Logical Clock,Event,to'],
    lines: line => [
      `${line.iso.slice(11, 19)},${pick(line, '', String(line.queue), '')},${line.clock},${pick(line, 'S', 'R', 'I')},${pick(line, line.peers.join(' '), '', '')}`,
    ],
    untold: ['senders', 'queue elsewhere'],
  },
  {
    form: 'a word that runs into the label behind it',
    names: ['0', '1', '2'],
    file: own => `machine_${own}.log`,
    lines: line => [
      `${pick(line, `SEND to ${line.peers.join(' and ')}`, 'RECEIVE', 'INTERNAL')} pending: ${line.queue} lclock: ${line.clock} System Time: ${stamp(line.iso).replace('.', ',')}`,
    ],
    untold: ['senders'],
  },
  {
    form: 'words that run into the label of a name',
    names: ['alice', 'bob', 'carol'],
    file: own => `run/vm${own}.log`,
    lines: line => [
      `${pick(line, `Sent message to ${line.peers.join(' and ')}`, 'Received message', 'Internal event')} Machine - ${line.own} timestamp - ${line.ms} lamport - ${line.clock}`,
    ],
    untold: ['senders', 'queue'],
  },
  {
    form: 'codes of one letter that run into labels',
    names: ['A', 'B', 'C'],
    file: own => `out_${own}_rate3.csv`,
    lines: line => [
      `process:${line.own} ${pick(line, `S to ${line.peers.join(' and ')}`, `R rest:${line.queue}`, 'I')} counter:${line.clock} time:${stamp(line.iso).replaceAll('-', '/')}`,
    ],
    untold: ['senders', 'queue elsewhere'],
  },
  {
    form: 'a header glued to a first block like no other',
    names: ['alice', 'bob', 'carol'],
    file: own => `${own}.txt`,
    head: own => [`Starting ${own}`, 'Connected to all peers', 'listening'],
    lines: line => [
      pick(line, `Sent message to ${line.peers.join(' and ')}`, 'Received message', 'Internal event'),
      `WallClock: ${line.iso}`,
      ...(line.kind === 'internal'
        ? []
        : [`Message Clock: ${line.kind === 'send' ? line.clock : line.stamp}`]),
      `Logical Clock: ${line.clock}`,
      '',
    ],
    untold: ['senders', 'queue'],
  },
  {
    form: 'a receive’s word that ends with “queue”, and its sender behind',
    names: ['0', '1'],
    file: () => 'all.log',
    together: true,
    lines: line => [
      `node: ${line.own} || ${pick(line, `MESSAGE SENT to ${line.peers.join(' and ')}`, `POP FROM QUEUE from ${line.peers.join()}`, 'nothing')} || sys_time: ${Math.round(line.ms - START_MS)} || lclock: ${line.clock}`,
    ],
    untold: ['queue'],
  },
  {
    form: 'values alone, the machine last',
    names: ['5001', '5002', '5003'],
    file: () => 'all.log',
    together: true,
    lines: line => [
      `${(line.ms / 1000).toFixed(3)},${pick(line, 'transmitting', 'got message', 'local step')},${line.clock},${pick(line, '', `${line.queue},`, '')}${line.own}`,
    ],
    untold: ['senders', 'receivers', 'queue elsewhere'],
  },
  {
    form: 'values alone, names first and last',
    names: ['alice', 'bob', 'carol'],
    file: () => 'all.log',
    together: true,
    lines: line => [
      [
        ...(line.kind === 'receive' ? [line.queue] : []),
        line.clock,
        line.own,
        line.iso.replace('T', ':').slice(0, 23),
        pick(line, 'ZORFLIM', 'QUAVVESH', 'YALMOR'),
        ...line.peers,
      ].join('\t'),
    ],
    untold: ['queue elsewhere'],
  },
  {
    form: 'a queue that stands where others name a machine',
    names: ['0', '1', '2'],
    file: own => `results_${own}_trial`,
    lines: line => [
      [
        `${Math.round(line.ms)}000000`,
        pick(line, 'S', 'R', 'I'),
        ...(line.kind === 'send' ? line.peers : []),
        line.queue,
        line.clock,
      ].join('|'),
    ],
    untold: ['senders'],
  },
  {
    form: 'the number of a rate that is the number of a machine',
    names: ['1', '2', '3'],
    file: own => `out_${own}_rate${{ 1: 4, 2: 2, 3: 5 }[own]}.csv`,
    lines: line => [
      [
        stamp(line.iso),
        line.clock,
        pick(line, 'MESSAGE SENT', 'POP FROM QUEUE', 'nothing'),
        ...line.peers,
        ...(line.kind === 'receive' ? [line.queue] : []),
      ].join(','),
    ],
    untold: ['queue elsewhere'],
  },
  {
    form: 'a thread before each line, and how long it took behind it',
    names: ['alice', 'bob', 'carol'],
    file: own => `log-${own}.log`,
    lines: line => [
      `[Thread-${{ alice: 1, bob: 2, carol: 3 }[line.own]}] Machine: ${line.own} ${pick(line, `transmitting to ${line.peers.join(' and ')}`, 'got message', 'local step')} sys_time: ${line.ms} lclock: ${line.clock} (took ${1 + (line.clock % 7)} ms)`,
    ],
    untold: ['senders', 'queue'],
  },
  {
    form: 'coloured lines with sums at the end of names with a hyphen',
    names: ['node-1', 'node-2', 'node-3'],
    file: own => `logs/${own}/events.log`,
    head: () => ['=========================', 'EXPERIMENT 1', '========================='],
    lines: line => [
      `\u001b[3${1 + (line.clock % 6)}m[${line.iso.slice(8, 10)}.${line.iso.slice(5, 7)}.${line.iso.slice(0, 4)} ${line.iso.slice(11, 23)}] [${pick(line, `Sent to ${line.peers.join(' and ')}`, 'Received', 'Internal')}] [clock=${line.clock}]\u001b[0m`,
    ],
    untold: ['senders', 'queue'],
  },
];
