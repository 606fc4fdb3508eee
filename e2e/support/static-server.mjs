// A plain static server.
// Usage: node static-server.mjs FOLDER PORT /SUB/PATH/ [gzip]
import { createServer } from 'node:http';
import { serveFile } from './static-files.mjs';

const [folder, port, base, compression] = process.argv.slice(2);

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (!serveFile(response, pathname, folder, base, compression === 'gzip'))
    response.writeHead(404).end('Not found');
}).listen(Number(port), '127.0.0.1');
