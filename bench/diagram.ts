// How soon the space–time diagram of a million events is there, and how smoothly it is panned, in a real Chromium. Beside
// it, in the same page, a painter that draws every event and message of the window: what drawing without aggregation costs.
import type { RawTab } from '../e2e/support/raw-chromium.ts';
import { openTrial, STATE, withSite } from './site.ts';
import { medianOf, printAim, printTitle } from './support.ts';

const MILLION = 'rates=93,92,93&die=10&seconds=3600&seed=7&engine=virtual&run=now';
const SHIVIZ_SIZE = 'rates=60,60,60&die=10&seconds=60&seed=7&engine=virtual&run=now';
const SHIVIZ_SECONDS = 10.5; // of 10,800 events, measured elsewhere
const ROUNDS = 5;
const PAN_MS = 2500;

/** What the pages are given to measure with, as the text of a script. */
const SUPPORT = `window.bench = (() => {
  const trace = ${STATE}.trace;
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  /** A new diagram in the page; resolves with the milliseconds until it is painted. */
  const first = async () => {
    bench.diagram?.remove();
    await frame();
    const startMs = performance.now();
    const diagram = document.createElement('space-time-diagram');
    diagram.trace = trace;
    document.body.prepend(diagram);
    await diagram.updateComplete;
    await frame();
    bench.diagram = diagram;
    const canvas = diagram.renderRoot.querySelector('canvas');
    canvas.getContext('2d').getImageData(0, 0, 1, 1); // nothing is left to be painted later
    return performance.now() - startMs;
  };
  /** Frames per second while something is moved on at each of them. */
  const pan = async step => {
    let frames = 0;
    const startMs = performance.now();
    let nowMs = startMs;
    for (; nowMs - startMs < ${PAN_MS}; frames++) {
      step(frames);
      await frame();
      nowMs = performance.now();
    }
    return (frames * 1000) / (nowMs - startMs);
  };
  const windowAt = (spanMs, at) => {
    const fromMs = ((at * spanMs) / 200) % (3_600_000 - spanMs);
    return { fromMs, toMs: fromMs + spanMs };
  };
  const ours = spanMs => pan(at => bench.diagram.traceFocus.change({ window: windowAt(spanMs, at) }));
  const firstAt = (times, count, value) => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const naive = spanMs => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 1300, height: 420 });
    document.body.prepend(canvas);
    const context = canvas.getContext('2d', { alpha: false });
    const draw = ({ fromMs, toMs }) => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 1300, 420);
      const x = atMs => 100 + ((atMs - fromMs) / (toMs - fromMs)) * 1180;
      trace.logs.forEach((log, lane) => {
        const y = 60 + lane * 120;
        const first = firstAt(log.atMs, log.eventCount, fromMs);
        for (let index = first; index < log.eventCount && log.atMs[index] <= toMs; index++) {
          context.fillStyle = context.strokeStyle = ['#2563c9', '#c2410c', '#0b7a5c'][lane];
          context.beginPath();
          context.arc(x(log.atMs[index]), y, 4, 0, 7);
          context.fill();
          if (log.kinds[index] !== 1) continue;
          for (let row = log.messageNumbers[index] - 1, left = log.peers[index]; left > 0; left--, row++) {
            const to = log.recipients[row] - 1;
            context.beginPath();
            context.moveTo(x(log.atMs[index]), y);
            context.lineTo(x(log.arrivedMs[row]), 60 + to * 120);
            context.stroke();
          }
        }
      });
      context.getImageData(0, 0, 1, 1);
    };
    return pan(at => draw(windowAt(spanMs, at))).finally(() => canvas.remove());
  };
  return { first, ours, naive };
})()`;

async function openDiagram(tab: RawTab): Promise<void> {
  await tab.until(`${STATE}?.phase === 'finished' && customElements.get('space-time-diagram') !== undefined`);
  await tab.evaluate(`void (${SUPPORT})`);
}

async function firstDrawMs(tab: RawTab): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) values.push(Number(await tab.evaluate('bench.first()')));
  return medianOf(values);
}

await withSite(async chromium => {
  const small = await openTrial(chromium, SHIVIZ_SIZE, 0);
  await openDiagram(small);
  const smallMs = await firstDrawMs(small);
  printTitle('A space–time diagram of 10,800 events');
  console.log(`  drawn in ${smallMs.toFixed(0)} ms, with its index`);
  console.log(
    `  ShiViz took ${SHIVIZ_SECONDS} s for the same number of events, measured elsewhere (ratio ${((SHIVIZ_SECONDS * 1000) / smallMs).toFixed(0)})`,
  );
  await small.close();

  const tab = await openTrial(chromium, MILLION, 0);
  await openDiagram(tab);
  const events = Number(await tab.evaluate(`${STATE}.trace.eventCount`));
  printTitle(`A space–time diagram of ${events} events of 3 machines`);
  printAim('first drawn, with its index, in ms', await firstDrawMs(tab), 'at most', 300);
  for (const [name, spanMs] of [
    ['all but a tenth of the run', 3_240_000],
    ['a minute', 60_000],
    ['two seconds', 2000],
  ] as const) {
    const ours = Number(await tab.evaluate(`bench.ours(${spanMs})`));
    const naive = Number(await tab.evaluate(`bench.naive(${spanMs})`));
    printAim(`panned over ${name}, frames per second`, ours, 'at least', 50);
    console.log(
      `      drawing every event: ${naive.toFixed(1)} frames per second, ratio ${(ours / naive).toFixed(1)}`,
    );
  }
  await tab.close();
});
