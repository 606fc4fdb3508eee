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
  expect(parsed.settings!.comparison).toMatchObject({ sizes: [2, 3, 4, 8, 16, 22, 32], deathsWith: 4 });
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
        const { comparison } = settings;
        const { machines, rate: rates } = COMPARISON_BOUNDS;
        for (const size of comparison.sizes) {
          expect(size).toBeGreaterThanOrEqual(machines.min);
          expect(size).toBeLessThanOrEqual(machines.max);
        }
        expect(comparison.rate).toBeLessThanOrEqual(rates.max);
        expect(comparison.deathsWith ?? 2).toBeGreaterThanOrEqual(2);
        expect(comparison.designs).toEqual([designs]);
      },
    ),
  );
});

test('designs come in their order and once, however they are written', () => {
  const { settings } = parseDesignsDraft({ ...DEFAULT_DESIGNS_DRAFT, designs: ' relay, webrtc ,relay' });
  expect(settings!.comparison.designs).toEqual(['webrtc', 'relay']);
});

test('a broker is one only with its address, and none is contacted that was not named', () => {
  const draft = { ...DEFAULT_DESIGNS_DRAFT, designs: 'relay,broker' };
  const problemOf = (broker: string) => parseDesignsDraft({ ...draft, broker }).problems[0]?.field;
  expect(problemOf('')).toBe('broker');
  expect(problemOf('https://example.org')).toBe('broker');
  expect(problemOf('wss://example.org, not one')).toBe('broker');
  const { settings } = parseDesignsDraft({ ...draft, broker: 'wss://one.example/mqtt ws://127.0.0.1:9001' });
  expect(settings!.brokerUrls).toEqual(['wss://one.example/mqtt', 'ws://127.0.0.1:9001']);
  expect(JSON.stringify(settings!.comparison)).not.toContain('example');
});
