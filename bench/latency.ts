// What the session costs a message: there and back over the link of a run, and over a bare RTCDataChannel of the same page.
import { build } from 'vite';
import type { Latencies } from './latency-page.ts';
import { SITE, withSite } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: 'dist/bench-latency',
    emptyOutDir: true,
    lib: { entry: 'bench/latency-page.ts', formats: ['es'], fileName: 'latency' },
  },
});

const figures = (times: readonly number[]): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return `median ${medianOf(times).toFixed(2)} ms, p99 ${sorted[Math.floor(0.99 * sorted.length)]!.toFixed(2)} ms`;
};

await withSite(async chromium => {
  const tab = await chromium.openTab(`${SITE}#/nowhere`);
  await tab.activate();
  await tab.until(`location.href.startsWith('${SITE}') && document.readyState === 'complete'`);
  const { bare, session, kind } = (await tab.evaluate(
    `import('${SITE}bench-latency/latency.js').then(({ measure }) => measure())`,
  )) as Latencies;
  printTitle(`A message there and back within one page, ${bare.length} times each in turns`);
  console.log(`  a bare RTCDataChannel: ${figures(bare)}`);
  console.log(`  the link of a run (${kind}, with its session): ${figures(session)}`);
  printAim('the session, in times of the bare channel', medianOf(session) / medianOf(bare), 'at most', 1.2);
});
