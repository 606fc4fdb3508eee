// Random trials for property tests: small enough to run by the hundred, odd enough to meet the awkward cases.
import fc from 'fast-check';
import type { LinkDelayInput, MessageDelayInput } from '../core/message-delay.ts';
import { smallestDie, TIMESTAMP_RULES, trialFrom, type Trial } from '../core/trial.ts';

const milliseconds = fc.integer({ min: 0, max: 3000 }).map(tenths => tenths / 10);

const delays: fc.Arbitrary<MessageDelayInput> = fc.oneof(
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

/** Each link once, among so many machines. */
function fittingLinks(drafts: readonly LinkDelayInput[], machines: number): LinkDelayInput[] {
  const links = new Map<string, LinkDelayInput>();
  for (const { from, to, delay } of drafts) {
    const sender = 1 + (from % machines);
    const recipient = 1 + ((sender + (to % (machines - 1))) % machines);
    links.set(`${sender}-${recipient}`, { from: sender, to: recipient, delay });
  }
  return [...links.values()];
}

/** Valid trials of 2 to 6 machines, up to 20 ticks and 12 seconds, of either rule and with any kinds of delays. */
export const anyTrial: fc.Arbitrary<Trial> = fc
  .record({
    rates: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 6 }),
    spareFaces: fc.nat({ max: 12 }),
    durationMs: fc.integer({ min: 1000, max: 12_000 }),
    seed: fc.nat({ max: 0xffff_ffff }),
    rule: fc.constantFrom(...TIMESTAMP_RULES),
    delay: delays,
    linkDelays: fc.array(fc.record({ from: fc.nat(), to: fc.nat(), delay: delays }), { maxLength: 3 }),
  })
  .map(({ rates, spareFaces, durationMs, seed, rule, delay, linkDelays }) =>
    trialFrom({
      rates,
      dieSides: smallestDie(rates.length) + spareFaces,
      durationSeconds: durationMs / 1000,
      seed,
      rule,
      delay,
      linkDelays: fittingLinks(linkDelays, rates.length),
    }),
  );
