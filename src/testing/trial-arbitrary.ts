// Random trials for property tests: small enough to run by the hundred, odd enough to meet the awkward cases.
import fc from 'fast-check';
import type { MessageDelayInput } from '../core/message-delay.ts';
import { smallestDie, TIMESTAMP_RULES, trialFrom, type Trial } from '../core/trial.ts';

const milliseconds = fc.integer({ min: 0, max: 3000 }).map(tenths => tenths / 10);

export const anyDelay: fc.Arbitrary<MessageDelayInput> = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  milliseconds.map(delayMs => ({ kind: 'fixed', delayMs }) as const),
  fc
    .tuple(milliseconds, milliseconds)
    .map(([a, b]) => ({ kind: 'uniform', minMs: Math.min(a, b), maxMs: Math.max(a, b) }) as const),
  milliseconds.map(meanMs => ({ kind: 'exponential', meanMs }) as const),
  fc
    .tuple(milliseconds, fc.integer({ min: 10, max: 100 }))
    .map(([medianMs, tenths]) => ({ kind: 'log-normal', medianMs, spreadFactor: tenths / 10 }) as const),
);

/** Valid trials of 2 to 6 machines, up to 20 ticks and 12 seconds, of either rule and with any kind of delay. */
export const anyTrial: fc.Arbitrary<Trial> = fc
  .record({
    rates: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 6 }),
    spareFaces: fc.nat({ max: 12 }),
    durationMs: fc.integer({ min: 1000, max: 12_000 }),
    seed: fc.nat({ max: 0xffff_ffff }),
    rule: fc.constantFrom(...TIMESTAMP_RULES),
    delay: anyDelay,
  })
  .map(({ rates, spareFaces, durationMs, seed, rule, delay }) =>
    trialFrom({
      rates,
      dieSides: smallestDie(rates.length) + spareFaces,
      durationSeconds: durationMs / 1000,
      seed,
      rule,
      delay,
    }),
  );
