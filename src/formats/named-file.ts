// A file on its way out or in.

export interface NamedFile {
  readonly name: string;
  readonly text: string;
  /** A MIME type. */
  readonly type: string;
}
