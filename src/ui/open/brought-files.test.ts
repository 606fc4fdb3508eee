// What a drop brings, with folders and entries that stand in for a browser's: some of them cannot be read.
import { expect, test } from 'vitest';
import { broughtFrom } from './brought-files.ts';

const DENIED = new Error('A requested file could not be read.');

/** `content` undefined: the browser refuses to read it. */
function fileEntry(fullPath: string, content: string | undefined): FileSystemEntry {
  const name = fullPath.split('/').at(-1)!;
  return {
    isFile: true,
    isDirectory: false,
    name,
    fullPath,
    file: (resolve: (file: File) => void, reject: (error: Error) => void) =>
      content === undefined ? reject(DENIED) : resolve(new File([content], name)),
  } as unknown as FileSystemEntry;
}

/** Gives its entries in parts, as browsers do; `inside` undefined: it cannot be listed. */
function folderEntry(fullPath: string, inside: readonly FileSystemEntry[] | undefined): FileSystemEntry {
  const parts = [...(inside ?? []).map(entry => [entry]), []];
  return {
    isFile: false,
    isDirectory: true,
    name: fullPath.split('/').at(-1)!,
    fullPath,
    createReader: () => ({
      readEntries: (resolve: (part: FileSystemEntry[]) => void, reject: (error: Error) => void) =>
        inside ? resolve(parts.shift()!) : reject(DENIED),
    }),
  } as unknown as FileSystemEntry;
}

test('an entry that cannot be read is named, and the others are kept', async () => {
  const { files, notes } = await broughtFrom([
    fileEntry('/locked.log', undefined),
    folderEntry('/run', [
      fileEntry('/run/1.log', 'a'),
      fileEntry('/run/2.log', undefined),
      fileEntry('/run/3.log', 'c'),
    ]),
    folderEntry('/sealed', undefined),
    new File(['d'], 'plain.log'),
  ]);
  expect(files.map(({ name }) => name)).toEqual(['plain.log', 'run/1.log', 'run/3.log']);
  expect(notes).toEqual([
    '3 files or folders could not be read: locked.log (A requested file could not be read), ' +
      'run/2.log (A requested file could not be read), sealed (A requested file could not be read).',
  ]);
});

test('of many that cannot be read some are named and the others counted', async () => {
  const { files, notes } = await broughtFrom(
    Array.from({ length: 1200 }, (_, i) => fileEntry(`/${i}.log`, undefined)),
  );
  expect(files).toEqual([]);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(/^1,200 files or folders could not be read: 0\.log .*, 1,195 more\.$/);
});
