// For tests: a run written as each family of logs writes it.
import type { Event, EventKind } from '../core/event.ts';
import type { Trace } from '../core/trace.ts';
import type { InputFile } from '../formats/read-result.ts';

export interface Family {
  readonly name: string;
  readonly fileName: (machine: number) => string;
  readonly head: (machine: number, rate: number) => string[];
  readonly event: (event: Event, machines: number) => string[];
  /** What receives tell of their message. */
  readonly tells: 'sender' | 'value' | 'nothing';
  readonly tellsQueues: 'always' | 'on receives';
}

const STARTED_AT_MS = Date.UTC(2025, 2, 4, 15, 20, 27);

function moment(atMs: number): string {
  const micros = Math.round((atMs % 1000) * 1000);
  const whole = new Date(STARTED_AT_MS + Math.floor(atMs / 1000) * 1000 + (micros === 1_000_000 ? 1000 : 0));
  return `${whole.toISOString().slice(0, 19).replace('T', ' ')}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

function namesOf(event: Event): number[] {
  return event.kind === 'send' ? event.messages.map(({ to }) => to) : [];
}

function senderOf(event: Event): number | undefined {
  return event.kind === 'receive' ? event.message?.from : undefined;
}

function oneOf(words: Readonly<Record<EventKind, (event: Event) => string>>, event: Event): string {
  return words[event.kind](event);
}

export const FAMILIES: readonly Family[] = [
  {
    name: 'prose in blocks',
    fileName: machine => `log${1056 + 1000 * machine}.txt`,
    head: () => [],
    event: event => [
      oneOf(
        {
          internal: () => 'Internal event!',
          receive: () => 'Message received!',
          send: () =>
            `Message sent to ports ${namesOf(event)
              .map(to => 1056 + 1000 * to)
              .join(' and ')}!`,
        },
        event,
      ) + ` Global time: ${moment(event.atMs)}Z`,
      ...(event.kind === 'receive' ? [`Message queue length: ${event.queue}`] : []),
      `Logical clock time: ${event.clock} `,
      '',
    ],
    tells: 'nothing',
    tellsQueues: 'on receives',
  },
  {
    name: 'timestamped prose',
    fileName: machine => `exp_machine_${machine - 1}.log`,
    head: (_, rate) => [`${moment(0).replace('.', ',')} : Clock rate: ${rate}`],
    event: (event, machines) => [
      `${moment(event.atMs).replace('.', ',')} : (Logical Clock Time ${event.clock}) ` +
        oneOf(
          {
            internal: () => 'Internal event occurred.',
            receive: () =>
              `Received a message with logical time ${event.kind === 'receive' ? event.message?.timestamp : ''}. Current queue length is ${event.queue}.`,
            send: () =>
              machines === 3 && namesOf(event).length === 2
                ? 'Sent a message to both other machines.'
                : `Sent a message to machine ${namesOf(event)
                    .map(to => to - 1)
                    .join(' and ')}.`,
          },
          event,
        ),
    ],
    tells: 'value',
    tellsQueues: 'on receives',
  },
  {
    name: 'bar-separated',
    fileName: machine => `${'abcdef'[machine - 1]}.log`,
    head: (machine, rate) => [
      `[Machine ${machine}] ${moment(0).replaceAll('-', '/')} Created machine with clock rate: ${rate} ticks per second, event range: 1-10`,
    ],
    event: event => [
      `[Machine ${event.machine}] ${moment(event.atMs).replaceAll('-', '/')} ` +
        oneOf(
          {
            internal: () => 'INTERNAL EVENT',
            receive: () => `RECEIVE from Machine ${senderOf(event)}`,
            send: () =>
              namesOf(event).length === 1 ? `SEND to Machine ${namesOf(event).join('')}` : 'MULTICAST',
          },
          event,
        ) +
        ` | System time: Mar  4 15:20:27.968${event.kind === 'receive' ? ` | Queue length: ${event.queue}` : ''} | Logical clock: ${event.clock}`,
    ],
    tells: 'sender',
    tellsQueues: 'on receives',
  },
  {
    name: 'bracketed',
    fileName: machine => `rank_${machine - 1}.log`,
    head: (machine, rate) => [`[INFO]: Rank=${machine - 1} ClockRate=${rate}`],
    event: event => {
      const time = `SysTime=${moment(event.atMs).slice(11)}`;
      const clock = `LogicalClock=${event.clock}`;
      if (event.kind === 'internal') return [`[INTERNAL] ${time} ${clock}`];
      if (event.kind === 'send') return namesOf(event).map(to => `[SEND to ${to - 1}] ${time} ${clock}`);
      return [
        `[RECEIVE] ${time} Node=${event.machine - 1} From=${senderOf(event)! - 1} QueueLen=${event.queue} ${clock}`,
      ];
    },
    tells: 'sender',
    tellsQueues: 'on receives',
  },
  {
    name: 'tabbed',
    fileName: machine => `vm${machine}.log`,
    head: (_, rate) => [`Clock Speed: ${rate}`],
    event: event => [
      `Event: ${oneOf({ internal: () => 'Internal Event', receive: () => 'Receive', send: () => `Send to VMs ${namesOf(event).join(' and ')}` }, event)}` +
        `\tGlobal Time: ${((STARTED_AT_MS + event.atMs) / 1000).toFixed(6)}` +
        `${event.kind === 'receive' ? `\tMsgQueue Length: ${event.queue}` : ''}\tLC: ${event.clock}`,
    ],
    tells: 'nothing',
    tellsQueues: 'on receives',
  },
  {
    name: 'comma-separated',
    fileName: machine => `pid_${700 + machine}_clockrate_1.csv`,
    head: () => ['logical clock,global time,event type,queue length'],
    event: event => [`${event.clock},${(event.atMs / 1000).toFixed(6)},${event.kind},${event.queue}`],
    tells: 'nothing',
    tellsQueues: 'always',
  },
  {
    name: 'JSON lines',
    fileName: machine => `machine-${machine}.jsonl`,
    head: (machine, rate) => [
      JSON.stringify({
        event: 'STARTUP',
        system_time: STARTED_AT_MS / 1000,
        machine_id: machine,
        clock_rate: rate,
      }),
    ],
    event: event => [
      JSON.stringify({
        event: event.kind.toUpperCase(),
        system_time: (STARTED_AT_MS + event.atMs) / 1000,
        machine_id: event.machine,
        new_clock: event.clock,
        queue_len: event.queue,
        ...(event.kind === 'send' && { recipients: namesOf(event) }),
        ...(event.kind === 'receive' && {
          received_clock: event.message?.timestamp,
          sender: senderOf(event),
        }),
      }),
    ],
    tells: 'sender',
    tellsQueues: 'always',
  },
];

/** A file of each machine. */
export function familyLogs(family: Family, trace: Trace): InputFile[] {
  return trace.logs.map(({ machine, eventCount }) => {
    const lines = family.head(machine, trace.trial.rates[machine - 1]!);
    for (let index = 0; index < eventCount; index++)
      lines.push(...family.event(trace.event(machine, index), trace.machines));
    return { name: family.fileName(machine), text: `${lines.join('\n')}\n` };
  });
}
