// How the bytes of a file are to be read as text, told from its first ones: people's logs come from many systems.

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type EncodingVerdict =
  | { readonly kind: 'text'; readonly encoding: TextEncoding }
  | { readonly kind: 'binary'; readonly reason: string };

/** Bytes that {@link tellEncoding} should be given, or the whole file if it is shorter. */
export const ENCODING_SAMPLE_BYTES = 65_536;

/** More of them than this share, and bytes are no text. Tabs, line breaks, form feeds and escapes (colours) are text. */
const CONTROL_SHARE_MAX = 0.02;
/** UTF-16 of languages written in Latin letters has a zero in nearly every other byte. */
const ZERO_SHARE_MIN = 0.4;

/** `utf-8` is a guess from the beginning: what follows may still turn out not to be. */
export function tellEncoding(beginning: Uint8Array): EncodingVerdict {
  const [first, second, third] = beginning;
  if (first === 0xff && second === 0xfe) return { kind: 'text', encoding: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { kind: 'text', encoding: 'utf-16be' };
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  const pairs = Math.floor(beginning.length / 2);
  const zeros = { even: 0, odd: 0 };
  let controls = 0;
  for (const [i, byte] of beginning.entries())
    if (byte === 0) zeros[i % 2 === 0 ? 'even' : 'odd'] += 1;
    else if (isControl(byte)) controls += 1;
  if (!hasMark && pairs > 0) {
    if (zeros.odd >= ZERO_SHARE_MIN * pairs && zeros.even === 0)
      return { kind: 'text', encoding: 'utf-16le' };
    if (zeros.even >= ZERO_SHARE_MIN * pairs && zeros.odd === 0)
      return { kind: 'text', encoding: 'utf-16be' };
  }
  if (zeros.even + zeros.odd > 0)
    return { kind: 'binary', reason: 'This is not a text file: it contains zero bytes.' };
  if (controls > CONTROL_SHARE_MAX * beginning.length)
    return { kind: 'binary', reason: 'This is not a text file: it contains too many control characters.' };
  return { kind: 'text', encoding: hasMark || isUtf8(beginning) ? 'utf-8' : 'windows-1252' };
}

function isControl(byte: number): boolean {
  return byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 0x1b;
}

/** Whether it may be the beginning of UTF-8: the last character may be cut in two. */
function isUtf8(beginning: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
