// A log to try the page with: a trial run in virtual time on the spot, and written as the assignment's logs, one file for
// each machine. Under the assignment's wording, so that the audit has something to find.
import type { TrialInput } from '../../core/trial.ts';
import { simulate } from '../../engine/simulate.ts';
import { writeTrace } from '../../formats/write.ts';

export const SAMPLE_TRIAL = {
  rates: [5, 1, 5],
  dieSides: 10,
  durationSeconds: 60,
  seed: 7,
  rule: 'send-then-increment',
} as const satisfies TrialInput;

export function sampleFiles(): File[] {
  return writeTrace(simulate(SAMPLE_TRIAL), 'log').map(
    ({ name, text, type }) => new File([text], name.replace(/^.*-(machine-\d+)/, 'sample-$1'), { type }),
  );
}
