// Logs whose lines are whole messages, as Maelstrom's journals and traces of etcd have them: each is a send and a receive.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audit } from '../../analysis/audit/audit.ts';
import { readLogs } from '../logs/read-logs.ts';

interface Sent {
  readonly from: string;
  readonly to: string;
  readonly clock: number;
}

/** By form: a line for each message, and what comes before all lines. */
const FORMS: Readonly<
  Record<string, { readonly head?: string; readonly line: (sent: Sent, at: number) => string }>
> = {
  arrow: { line: ({ from, to, clock }, at) => `${at}.1 ${from}->${to} MsgVote lamport=${clock}` },
  'long arrow': { line: ({ from, to, clock }, at) => `[${at}] ${from} --> ${to}: append, clock ${clock}` },
  sentence: { line: ({ from, to, clock }) => `message from ${from} to ${to}, clock ${clock}` },
  table: {
    head: 'time,sender,receiver,type,clock',
    line: ({ from, to, clock }, at) => `${at},${from},${to},vote,${clock}`,
  },
  json: {
    line: ({ from, to, clock }, at) =>
      JSON.stringify({
        id: at,
        time: at * 100,
        message: { src: from, dest: to, body: { type: 'echo' } },
        clock,
      }),
  },
};

const NAMES = [
  ['n1', 'n2', 'n3'],
  ['alice', 'bob', 'carol'],
  ['10.0.0.1:8080', '10.0.0.2:8080', '10.0.0.3:8080'],
];

/** Each message carries its sender's clock, which Lamport's rules give. */
function messagesOf(ends: readonly (readonly [number, number])[], names: readonly string[]): Sent[] {
  const clocks = names.map(() => 0);
  return ends.map(([from, by]) => {
    const to = (from + by) % names.length;
    clocks[from]! += 1;
    const clock = clocks[from]!;
    clocks[to] = Math.max(clocks[to]!, clock) + 1;
    return { from: names[from]!, to: names[to]!, clock };
  });
}

const ends = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 2 })), { minLength: 12, maxLength: 40 });

test.each(Object.keys(FORMS))('each line of the form “%s” is a send and a receive', form => {
  const { head, line } = FORMS[form]!;
  fc.assert(
    fc.property(ends, fc.constantFrom(...NAMES), (pairs, names) => {
      const sent = messagesOf(pairs, names);
      const text = [...(head ? [head] : []), ...sent.map(line)].join('\n');
      const { runs, files, skipped } = readLogs([{ name: 'net.log', text }]);
      expect(skipped).toEqual([]);
      expect(files[0]!.eventLines).toBe(sent.length);
      const { trace } = runs[0]!;
      expect(trace.eventCount).toBe(2 * sent.length);
      expect(trace.logs.map(({ machine }) => trace.nameOf(machine))).toEqual(
        names.filter(name => sent.some(({ from, to }) => from === name || to === name)),
      );
      const read = trace.logs.flatMap(log =>
        Array.from({ length: log.messageCount }, (_, row) => ({
          from: trace.nameOf(log.machine),
          to: trace.nameOf(log.recipients[row]!),
          clock: log.timestamps[row]!,
        })),
      );
      const sorted = (all: readonly Sent[]) => all.map(one => JSON.stringify(one)).sort();
      expect(sorted(read)).toEqual(sorted(sent));
      expect(audit(trace).faults).toBe(0);
    }),
    { numRuns: 20 },
  );
});

test('a file whose lines say which end they are of has one event for each', () => {
  const lines = Array.from({ length: 20 }, (_, i) => [
    JSON.stringify({
      id: 2 * i,
      time: 2 * i,
      type: 'send',
      message: { src: `n${(i % 3) + 1}`, dest: `n${((i + 1) % 3) + 1}` },
    }),
    JSON.stringify({
      id: 2 * i + 1,
      time: 2 * i + 1,
      type: 'recv',
      message: { src: `n${(i % 3) + 1}`, dest: `n${((i + 1) % 3) + 1}` },
    }),
  ]).flat();
  const { trace } = readLogs([{ name: 'journal.json', text: lines.join('\n') }]).runs[0]!;
  expect(trace.eventCount).toBe(40);
  expect(trace.messageCount).toBe(20);
});

const SENT = Array.from({ length: 30 }, (_, i) => ({
  id: i,
  from: `n${(i % 3) + 1}`,
  to: `n${((i + 1) % 3) + 1}`,
  ms: 700 * (i + 1),
}));

test.each([
  [
    'JSON',
    'journal.json',
    ({ id, from, to, ms }: (typeof SENT)[number]) => [
      JSON.stringify({ id, time: ms * 1e6, message: { src: from, dest: to, body: { type: 'echo' } } }),
    ],
  ],
  [
    'EDN, with both ends of each',
    'messages.edn',
    ({ id, from, to, ms }: (typeof SENT)[number]) =>
      ['send', 'recv'].map(
        (type, later) =>
          `{:id ${id}, :time ${ms * 1e6 + later * 2e6}, :type :${type}, :message {:src "${from}", :dest "${to}", :body {:type "echo", :msg_id ${id}}}}`,
      ),
  ],
])('nanoseconds of Maelstrom count from the start of the run: %s', (_, name, lines) => {
  const { runs, skipped } = readLogs([{ name, text: SENT.flatMap(lines).join('\n') }]);
  expect(skipped).toEqual([]);
  expect(runs.map(run => run.name)).toEqual([name]);
  const { trace } = runs[0]!;
  expect(trace.logs.map(({ machine }) => trace.nameOf(machine))).toEqual(['n1', 'n2', 'n3']);
  expect(trace.eventCount).toBe(2 * SENT.length);
  const found = trace.logs.flatMap(({ machine, sentIndices, receivedIndices, messageCount, recipients }) =>
    Array.from({ length: messageCount }, (__, row) => {
      const [sent, received] = [
        trace.event(machine, sentIndices[row]!),
        trace.event(recipients[row]!, receivedIndices[row]!),
      ];
      return { ms: sent.atMs, took: received.atMs - sent.atMs };
    }),
  );
  found.sort((a, b) => a.ms - b.ms);
  expect(found.map(({ ms }) => ms - found[0]!.ms)).toEqual(SENT.map(({ ms }) => ms - SENT[0]!.ms));
  expect(Math.max(...found.map(({ took }) => took))).toBeLessThanOrEqual(2);
  expect(trace.startedAtMs).toBeUndefined();
  expect(audit(trace).faults).toBe(0);
});

test.each([
  [
    'raft.ndjson',
    ({ id, from, to }: (typeof SENT)[number]) => `${from}->${to} MsgApp Term:1 Log:1/${id} Commit:${id}`,
  ],
  [
    'trace.ndjson',
    ({ id, from, to }: (typeof SENT)[number]) =>
      JSON.stringify({ name: 'AppendEntries', state: { term: 1, commit: id }, msg: { from, to, index: id } }),
  ],
])('numbers of a replicated log are no times, and an ending is no name: %s', (name, line) => {
  const { runs, reading } = readLogs([{ name, text: SENT.map(line).join('\n') }]);
  expect(runs.map(run => run.name)).toEqual([name]);
  expect(runs[0]!.trace.logs.map(({ machine }) => runs[0]!.trace.nameOf(machine))).toEqual([
    'n1',
    'n2',
    'n3',
  ]);
  expect(reading!.fields.filter(({ role }) => role === 'time' || role === 'vector')).toEqual([]);
});
