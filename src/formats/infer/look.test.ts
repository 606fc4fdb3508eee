import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { MADE_UP_WORDS, strangeLogs } from '../../testing/strange-logs.ts';
import { readTrace } from '../read.ts';
import type { ReadResult } from '../read-result.ts';
import { LOOK_TEXT_MAX, LOOK_WORDINGS_MAX, lookAt, type LookLine, wordingsAt } from './look.ts';
import { withKind, withPlace } from './said.ts';

const trace = simulate({ rates: [5, 1, 5], durationSeconds: 30, seed: 7 });
const files = strangeLogs(trace);

function marked({ text, spans }: LookLine): string[] {
  return spans.map(({ start, end, role }) => `${role} ${text.slice(start, end)}`);
}

describe('how lines are read', () => {
  const { reading, wordings } = readTrace(files);

  test('the first records show where each field is, and what is ignored', () => {
    const lines = lookAt(reading!, files);
    expect(lines[0]).toMatchObject({ file: 'machine_1.log', line: 1, kind: 'ignore', leftOut: 0 });
    const send = lines.find(({ kind }) => kind === 'send')!;
    expect(marked(send)).toEqual([
      'machine 1',
      'event Sent message to machine',
      expect.stringMatching(/^peer [23]$/),
      expect.stringMatching(/^time 2026-02-28 17:42:\d\d$/),
      expect.stringMatching(/^clock \d+$/),
      expect.stringMatching(/^queue \d+$/),
    ]);
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(
      new Set(['ignore', 'send', 'receive', 'internal']),
    );
  });

  test('wordings are counted over all lines, and shown as they are written', () => {
    const shown = wordingsAt(reading!, wordings!);
    const counts = Object.fromEntries(shown.map(({ words, count }) => [words, count]));
    const of = (kind: string): number =>
      trace.logs.reduce(
        (sum, { machine, eventCount }) =>
          sum +
          Array.from({ length: eventCount }, (_, i) => trace.event(machine, i)).filter(
            event => event.kind === kind,
          ).length,
        0,
      );
    expect(counts).toEqual({
      'Internal event': of('internal'),
      'Processed message': of('receive'),
      'Sent message to machine': of('send'),
      'Connected to machine … on port': 6,
    });
  });

  test('a long line is cut, and many wordings are bounded', () => {
    const long = [
      { name: 'a.log', text: `${'x '.repeat(700)}\n1> Event: Internal event | Logical Clock: 1\n` },
    ];
    const [first] = lookAt(reading!, long);
    expect([first!.text.length, first!.leftOut]).toEqual([LOOK_TEXT_MAX, 1000]);
    const many = Array.from({ length: 700 }, (_, i) => ({
      phrase: `word ${i}`,
      kind: 'unknown' as const,
      count: 1,
      example: `word ${i}`,
    }));
    expect(wordingsAt(reading!, many)).toHaveLength(LOOK_WORDINGS_MAX);
  });
});

describe('what a person says of a word', () => {
  const eventsOf = ({ runs }: ReadResult): number => runs.reduce((sum, run) => sum + run.trace.eventCount, 0);
  const first = readTrace(files);

  test('that it is no event: its lines are ignored', () => {
    const internals = first.wordings!.find(({ phrase }) => phrase === 'internal event')!.count;
    const without = readTrace(files, { reading: withKind(first.reading!, 'internal event', 'ignore') });
    expect(eventsOf(without)).toBe(eventsOf(first) - internals);
  });

  test('that lines which were ignored are events: their values are read as those of others', () => {
    const more = readTrace(files, {
      reading: withKind(first.reading!, 'connected to machine on port', 'internal'),
    });
    expect(more.skipped).toEqual([]);
    expect(eventsOf(more)).toBe(eventsOf(first) + 6);
  });

  test('that it is something else: an event, and nothing is concluded across it', () => {
    const { runs } = readTrace(files, { reading: withKind(first.reading!, 'internal event', 'other') });
    expect(runs[0]!.trace.eventCount).toBe(eventsOf(first));
    const [machine] = runs[0]!.trace.origin!.machines;
    const internal = [...machine!.doubts].filter((_, i) => runs[0]!.trace.event(1, i).kind === 'internal');
    expect(internal.every(doubts => doubts !== 0)).toBe(true);
  });

  test('of a word that was not met before', () => {
    const strange = strangeLogs(trace, { ...MADE_UP_WORDS, receive: 'Processed message' });
    const reading = withKind(
      withKind(first.reading!, MADE_UP_WORDS.internal, 'internal'),
      MADE_UP_WORDS.send,
      'send',
    );
    const { runs, skipped } = readTrace(strange, { reading });
    expect([runs.length, skipped.length]).toEqual([1, 0]);
    expect(runs[0]!.trace.eventCount).toBe(trace.eventCount);
  });
});

describe('what a person says of machines and runs', () => {
  const { reading, runs } = readTrace(files);
  const namesIn = ({ runs: all }: ReadResult): string[][] =>
    all.map(({ trace: one }) => one.logs.map((_, i) => one.nameOf(i + 1)));
  const place = reading!.places[1]!;

  test('a new name is the same machine: messages to it keep their way', () => {
    const said = withPlace(reading!, { ...place, machine: 'beta' });
    const again = readTrace(files, { reading: withPlace(said, { ...place, machine: '__proto__' }) });
    for (const [result, name] of [
      [readTrace(files, { reading: said }), 'beta'],
      [again, '__proto__'],
    ] as const) {
      expect(namesIn(result)[0]!.some(one => one.endsWith(name))).toBe(true);
      expect(result.runs).toHaveLength(1);
      expect(result.runs[0]!.trace.logs).toHaveLength(3);
      expect(result.runs[0]!.trace.logs.map(({ messageCount }) => messageCount).sort()).toEqual(
        runs[0]!.trace.logs.map(({ messageCount }) => messageCount).sort(),
      );
    }
  });

  test('a run of its own', () => {
    const said = readTrace(files, { reading: withPlace(reading!, { ...place, run: 'run 2' }) });
    expect(said.runs).toHaveLength(2);
  });
});

describe('files that a reading is for', () => {
  const known = {
    name: 'run_machine_9.log',
    text: '2026-03-02 10:00:00,000 : Clock rate: 1\n2026-03-02 10:00:01,000 : (Logical Clock Time 1) Internal event occurred.\n',
  };

  test('others are read by the kinds that are known', () => {
    const { reading } = readTrace(files);
    const { files: reports, runs } = readTrace([known, ...files], {
      reading: reading!,
      readingFiles: files.map(({ name }) => name),
    });
    expect(reports.map(({ family }) => family)).toEqual([
      'Timestamped prose',
      ...files.map(() => 'Log whose form was found out'),
    ]);
    expect(runs).toHaveLength(2);
  });

  test('as new: a log of a known kind is read by inference, as a person asks', () => {
    const prose = {
      name: 'a_machine_1.log',
      text: `${known.text}${Array.from({ length: 30 }, (_, i) => `2026-03-02 10:00:${String(i + 2).padStart(2, '0')},000 : (Logical Clock Time ${i + 2}) Internal event occurred.`).join('\n')}\n`,
    };
    expect(readTrace([prose]).reading).toBeUndefined();
    const { reading, runs } = readTrace([prose], { asNew: true });
    expect(reading!.fields.find(({ role }) => role === 'clock')).toBeDefined();
    expect(runs[0]!.trace.eventCount).toBe(31);
  });
});
