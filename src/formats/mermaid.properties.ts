// A stretch as a Mermaid sequence diagram: nothing that Mermaid would misread, nothing out of order, never too long.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { MERMAID_LINES_MAX, writeMermaid } from './mermaid.ts';

/** What may stand in a text: letters, digits, a few signs, entity codes. Neither ";" nor "#" on their own end a line. */
const TEXT = String.raw`(?:[\p{L}\p{M}\p{N} .,()_-]|#\d+;)+`;
const STATEMENTS = [
  /^sequenceDiagram$/,
  /^ {2}%% .+$/,
  new RegExp(`^ {2}participant (?<participant>M\\d+) as ${TEXT}$`, 'u'),
  new RegExp(`^ {2}Note over (?<one>M\\d+)(?:,(?<other>M\\d+))?: (?<text>${TEXT})$`, 'u'),
  new RegExp(`^ {2}(?<from>M\\d+)(?<arrow>-->>|->>|-x|-\\))(?<to>M\\d+): (?<text>${TEXT})$`, 'u'),
];

/** The groups of each line. Fails on a line that is no statement. */
function statementsOf(text: string): Record<string, string | undefined>[] {
  return text
    .trimEnd()
    .split('\n')
    .map(line => {
      const match = STATEMENTS.map(statement => statement.exec(line)).find(found => found);
      expect(match, line).toBeTruthy();
      return match?.groups ?? {};
    });
}

const anyTrace: fc.Arbitrary<Trace> = fc.oneof(
  anyImportedTrace,
  anyTrial.map(trial => simulate(trial)),
);
const anyStretch = fc.option(
  fc.tuple(fc.nat(8000), fc.nat(5000)).map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length })),
  { nil: undefined },
);

test('every line is a statement, machines stand in order and are declared, and there are at most 300', () => {
  fc.assert(
    fc.property(anyTrace, anyStretch, fc.boolean(), (trace, stretch, withoutInternal) => {
      const { text } = writeMermaid(trace, { stretch, withoutInternal });
      const statements = statementsOf(text);
      expect(statements.length).toBeLessThanOrEqual(MERMAID_LINES_MAX);
      const declared = statements.flatMap(({ participant }) => participant ?? []);
      expect(declared).toEqual([...declared].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
      for (const { one, other, from, to } of statements)
        for (const named of [one, other, from, to]) if (named) expect(declared).toContain(named);
    }),
  );
});

test('no message is drawn before the note of its send, and the clocks of each machine stand in its own order', () => {
  fc.assert(
    fc.property(anyTrial, anyStretch, (trial, stretch) => {
      const trace = simulate(trial);
      const sent = new Set<string>();
      const clocks = new Map<string, number>();
      const see = (machine: string, clock: string | undefined): void => {
        if (clock === undefined) return;
        expect(Number(clock)).toBeGreaterThanOrEqual(clocks.get(machine) ?? 0);
        clocks.set(machine, Number(clock));
      };
      for (const { one, arrow, to, text = '' } of statementsOf(writeMermaid(trace, { stretch }).text)) {
        if (one) {
          see(one, /^clock (\d+)/.exec(text)?.[1]);
          for (const [name] of text.matchAll(/\d+-\d+/g)) sent.add(name);
        }
        if (!arrow || !to) continue;
        const name = /^\d+-\d+/.exec(text)![0];
        see(to, /received at clock (\d+)/.exec(text)?.[1]);
        if (arrow === '-->>') expect(sent.has(name) || text.includes('sent before')).toBe(true);
        else expect(sent.has(name)).toBe(false);
      }
    }),
  );
});

test('each event of a stretch that has room is drawn once, and what is left out is counted', () => {
  fc.assert(
    fc.property(anyTrace, fc.boolean(), (trace, withoutInternal) => {
      const { text, leftOut } = writeMermaid(trace, { withoutInternal });
      const told = /left out of this diagram are (.*)/.exec(text)?.[1] ?? '';
      expect(told.includes('more event')).toBe(leftOut > 0);
      if (leftOut > 0) return;
      const kinds = trace.logs.flatMap(log => [...log.kinds.subarray(0, log.eventCount)]);
      const internal = kinds.filter(kind => kind === 0).length;
      const receives = kinds.filter(kind => kind === 2).length;
      expect(text.match(/received at clock|receives, sender not known/g) ?? []).toHaveLength(receives);
      expect(text.match(/, internal$/gm) ?? []).toHaveLength(withoutInternal ? 0 : internal);
      expect(told.includes('internal event')).toBe(withoutInternal && internal > 0);
    }),
  );
});

describe('messages across the border', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 60 });
  const { text, leftOut } = writeMermaid(trace, { stretch: { fromMs: 20_000, toMs: 23_000 } });

  test('are drawn as what they are', () => {
    expect(leftOut).toBe(0);
    expect(text).toMatch(
      /M\d-->>M2: \d-\d+, timestamp \d+, sent before this stretch, received at clock \d+\n/,
    );
    expect(text).toMatch(/M\d-\)M2: \d-\d+, timestamp \d+, received after this stretch\n/);
    expect(writeMermaid(trace, { stretch: { fromMs: 59_000, toMs: 60_000 } }).text).toMatch(
      /M\d-xM2: \d-\d+, timestamp \d+, not received in this trace\n/,
    );
  });

  test('and a whole run says how much there was no room for', () => {
    const whole = writeMermaid(trace);
    expect(whole.text.trimEnd().split('\n')).toHaveLength(MERMAID_LINES_MAX);
    expect(whole.text).toContain(
      `left out of this diagram are ${whole.leftOut.toLocaleString('en')} more events`,
    );
  });
});

test('a stretch in which nothing happens is a diagram that says so', () => {
  const trace = new Trace(trialFrom({ rates: [1, 1] }), 'virtual');
  expect(writeMermaid(trace).text).toMatch(/participant M1 as Machine 1\n {2}Note over M1: nothing happens/);
});
