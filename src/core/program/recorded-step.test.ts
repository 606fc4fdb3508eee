// What a program shows of its state: a text and a tone, or a problem that leaves the step as it is.
import { expect, test } from 'vitest';
import { program } from './program.ts';
import { shownOf, SHOWN_TEXT_MAX } from './recorded-step.ts';

function shownBy(show: (state: { readonly queue?: string[] }) => unknown) {
  return shownOf(program({ name: 'Any', start: () => ({}), show: show as () => undefined }), {});
}

test('a text with or without a tone is shown, and nothing else of what is given', () => {
  expect(shownBy(() => ({ text: 'waiting', tone: 'waiting' }))).toEqual({
    shown: { text: 'waiting', tone: 'waiting' },
  });
  expect(shownBy(() => ({ text: 'calm', more: 1 }))).toEqual({ shown: { text: 'calm' } });
});

test.each([undefined, null])('%s shows nothing', given => {
  expect(shownBy(() => given)).toEqual({});
});

test('an error is a problem with its message', () => {
  expect(shownBy(state => ({ text: state.queue![0] }))).toMatchObject({
    problem: { kind: 'show-threw', message: expect.stringContaining('undefined') as string },
  });
});

test.each([
  ['a text alone', 'inside', 'inside'],
  ['a tone that there is not', { text: 'x', tone: 'loud' }, '{"text":"x","tone":"loud"}'],
  ['a number in place of a text', { text: 3 }, '{"text":3}'],
])('%s is a problem that says what was given', (_, given, found) => {
  expect(shownBy(() => given)).toEqual({ problem: { kind: 'show-shape', found } });
});

test('a text that is too long is a problem, and is not repeated whole', () => {
  const { problem } = shownBy(() => ({ text: 'x'.repeat(SHOWN_TEXT_MAX * 100) }));
  expect(problem).toMatchObject({ kind: 'show-shape' });
  expect(JSON.stringify(problem).length).toBeLessThan(SHOWN_TEXT_MAX * 2);
});
