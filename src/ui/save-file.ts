// Hands a file to the person, as a download.
import type { NamedFile } from '../formats/named-file.ts';

const REVOKE_AFTER_MS = 60_000; // a browser may still be reading a large file

export function saveFile(file: NamedFile): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = file.name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
