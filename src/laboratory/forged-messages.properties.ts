// A page of the same origin that hears everything on a room's channels and writes there what it likes, in anybody's name: the run
// ends, and its record is whole and true, or says that it is not.
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { replay } from '../engine/replay.ts';
import { digestOf } from '../core/trace-digest.ts';
import { anyForgeries, Forger } from '../testing/forger.ts';
import { ended, makeRoom, settingsOf } from '../testing/laboratory-room.ts';
import { runHeadline } from '../words/run-status.ts';

/** `LAMPLIGHT_CASES=1000` for a long run. */
const RUNS = Number(process.env['LAMPLIGHT_CASES'] ?? 40);
const RATES = [20, 5, 20];
/** After so much virtual time without an end, there is none. */
const STEPS_MAX = 6000;

test('whatever another page writes, the run ends, and says that every message arrived only where its record is true', async () => {
  const seen = { whole: 0, told: 0, posted: 0 };
  await fc.assert(
    fc.asyncProperty(anyForgeries, async all => {
      const { room, openLaboratory, openPage, pass, close } = makeRoom();
      const forger = new Forger(room, all);
      onTestFinished(() => forger.close());
      const laboratory = openLaboratory();
      [1, 2, 3].forEach(machine => openPage(machine));
      laboratory.run(settingsOf(room, { rates: RATES, durationSeconds: 2, dieSides: 4, seed: 5 }));
      for (let steps = 0; !ended(laboratory.state); steps++) {
        expect(steps, 'the run does not end').toBeLessThan(STEPS_MAX);
        await pass(20);
      }
      const { state } = laboratory;
      seen.posted += forger.posted;
      if (runHeadline(state).endsWith('Every message arrived')) {
        seen.whole += 1;
        const trace = state.trace!;
        expect(trace.logs.map(log => log.eventCount)).toEqual(RATES.map(rate => 2 * rate));
        expect(digestOf(replay(trace))).toBe(digestOf(trace));
        expect(audit(trace).faults).toBe(0);
      } else seen.told += 1;
      forger.close();
      close();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(seen.posted).toBeGreaterThan(RUNS / 2);
  expect(seen.whole).toBeGreaterThan(0);
});
