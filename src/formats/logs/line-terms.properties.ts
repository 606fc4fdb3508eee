import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineTerms, SuccessiveTimes } from './line-terms.ts';
import { kindOf, machineNameIn, recipientsIn, recipientsOf } from './line-words.ts';
import { readTime } from './read-time.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Forms of times, of which some have no fraction, and some digits behind a point that are none. */
const FORMS: readonly ((second: number, fraction: string) => string)[] = [
  (second, fraction) => `2026-03-04 15:20:${two(second)}.${fraction}`,
  (second, fraction) => `2026-03-04T15:20:${two(second)},${fraction}Z`,
  (second, fraction) => `2026/03/04 15:20:${two(second)}.${fraction}+02:00`,
  (second, fraction) => `04.03.2026 15:20:${two(second)}.${fraction}`,
  (second, fraction) => `3/4/2026 3:20:${two(second)}.${fraction} PM`,
  (second, fraction) => `Mar  4 15:20:${two(second)}.${fraction}`,
  (second, fraction) => `Mar 4 15:20:${two(second)}.${fraction} 2026`,
  (second, fraction) => `15:20:${two(second)}.${fraction}`,
  (second, fraction) => `20:${two(second)}.${fraction}`,
  (second, fraction) => `1772637${two(second)}.${fraction}`,
  (second, fraction) => `${second}.${fraction} ms`,
  second => `2026-03-04 15:20:${two(second)}`,
  (second, fraction) => `15:${two(second)} ${fraction}`,
  () => '',
];

const written = fc
  .record({
    form: fc.constantFrom(...FORMS),
    second: fc.oneof(fc.constantFrom(1, 2), fc.nat(99)),
    fraction: fc.oneof(fc.stringMatching(/^\d{1,10}$/), fc.stringMatching(/^\d{3}[a-z :.]?$/)),
    around: fc.constantFrom('', ' '),
  })
  .map(({ form, second, fraction, around }) => `${around}${form(second, fraction)}${around}`);

describe('what lines say again', () => {
  it('is the time that would be read of each alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(written, fc.integer({ min: 1, max: 3 })), { maxLength: 30 }), texts => {
        const times = new SuccessiveTimes();
        for (const [text, often] of texts)
          for (let i = 0; i < often; i++) {
            // Another fraction of the same second, as most lines of a log have.
            const own = i === 0 ? text : text.replace(/(\d{2}[.,])\d+/, `$1${i}7`);
            expect([own, times.read(own)]).toEqual([own, readTime(own)]);
          }
      }),
      { numRuns: 2000 },
    );
  });

  it('is what its words mean, however many came before', () => {
    const terms = lineTerms();
    for (let i = 0; i < 3000; i++) {
      const text = ['SEND to Machine', 'received from', 'internal', 'broadcast'][i % 4]! + ` ${i % 1500}`;
      expect(terms.kindOf(text)).toBe(kindOf(text));
      expect(terms.recipientsIn(text)).toEqual(recipientsIn(text));
      expect(terms.recipientsOf(text)).toEqual(recipientsOf(text));
      expect(terms.machineNameIn(text)).toBe(machineNameIn(text));
    }
  });
});
