// A card says that a machine is paused or down, and its rate: held against when its ticks are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { conditionAt } from './machine-condition.ts';

test('no tick is done while a machine is paused or down, and ticks are as far apart as its rate says', () => {
  fc.assert(
    fc.property(anyFaultyTrial, trial => {
      trial.rates.forEach((_, i) => {
        const machine = i + 1;
        const schedule = tickScheduleOf(trial, machine);
        for (let tick = 1; tick <= Math.min(schedule.ticks, 400); tick++) {
          expect(conditionAt(trial, machine, schedule.atMs(tick)).stopped).toBeUndefined();
          if (tick === 1) continue;
          const [before, due] = [schedule.dueMs(tick - 1), schedule.dueMs(tick)];
          const { rate } = conditionAt(trial, machine, (before + due) / 2);
          const isChanged = (trial.faults?.timed ?? []).some(
            fault =>
              fault.kind !== 'partition' &&
              fault.kind !== 'pause' &&
              fault.machine === machine &&
              fault.fromMs >= before &&
              fault.fromMs <= due,
          );
          if (!isChanged) expect(due - before).toBeCloseTo(1000 / rate, 6);
        }
      });
    }),
  );
});
