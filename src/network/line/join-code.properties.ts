// The laws of codes: each is read as it was written, and whatever happens to one on its way is refused with a reason.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer, readOffer, writeCode, type AnswerCode, type OfferCode } from './join-code.ts';

const NOW_MS = 1_800_000_000_000;
const SDP = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  'a=ice-ufrag:F7gI',
  'a=candidate:1 1 udp 2113937151 0b2a1d3c-7e5f-4a61-9c2d-1f2e3d4c5b6a.local 54321 typ host',
  'a=fingerprint:sha-256 7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08',
  '',
].join('\r\n');

const offers = fc.record<OfferCode>({
  kind: fc.constant('offer'),
  offer: fc.stringMatching(/^[0-9a-f]{32}$/),
  room: fc.stringMatching(/^[\w-]{1,40}$/),
  expiresMs: fc.integer({ min: NOW_MS, max: NOW_MS + 600_000 }),
  servers: fc.constantFrom([], [{ urls: 'stun:stun.example.org' }]),
  description: fc.constantFrom(SDP, 'v=0\r\n'),
});
const answers = fc.record<AnswerCode>({
  kind: fc.constant('answer'),
  offer: fc.stringMatching(/^[0-9a-f]{32}$/),
  description: fc.constantFrom(SDP, 'v=0\r\n'),
});

describe('a code to join by', () => {
  it('is read as it was written, alone, in a link, and with line ends in it', async () => {
    await fc.assert(
      fc.asyncProperty(offers, answers, async (offer, answer) => {
        const code = await writeCode(offer);
        for (const text of [
          code,
          ` ${code}\n`,
          `https://example.org/lamplight/#/machine?room=${offer.room}&join=${code}&seat=2`,
          code.replace(/(.{60})/g, '$1\r\n'),
        ])
          expect(await readOffer(text, NOW_MS)).toEqual({ kind: 'code', code: offer });
        expect(await readAnswer(await writeCode(answer))).toEqual({ kind: 'code', code: answer });
      }),
    );
  });

  it('is refused with a reason where one of its characters is another, is missing or is one too many', async () => {
    const sign = fc.constantFrom(...'AZaz09-_. &%𝕏\u0000');
    await fc.assert(
      fc.asyncProperty(
        offers,
        fc.nat(),
        sign,
        fc.constantFrom('change', 'cut', 'insert', 'drop'),
        async (offer, at, by, how) => {
          const code = await writeCode(offer);
          const i = at % code.length;
          const after = how === 'insert' ? i : i + 1;
          const changed =
            how === 'cut'
              ? code.slice(0, i)
              : code.slice(0, i) + (how === 'drop' ? '' : by) + code.slice(after);
          fc.pre(changed.replace(/\s/g, '') !== code);
          const read = await readOffer(changed, NOW_MS);
          expect(read.kind).toBe('refused');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('takes anything and never fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ maxLength: 4000 }), fc.stringMatching(/^L1[oa][0-9a-z]{3}[\w-]*$/)),
        async text => {
          expect((await readOffer(text, NOW_MS)).kind).toBe('refused');
          expect((await readAnswer(text)).kind).toBe('refused');
        },
      ),
    );
  });

  it('says which kind it is, its version, and that it has expired', async () => {
    const offer: OfferCode = {
      kind: 'offer',
      offer: '0'.repeat(32),
      room: 'main',
      expiresMs: NOW_MS,
      servers: [],
      description: SDP,
    };
    const code = await writeCode(offer);
    const why = async (text: string, nowMs = NOW_MS) => {
      const read = await readOffer(text, nowMs);
      return read.kind === 'refused' ? read.why : undefined;
    };
    expect(await why(await writeCode({ kind: 'answer', offer: offer.offer, description: SDP }))).toBe(
      'answer',
    );
    expect(await readAnswer(code)).toEqual({ kind: 'refused', why: 'offer' });
    expect(await why(code.replace('L1', 'L2'))).toBe('other-version');
    expect(await why(code.slice(0, -1))).toBe('cut-off');
    expect(await why('L1')).toBe('cut-off');
    expect(await why(`${code}0`)).toBe('damaged');
    expect(await why('https://example.org/')).toBe('not-ours');
    expect(await why('')).toBe('not-ours');
    expect(await why(code, NOW_MS + 30 * 60_000)).toBe(undefined);
    expect(await why(code, NOW_MS + 70 * 60_000)).toBe('expired');
  });

  it('is small enough for a QR code that a phone reads', async () => {
    const code = await writeCode({ kind: 'answer', offer: '0123456789abcdef'.repeat(2), description: SDP });
    expect(code.length).toBeLessThan(900);
  });
});
