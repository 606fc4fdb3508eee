// Runs one benchmark of bench/ by its name, or says which there are: node scripts/bench.mjs core
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { build } from 'vite';

const SUPPORT = ['support', 'contenders', 'tight-loop'];
const names = readdirSync('bench')
  .filter(file => file.endsWith('.ts'))
  .map(file => file.slice(0, -3));
const [name = '', ...words] = process.argv.slice(2);

if (!existsSync(`bench/${name}.ts`)) {
  console.log(
    `Say which benchmark: ${names.filter(each => !SUPPORT.includes(each) && !each.endsWith('-thread')).join(', ')}.`,
  );
  process.exit(name ? 1 : 0);
}

// A benchmark's threads are entries of their own, so that it can start them by their names.
const threads = names.filter(each => each.endsWith('-thread'));
await build({
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'node_modules/.bench',
    emptyOutDir: true,
    rollupOptions: {
      input: [name, ...threads].map(entry => `bench/${entry}.ts`),
      output: { entryFileNames: '[name].js' },
    },
  },
});
const { status } = spawnSync(process.execPath, ['--expose-gc', `node_modules/.bench/${name}.js`, ...words], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
