// Runs the benchmarks of bench/, all of them or those named: node scripts/bench.mjs core links
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { build } from 'vite';

const SUPPORT = ['support', 'before', 'foreign-logs', 'contenders', 'tight-loop', 'site'];
const files = readdirSync('bench')
  .filter(file => file.endsWith('.ts'))
  .map(file => file.slice(0, -3));
// A benchmark's threads are entries of their own, so that it can start them by their names.
const threads = files.filter(each => each.endsWith('-thread'));
// What runs in a page is built by the benchmark that opens it.
const benchmarks = files.filter(
  each => !SUPPORT.includes(each) && !threads.includes(each) && !each.endsWith('-page'),
);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : benchmarks;

const unknown = wanted.filter(name => !benchmarks.includes(name));
if (unknown.length > 0) {
  console.log(`There is no benchmark ${unknown.join(', ')}; there are ${benchmarks.join(', ')}.`);
  process.exit(1);
}

await build({ logLevel: 'warn' });
await build({
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'node_modules/.bench',
    emptyOutDir: true,
    rollupOptions: {
      input: [...wanted, ...threads].map(entry => `bench/${entry}.ts`),
      output: { entryFileNames: '[name].js' },
    },
  },
});
for (const name of wanted) {
  const { status } = spawnSync(process.execPath, [`node_modules/.bench/${name}.js`], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
