// Laws of reading logs: a run written as each family writes it reads back as it was, and whoever is said to be the sole
// sender of a message is its sender.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event, EventKind } from '../../core/event.ts';
import { PAIRINGS } from '../../core/trace-origin.ts';
import type { Trace } from '../../core/trace.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { simulate } from '../../engine/simulate.ts';
import type { InputFile } from '../read-result.ts';
import { writeTrace } from '../write.ts';
import { readLogs } from './read-logs.ts';

interface Family {
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

const FAMILIES: readonly Family[] = [
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

function written(family: Family, trace: Trace): InputFile[] {
  return trace.logs.map(({ machine, eventCount }) => {
    const lines = family.head(machine, trace.trial.rates[machine - 1]!);
    for (let index = 0; index < eventCount; index++)
      lines.push(...family.event(trace.event(machine, index), trace.machines));
    return { name: family.fileName(machine), text: `${lines.join('\n')}\n` };
  });
}

/** What was read, after seeing to it that it is one run whose every line is accounted for and none skipped. */
function readBack(files: readonly InputFile[]): Trace {
  const { runs, files: reports, skipped } = readLogs(files);
  expect(skipped).toEqual([]);
  for (const report of reports)
    expect(report.eventLines + report.headerLines + report.blankLines).toBe(report.lines);
  expect(runs).toHaveLength(1);
  return runs[0]!.trace;
}

/** Times count from the first event where no header tells the start. */
function expectSameEvents(read: Trace, trace: Trace, tellsQueues: Family['tellsQueues']): void {
  const received = trace.logs.some(log => log.kinds.subarray(0, log.eventCount).includes(2));
  const shift = earliest(trace) - earliest(read);
  for (const log of trace.logs) {
    const back = read.logOf(log.machine);
    expect(back.eventCount).toBe(log.eventCount);
    for (let index = 0; index < log.eventCount; index++) {
      const event = trace.event(log.machine, index);
      const again = read.event(log.machine, index);
      expect([again.kind, again.clock]).toEqual([event.kind, event.clock]);
      expect(again.atMs + shift).toBeCloseTo(event.atMs, 2);
      expect(again.queue).toBe(tellsQueues === 'always' || received ? event.queue : undefined);
    }
  }
}

function earliest(trace: Trace): number {
  return Math.min(...trace.logs.flatMap(({ atMs, eventCount }) => (eventCount > 0 ? [atMs[0]!] : [])));
}

/** The sender of each receive and the index of its send, and how sure it is. */
function* pairsOf(
  trace: Trace,
): Generator<{ machine: number; index: number; sent: string; pairing: string }> {
  for (const { machine, eventCount, kinds } of trace.logs)
    for (let index = 0; index < eventCount; index++) {
      if (kinds[index] !== 2) continue;
      const event = trace.event(machine, index);
      const message = event.kind === 'receive' ? event.message : undefined;
      const sent = message && trace.message(message.from, message.number);
      const pairing = PAIRINGS[trace.origin?.machines[machine - 1]!.pairings[index] ?? 0]!;
      yield { machine, index, sent: sent ? `${sent.from}: ${sent.sentIndex}` : 'unknown', pairing };
    }
}

describe.each(FAMILIES)('$name', family => {
  test('a run reads back as it was, and what is sure of its messages is right', () => {
    fc.assert(
      fc.property(anyTrial, trial => {
        const trace = simulate(trial);
        const read = readBack(written(family, trace));
        expect(read.machines).toBe(trace.machines);
        expectSameEvents(read, trace, family.tellsQueues);
        const truths = [...pairsOf(trace)];
        for (const [i, { sent, pairing }] of [...pairsOf(read)].entries()) {
          if (pairing === 'sole' || pairing === 'stated') expect(sent).toBe(truths[i]!.sent);
          if (family.tells === 'sender') expect(pairing).toBe('stated');
          if (family.tells === 'value') expect(['sole', 'likely']).toContain(pairing);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('the assignment’s log reads back with every message', () => {
  fc.assert(
    fc.property(anyTrial, trial => {
      const trace = simulate(trial);
      const read = readBack(writeTrace(trace, 'log'));
      expectSameEvents(read, trace, 'always');
      expect(read.trial.rates).toEqual(trace.trial.rates);
      expect(read.trial.rule).toBe(trace.trial.rule);
      for (const log of trace.logs) {
        const back = read.logOf(log.machine);
        expect([...back.recipients.subarray(0, back.messageCount)]).toEqual([
          ...log.recipients.subarray(0, log.messageCount),
        ]);
        expect([...back.timestamps.subarray(0, back.messageCount)]).toEqual([
          ...log.timestamps.subarray(0, log.messageCount),
        ]);
        expect([...back.receivedIndices.subarray(0, back.messageCount)]).toEqual([
          ...log.receivedIndices.subarray(0, log.messageCount),
        ]);
      }
    }),
    { numRuns: 40 },
  );
});

test('whatever the text, nothing is thrown and every line is counted once', () => {
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      ' \r',
      '{"event": "SEND", "clock": 3}',
      '{"kind": "receive", "clock": 1e99, "from": {"a": 1}}',
      'logical clock,global time,event type,queue length',
      '5,5,receive,0',
      'Message received! Global time: never',
      'Message queue length: -1',
      'Logical clock time: 99999999999999999999',
      'Logical clock time: 7',
      '[SEND to 2] SysTime=99:99:99 LogicalClock=1',
      '[RECEIVE] From=2 LogicalClock=0',
      'System time: 1.5 s | RECEIVE from 7 (timestamp 3) | Queue length: not told | Logical clock: 0',
      'RECEIVE from Machine 2 | Logical clock: 11',
    ),
  );
  const texts = fc.array(lines, { maxLength: 12 }).map(all => all.join('\n'));
  const names = fc.constantFrom('log1.txt', 'log2.txt', 'a/log1.txt', 'machine_1.csv', '', '/', '9.9.9', '#');
  fc.assert(
    fc.property(fc.array(fc.record({ name: names, text: texts }), { maxLength: 5 }), files => {
      const { files: reports, runs } = readLogs(files);
      expect(reports).toHaveLength(files.length);
      for (const [i, report] of reports.entries()) {
        const { text } = files[i]!;
        const counted = report.eventLines + report.headerLines + report.blankLines + report.skippedLines;
        expect(counted).toBe(report.lines);
        expect(report.lines).toBe(text.split('\n').length - Number(text === '' || text.endsWith('\n')));
      }
      for (const { trace } of runs)
        for (const { machine, eventCount } of trace.logs)
          for (let index = 0; index < eventCount; index++)
            expect(trace.event(machine, index).atMs).not.toBeNaN();
    }),
    { numRuns: 500 },
  );
});
