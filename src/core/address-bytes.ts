// Bytes as an address carries them: deflated, in letters, digits, "-" and "_". Anybody can write such an address, so unpacking has a
// bound: a few characters may stand for gigabytes.

/** In the order of the bytes; about three quarters of the characters are bytes. */
export async function packBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  let binary = '';
  for (const byte of new Uint8Array(await new Response(packed).arrayBuffer()))
    binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export type Unpacked =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** What it unpacks to has more bytes than it may have. */
  | { readonly kind: 'too-long' }
  /** It was cut off or is something else. */
  | { readonly kind: 'damaged' };

/** Never rejects, and never holds much more than `bytesMax` bytes. */
export async function unpackBytes(packed: string, bytesMax: number): Promise<Unpacked> {
  try {
    const deflated = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), sign =>
      sign.charCodeAt(0),
    );
    const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > bytesMax) {
        await reader.cancel();
        return { kind: 'too-long' };
      }
      parts.push(part.value);
    }
    return { kind: 'bytes', bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) };
  } catch {
    return { kind: 'damaged' }; // not base64, or not deflated
  }
}
