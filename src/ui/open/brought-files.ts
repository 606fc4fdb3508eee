// What somebody brings along, by dropping, choosing or pasting, as files: folders are gone through, and what a computer
// puts into folders for itself is left out.
import { classOf } from '../../formats/hand-ins.ts';
import { entriesUnread, entryWithReason, hiddenLeftOut } from '../../words/open-words.ts';
import { filesLeftOut } from '../../words/class.ts';
import { FILES_MAX, renamed } from './open-files.ts';

export interface Brought {
  readonly files: readonly File[];
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

/** Files and folders that are looked at before a folder is called too large to be gone through. */
const ENTRIES_MAX = 20_000;
/** Of those that cannot be read; the others are counted. */
const FAILED_NAMED_MAX = 5;

/** Of a native file chooser. Files of a folder are named by their way from it. */
export function chosenFiles(list: FileList): Brought {
  return sifted(
    [...list].slice(0, ENTRIES_MAX).map(file => named(file, file.webkitRelativePath)),
    list.length >= ENTRIES_MAX,
  );
}

export function pastedText(text: string, name: string): File {
  return new File([text], name.trim() || 'pasted.log', { type: 'text/plain' });
}

/**
 * Must be called within the event that brings `data`, which is empty afterwards. Reads nothing of the files themselves.
 * What is not a file is left out: text that is dragged comes without a file.
 */
export async function droppedFiles(data: DataTransfer): Promise<Brought> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const roots = items.map(item => item.webkitGetAsEntry() ?? item.getAsFile());
  return broughtFrom(roots.filter(root => root !== null));
}

/** Goes through folders. What cannot be read is left out and named in a note; the others are kept. */
export async function broughtFrom(roots: readonly (File | FileSystemEntry)[]): Promise<Brought> {
  const found: File[] = [];
  const failed: string[] = [];
  let looked = 0;

  const visit = async (entry: FileSystemEntry): Promise<void> => {
    if (++looked > ENTRIES_MAX) return;
    try {
      if (isFile(entry)) found.push(named(await fileOf(entry), pathOf(entry)));
      else if (isFolder(entry)) {
        const reader = entry.createReader();
        for (let part = await entriesOf(reader); part.length > 0; part = await entriesOf(reader)) {
          for (const inside of part) await visit(inside);
          if (looked > ENTRIES_MAX) return;
        }
      }
    } catch (error) {
      failed.push(entryWithReason(pathOf(entry), reasonOf(error)));
    }
  };
  for (const root of roots) {
    if (root instanceof File) found.push(root);
    else await visit(root);
  }
  const { files, notes } = sifted(found, looked > ENTRIES_MAX);
  return { files, notes: [...notes, ...unreadNotes(failed)] };
}

/** At most {@link FILES_MAX} files, in the order of their names, without hidden ones. */
function sifted(files: readonly File[], isCutShort: boolean): Brought {
  const seen = files.filter(({ name }) => !isHidden(name));
  const hidden = files.length - seen.length;
  const sorted = seen.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const notes: string[] = [];
  if (hidden > 0) notes.push(hiddenLeftOut(hidden));
  // Of a class each hand-in is read by itself.
  const most = classOf(sorted, ({ name }) => name) ? ENTRIES_MAX : FILES_MAX;
  if (sorted.length > most || isCutShort)
    notes.push(filesLeftOut(sorted.length, Math.min(sorted.length, most), isCutShort));
  return { files: sorted.slice(0, most), notes };
}

function unreadNotes(failed: readonly string[]): string[] {
  if (failed.length === 0) return [];
  return [entriesUnread(failed.length, failed.slice(0, FAILED_NAMED_MAX))];
}

/** Without its full stop; undefined where there is none. */
function reasonOf(error: unknown): string | undefined {
  return error instanceof Error && error.message !== '' ? error.message.replace(/\.$/, '') : undefined;
}

function pathOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '');
}

/** `.DS_Store` and its like, at any depth. */
function isHidden(path: string): boolean {
  return path.split('/').some(part => part.startsWith('.') || part === '__MACOSX');
}

/** Its way from the folder tells two runs' files of one name apart. */
function named(file: File, path: string): File {
  return path === '' ? file : renamed(file, path);
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A browser gives a folder's entries in parts, until a part is empty. */
function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
