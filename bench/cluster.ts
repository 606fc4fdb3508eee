// A laboratory that outgrows one computer: 200 machines in workers, all of whose messages go through a cluster of three NATS servers, one
// of which is killed in mid-run; beside it the same run through the relay inside the page.
import type { RawChromium } from '../e2e/support/raw-chromium.ts';
import { findBroker, startNats, type RealBrokers } from '../src/testing/network/real-brokers.ts';
import { openTrial, STATE, withSite } from './site.ts';
import { printTitle } from './support.ts';

const MACHINES = Number(process.env['MACHINES'] ?? 200);
const SECONDS = Number(process.env['SECONDS'] ?? 60);
const KILL_AFTER_MS = (1000 * SECONDS) / 3;

interface Figures {
  readonly setupMs: number;
  readonly events: number;
  readonly messages: number;
  readonly lost: number;
  readonly gaps: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Processor seconds for each second of the run. */
  readonly browser: number;
}

const FIGURES = `(() => {
  const { trace } = ${STATE};
  const late = trace.logs.flatMap(log =>
    Array.from({ length: log.messageCount }, (_, row) => log.arrivedMs[row] - log.atMs[log.sentIndices[row]]),
  ).filter(ms => !Number.isNaN(ms)).sort((a, b) => a - b);
  const at = share => late[Math.min(late.length - 1, Math.floor(share * late.length))];
  return {
    events: trace.eventCount, messages: trace.messageCount, lost: trace.messageCount - late.length,
    gaps: trace.gaps.length, medianMs: at(0.5), p99Ms: at(0.99), maxMs: late.at(-1),
  };
})()`;

async function run(chromium: RawChromium, link: string, midway: () => Promise<void>): Promise<Figures> {
  const rates = Array.from({ length: MACHINES }, () => 1).join(',');
  const other = await chromium.openTab('about:blank');
  const query = `rates=${rates}&die=${2 * MACHINES}&seconds=${SECONDS}&seed=1&place=workers&link=${link}&room=scale-${link.slice(0, 5)}&run=now`;
  const trial = await openTrial(chromium, query, 0);
  await trial.until(`${STATE} !== undefined && ${STATE}.phase !== 'idle'`);
  await other.activate(); // what the page draws is not what is measured
  const startMs = performance.now();
  await trial.until(`['running', 'failed'].includes(${STATE}.phase)`);
  const setupMs = performance.now() - startMs;
  const [before, runMs] = [await chromium.cpuSeconds(), performance.now()];
  await new Promise(resolve => setTimeout(resolve, KILL_AFTER_MS));
  await midway();
  await trial.until(`['finished', 'stopped', 'failed'].includes(${STATE}.phase)`);
  const seconds = (performance.now() - runMs) / 1000;
  const after = await chromium.cpuSeconds();
  const browser = [...after].reduce((sum, [id, cpu]) => sum + cpu - (before.get(id) ?? 0), 0) / seconds;
  const phase = await trial.evaluate(`JSON.stringify(${STATE}.fact)`);
  if (!String(phase).includes('finished')) throw new Error(String(phase));
  const figures = (await trial.evaluate(FIGURES)) as Omit<Figures, 'setupMs' | 'browser'>;
  await trial.close();
  await other.close();
  return { ...figures, setupMs, browser };
}

function print(name: string, figures: Figures): void {
  const { setupMs, events, messages, lost, gaps, medianMs, p99Ms, maxMs, browser } = figures;
  console.log(
    `  ${name.padEnd(28)} set up ${(setupMs / 1000).toFixed(1)} s; ${events} events; ${messages} messages, ${(messages / SECONDS).toFixed(0)} a second, ${lost} lost, ${gaps} gaps;` +
      ` on their way ${medianMs.toFixed(1)} ms (p99 ${p99Ms.toFixed(0)}, longest ${maxMs.toFixed(0)}); browser ${(browser * 100).toFixed(0)} % of a core`,
  );
}

await withSite(async chromium => {
  printTitle(`${MACHINES} machines at one tick per second, ${SECONDS} s`);
  print('through the relay', await run(chromium, 'relay', () => Promise.resolve()));
  if (!findBroker('nats-server')) {
    console.log('  (nats-server is not installed: nothing is said of a cluster)');
    return;
  }
  const cluster: RealBrokers = await startNats(3);
  try {
    const urls = encodeURIComponent(cluster.nodes.map(({ url }) => url).join(' '));
    const link = `broker&broker=${urls}`;
    print('through the cluster', await run(chromium, link, () => Promise.resolve()));
    const killed = await run(chromium, link, () => cluster.nodes[1]!.kill());
    print('the same, one server killed', killed);
  } finally {
    await cluster.stop();
  }
});
