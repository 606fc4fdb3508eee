// The sentences about cuts, for one message and for several, and for a handle before the first event.
import { describe, expect, test } from 'vitest';
import { cutAt, examineCut } from '../analysis/cuts.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { cutVerdict, handlePlace, violationSentence } from './cuts.ts';

const trace = simulate(trialFrom({ rates: [2, 5], dieSides: 3, durationSeconds: 20 }));

/** Machine 1 has done everything and machine 2 nothing: what machine 1 received was not yet sent. */
const broken = examineCut(trace, Uint32Array.of(trace.logOf(1).eventCount, 0));

describe('the words of cuts', () => {
  test('a cut at a moment is consistent, and the messages on their way are counted', () => {
    const report = examineCut(trace, cutAt(trace, 10_000));
    expect(cutVerdict(report)).toMatch(
      /could have been here at the same moment\. [\d,]+ messages? w(as|ere) sent/,
    );
    expect(cutVerdict({ ...report, inFlightCount: 1 })).toMatch(
      /\. 1 message was sent before the cut and not yet/,
    );
  });

  test('a broken cut names each message with its receive and its send, which can be pressed', () => {
    expect(cutVerdict(broken)).toMatch(/^\d+ messages were received before the cut and sent after it: /);
    const [first] = broken.violations;
    const sentence = violationSentence(
      trace,
      first!,
      name => `*${name}*`,
      ({ machine, index }, words) => `[${words}|${machine}.${index}]`,
    ).join('');
    expect(sentence).toMatch(
      /^\*2-\d+\* received by \[event \d+ of machine 1\|1\.\d+\], sent by \[event \d+ of machine 2\|2\.\d+\]$/,
    );
  });

  test('a handle says how many events are before it, and when the last one was', () => {
    expect(handlePlace('virtual', 0, 300, undefined)).toBe('0 of 300 events before the cut');
    expect(handlePlace('virtual', 1200, 1500, 23_400)).toBe(
      '1,200 of 1,500 events before the cut, the last at 23.400 s',
    );
    expect(handlePlace('stepped', 2, 5, 3600)).toBe('2 of 5 events before the cut, the last at step 3');
  });
});
