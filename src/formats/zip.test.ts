// An archive as another reader would take it apart: from its end, by the central directory.
import { expect, test } from 'vitest';
import { crc32 } from '../core/crc32.ts';
import { zipOf } from './zip.ts';

const FILES = [
  { name: 'notebook/README.md', text: '# Größe\n' },
  { name: 'notebook/figures/trial-1.svg', text: '<svg/>' },
  { name: 'notebook/empty', text: '' },
];

function unzip(bytes: Uint8Array): { name: string; text: string }[] {
  const view = new DataView(bytes.buffer);
  const text = (at: number, length: number): string =>
    new TextDecoder().decode(bytes.subarray(at, at + length));
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  let at = view.getUint32(end + 16, true);
  expect(at + view.getUint32(end + 12, true)).toBe(end);
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const [checksum, size] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true)];
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    expect(view.getUint32(local, true)).toBe(0x04034b50);
    const start = local + 30 + view.getUint16(local + 26, true);
    expect(crc32(bytes.subarray(start, start + size))).toBe(checksum);
    const name = text(at + 46, nameLength);
    expect(text(local + 30, nameLength)).toBe(name);
    at += 46 + nameLength;
    return { name, text: text(start, size) };
  });
}

test('what is in an archive comes out of it, in its order', () => {
  expect(unzip(zipOf(FILES))).toEqual(FILES);
  expect(unzip(zipOf([]))).toEqual([]);
});

test('the checksum is the usual one', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
