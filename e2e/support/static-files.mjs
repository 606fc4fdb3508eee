// Files of a folder, as any host of static sites serves them: no rewriting, no headers of its own beyond the type.
import { createReadStream, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Answers with the file of `folder` that `pathname` names below `base`; returns false, and answers nothing, where there is none. */
export function serveFile(response, pathname, folder, base) {
  if (!pathname.startsWith(base)) return false;
  const inside = normalize(decodeURIComponent(pathname.slice(base.length)));
  if (inside.startsWith('..')) return false;
  const path = join(folder, inside === '.' || inside === '' ? 'index.html' : inside);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
  return true;
}
