// Hands a file to the person, as a download.
import type { NamedFile } from '../../formats/named-file.ts';

const REVOKE_AFTER_MS = 60_000; // a browser may still be reading a large file

export function saveFile({ name, text, type }: NamedFile): void {
  saveBlob(name, new Blob([text], { type }));
}

export function saveBlob(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
