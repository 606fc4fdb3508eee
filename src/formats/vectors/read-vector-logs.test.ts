// Logs with vector clocks open by themselves, in each of the forms that their users have, and say what became of each line.
import { describe, expect, test } from 'vitest';
import type { Trace } from '../../core/trace.ts';
import { readTrace } from '../read.ts';
import type { ReadResult } from '../read-result.ts';

const OWN = '(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)';
/** alice asks bob, who answers. */
const EVENTS = [
  ['alice', '{"alice":1}', 'ask bob'],
  ['bob', '{"bob":1, "alice":1}', 'got the question'],
  ['bob', '{"bob":2, "alice":1}', 'answer'],
  ['alice', '{"alice":2, "bob":2}', 'got the answer'],
] as const;

function read(text: string, pattern?: string): ReadResult {
  return readTrace([{ name: 'run.log', text }], pattern === undefined ? {} : { pattern });
}

function expectAccounted({ files }: ReadResult): void {
  for (const file of files)
    expect(file.eventLines + file.headerLines + file.blankLines + file.skippedLines).toBe(file.lines);
}

/** Each event as `alice 0 send`, and each message as `alice 0 > bob 0`. */
function story(trace: Trace): string[] {
  const name = (machine: number): string => trace.nameOf(machine);
  return trace.logs.flatMap(log => [
    ...Array.from({ length: log.eventCount }, (_, index) => {
      const { kind, clock } = trace.event(log.machine, index);
      return `${name(log.machine)} ${index} ${kind} ${clock}`;
    }),
    ...Array.from({ length: log.messageCount }, (_, row) => {
      const { to, sentIndex, receivedIndex } = trace.message(log.machine, row + 1)!;
      return `${name(log.machine)} ${sentIndex} > ${name(to)} ${receivedIndex}`;
    }),
  ]);
}

const STORY = [
  'alice 0 send 1',
  'alice 1 receive 4',
  'alice 0 > bob 0',
  'bob 0 receive 2',
  'bob 1 send 3',
  'bob 1 > alice 1',
];

const FORMS: readonly (readonly [name: string, text: string])[] = [
  ['its own expression', `${OWN}\n\n${EVENTS.map(([h, c, e]) => `${h} ${c}\n${e}\n`).join('')}`],
  [
    'its own expression and no second line',
    `${OWN}\n${EVENTS.map(([h, c, e]) => `${h} ${c}\n${e}\n`).join('')}`,
  ],
  ['host and clock first', EVENTS.map(([h, c, e]) => `${h} ${c}\n${e}\n`).join('')],
  ['event first', EVENTS.map(([h, c, e]) => `${e}\n${h} ${c}\n`).join('')],
  ['one line', EVENTS.map(([h, c, e]) => `${h} ${c} ${e}\n`).join('')],
  ['a date before it', EVENTS.map(([h, c, e], i) => `2026-01-05 10:00:0${i} ${h} ${c} ${e}\n`).join('')],
  ['the clock last', EVENTS.map(([h, c, e]) => `${h} ${e} ${c}\n`).join('')],
  ['names without quotes', EVENTS.map(([h, c, e]) => `${h} ${c.replaceAll('"', '')}\n${e}\n`).join('')],
  ['Windows line ends', EVENTS.map(([h, c, e]) => `${h} ${c}\r\n${e}\r\n`).join('')],
  [
    'JSON lines, as DisViz reads them',
    EVENTS.map(([h, c, e]) => `${JSON.stringify({ processId: h, message: e, VCString: c })}\n`).join(''),
  ],
];

describe('a log with vector clocks opens by itself', () => {
  test.each(FORMS)('%s', (_, text) => {
    const result = read(text);
    expectAccounted(result);
    expect(result.skipped).toEqual([]);
    expect(result.runs).toHaveLength(1);
    expect(story(result.runs[0]!.trace)).toEqual(STORY);
    expect(result.runs[0]!.trace.origin?.machines[0]?.texts).toEqual(['ask bob', 'got the answer']);
  });

  test.each(['null', '7', '"text"', '[]', 'true'])('but for a line of JSON that is no object: %s', line => {
    const lines = EVENTS.map(([h, c, e]) => JSON.stringify({ processId: h, message: e, VCString: c }));
    const result = read([...lines, line].join('\n'));
    expectAccounted(result);
    expect(result.skipped.map(({ text }) => text)).toEqual([line]);
    expect(story(result.runs[0]!.trace)).toEqual(STORY);
  });

  test('by an expression that is pasted, with the one between executions below it', () => {
    const text = EVENTS.map(([h, c, e]) => `${e} @ ${h} | ${c}\n`).join('');
    const [first, second] = [`--- one ---\n${text}`, `--- two ---\n${text.replaceAll('alice', 'carol')}`];
    const result = read(
      `${first}${second}`,
      '(?<event>.*) @ (?<host>\\S+) \\| (?<clock>{.*})\n^--- (?<trace>.*) ---$',
    );
    expectAccounted(result);
    expect(result.runs.map(({ name }) => name)).toEqual(['run.log: one', 'run.log: two']);
    expect(story(result.runs[0]!.trace)).toEqual(STORY);
  });

  test.each(['clock first', 'text first'])(
    'in executions that lines part, %s, without an expression',
    form => {
      const text = EVENTS.map(([h, c, e]) =>
        form === 'clock first' ? `${h} ${c}\n${e}\n` : `${e}\n${h} ${c}\n`,
      ).join('');
      const result = read(`=== one ===\n${text}=== two ===\n${text}`);
      expectAccounted(result);
      expect(result.skipped).toEqual([]);
      expect(result.runs.map(({ name }) => name)).toEqual(['run.log: one', 'run.log: two']);
      for (const { trace } of result.runs) expect(story(trace)).toEqual(STORY);
    },
  );

  test('an event whose text looks like a line between executions is an event', () => {
    const text = EVENTS.map(([h, c], i) => `${h} ${c}\n=== step ${i} ===\n`).join('');
    const { runs } = read(text);
    expect(runs).toHaveLength(1);
    expect(story(runs[0]!.trace)).toEqual(STORY);
  });

  test.each([
    ['nanoseconds', (i: number) => `${1_772_300_524 + i}000000000`],
    ['a date', (i: number) => `2026-02-28T17:42:0${i}.000Z`],
    ['a date and a time', (i: number) => `2026-02-28 17:42:0${i}`],
  ])('with %s before the text and the clock below it, as TSViz has them', (_, timeOf) => {
    const result = read(EVENTS.map(([h, c, e], i) => `${timeOf(i)} ${e}\n${h} ${c}\n`).join(''));
    expectAccounted(result);
    const { trace } = result.runs[0]!;
    expect(story(trace)).toEqual(STORY);
    expect(trace.logs.map(({ atMs, eventCount }) => [...atMs.subarray(0, eventCount)])).toEqual([
      [0, 3000],
      [1000, 2000],
    ]);
    expect(trace.origin?.machines[0]?.texts).toEqual(['ask bob', 'got the answer']);
  });

  test('the files of one run, a host each, are one run', () => {
    const of = (host: string) => EVENTS.filter(([h]) => h === host);
    const files = ['alice', 'bob'].map(host => ({
      name: `${host}-Log.txt`,
      text: of(host)
        .map(([h, c, e]) => `${h} ${c}\n${e}\n`)
        .join(''),
    }));
    const result = readTrace(files);
    expect(result.runs).toHaveLength(1);
    expect(story(result.runs[0]!.trace)).toEqual(STORY);
  });

  test('hosts keep their names, however odd they are', () => {
    const text = ['10.0.0.1:8080', '__proto__', 'constructor']
      .map(host => `${host} {"${host}":1}\nbegin\n`)
      .join('');
    const { runs } = read(text);
    expect(runs[0]!.trace.origin?.machines.map(({ name }) => name).sort()).toEqual(
      ['10.0.0.1:8080', '__proto__', 'constructor'].sort(),
    );
  });
});

describe('what is not right in it is told, and nothing is refused whole', () => {
  test('a record whose clock is not a vector is skipped with its lines', () => {
    const result = read(`${OWN}\n\nalice {"alice":1}\nask\nalice {"alice":"x"}\nodd\nbob {"bob":1}\nwait\n`);
    expectAccounted(result);
    expect(result.skipped.map(({ line }) => line)).toEqual([5, 6]);
    expect(result.skipped[0]!.reason).toMatch(/is not a vector/);
    expect(result.runs[0]!.trace.eventCount).toBe(2);
  });

  test('a host that is only mentioned is a machine whose log is missing', () => {
    const { runs } = read('alice {"alice":1, "carol":3}\nheard of carol\nbob {"bob":1}\nwait\n');
    const { trace } = runs[0]!;
    expect(trace.gaps.map(({ machine }) => trace.nameOf(machine))).toEqual(['carol']);
    expect(trace.origin?.notes.join(' ')).toMatch(
      /1 entry was taken over from events that are not in the log/,
    );
  });

  test('an entry that another message has brought claims no message of its own', () => {
    const { runs } = read(
      ['a {"a":1}', 'b {"a":1, "b":1}', 'b {"a":1, "b":2}', 'c {"a":1, "b":2, "c":1}']
        .map(line => `${line}\nstep\n`)
        .join(''),
    );
    expect(story(runs[0]!.trace).filter(line => line.includes('>'))).toEqual(['a 0 > b 0', 'b 1 > c 0']);
  });
});
