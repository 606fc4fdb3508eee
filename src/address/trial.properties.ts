// Whatever the draft was, another number of machines leaves nothing to fix that the number itself made wrong.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_TRIAL_DRAFT, parseTrialDraft, withMachines } from './trial.ts';
import { VIRTUAL_MACHINES_MAX } from '../engine/settings.ts';

const counts = fc.integer({ min: 2, max: VIRTUAL_MACHINES_MAX });
const dice = fc.integer({ min: 2, max: 200 });
const virtual = { ...DEFAULT_TRIAL_DRAFT, engine: 'virtual', seconds: '1' };

test('a draft that can run can run with any possible number of machines', () => {
  fc.assert(
    fc.property(counts, counts, dice, fc.boolean(), (before, after, die, byHand) => {
      const rates = byHand ? Array.from({ length: before }, () => '4').join(',') : undefined;
      const draft = { ...virtual, machines: String(before), rates, die: String(Math.max(die, before)) };
      expect(parseTrialDraft(draft).problems).toEqual([]);
      expect(parseTrialDraft(withMachines(draft, String(after))).problems).toEqual([]);
    }),
  );
});

test('the die is raised to the number of machines and never lowered', () => {
  fc.assert(
    fc.property(counts, dice, (count, die) => {
      const changed = withMachines({ ...virtual, die: String(die) }, String(count));
      expect(changed.die).toBe(String(Math.max(die, count)));
    }),
  );
});

test('what is not a possible number, or not a die, stays as it was typed', () => {
  fc.assert(
    fc.property(fc.constantFrom('', '0', '-3', '2.5', 'ten', '1000000'), text => {
      expect(withMachines(virtual, text)).toEqual({ ...virtual, machines: text });
      expect(withMachines({ ...virtual, die: 'ten' }, '12').die).toBe('ten');
    }),
  );
});
