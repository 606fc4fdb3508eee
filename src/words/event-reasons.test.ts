// The sentences behind a jump, with marks that a test can read: *bold*, [words that lead to an event].
import { describe, expect, test } from 'vitest';
import { explainEvent } from '../analysis/explain-event.ts';
import { largestJump } from '../analysis/jumps.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { answer, news, ruleSource, showSteps, stepSentence, type ReasonMarks } from './event-reasons.ts';

const MARKS: ReasonMarks<string> = {
  strong: words => `*${words}*`,
  placed: (_, words) => `[${words}]`,
};

function explained(rule: 'increment-then-send' | 'send-then-increment') {
  const trace = simulate(trialFrom({ rates: [1, 6], dieSides: 4, durationSeconds: 20, rule }));
  return { trace, explanation: explainEvent(trace, largestJump(trace)!) };
}

describe('the reason of a jump', () => {
  test('names the message, the arithmetic and what was not heard before', () => {
    const { trace, explanation } = explained('increment-then-send');
    const { before, received, event } = explanation;
    const why = answer(trace, explanation, MARKS).join('');
    expect(why).toMatch(/^Machine 2 was at \d+ when it sent \[message 2-\d+\], /);
    expect(why).toContain(
      `so Lamport’s rule takes the larger of the two and adds 1: max(${before}, ${received}) + 1 = *${event.clock}*.`,
    );
    expect(news(trace, explanation, MARKS)?.join('')).toMatch(
      /^\*Why was machine 2 that far ahead\?\* .* at once\./,
    );
  });

  test('by the assignment’s rule the message carried the clock from before its send', () => {
    const { trace, explanation } = explained('send-then-increment');
    expect(answer(trace, explanation, MARKS).join('')).toContain(
      `and that is what the message carried (it counted the send itself only afterwards: ${explanation.sender!.send.clock})`,
    );
  });

  test('an event of the machine itself has its own step only', () => {
    const trace = simulate(trialFrom({ rates: [2, 2], dieSides: 4, durationSeconds: 5 }));
    const explanation = explainEvent(trace, { machine: 1, index: 0 });
    expect(answer(trace, explanation, MARKS).join('')).toMatch(
      /^(A send|An internal event) only adds 1 to the machine’s own clock, and clocks start at 0: 0 \+ 1 = \*1\*\./,
    );
    expect(news(trace, explanation, MARKS)).toBeUndefined();
    expect(ruleSource(explanation, words => `[${words}]`).join('')).toMatch(
      /^\[Lamport \(1978\)\], rule IR1: a /,
    );
  });

  test('the steps of its chain lead from machine to machine to the event', () => {
    const { trace, explanation } = explained('increment-then-send');
    const { chain } = explanation;
    const steps = chain.map((_, at) =>
      stepSentence(trace, chain, at, ({ machine, index }) => `${trace.logOf(machine).clocks[index]}`).join(
        '',
      ),
    );
    expect(steps[0]).toMatch(/^Machine \d counted \d+ events? itself and reached \d+, sending /);
    expect(steps.at(-1)).toMatch(/ received it and was at \d+: this event\.$/);
    expect(showSteps(23, 20)).toBe('Show 20 of 23 earlier steps');
    expect(showSteps(1, 20)).toBe('Show 1 earlier step');
  });
});
