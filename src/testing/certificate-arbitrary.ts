// Runs as if they had been live, with a certificate of any kind: for tests of what is kept of a run beside its events.
import fc from 'fast-check';
import { LINK_STATES, SPELL_KINDS, type Certificate, type MachineClock } from '../core/certificate.ts';
import { packCopy, unpackTrace } from '../core/packed-trace.ts';
import { readSeatName } from '../core/seat-name.ts';
import type { Trace } from '../core/trace.ts';
import { simulate } from '../engine/simulate.ts';
import { anyTrial } from './trial-arbitrary.ts';

const timeMs = fc.double({ min: 0, max: 1e6, noNaN: true }).map(value => value + 0);
const count = fc.nat({ max: 1000 });
const text = fc.string({ unit: 'binary', maxLength: 20 });

/** Offsets of hours, or of nothing, and corrections of some milliseconds on the way; ascending by time. */
export const anyClock: fc.Arbitrary<MachineClock> = fc
  .record(
    {
      baseMs: fc.oneof(fc.constant(0), fc.integer({ min: -1e8, max: 1e8 })),
      samples: fc.array(
        fc.record({
          afterMs: fc.integer({ min: 1, max: 20_000 }),
          slewMs: fc.integer({ min: -5, max: 5 }),
          boundMs: fc.integer({ min: 0, max: 100_000 }).map(value => value / 1000),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      driftPpm: fc.integer({ min: -250, max: 250 }),
      driftBoundPpm: fc.nat({ max: 250 }),
      jumps: fc.nat({ max: 3 }),
    },
    { requiredKeys: ['baseMs', 'samples', 'jumps'] },
  )
  .map(({ baseMs, samples, driftPpm, driftBoundPpm, jumps }) => {
    let atMs = -1;
    let offsetMs = baseMs;
    return {
      jumps,
      ...(driftPpm !== undefined && { driftPpm }),
      ...(driftBoundPpm !== undefined && { driftBoundPpm }),
      samples: samples.map(({ afterMs, slewMs, boundMs }) => {
        atMs += afterMs;
        offsetMs += Math.max(-afterMs / 4, Math.min(afterMs / 4, slewMs));
        return { atMs, offsetMs, boundMs };
      }),
    };
  });

function anyCertificate(machines: number): fc.Arbitrary<Certificate> {
  const machine = fc.integer({ min: 1, max: machines });
  const one = fc.record(
    {
      spells: fc.array(fc.record({ kind: fc.constantFrom(...SPELL_KINDS), fromMs: timeMs, toMs: timeMs }), {
        maxLength: 3,
      }),
      links: fc.array(
        fc.record({
          remote: machine,
          reopened: count,
          resent: count,
          duplicates: count,
          dropped: count,
          heldMs: timeMs,
        }),
        { maxLength: 3 },
      ),
      changes: fc.array(
        fc.record(
          {
            atMs: timeMs,
            remote: machine,
            state: fc.constantFrom(...LINK_STATES),
            carrier: text,
            reason: text,
          },
          { requiredKeys: ['atMs', 'remote', 'state'] },
        ),
        { maxLength: 3 },
      ),
      fragility: text,
      clock: anyClock,
    },
    { requiredKeys: ['spells', 'links', 'changes'] },
  );
  return fc.record({
    machines: fc.array(one, { minLength: machines, maxLength: machines }),
    foreignMessages: count,
  });
}

/** Any text, of any script and with anything in it that a person or a program may put there. */
export const anySeatText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(
      fc
        .constantFrom(
          'Ada',
          'צדה',
          'عادة',
          'आदा',
          '👩‍💻',
          'é',
          'e\u0301\u0301\u0301\u0301\u0301\u0301',
          '\n',
          '\u202e',
          '\u2066',
        )
        .chain(part =>
          fc.constantFrom(part, `${part} `, `\u200d${part}`, `${part}\u0000`, `(${part})`, `${part}|;",=@`),
        ),
      { maxLength: 8 },
    )
    .map(parts => parts.join('')),
);

/** What a person may be called. */
export const anySeatName: fc.Arbitrary<string> = anySeatText
  .map(readSeatName)
  .map(read => (read.kind === 'name' && read.name !== '' ? read.name : 'Ada'));

/** By machine; empty where nobody has a name. */
export function anySeatNames(machines: number): fc.Arbitrary<readonly (string | null)[]> {
  return fc
    .array(fc.option(anySeatName), { minLength: machines, maxLength: machines })
    .map(names => (names.every(name => name === null) ? [] : names));
}

/** The events are those of a virtual run. */
export const anyCertifiedRun: fc.Arbitrary<Trace> = anyTrial.chain(trial => {
  const trace = simulate(trial);
  return fc
    .tuple(anyCertificate(trace.machines), anySeatNames(trace.machines))
    .map(([certificate, seatNames]) =>
      unpackTrace({
        ...packCopy(trace).packed,
        engine: 'live',
        startedAtMs: 1_700_000_000_123,
        certificate,
        seatNames,
      }),
    );
});
