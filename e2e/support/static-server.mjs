// A plain static server, as any host of static sites is one: no rewriting, no headers of its own beyond the type.
// Usage: node static-server.mjs FOLDER PORT /SUB/PATH/
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
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

const [folder, port, base] = process.argv.slice(2);

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const inside = pathname.startsWith(base)
    ? normalize(decodeURIComponent(pathname.slice(base.length)))
    : '..';
  const path = join(folder, inside === '.' || inside === '' ? 'index.html' : inside);
  const file = inside.startsWith('..') ? undefined : statSync(path, { throwIfNoEntry: false });
  if (!file?.isFile()) {
    response.writeHead(404).end('Not found');
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
}).listen(Number(port), '127.0.0.1');
