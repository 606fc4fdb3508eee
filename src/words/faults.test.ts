// Faults in words: what a run came to, and each of its items.
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { faultSentence, faultsInShort } from './faults.ts';
import { missingInShort } from './losses.ts';
import { conservation } from './summary.ts';
import { summarize } from '../analysis/summary.ts';

const trace = simulate({ rates: [5, 1, 5], faults: { lossPercent: 10, duplicationPercent: 10 } });

describe('what went wrong', () => {
  test('is said in place of “nothing lost”', () => {
    expect(missingInShort(simulate({ rates: [5, 1, 5] }))).toEqual(['nothing lost']);
    const [lost, doubled] = [
      trace.faults.filter(({ kind }) => kind === 'lost').length,
      trace.faults.filter(({ kind }) => kind === 'doubled').length,
    ];
    expect(faultsInShort(trace)).toEqual([
      `${lost} messages lost by the trial’s faults`,
      `${doubled} messages doubled`,
    ]);
    expect(missingInShort(trace)).toEqual(faultsInShort(trace));
  });

  test('is part of the sum of all messages', () => {
    const { totals } = summarize(trace);
    expect(conservation(totals, 0)).toBe(
      `${totals.sent} sent + ${totals.doubled} doubled = ${totals.received} received + ${totals.waiting} left waiting + ${totals.lost} lost by the trial’s faults.`,
    );
  });

  test('has a sentence for each item', () => {
    const message = { atMs: 1200, from: 1, to: 2, number: 3 };
    const name = 'Message 1-3 from machine 1 to machine 2';
    expect(faultSentence(trace, { kind: 'lost', ...message, cause: 'down' })).toBe(
      `${name} is lost: the machine is down.`,
    );
    expect(faultSentence(trace, { kind: 'resent', ...message, cause: 'chance', times: 2 })).toBe(
      `${name} is sent again 2 times: by chance.`,
    );
    expect(
      faultSentence(trace, { kind: 'crash', machine: 2, fromMs: 10_000, toMs: 12_000, memory: 'amnesic' }),
    ).toMatch(/^Machine 2 crashes at .* and starts again at .*, without its memory\.$/);
    expect(faultSentence(trace, { kind: 'partition', fromMs: 0, toMs: 500, machines: [1, 2] })).toMatch(
      /^A partition cuts machine 1 and machine 2 off from the others/,
    );
  });
});
