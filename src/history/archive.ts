// The history as one file: a line of JSON that says what the file is, then for each run a line with its entry, followed by the
// bytes of its trace as they are. It is read run by run, so that a file of a gigabyte never is in memory as a whole.
import * as v from 'valibot';
import { parseEntry, storedEntry, type HistoryEntry, type ParsedEntry } from './entry.ts';

export const ARCHIVE_TYPE = 'application/octet-stream';
const FORMAT = 'lamplight-history';
const VERSION = 1;
/** Bytes of a line; an entry is bounded by its own schema. */
const LINE_MAX = 2 ** 20;
const NEWLINE = 10;

export interface ArchivedRun {
  readonly entry: HistoryEntry;
  /** Undefined for a run that is computed again. */
  readonly trace: Blob | ArrayBuffer | undefined;
}

/** What a file is read through, a piece at a time: a Blob is one. */
export interface ArchiveFile {
  /** Bytes. */
  readonly size: number;
  slice(from: number, to: number): ArchiveFile;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export type ArchivePart =
  | { readonly kind: 'run'; readonly entry: HistoryEntry; readonly trace: ArrayBuffer | undefined }
  /** One run of which nothing more is known; the ones behind it are read. */
  | Exclude<ParsedEntry, { readonly kind: 'entry' }>
  /** The rest of the file cannot be read. */
  | { readonly kind: 'broken-off' };

/** The file is not one of the history at all, or that of a newer version. */
export class NotAnArchiveError extends Error {
  override readonly name = 'NotAnArchiveError';
  constructor(readonly isNewer: boolean) {
    super(isNewer ? 'a newer version' : 'not an archive');
  }
}

const headSchema = v.object({ format: v.literal(FORMAT), version: v.pipe(v.number(), v.integer()) });
const recordSchema = v.strictObject({
  entry: v.unknown(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
});

export function archiveHead(): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION })}\n`;
}

export function archivedRun({ entry, trace }: ArchivedRun): BlobPart[] {
  const bytes = trace === undefined ? 0 : trace instanceof Blob ? trace.size : trace.byteLength;
  const line = `${JSON.stringify({ entry: storedEntry(entry), bytes })}\n`;
  return trace === undefined ? [line] : [line, trace];
}

/** Throws {@link NotAnArchiveError} before the first part. */
export async function* readArchive(file: ArchiveFile): AsyncGenerator<ArchivePart> {
  const head = await lineAt(file, 0);
  const parsed = v.safeParse(headSchema, head?.value);
  if (!parsed.success) throw new NotAnArchiveError(false);
  if (parsed.output.version > VERSION) throw new NotAnArchiveError(true);
  for (let at = head!.end; at < file.size;) {
    const line = await lineAt(file, at);
    const record = v.safeParse(recordSchema, line?.value);
    if (!line || !record.success || line.end + record.output.bytes > file.size) {
      yield { kind: 'broken-off' };
      return;
    }
    const { entry, bytes } = record.output;
    at = line.end + bytes;
    yield await partOf(parseEntry(entry), file.slice(line.end, at));
  }
}

async function partOf(parsed: ParsedEntry, trace: ArchiveFile): Promise<ArchivePart> {
  if (parsed.kind !== 'entry') return parsed;
  const { entry } = parsed;
  if (entry.traceBytes !== trace.size) return { kind: 'damaged' };
  return { kind: 'run', entry, trace: trace.size > 0 ? await trace.arrayBuffer() : undefined };
}

/** Undefined where there is no line of JSON. */
async function lineAt(file: ArchiveFile, at: number): Promise<{ value: unknown; end: number } | undefined> {
  for (let length = 4096; length <= LINE_MAX; length *= 4) {
    const bytes = new Uint8Array(await file.slice(at, at + length).arrayBuffer());
    const end = bytes.indexOf(NEWLINE);
    if (end >= 0) {
      const value = jsonOf(bytes.subarray(0, end));
      return value === undefined ? undefined : { value, end: at + end + 1 };
    }
    if (at + length >= file.size) return undefined;
  }
  return undefined;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    // Bytes that are not UTF-8, or text that is not JSON.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
