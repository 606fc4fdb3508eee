// A plain static server.
// Usage: node static-server.mjs FOLDER PORT /SUB/PATH/
import { createServer } from 'node:http';
import { serveFile } from './static-files.mjs';

const [folder, port, base] = process.argv.slice(2);

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (!serveFile(response, pathname, folder, base)) response.writeHead(404).end('Not found');
}).listen(Number(port), '127.0.0.1');
