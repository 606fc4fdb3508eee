// An animated WebP of still ones, as a browser makes them: the container alone, without any encoding.
// https://developers.google.com/speed/webp/docs/riff_container

const ANIMATION = 0b0000_0010;
const DO_NOT_BLEND = 0b0000_0010;
const HEADER_BYTES = 12; // RIFF, length, WEBP
const IMAGE_CHUNKS = ['ALPH', 'VP8 ', 'VP8L'];

/**
 * `frames`, in their order: `webp` is a still image of `width` × `height` pixels that is put at `x`, `y` (both even) and stays
 * for `durationMs`. The first one covers the whole picture. It is repeated without end.
 */
export function animatedWebp(width, height, frames) {
  const extended = Buffer.alloc(10);
  extended[0] = ANIMATION;
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  const all = [chunk('VP8X', extended), chunk('ANIM', Buffer.alloc(6)), ...frames.map(frameChunk)];
  const body = Buffer.concat([Buffer.from('WEBP'), ...all]);
  return Buffer.concat([Buffer.from('RIFF'), length(body), body]);
}

/** What is in an animated WebP; throws for another file. */
export function animationOf(file) {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP')
    throw new Error('This is not a WebP file.');
  const chunks = chunksOf(file);
  const extended = chunks.find(({ name }) => name === 'VP8X')?.data;
  if (!extended || (extended[0] & ANIMATION) === 0) throw new Error('This WebP does not move.');
  return {
    width: extended.readUIntLE(4, 3) + 1,
    height: extended.readUIntLE(7, 3) + 1,
    frames: chunks
      .filter(({ name }) => name === 'ANMF')
      .map(({ data }) => ({
        x: 2 * data.readUIntLE(0, 3),
        y: 2 * data.readUIntLE(3, 3),
        width: data.readUIntLE(6, 3) + 1,
        height: data.readUIntLE(9, 3) + 1,
        durationMs: data.readUIntLE(12, 3),
      })),
  };
}

function frameChunk({ x, y, width, height, durationMs, webp }) {
  const head = Buffer.alloc(16);
  head.writeUIntLE(x / 2, 0, 3);
  head.writeUIntLE(y / 2, 3, 3);
  head.writeUIntLE(width - 1, 6, 3);
  head.writeUIntLE(height - 1, 9, 3);
  head.writeUIntLE(durationMs, 12, 3);
  head[15] = DO_NOT_BLEND;
  const image = chunksOf(webp).filter(({ name }) => IMAGE_CHUNKS.includes(name));
  return chunk('ANMF', Buffer.concat([head, ...image.map(({ name, data }) => chunk(name, data))]));
}

function chunksOf(file) {
  const chunks = [];
  for (let at = HEADER_BYTES; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    chunks.push({ name: file.toString('latin1', at, at + 4), data: file.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function chunk(name, data) {
  return Buffer.concat([Buffer.from(name), length(data), data, Buffer.alloc(data.length % 2)]);
}

function length(data) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(data.length);
  return bytes;
}
