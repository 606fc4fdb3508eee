// How soon a moment of a run of a million events is known, wherever one seeks, beside playing the run from its start; and how smoothly
// the whole page moves while 32 machines are played and while a million events are scrubbed, in a real Chromium.
import { MachineProgress } from '../src/analysis/machine-progress.ts';
import { Moments } from '../src/analysis/moments.ts';
import { MessageQueue } from '../src/core/message-queue.ts';
import { NONE, RECEIVE, SEND } from '../src/core/machine-log.ts';
import type { Trace } from '../src/core/trace.ts';
import { eventsInOrder } from '../src/core/trace-order.ts';
import { simulate } from '../src/engine/simulate.ts';
import type { RawChromium, RawTab } from '../e2e/support/raw-chromium.ts';
import { openTrial, STATE, withSite } from './site.ts';
import { cpuSeconds, medianOf, printAim, printTitle } from './support.ts';

const MILLION = { rates: [93, 92, 93], durationSeconds: 3600, seed: 7 } as const;
const SEEKS = 200;
const NAIVE_SEEKS = 5;
const MEASURED_MS = 4000;

/** A moment as a page would know it that plays the run from its start: what each machine did, and what waits there. */
function replayed(trace: Trace, untilMs: number): unknown {
  const machines = trace.logs.map(
    ({ machine }) => new MachineProgress(machine, trace.trial.rates[machine - 1]!),
  );
  const queues = trace.logs.map(() => new MessageQueue());
  for (const { machine, index } of eventsInOrder(trace)) {
    const log = trace.logOf(machine);
    const atMs = log.atMs[index]!;
    if (atMs > untilMs) break;
    const own = machines[machine - 1]!;
    const [clock, queue, face] = [log.clocks[index]!, log.queues[index]!, log.faces[index]!];
    const first = log.messageNumbers[index]!;
    if (log.kinds[index] === RECEIVE) own.receive(atMs, clock, queue, queues[machine - 1]!.shift()!);
    else if (log.kinds[index] === SEND && first !== NONE) {
      const messages = Array.from({ length: log.peers[index]! }, (_, i) => {
        const row = first - 1 + i;
        return { from: machine, to: log.recipients[row]!, number: row + 1, timestamp: log.timestamps[row]! };
      });
      own.send(atMs, clock, queue, face, messages);
      for (const message of messages) {
        queues[message.to - 1]!.push(message);
        machines[message.to - 1]!.arrival(message);
      }
    } else own.internal(atMs, clock, queue, face);
  }
  return machines.map(machine => machine.snapshot());
}

function seekBench(): void {
  const trace = simulate(MILLION);
  const durationMs = MILLION.durationSeconds * 1000;
  const timed = (work: () => void): number => {
    globalThis.gc?.();
    const before = cpuSeconds();
    work();
    return (cpuSeconds() - before) * 1000;
  };
  const indexMs = medianOf(Array.from({ length: 5 }, () => timed(() => void new Moments(trace))));
  const moments = new Moments(trace);
  const at = (i: number): number => ((i * 7919) % 1000) * (durationMs / 1000);
  for (let i = 0; i < SEEKS; i++) moments.at(at(i + 1) + 1);
  const seekMs =
    timed(() => {
      for (let i = 0; i < SEEKS; i++) moments.at(at(i));
    }) / SEEKS;
  const naiveMs =
    timed(() => {
      for (let i = 0; i < NAIVE_SEEKS; i++) replayed(trace, at(i * 40 + 20));
    }) / NAIVE_SEEKS;
  printTitle(`A moment of a run of ${trace.eventCount} events`);
  printAim('the index, once, in ms', indexMs, 'at most', 500);
  printAim('a seek anywhere, in ms', seekMs, 'at most', 1);
  console.log(
    `      playing the run from its start: ${naiveMs.toFixed(0)} ms, ratio ${(naiveMs / seekMs).toFixed(0)}`,
  );
}

const SUPPORT = `window.bench = (() => {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const view = document.querySelector('trial-view');
  const bar = view.renderRoot.querySelector('playback-bar');
  const button = name => [...bar.renderRoot.querySelectorAll('button')].find(one => one.ariaLabel === name);
  const slider = bar.renderRoot.querySelector('input');
  /** Frames per second, and the longest frame in milliseconds, while \`step\` is done at each. */
  const frames = async step => {
    await frame();
    let count = 0;
    let longest = 0;
    const startMs = performance.now();
    let beforeMs = startMs;
    for (; beforeMs - startMs < ${MEASURED_MS}; count++) {
      step(count);
      await frame();
      const nowMs = performance.now();
      longest = Math.max(longest, nowMs - beforeMs);
      beforeMs = nowMs;
    }
    return [(count * 1000) / (beforeMs - startMs), longest];
  };
  const play = async () => {
    button('Go to the start').click();
    await bar.updateComplete;
    button('Play').click();
    const result = await frames(() => undefined);
    button('Pause')?.click();
    return result;
  };
  const scrub = () => frames(at => {
    slider.value = String(Number(slider.max) * (0.5 + 0.45 * Math.sin(at / 40)));
    slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
  return { play, scrub };
})()`;

async function opened(chromium: RawChromium, query: string): Promise<RawTab> {
  const tab = await openTrial(chromium, `${query}&engine=virtual&run=now`, 0);
  await tab.until(
    `${STATE}?.phase === 'finished' && customElements.get('space-time-diagram') !== undefined && document.querySelector('trial-view').renderRoot.querySelector('playback-bar')?.hasUpdated`,
  );
  await tab.evaluate(`void (${SUPPORT})`);
  return tab;
}

async function print(tab: RawTab, what: string, expression: string, least: number): Promise<void> {
  const [perSecond, longestMs] = (await tab.evaluate(expression)) as [number, number];
  printAim(what, perSecond, 'at least', least);
  console.log(`      the longest frame took ${longestMs.toFixed(0)} ms`);
}

seekBench();
await withSite(async chromium => {
  const many = await opened(chromium, `rates=${Array(32).fill(10).join(',')}&die=40&seconds=120&seed=7`);
  printTitle('The whole page, frames per second');
  await print(many, '32 machines played', 'bench.play()', 50);
  await print(many, '32 machines scrubbed', 'bench.scrub()', 30);
  await many.close();
  const large = await opened(chromium, `rates=93,92,93&die=10&seconds=3600&seed=7`);
  await print(large, 'a million events scrubbed', 'bench.scrub()', 30);
  await print(large, 'a million events played', 'bench.play()', 50);
  await large.close();
});
