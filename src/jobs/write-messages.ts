// What a page and the worker that writes files for it tell each other.
import type { PackedTrace } from '../core/packed-trace.ts';
import type { WriteFormat, WriteOptions } from '../formats/write.ts';

export interface WriteRequest {
  readonly trace: PackedTrace;
  readonly format: WriteFormat;
  readonly options: WriteOptions;
  /** Which of the format's files, from 0. */
  readonly file: number;
}

/** A file that may be too large for one string. */
export interface WrittenFile {
  readonly name: string;
  readonly content: Blob;
  /** What whoever gets the file should know, in sentences. */
  readonly notes: readonly string[];
}

export type WriteReply =
  | { readonly kind: 'progress'; readonly portion: number }
  | { readonly kind: 'file'; readonly file: WrittenFile }
  | { readonly kind: 'failed'; readonly reason: string };
