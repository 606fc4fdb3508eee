// The law of evidence: of a correct run the audit finds nothing, in whatever form it is written and whatever befell its
// files; of a run with one slip it finds that slip, or says what it could not check, and names no other event.
import { expect, test } from 'vitest';
import { correctCase, slippedCase, told } from '../testing/evidence-cases.ts';

/** `LAMPLIGHT_CASES=10000` for the long run, `LAMPLIGHT_FROM` for a piece of it. */
const CASES = Number(process.env['LAMPLIGHT_CASES'] ?? 250);
const FROM = Number(process.env['LAMPLIGHT_FROM'] ?? 0);
const SHOWN_MAX = 20;

function seeds(): number[] {
  return Array.from({ length: CASES }, (_, i) => FROM + i);
}

test('of a correct run nothing is found', () => {
  const wrong = seeds().flatMap(seed => {
    const result = correctCase(seed);
    return result.faults.length === 0 ? [] : [told(seed, result, result.faults)];
  });
  expect(wrong.length, wrong.slice(0, SHOWN_MAX).join('\n')).toBe(0);
}, 3_600_000);

test('of a run with one slip that slip is found or left unchecked, and no other event is named', () => {
  const wrong = seeds().flatMap(seed => {
    const slipped = slippedCase(seed);
    if (!slipped || (slipped.others.length === 0 && slipped.isTold)) return [];
    const { result, what, others, isTold } = slipped;
    return [`${what}${isTold ? '' : ' not told'}; ${told(seed, result, others)}`];
  });
  expect(wrong.length, wrong.slice(0, SHOWN_MAX).join('\n')).toBe(0);
}, 3_600_000);
