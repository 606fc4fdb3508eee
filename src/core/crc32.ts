// Whether bytes are still what they were: the checksum of archives and of codes that people carry from screen to screen.

const POLYNOMIAL = 0xedb88320;

/** As ISO 3309 has it. */
export function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? POLYNOMIAL : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}
