// Session frames by their laws: what was written is read again, and whatever else comes is refused and never throws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SessionWorld } from '../../testing/network/session-world.ts';
import { FRAME_LENGTH_MAX, LETTER_LENGTH_MAX, letterLength, NUMBER_MAX, RUN_LENGTH_MAX } from '../frame.ts';
import { TIMESTAMP_MAX, type Letter } from '../../core/message.ts';
import { frozenJson } from '../../core/program/json.ts';
import { sessionCodec, type SessionFrame } from './session-frame.ts';

/** What JSON gives back as it was: no -0. */
const anyBody = fc
  .jsonValue({ maxDepth: 4 })
  .map(value => frozenJson(JSON.parse(JSON.stringify(value)), 'body'));
const anyLetter: fc.Arbitrary<Letter> = fc
  .record(
    {
      kind: fc.string({ unit: 'binary', maxLength: 40 }),
      body: anyBody,
      vector: fc.array(fc.nat(), { maxLength: 64 }),
    },
    { requiredKeys: ['kind', 'body'] },
  )
  .filter(letter => letterLength(letter) <= LETTER_LENGTH_MAX);

const HEX = '0123456789abcdef';
const sessions = fc.string({ unit: fc.constantFrom(...HEX), minLength: 32, maxLength: 32 });
const counts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const frames: fc.Arbitrary<SessionFrame> = fc.oneof(
  fc.record(
    { kind: fc.constant('hello' as const), session: sessions, peer: sessions, acknowledged: counts },
    { requiredKeys: ['kind', 'session', 'acknowledged'] },
  ),
  fc.record({
    kind: fc.constant('welcome' as const),
    session: sessions,
    peer: sessions,
    acknowledged: counts,
  }),
  fc.record({ kind: fc.constant('challenge' as const), session: sessions, peer: sessions }),
  fc.record({
    kind: fc.constant('message' as const),
    session: sessions,
    peer: sessions,
    acknowledged: counts,
    sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    number: fc.integer({ min: 1, max: NUMBER_MAX }),
    timestamp: fc.integer({ min: 0, max: TIMESTAMP_MAX }),
  }),
  fc.record({
    kind: fc.constant('message' as const),
    session: sessions,
    peer: sessions,
    acknowledged: counts,
    sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    number: fc.integer({ min: 1, max: NUMBER_MAX }),
    timestamp: fc.integer({ min: 0, max: TIMESTAMP_MAX }),
    letter: anyLetter,
  }),
  fc.record({
    kind: fc.constant('acknowledgement' as const),
    session: sessions,
    peer: sessions,
    acknowledged: counts,
  }),
  fc.record({ kind: fc.constant('goodbye' as const), session: sessions, peer: sessions, sequence: counts }),
);
const machines = fc.integer({ min: 1, max: 1000 });
const runs = fc
  .string({ minLength: 1, maxLength: RUN_LENGTH_MAX, unit: 'binary' })
  .filter(run => run.length <= RUN_LENGTH_MAX);

describe('a session frame', () => {
  it('is read as it was written, is never too long, and is nobody else’s', () => {
    fc.assert(
      fc.property(runs, machines, machines, frames, (run, self, remote, frame) => {
        const text = sessionCodec({ run, self, remote }).encode(frame);
        expect(text.length).toBeLessThanOrEqual(FRAME_LENGTH_MAX + LETTER_LENGTH_MAX);
        expect(sessionCodec({ run, self: remote, remote: self }).read(text)).toEqual(frame);
        expect(sessionCodec({ run: `${run}.`, self: remote, remote: self }).read(text)).toBe('foreign-run');
        expect(sessionCodec({ run, self: remote, remote: self + 1 }).read(text)).toBe('foreign-machine');
      }),
    );
  });
});

describe('a letter', () => {
  const codec = sessionCodec({ run: 'run', self: 1, remote: 2 });
  const session = HEX.repeat(2);
  const read = (letter: unknown): unknown =>
    codec.read(
      JSON.stringify({
        ...{ run: 'run', from: 2, to: 1, kind: 'message', session, peer: session },
        ...{ acknowledged: 0, sequence: 1, number: 1, timestamp: 1, letter },
      }),
    );
  const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)]);
  const ofLength = (length: number) => ({
    kind: 'k',
    body: 'x'.repeat(length - letterLength({ kind: 'k', body: '' })),
  });

  it('is as long as is allowed, and no unit longer', () => {
    expect(read(ofLength(LETTER_LENGTH_MAX))).toMatchObject({ letter: ofLength(LETTER_LENGTH_MAX) });
    expect(read(ofLength(LETTER_LENGTH_MAX + 1))).toBe('too-long');
    expect(read(ofLength(FRAME_LENGTH_MAX + LETTER_LENGTH_MAX))).toBe('too-long');
  });

  it.each([
    [null],
    ['text'],
    [{ kind: 'k' }],
    [{ body: 1 }],
    [{ kind: 1, body: 1 }],
    [{ kind: 'k', body: 1, more: 1 }],
    [{ kind: 'k', body: nested(66) }],
    [{ kind: 'k', body: 1, vector: [-1] }],
    [{ kind: 'k', body: 1, vector: new Array(65).fill(0) }],
  ])('that is %j is none', letter => {
    expect(read(letter)).toBe('malformed');
  });

  it('has no prototype but that of plain data', () => {
    const frame = read({ kind: 'k', body: JSON.parse('{"__proto__":{"polluted":1}}') as unknown });
    expect(frame).toMatchObject({ letter: { kind: 'k' } });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const { body } = (frame as { letter: { body: object } }).letter;
    expect(Object.keys(body)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });
});

/** Anything, and frames that are nearly right: one field is something else, or missing, or one too many. */
const junk = fc.oneof(
  fc.anything(),
  fc.json(),
  fc.string({ maxLength: 2 * FRAME_LENGTH_MAX }),
  fc
    .tuple(
      frames,
      fc.constantFrom(
        'run',
        'from',
        'to',
        'kind',
        'session',
        'peer',
        'acknowledged',
        'sequence',
        'letter',
        '__proto__',
      ),
      fc.oneof(fc.anything(), fc.double(), fc.constantFrom(-1, 0, 2 ** 53, '1', null)),
    )
    .map(([frame, key, value]) => {
      const fields = Object.entries({ run: 'run', from: 2, to: 1, ...frame, [key]: value });
      return JSON.stringify(Object.fromEntries(fields), (_, each: unknown) =>
        typeof each === 'bigint' ? String(each) : each,
      );
    }),
);

describe('junk', () => {
  it('is refused for a reason, or is a frame, and never throws', () => {
    const codec = sessionCodec({ run: 'run', self: 1, remote: 2 });
    fc.assert(
      fc.property(junk, raw => {
        const read = codec.read(raw);
        if (typeof read === 'string')
          expect(['malformed', 'too-long', 'foreign-run', 'foreign-machine']).toContain(read);
        else expect(read.session).toMatch(/^[0-9a-f]{32}$/);
      }),
      { numRuns: 10_000 },
    );
  });

  it('that comes over a session’s carrier, well formed or not, loses no message and breaks nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(junk, frames.map(asText)), { maxLength: 20 }), all => {
        const world = new SessionWorld();
        for (const end of world.ends) end.listen();
        world.attach();
        world.pass(20);
        const [one, two] = world.ends;
        for (const raw of all) {
          world.inject(two, raw);
          one.send();
          world.pass(1);
        }
        world.pass(20_000);
        expect(two.closings).toEqual([]);
        expect(two.heard).toEqual(one.sent);
        expect(one.heard).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

/** As a stranger could send it who knows the run: the sessions are random, and so not those of the two ends. */
function asText(frame: SessionFrame): string {
  return sessionCodec({ run: '0123456789abcdef', self: 1, remote: 2 }).encode(frame);
}
