// What the session costs a message: there and back over the link of a run, and over a bare RTCDataChannel of the same page.
import { writeFileSync } from 'node:fs';
import { build } from 'vite';
import type { Latencies } from './latency-page.ts';
import { SITE, withSite } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  // As in the site's own configuration.
  resolve: { alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }] },
  worker: { format: 'es' },
  build: {
    outDir: 'dist/bench-latency',
    emptyOutDir: true,
    lib: { entry: 'bench/latency-page.ts', formats: ['es'], fileName: 'latency' },
  },
});

// A page with nothing else in it.
writeFileSync('dist/bench-latency/index.html', '<!doctype html><title>Latency</title>');
const PAGE = `${SITE}bench-latency/index.html`;

const figures = (times: readonly number[]): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return `median ${medianOf(times).toFixed(2)} ms, p99 ${sorted[Math.floor(0.99 * sorted.length)]!.toFixed(2)} ms`;
};

await withSite(async chromium => {
  const tab = await chromium.openTab(PAGE);
  await tab.activate();
  await tab.until(`location.href === '${PAGE}' && document.readyState === 'complete'`);
  const { bare, session, kind, barePerSecond, sessionPerSecond } = (await tab.evaluate(
    `import('${SITE}bench-latency/latency.js').then(({ measure }) => measure())`,
  )) as Latencies;
  printTitle(`A message there and back within one page, in turns, ${bare.length} times ten trips each`);
  console.log(`  a bare RTCDataChannel: ${figures(bare)}`);
  console.log(`  the link of a run (${kind}, with its session): ${figures(session)}`);
  printAim('the session, in times of the bare channel', medianOf(session) / medianOf(bare), 'at most', 1.2);
  printTitle('Messages per second, one way, as fast as they are taken');
  const rates = [medianOf(barePerSecond), medianOf(sessionPerSecond)] as const;
  console.log(`  a bare RTCDataChannel: ${Math.round(rates[0])}`);
  console.log(`  the link of a run: ${Math.round(rates[1])}`);
  printAim('the link of a run, in times of the bare channel', rates[1] / rates[0], 'at least', 0.8);
});
