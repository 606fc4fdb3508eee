// The address of the view of programs: whatever is written is read back, and whatever is read is refused in words or understood.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asked } from '../core/program/program-trial.ts';
import type { Json } from '../core/program/json.ts';
import type { Choice } from '../engine/explore/choice.ts';
import { choicesFrom, choicesText } from './choices.ts';
import {
  DEFAULT_PROGRAMS_DRAFT,
  EMPTY_TRIAL_DRAFT,
  ownTrialDraft,
  parseProgramTrial,
  readProgramsAddress,
  shownTrialDraft,
  writeProgramsAddress,
} from './programs.ts';
import { scriptFrom, scriptText } from './script.ts';

const machine = fc.integer({ min: 1, max: 64 });
const chosen = fc.option(fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }), { nil: undefined });
const from = fc.record({ from: machine, nth: fc.nat(999) });
const choice: fc.Arbitrary<Choice> = fc
  .tuple(
    machine,
    chosen,
    fc.oneof(
      fc.constantFrom('start', 'command', 'idle', 'crash').map(what => ({ do: what })),
      fc
        .tuple(fc.constantFrom('deliver', 'duplicate', 'lose'), from)
        .map(([what, rest]) => ({ do: what, ...rest })),
      fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map(timer => ({ do: 'timer', timer })),
    ),
  )
  .map(
    ([number, options, what]) =>
      ({ machine: number, ...(options && { chosen: options }), ...what }) as Choice,
  );

test('a run in an address is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(choice, { minLength: 1, maxLength: 30 }), choices => {
      expect(choicesFrom(choicesText(choices))).toEqual(choices);
    }),
  );
});

test.each(['', 'x', '1z', '1d', '1s2', '1t', '1c_x', '999s', '1d2-'])('%j is not a run', text => {
  expect(choicesFrom(text)).toBeUndefined();
});

const command: fc.Arbitrary<Asked> = fc
  .tuple(
    fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,9}$/),
    fc.option(fc.jsonValue({ maxDepth: 2 })),
    fc.option(fc.integer({ min: 0, max: 36_000 }).map(tenths => tenths / 10)),
  )
  .map(([name, argument, fromSeconds]) => {
    const json = JSON.parse(JSON.stringify(argument)) as Json;
    if (fromSeconds !== null) return [name, json, fromSeconds];
    return json === null ? name : [name, json];
  });

test('a script is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(fc.array(command, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), script => {
      expect(scriptFrom(scriptText(script))).toEqual({ kind: 'value', value: script });
    }),
  );
});

test('a time is read with spaces and its unit', () => {
  expect(scriptFrom(' enter @ 2.5 s, leave@3;pay({"to": 2}) @0')).toEqual({
    kind: 'value',
    value: [
      [
        ['enter', null, 2.5],
        ['leave', null, 3],
      ],
      [['pay', { to: 2 }, 0]],
    ],
  });
});

test.each(['enter(', 'pay({)', '(3)', 'enter(3', 'enter@', 'enter@soon', 'enter@99999', '@3'])(
  '%j is not a script',
  text => {
    expect(scriptFrom(text).kind).toBe('problem');
  },
);

describe('the trial', () => {
  const program = { fifo: true, trial: { machines: 2, script: [['enter', 'leave'], ['enter']] } } as const;

  test('is as the program says, unless a person has changed it', () => {
    const shown = shownTrialDraft(EMPTY_TRIAL_DRAFT, program);
    expect(shown).toMatchObject({ machines: '2', script: 'enter, leave; enter', fifo: 'yes', losses: '0' });
    expect(ownTrialDraft(shown, program)).toEqual(EMPTY_TRIAL_DRAFT);
    expect(parseProgramTrial(shown).settings?.trial).toMatchObject({ machines: 2, fifo: true, losses: 0 });
  });

  test('of more machines asks the further ones for what the last one is asked for', () => {
    const more = shownTrialDraft({ ...EMPTY_TRIAL_DRAFT, machines: '3' }, program);
    expect(more.script).toBe('enter, leave; enter; enter');
    expect(ownTrialDraft(more, program)).toEqual({ ...EMPTY_TRIAL_DRAFT, machines: '3' });
  });

  test('says what is wrong beside its field', () => {
    const draft = {
      ...shownTrialDraft(EMPTY_TRIAL_DRAFT, program),
      losses: '-1',
      rates: '1, 2, 3',
      delay: '?',
    };
    const { settings, problems } = parseProgramTrial(draft);
    expect(settings).toBeUndefined();
    expect(problems.map(({ field }) => field).sort()).toEqual(['delay', 'losses', 'rates']);
  });
});

test('an address is read as it was written', () => {
  const draft = {
    ...DEFAULT_PROGRAMS_DRAFT,
    program: 'snapshot:on-its-way',
    fifo: 'no',
    run: '1s.2s.2c',
    losses: '1',
  };
  expect(readProgramsAddress(writeProgramsAddress(draft))).toEqual({ draft, problems: [] });
  expect(readProgramsAddress('what=is').problems).toHaveLength(1);
});

describe('a sweep', () => {
  const program = { fifo: true, trial: { machines: 2, script: [['enter', 'leave'], ['enter']] } } as const;
  const shown = shownTrialDraft(EMPTY_TRIAL_DRAFT, program);

  test('has the trial that the form has with each of its values', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('lossPercent', 'duplicationPercent', 'rates', 'seconds'),
        fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 }),
        (vary, values) => {
          const { settings } = parseProgramTrial({ ...shown, vary, over: values.join(', ') });
          const sorted = values.toSorted((a, b) => a - b);
          expect(settings?.sweep).toEqual({
            field: vary,
            points: sorted.map(value => ({
              value,
              seeded: parseProgramTrial({ ...shown, [vary]: String(value) }).settings!.seeded,
            })),
          });
        },
      ),
    );
  });

  test('of more machines asks the further ones for what the last one is asked for', () => {
    const { settings } = parseProgramTrial({ ...shown, vary: 'machines', over: '2-4' });
    expect(settings?.sweep.points.map(({ seeded }) => [seeded.rates.length, seeded.script])).toEqual([
      [2, [['enter', 'leave'], ['enter']]],
      [3, [['enter', 'leave'], ['enter'], ['enter']]],
      [4, [['enter', 'leave'], ['enter'], ['enter'], ['enter']]],
    ]);
  });

  test.each([
    ['lossPercent', '0, 101', 'With 101: '],
    ['machines', '2, 65', 'With 65: '],
    ['seconds', '0.5', 'With 0.5: '],
    ['rates', '1-60', '50'],
    ['rates', 'x', 'x'],
  ])('over %s %s is a problem of its values', (vary, over, part) => {
    const { settings, problems } = parseProgramTrial({ ...shown, vary, over });
    expect(settings).toBeUndefined();
    expect(problems).toEqual([{ field: 'over', message: expect.stringContaining(part) as string }]);
  });
});
