// Each family of logs by a few lines of it: what it is taken for, what its lines become, and that each line is counted.
import { describe, expect, test } from 'vitest';
import { audit } from '../../analysis/audit/audit.ts';
import type { Event } from '../../core/event.ts';
import type { Trace } from '../../core/trace.ts';
import type { InputFile, ReadResult } from '../read-result.ts';
import { readLogs } from './read-logs.ts';

/** Reads, after seeing to it that each line stands under exactly one heading and each skipped one is listed. */
function read(files: readonly InputFile[], pattern?: string): ReadResult {
  const result = readLogs(files, pattern === undefined ? {} : { pattern });
  for (const [i, report] of result.files.entries()) {
    const { lines, eventLines, headerLines, blankLines, skippedLines } = report;
    const { text } = files[i]!;
    expect(lines).toBe(text === '' ? 0 : text.split('\n').length - Number(text.endsWith('\n')));
    expect(eventLines + headerLines + blankLines + skippedLines).toBe(lines);
    const listed = result.skipped.filter(({ file }) => file === report.name);
    expect(listed).toHaveLength(skippedLines);
    expect(new Set(listed.map(({ line }) => line)).size).toBe(skippedLines);
  }
  return result;
}

function file(name: string, ...lines: string[]): InputFile {
  return { name, text: `${lines.join('\n')}\n` };
}

function eventsOf(trace: Trace, machine: number): Event[] {
  return Array.from({ length: trace.logOf(machine).eventCount }, (_, index) => trace.event(machine, index));
}

/** kind, clock, queue and time of each event. */
function outline(trace: Trace, machine: number): unknown[] {
  return eventsOf(trace, machine).map(({ kind, clock, queue, atMs }) => [kind, clock, queue, atMs]);
}

describe('prose in blocks', () => {
  const files = [
    file(
      'log2056.txt',
      'Message sent to ports 3056 and 4056! Global time: 2023-03-08T08:12:31Z',
      'Logical clock time: 1 ',
      '',
      'Internal event! Global time: 2023-03-08T08:12:32Z',
      'Logical clock time: 2 ',
      '',
      'Message sent to port 3056! Global time: 2023-03-08T08:12:33Z',
      'Logical clock time: 3 ',
      '',
    ),
    file(
      'log3056.txt',
      'Message received! Global time: 2023-03-08T08:12:33Z',
      'Message queue length: 1',
      'Logical clock time: 2 ',
      '',
      'Message received! Global time: 2023-03-08T08:12:35Z',
      'Message queue length: 0',
      'Logical clock time: 4 ',
      '',
      'Message received! Global time: 2023-03-08T08:12:37Z',
    ),
  ];

  test('blocks become events, ports become machines, a port without a file is known to be missing', () => {
    const { runs, files: reports, skipped } = read(files);
    expect(reports.map(({ family }) => family)).toEqual(['Prose in blocks', 'Prose in blocks']);
    const { trace } = runs[0]!;
    expect(trace.origin?.machines.map(({ name }) => name)).toEqual(['port 2056', 'port 3056', 'port 4056']);
    expect(trace.gaps).toEqual([{ machine: 3, reason: expect.stringContaining('port 4056') }]);
    expect(trace.startedAtMs).toBe(Date.parse('2023-03-08T08:12:31Z'));
    expect(outline(trace, 1)).toEqual([
      ['send', 1, 0, 0],
      ['internal', 2, 0, 1000],
      ['send', 3, 0, 2000],
    ]);
    expect(outline(trace, 2)).toEqual([
      ['receive', 2, 1, 2000],
      ['receive', 4, 0, 4000],
    ]);
    expect([...trace.origin!.machines[0]!.lines]).toEqual([1, 4, 7]);
    expect(skipped).toMatchObject([{ file: 'log3056.txt', line: 9 }]);
    expect(skipped[0]!.reason).toContain('ends before the logical clock');
  });

  test('a receive that jumped finds its message by its clock, and is no surer than a missing log allows', () => {
    const [first, second] = eventsOf(read(files).runs[0]!.trace, 2);
    expect(first).toMatchObject({ message: { from: 1, number: 1 } });
    expect(second).toMatchObject({ message: { from: 1, number: 3 } });
  });

  test('an event whose clock never comes is skipped with all its lines', () => {
    const { files: reports, skipped } = read([
      file(
        'log1.txt',
        'Message received! Global time: 2023-03-08T08:12:33Z',
        'Message queue length: 1',
        'Internal event! Global time: 2023-03-08T08:12:34Z',
        'Logical clock time: soon',
        'Logical clock time: 4',
        'Internal event! Global time: 2023-03-08T08:12:35Z',
        'Logical clock time: 5',
      ),
    ]);
    expect(reports[0]).toMatchObject({ eventLines: 2, skippedLines: 5 });
    expect(skipped.map(({ line }) => line).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

test('timestamped prose: values are stated, senders are found', () => {
  const { runs, files } = read([
    file(
      'run_machine_0.log',
      '2025-01-02 23:59:59,900 : Clock rate: 2',
      '2025-01-03 00:00:00,000 : (Logical Clock Time 1) Sent a message to both other machines.',
      '2025-01-03 00:00:00,500 : (Logical Clock Time 2) Internal event occurred.',
    ),
    file(
      'run_machine_1.log',
      '2025-01-02 23:59:59,900 : Clock rate: 1',
      '2025-01-03 00:00:00,100 : (Logical Clock Time 2) Received a message with logical time 1. Current queue length is 0.',
      '2025-01-03 00:00:01,100 : (Logical Clock Time 3) Sent a message to machine 2.',
      '2025-01-03 00:00:02,100 : (Logical Cl',
    ),
    file(
      'run_machine_2.log',
      '2025-01-02 23:59:59,900 : Clock rate: 1',
      '2025-01-03 00:00:00,200 : (Logical Clock Time 2) Received a message with logical time 1. Current queue length is 1.',
      '2025-01-03 00:00:01,200 : (Logical Clock Time 4) Received a message with logical time 3. Current queue length is 0.',
    ),
  ]);
  expect(runs).toHaveLength(1);
  const { trace, name } = runs[0]!;
  expect(name).toBe('run');
  expect(trace.trial.rates).toEqual([2, 1, 1]);
  expect(outline(trace, 1)).toEqual([
    ['send', 1, 0, 100],
    ['internal', 2, 0, 600],
  ]);
  expect(eventsOf(trace, 3)).toMatchObject([
    { message: { from: 1, timestamp: 1, sentMs: 100 } },
    { message: { from: 2, timestamp: 3, sentMs: 1200 } },
  ]);
  expect([...trace.origin!.machines[2]!.statedTimestamps]).toEqual([1, 3]);
  expect(trace.origin?.notes.join(' ')).toContain('3 receives: 3 matched to the only message that fits.');
  expect(files[1]).toMatchObject({ headerLines: 1, eventLines: 2, skippedLines: 1 });
});

test('bar-separated: machines and senders in the lines, a multicast, chatter before', () => {
  const { runs, files, skipped } = read([
    file(
      'a.log',
      '[Machine 0] 2025/03/04 15:20:20.000001 Created machine with clock rate: 4 ticks per second, event range: 1-10',
      '[Machine 0] 2025/03/04 15:20:21.000000 Connected to Machine 1',
      '[Machine 0] 2025/03/04 15:20:27.968528 SEND to Machine 2 | System time: Mar  4 15:20:27.968 | Logical clock: 1',
      '[Machine 0] 2025/03/04 15:20:28.218528 MULTICAST | System time: Mar  4 15:20:28.218 | Logical clock: 2',
      '[Machine 0] 2025/03/04 15:20:28.468528 INTERNAL EVENT | System time: Mar  4 15:20:28.468 | Logical clock: 3',
    ),
    file(
      'b.log',
      '[Machine 2] 2025/03/04 15:20:20.000001 Created machine with clock rate: 1 ticks per second, event range: 1-10',
      '[Machine 2] 2025/03/04 15:20:28.100000 RECEIVE from Machine 0 | System time: Mar  4 15:20:28.100 | Queue length: 0 | Logical clock: 2',
      '[Machine 2] 2025/03/04 15:20:29.100000 RECEIVE from Machine 0 | System time: Mar  4 15:20:29.100 | Queue length: 0 | Logical clock: 3',
    ),
    file(
      'c.log',
      '[Machine 1] 2025/03/04 15:20:20.000001 Created machine with clock rate: 6 ticks per second, event range: 1-10',
      '[Machine 1] 2025/03/04 15:20:28.300000 RECEIVE from Machine 0 | System time: Mar  4 15:20:28.300 | Queue length: 0 | Logical clock: 3',
    ),
  ]);
  expect(runs).toHaveLength(1);
  const { trace } = runs[0]!;
  expect(trace.trial.rates).toEqual([4, 6, 1]);
  expect(trace.origin?.machines.map(({ name }) => name)).toEqual(['machine 0', 'machine 1', 'machine 2']);
  expect(eventsOf(trace, 1)).toMatchObject([
    { kind: 'send', messages: [{ to: 3 }], atMs: 7968.527 },
    { kind: 'send', messages: [{ to: 2 }, { to: 3 }] },
    { kind: 'internal' },
  ]);
  expect(eventsOf(trace, 3)).toMatchObject([
    { message: { from: 1, number: 1 } },
    { message: { from: 1, number: 3 } },
  ]);
  expect(trace.origin?.notes.join(' ')).toContain('3 receives: 3 with a stated sender.');
  expect(files[0]).toMatchObject({ family: 'Bar-separated log', headerLines: 1, skippedLines: 1 });
  expect(skipped[0]).toMatchObject({ line: 2, reason: 'No event in this line.' });
});

test('bracketed: two lines for a send to both are one event; times pass midnight', () => {
  const { runs } = read([
    file(
      'rank_0.log',
      '[INFO]: Rank=0 ClockRate=3',
      '[SEND to 1] SysTime=23:59:58 LogicalClock=1',
      '[SEND to 2] SysTime=23:59:58 LogicalClock=1',
      '[SEND to 2] SysTime=23:59:59 LogicalClock=2',
      '[INTERNAL] SysTime=00:00:01 LogicalClock=3',
    ),
    file(
      'rank_2.log',
      '[INFO]: Rank=2 ClockRate=1',
      '[RECEIVE] SysTime=00:00:00 Node=2 From=0 QueueLen=2 LogicalClock=2',
      '[RECEIVE] SysTime=00:00:01 Node=2 From=0 QueueLen=1 LogicalClock=3',
      '[INTERNAL] SysTime=00:00:02 LogicalClock=4',
    ),
    file(
      'rank_1.log',
      '[INFO]: Rank=1 ClockRate=2',
      '[RECEIVE] SysTime=23:59:59 Node=1 From=0 QueueLen=1 LogicalClock=2',
    ),
  ]);
  const { trace } = runs[0]!;
  expect(outline(trace, 1)).toEqual([
    ['send', 1, 0, 0],
    ['send', 2, 0, 1000],
    ['internal', 3, 0, 3000],
  ]);
  expect(eventsOf(trace, 1)[0]).toMatchObject({ messages: [{ to: 2 }, { to: 3 }] });
  expect(outline(trace, 3)).toEqual([
    ['receive', 2, 1, 2000],
    ['receive', 3, 0, 3000],
    ['internal', 4, 0, 4000],
  ]);
  expect(trace.startedAtMs).toBeUndefined();
  expect([...trace.origin!.machines[0]!.lines]).toEqual([2, 4, 5]);
  expect(trace.origin?.notes.join(' ')).toContain('before the message was taken out');
});

test('clocks that were written before the event advanced them belong to the event before', () => {
  const { runs } = read([
    file(
      'vm1.log',
      'Event: Send to VM 2\tGlobal Time: 1.0\tLC: 0',
      'Event: Internal Event\tGlobal Time: 2.0\tLC: 1',
      'Event: Send to VM 2\tGlobal Time: 3.0\tLC: 2',
    ),
    file(
      'vm2.log',
      'Event: Internal\tGlobal Time: 1.5\tLC: 0',
      'Event: Receive\tGlobal Time: 2.5\tMsgQueue Length: 0\tLC: 1',
      'Event: Receive\tGlobal Time: 3.5\tMsgQueue Length: 0\tLC: 2',
      'Event: Internal\tGlobal Time: 4.5\tLC: 4',
    ),
  ]);
  const { trace } = runs[0]!;
  expect(outline(trace, 1).map(event => (event as unknown[])[1])).toEqual([1, 2, 3]);
  expect(outline(trace, 2).map(event => (event as unknown[])[1])).toEqual([1, 2, 4, 5]);
  expect(eventsOf(trace, 2)[2]).toMatchObject({ message: { from: 1, timestamp: 3, sentMs: 3000 } });
  expect(trace.origin?.notes).toContainEqual(expect.stringContaining('written before the event'));
});

test('tabbed: seconds since 1970, machines named by their files', () => {
  const { runs } = read([
    file(
      'vm1.log',
      'Clock Speed: 2',
      'Event: Send to VMs 2 and 3\tGlobal Time: 1457813373.06\tLC: 1',
      'Event: Internal Event\tGlobal Time: 1457813373.56\tLC: 2',
    ),
    file(
      'vm2.log',
      'Clock Speed: 3',
      'Event: Receive\tGlobal Time: 1457813373.36\tMsgQueue Length: 0\tLC: 2',
    ),
    file(
      'vm3.log',
      'Clock Speed: 1',
      'Event: Receive\tGlobal Time: 1457813373.96\tMsgQueue Length: 0\tLC: 2',
    ),
  ]);
  const { trace } = runs[0]!;
  expect(trace.trial.rates).toEqual([2, 3, 1]);
  expect(trace.startedAtMs).toBe(1457813373060);
  expect(outline(trace, 2)).toEqual([['receive', 2, 0, 300]]);
  expect(eventsOf(trace, 3)).toMatchObject([{ message: { from: 1, number: 2 } }]);
});

test('comma-separated: the rate is in the name of the file, and sends name nobody', () => {
  const { runs, skipped } = read([
    file(
      'pid_70475_clockrate_2.csv',
      'logical clock,global time,event type,queue length',
      '1,0.5,send,0',
      '2,1,internal,0',
      '3,1.5,daydream,0',
    ),
    file('pid_70480_clockrate_1.csv', 'logical clock,global time,event type,queue length', '2,1,receive,0'),
  ]);
  const { trace, name } = runs[0]!;
  expect(name).toBe('pid_70475_clockrate_2.csv and 1 more');
  expect(trace.trial.rates).toEqual([2, 1]);
  expect(trace.origin?.machines.map(each => each.name)).toEqual(['process 70475', 'process 70480']);
  expect(eventsOf(trace, 1)[0]).toMatchObject({
    kind: 'send',
    atMs: 500,
    messages: [{ to: 2, timestamp: 1 }],
  });
  expect(eventsOf(trace, 2)[0]).toMatchObject({ message: { from: 1, sentMs: 500 } });
  expect(skipped).toMatchObject([{ line: 4, text: '3,1.5,daydream,0' }]);
});

test('JSON lines: the start names machine and rate; a broken line is skipped', () => {
  const { runs, skipped, files } = read([
    {
      name: 'one.jsonl',
      text:
        '{"event": "STARTUP", "system_time": 1741130940.0, "machine_id": 1, "clock_rate": 6}\n' +
        '{"event": "SEND", "system_time": 1741130940.5, "machine_id": 1, "old_clock": 0, "new_clock": 1, "recipients": [2]}\n' +
        '{"event": "INTERNAL", "system_time": 1741130941.0, "machi',
    },
    file(
      'two.jsonl',
      '{"event": "STARTUP", "system_time": 1741130940.0, "machine_id": 2, "clock_rate": 1}',
      '{"event": "RECEIVE", "system_time": 1741130941.0, "machine_id": 2, "old_clock": 0, "new_clock": 2, "queue_len": 0}',
    ),
  ]);
  const { trace } = runs[0]!;
  expect(trace.trial.rates).toEqual([6, 1]);
  expect(eventsOf(trace, 2)[0]).toMatchObject({ atMs: 1000, queue: 0, message: { from: 1, timestamp: 1 } });
  expect(files[0]).toMatchObject({ headerLines: 1, eventLines: 1, skippedLines: 1 });
  expect(skipped[0]?.reason).toContain('cut short');
});

test('an unknown kind of log says so, and keeps every line in the account', () => {
  const { runs, files, skipped } = read([file('diary.txt', 'Dear diary,', '', 'today nothing happened.')]);
  expect(runs).toEqual([]);
  expect(files[0]).toMatchObject({ family: undefined, lines: 3, blankLines: 1, skippedLines: 2 });
  expect(files[0]?.notes.join(' ')).toContain('pattern');
  expect(skipped.map(({ reason }) => reason)).toEqual(
    Array(2).fill('It is not a known kind of log; a pattern can say how to read it.'),
  );
});

test('a file whose lines mix families is read by the one that most lines fit', () => {
  const { runs, files, skipped } = read([
    file(
      'rank_0.log',
      '[INFO]: Rank=0 ClockRate=3',
      '[INTERNAL] SysTime=10:00:00 LogicalClock=1',
      'Event: Internal Event\tGlobal Time: 1457813373.56\tLC: 2',
      '[INTERNAL] SysTime=10:00:01 LogicalClock=2',
    ),
  ]);
  expect(runs[0]?.trace.eventCount).toBe(2);
  expect(files[0]).toMatchObject({ family: 'Bracketed log', skippedLines: 1 });
  expect(skipped[0]?.reason).toContain('“Tabbed log”');
  expect(files[0]?.notes.join(' ')).toContain('1 of its lines belongs to another kind of log');
});

test('lines that are too long for an event, and a file that names too many machines, are bounded', () => {
  const binary = { name: 'image.png', text: `\u0000${'\uFFFD,"'.repeat(100_000)}` };
  const { files, skipped } = read([binary]);
  expect(files[0]).toMatchObject({ family: undefined, skippedLines: 1 });
  expect(skipped[0]?.text).toHaveLength(300);
  expect(skipped[0]?.reason).toContain('longer than 4,000 characters');

  const many = Array.from({ length: 1003 }, (_, i) => `send by ${i}`).join('\n');
  const { runs, files: reports } = readLogs([{ name: 'many.txt', text: many }], {
    pattern: '(?<event>\\w+) by (?<machine>\\d+)',
  });
  expect(runs).toHaveLength(1);
  expect(runs[0]?.trace.machines).toBe(1000);
  expect(reports[0]).toMatchObject({ eventLines: 1000, skippedLines: 3 });
});

test('a long beginning of chatter does not hide what kind of log it is', () => {
  const chatter = Array<string>(1000).fill('connecting…');
  const events = Array.from({ length: 2000 }, (_, i) => `[INTERNAL] SysTime=10:00:00 LogicalClock=${i + 1}`);
  const { files } = readLogs([file('rank_0.log', ...chatter, ...events)]);
  expect(files[0]).toMatchObject({ family: 'Bracketed log', eventLines: 2000, skippedLines: 1000 });
});

describe('a column of comma-separated rows that is called a clock', () => {
  const rows = (head: string, ...lines: string[]) =>
    read([file('pid_1_clockrate_2.csv', head, ...lines)]).runs[0]!.trace;

  test('is the wall clock where it says so, and what a message carries where it says that', () => {
    const trace = rows(
      'event type,wall clock,logical clock,sent clock,queue length',
      'receive,1678252832.5,4,3,0',
      'internal,1678252833,5,,0',
    );
    expect(outline(trace, 1)).toEqual([
      ['receive', 4, 0, 0],
      ['internal', 5, 0, 500],
    ]);
    expect(trace.origin!.machines[0]!.statedTimestamps[0]).toBe(3);
  });

  test('is the one after the event where another is of before it', () => {
    expect(
      outline(rows('event,old clock,new clock', 'internal,0,1', 'internal,1,2', 'send,2,3'), 1).map(
        event => (event as unknown[])[1],
      ),
    ).toEqual([1, 2, 3]);
  });

  test('is shown and not judged on a row that has not as many cells as the head', () => {
    const trace = rows(
      'event,clock,time',
      'internal,1,1.0',
      'internal 2,2.0',
      'intern,al,3,3.0',
      'send,4,4.0',
    );
    expect(audit(trace).faults).toBe(0);
  });
});

test('brackets: a machine whose name is spoilt is not another machine', () => {
  const { runs } = read([
    file(
      'rank_3.log',
      '[RECEIVE] SysTime=15:20:27 Node=3 From=0 QueueLen=0 LogicalClock=5',
      '[RECEIVE] SysTime=15:20:28 Node=3 Fr?#%2 QueueLen=0 LogicalClock=6',
      '[SEND to 1] SysTime=15:20:29 LogicalClock=7',
    ),
  ]);
  expect(runs).toHaveLength(1);
  expect(
    runs[0]!.trace.logs.filter(({ eventCount }) => eventCount > 0).map(({ eventCount }) => eventCount),
  ).toEqual([3]);
});
