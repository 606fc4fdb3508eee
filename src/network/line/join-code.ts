// The codes by which a device joins without any server: an offer, which the trial's page shows, and the answer to it. People carry
// them from one screen to another, by camera or by pasting, so that each says what it is, how long it is and what it adds up to.
import * as v from 'valibot';
import { packBytes, unpackBytes } from '../../core/address-bytes.ts';
import { crc32 } from '../../core/crc32.ts';
import { iceServersSchema } from '../ice-servers.ts';

const VERSION = '1';
/** How long an offer holds. */
export const OFFER_HOLDS_MS = 10 * 60_000;
/** Clocks of devices differ: to all but its maker an offer is only expired when it is past by more than this. */
const CLOCKS_DIFFER_MS = 60 * 60_000;
/** What a code unpacks to, in bytes: a description with many addresses is a few thousand. */
const UNPACKED_MAX = 16 * 1024;
/** Characters of a code; a QR code holds less than 3,000. */
export const CODE_LENGTH_MAX = 8 * 1024;

const description = v.pipe(v.string(), v.minLength(1), v.maxLength(UNPACKED_MAX));
const identifier = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

const offerSchema = v.strictObject({
  kind: v.literal('offer'),
  /** Which offer it is. */
  offer: identifier,
  room: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)),
  /** Since the epoch, by its maker's clock. */
  expiresMs: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  servers: iceServersSchema,
  description,
});
const answerSchema = v.strictObject({
  kind: v.literal('answer'),
  /** To which offer it is. */
  offer: identifier,
  description,
});
export type OfferCode = v.InferOutput<typeof offerSchema>;
export type AnswerCode = v.InferOutput<typeof answerSchema>;
export type JoinCode = OfferCode | AnswerCode;

/**
 * not-ours: it does not look like one. cut-off: some of it is missing. damaged: it is long enough, and not what was written.
 * answer, offer: it is one where the other one is wanted.
 */
export const CODE_REFUSALS = [
  'not-ours',
  'other-version',
  'cut-off',
  'damaged',
  'answer',
  'offer',
  'expired',
] as const;
export type CodeRefusal = (typeof CODE_REFUSALS)[number];

export type ReadCode<Code> =
  { readonly kind: 'code'; readonly code: Code } | { readonly kind: 'refused'; readonly why: CodeRefusal };

/** `L`, version, `o` or `a`, length of the body in base 36, body, checksum of all before it: letters, digits, "-" and "_". */
export async function writeCode(code: JoinCode): Promise<string> {
  const body = await packBytes(new TextEncoder().encode(JSON.stringify(code)));
  const length = body.length.toString(36).padStart(3, '0');
  const text = `L${VERSION}${code.kind === 'offer' ? 'o' : 'a'}${length}${body}`;
  return text + checksumOf(text);
}

/** `nowMs`: since the epoch. Never rejects; takes a link with `join=` in it as well. */
export async function readOffer(text: string, nowMs: number): Promise<ReadCode<OfferCode>> {
  const read = await readCode(text);
  if (read.kind === 'refused') return read;
  const { code } = read;
  if (code.kind !== 'offer') return { kind: 'refused', why: 'answer' };
  if (nowMs > code.expiresMs + CLOCKS_DIFFER_MS) return { kind: 'refused', why: 'expired' };
  return { kind: 'code', code };
}

/** Whether its offer still holds is for the one to say who made it. Never rejects. */
export async function readAnswer(text: string): Promise<ReadCode<AnswerCode>> {
  const read = await readCode(text);
  if (read.kind === 'refused') return read;
  const { code } = read;
  return code.kind === 'answer' ? { kind: 'code', code } : { kind: 'refused', why: 'offer' };
}

async function readCode(text: string): Promise<ReadCode<JoinCode>> {
  const refused = (why: CodeRefusal) => ({ kind: 'refused', why }) as const;
  const [, inLink] = /[?&]join=([\w-]*)/.exec(text.slice(0, 2 * CODE_LENGTH_MAX)) ?? [];
  const code = inLink ?? text.replace(/\s+/g, '');
  const [, version, kind, length, rest = ''] = /^L(\w)([oa])([0-9a-z]{3})([\w-]*)$/.exec(code) ?? [];
  if (version === undefined || code.length > CODE_LENGTH_MAX)
    return refused(/^L1[oa]?[0-9a-z]{0,3}$/.test(code) ? 'cut-off' : 'not-ours');
  if (version !== VERSION) return refused('other-version');
  const bodyLength = parseInt(length!, 36);
  if (rest.length < bodyLength + CHECKSUM_LENGTH) return refused('cut-off');
  const body = rest.slice(0, bodyLength);
  const isWhole = rest.length === bodyLength + CHECKSUM_LENGTH;
  if (!isWhole || checksumOf(code.slice(0, -CHECKSUM_LENGTH)) !== code.slice(-CHECKSUM_LENGTH))
    return refused('damaged');
  const unpacked = await unpackBytes(body, UNPACKED_MAX);
  if (unpacked.kind !== 'bytes') return refused('damaged');
  const parsed = v.safeParse(kind === 'o' ? offerSchema : answerSchema, parseJson(unpacked.bytes));
  return parsed.success ? { kind: 'code', code: parsed.output } : refused('damaged');
}

const CHECKSUM_LENGTH = 8;
function checksumOf(text: string): string {
  return crc32(new TextEncoder().encode(text)).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
