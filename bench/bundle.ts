// How much each view loads before it can be used, compressed as a server would: the budgets are for phones and for patience.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { printAim, printTitle } from './support.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const FOLDER = 'node_modules/.bench-site';
await build({ logLevel: 'warn', build: { manifest: true, outDir: FOLDER, emptyOutDir: true } });
const manifest = JSON.parse(readFileSync(`${FOLDER}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;

/** The files that an entry needs before it runs. */
function filesOf([document, ...entries]: readonly [string, ...string[]]): Set<string> {
  const files = new Set<string>([document]);
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    chunk.imports?.forEach(visit);
  };
  [document, ...entries].forEach(visit);
  return files;
}

function kibibytes(entries: readonly [string, ...string[]]): number {
  let bytes = 0;
  for (const file of filesOf(entries))
    bytes += gzipSync(readFileSync(`${FOLDER}/${file}`), { level: 9 }).length;
  return bytes / 1024;
}

const WEBRTC = 'src/network/webrtc/webrtc-transport.ts';
printTitle('What a view loads first, KiB gzip');
printAim('machine view, with WebRTC', kibibytes(['frame.html', WEBRTC]), 'at most', 60);
printAim('trial view', kibibytes(['index.html', 'src/app/trial-page.ts']), 'at most', 130);
printAim(
  'view of programs, with its editor',
  kibibytes(['index.html', 'src/app/programs-page.ts']),
  'at most',
  220,
);
const HELP = 'src/ui/program/editor-help.ts';
const helped = kibibytes(['index.html', 'src/app/programs-page.ts', HELP]);
console.log(`  and with colours, completion and marks, fetched once its text is there: ${helped.toFixed(2)}`);
