// The draft of a sweep: what a person types becomes a grid or a sentence beside the field, and the fragment carries it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellIndex,
  DEFAULT_SWEEP_DRAFT,
  parseSweepDraft,
  SWEEP_CELLS_MAX,
  SWEEP_FIELDS,
  type SweepDraft,
} from './sweep.ts';
import { typedDrafts } from '../testing/draft-arbitrary.ts';
import { FAULT_DEFAULTS } from '../core/fault-plan.ts';
import { axisFrom, delaysFrom, LIST_VALUES_MAX, numbersFrom } from './lists.ts';
import { readTrialAddress, trialLink } from './trial.ts';

const text = fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[-0-9, .–]{0,12}$/));
const drafts = typedDrafts<SweepDraft>(SWEEP_FIELDS, text);

const problemsOf = (change: Partial<SweepDraft>): Record<string, string> =>
  Object.fromEntries(
    parseSweepDraft({ ...DEFAULT_SWEEP_DRAFT, ...change }).problems.map(({ field, message }) => [
      field,
      message,
    ]),
  );

test('whatever is typed, there are settings or there are problems, one for each field at most', () => {
  fc.assert(
    fc.property(drafts, draft => {
      const { settings, problems } = parseSweepDraft(draft);
      expect(settings === undefined).toBe(problems.length > 0);
      expect(new Set(problems.map(({ field }) => field)).size).toBe(problems.length);
    }),
  );
});

/** Numbers as hostile as a fragment can make them: around 2⁵³, hundreds of digits long, with fractions. */
const hostileNumber = fc.oneof(
  fc.nat().map(String),
  fc.bigInt({ min: 2n ** 53n - 2000n, max: 2n ** 53n + 2000n }).map(String),
  fc.integer({ min: 17, max: 400 }).map(digits => '9'.repeat(digits)),
  fc.tuple(fc.nat(2000), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`),
);
const hostileItem = fc.oneof(
  hostileNumber,
  fc.tuple(hostileNumber, hostileNumber).map(([low, high]) => `${low}-${high}`),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

test('a list of numbers of any size is expanded within its bound, or refused with a sentence', () => {
  fc.assert(
    fc.property(fc.array(hostileItem, { maxLength: 5 }), items => {
      const list = numbersFrom(items.join(', '));
      if (list.kind === 'problem') {
        expect(list.message).not.toBe('');
        return;
      }
      expect(list.value.length).toBeLessThanOrEqual(LIST_VALUES_MAX);
      expect(list.value.every(value => value >= 0 && value <= Number.MAX_SAFE_INTEGER)).toBe(true);
    }),
  );
});

describe('the grid', () => {
  test('of the defaults', () => {
    const { settings } = parseSweepDraft(DEFAULT_SWEEP_DRAFT);
    expect(settings!.plan).toMatchObject({ runs: 18_000, machines: 3, large: false });
    expect(settings!.plan.cells[0]).toEqual({
      rates: [5, 5, 1],
      dieSides: 3,
      durationSeconds: 60,
      seed: 7,
      rule: 'increment-then-send',
    });
  });

  test('has every cell where the index says', () => {
    const { axes, plan } = parseSweepDraft({
      ...DEFAULT_SWEEP_DRAFT,
      slowest: '2, 1',
      die: '4, 10, 6',
      seconds: '10, 20',
      delay: 'none, fixed 50, exponential:80 ms',
      loss: '0, 5',
      partitions: 'none | 3: 2-4',
      rule: 'both',
    }).settings!;
    const seen = new Set<number>();
    axes.slowest.forEach((rate, slowest) =>
      axes.dice.forEach((dieSides, die) =>
        axes.seconds.forEach((durationSeconds, seconds) =>
          axes.delays.forEach((delay, d) =>
            axes.faults.forEach((somePlan, faults) =>
              axes.rules.forEach((someRule, rule) => {
                const index = cellIndex(axes, { slowest, die, seconds, delay: d, faults, rule });
                seen.add(index);
                const cell = plan.cells[index]!;
                expect(cell).toMatchObject({
                  rates: [5, 5, rate],
                  dieSides,
                  durationSeconds,
                  rule: someRule,
                });
                expect(cell.delay ?? { kind: 'none' }).toEqual(delay);
                expect(cell.faults ?? FAULT_DEFAULTS).toEqual(somePlan);
              }),
            ),
          ),
        ),
      ),
    );
    expect(seen.size).toBe(plan.cells.length);
    expect(axes.faults).toHaveLength(4);
    expect(axes.dice).toEqual([4, 6, 10]);
  });
});

describe('what is typed', () => {
  test('lists and ranges', () => {
    expect(numbersFrom('5, 5')).toEqual({ kind: 'value', value: [5, 5] });
    expect(axisFrom(' 4,6; 10 – 12 4')).toEqual({ kind: 'value', value: [4, 6, 10, 11, 12] });
    expect(delaysFrom('none, Uniform 20 - 80, uniform:20-80')).toEqual({
      kind: 'value',
      value: [{ kind: 'none' }, { kind: 'uniform', minMs: 20, maxMs: 80 }],
    });
  });

  test.each<[Partial<SweepDraft>, string, RegExp]>([
    [{ die: '' }, 'die', /at least one number/],
    [{ die: 'ten' }, 'die', /“ten” is neither a number nor a range/],
    [{ die: '20-3' }, 'die', /is backwards: write “3-20”/],
    [{ die: '1-1000000' }, 'die', /at most 1,000 values/],
    [{ seconds: '9007199254740992' }, 'seconds', /too large a number/],
    [{ seconds: '9'.repeat(400) }, 'seconds', /too large a number/],
    [{ die: '3-9007199254740993' }, 'die', /too large a number/],
    [{ slowest: '9007199254740990-9007199254740991' }, 'slowest', /whole number of ticks per second/],
    [{ die: '2-4' }, 'die', /With 3 machines the die needs at least 3 faces/],
    [{ die: '4.5' }, 'die', /whole number/],
    [{ fast: '5, 0' }, 'fast', /whole number of ticks per second from 1 to 1000/],
    [{ slowest: '0-3' }, 'slowest', /whole number of ticks per second from 1 to 1000/],
    [{ seconds: '0' }, 'seconds', /1 to 3600 seconds/],
    [{ delay: 'slow' }, 'delay', /“slow” is not a delay/],
    [{ delay: 'uniform 50' }, 'delay', /“uniform 50” is not a delay/],
    [{ delay: 'uniform 80-20' }, 'delay', /shortest delay must not be longer/],
    [{ delay: 'fixed 70000' }, 'delay', /0 to 60000 milliseconds/],
    [{ loss: '0, 101' }, 'loss', /0 to 100 %/],
    [{ partitions: 'none | 4: 1-2' }, 'partitions', /no machine 4: the trial has 3/],
    [{ crashes: '1: 5-6; 1: 5-7' }, 'crashes', /two faults at once/],
    [{ seconds: '5, 60', pauses: '1: 6-7' }, 'pauses', /after the end of the run: it lasts 5 s/],
    [{ loss: '0-100', duplication: '0-4' }, 'loss', /at most 500 values/],
    [{ session: 'maybe' }, 'session', /“maybe”/],
    [{ rule: 'guess' }, 'rule', /Unknown rule “guess”/],
    [{ replicates: '0' }, 'replicates', /1 to 10000 replicates/],
    [{ seed: 'lamp' }, 'seed', /The seed must be a whole number/],
    [{ slowest: '1-300', die: '3-300' }, 'sweep', /cells; at most 5,000/],
    [{ replicates: '10000', seconds: '1-2' }, 'sweep', /at most 1000000 are possible/],
  ])('%j is named beside its field', (change, field, words) => {
    const problems = problemsOf(change);
    expect(problems[field]).toMatch(words);
    expect(Object.keys(problems)).toEqual([field]);
  });

  test(`a grid of ${SWEEP_CELLS_MAX} cells is possible`, () => {
    expect(problemsOf({ slowest: '1-50', die: '3-102', replicates: '1' })).toEqual({});
  });
});

describe('what stands in the address', () => {
  test('a cell of the grid has the address of its trial', () => {
    const { plan } = parseSweepDraft({ ...DEFAULT_SWEEP_DRAFT, delay: 'none, fixed 50' }).settings!;
    expect(trialLink(plan.cells[0]!, 'virtual')).toBe('#/trial?rates=5,5,1&die=3&engine=virtual');
    const withDelay = readTrialAddress(trialLink(plan.cells[1]!, 'virtual')!.split('?')[1]!);
    expect(withDelay.parsed.settings?.trial.delay).toEqual({ kind: 'fixed', delayMs: 50 });
  });
});
