// Files of a folder, as any host of static sites serves them: no rewriting, no headers of its own beyond the type.
import { createReadStream, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Answers with the file of `folder` that `pathname` names below `base`; returns false, and answers nothing, where there is none.
 * `isCompressed`: whatever is text is gzipped, as hosts do.
 */
export function serveFile(response, pathname, folder, base, isCompressed = false) {
  if (!pathname.startsWith(base)) return false;
  const inside = normalize(decodeURIComponent(pathname.slice(base.length)));
  if (inside.startsWith('..')) return false;
  const path = join(folder, inside === '.' || inside === '' ? 'index.html' : inside);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  const headers = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' };
  const isGzipped = isCompressed && extname(path) !== '.png';
  response.writeHead(200, isGzipped ? { ...headers, 'content-encoding': 'gzip' } : headers);
  if (isGzipped)
    createReadStream(path)
      .pipe(createGzip({ level: 9 }))
      .pipe(response);
  else createReadStream(path).pipe(response);
  return true;
}
