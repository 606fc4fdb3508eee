// The address of a comparison: what is written is read again, and what cannot be understood is said beside its field.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMPARISON_BOUNDS, DESIGNS } from '../core/design-facts.ts';
import {
  DEFAULT_DESIGNS_DRAFT,
  parseDesignsDraft,
  readDesignsAddress,
  writeDesignsAddress,
  type DesignsDraftField,
} from './designs.ts';

test('what is written is read again', () => {
  const names = Object.keys(DEFAULT_DESIGNS_DRAFT) as DesignsDraftField[];
  const draft = fc.record(Object.fromEntries(names.map(name => [name, fc.string()])));
  fc.assert(
    fc.property(draft, some => {
      const draft = { ...DEFAULT_DESIGNS_DRAFT, ...some };
      const { parsed, runNow } = readDesignsAddress(writeDesignsAddress(draft));
      expect(parsed).toEqual(parseDesignsDraft(draft));
      expect(runNow).toBe(false);
    }),
  );
});

test('the default has no problems, and an address that says nothing means it', () => {
  const { parsed } = readDesignsAddress('');
  expect(parsed.problems).toEqual([]);
  expect(parsed.settings).toMatchObject({ sizes: [2, 3, 4, 8, 16, 22, 32], deathsWith: 4 });
  expect(writeDesignsAddress(DEFAULT_DESIGNS_DRAFT)).toBe('');
});

test('settings are within their bounds, or there is a problem and none', () => {
  const text = fc.oneof(
    fc.integer({ min: -2, max: 130 }).map(String),
    fc.constantFrom('', 'x', '1.5', '1e3'),
  );
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.constantFrom(...DESIGNS, 'pigeon', ''),
      (sizes, rate, deaths, designs) => {
        const { settings, problems } = parseDesignsDraft({
          ...DEFAULT_DESIGNS_DRAFT,
          sizes,
          rate,
          deaths,
          designs,
        });
        expect(settings === undefined).toBe(problems.length > 0);
        if (!settings) return;
        const { machines, rate: rates } = COMPARISON_BOUNDS;
        for (const size of settings.sizes) {
          expect(size).toBeGreaterThanOrEqual(machines.min);
          expect(size).toBeLessThanOrEqual(machines.max);
        }
        expect(settings.rate).toBeLessThanOrEqual(rates.max);
        expect(settings.deathsWith ?? 2).toBeGreaterThanOrEqual(2);
        expect(settings.designs).toEqual([designs]);
      },
    ),
  );
});

test('designs come in their order and once, however they are written', () => {
  const { settings } = parseDesignsDraft({ ...DEFAULT_DESIGNS_DRAFT, designs: ' relay, webrtc ,relay' });
  expect(settings!.designs).toEqual(['webrtc', 'relay']);
});
