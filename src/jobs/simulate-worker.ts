// The worker that runs a trial in virtual time, so that the page never stutters. It ends when its page ends it.
import { packTrace } from '../core/packed-trace.ts';
import type { SimulateReply, SimulateRequest } from './simulate-messages.ts';
import { startSimulation } from '../engine/simulate.ts';

/** Ticks between two words of progress: a few milliseconds' worth. */
const STEP_TICKS = 100_000;

function reply(message: SimulateReply, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

addEventListener('message', ({ data }: MessageEvent<SimulateRequest>) => {
  try {
    const { simulation, trace } = startSimulation(data.trial);
    while (!simulation.step(STEP_TICKS))
      reply({ kind: 'progress', ticksDone: simulation.ticksDone, ticks: simulation.ticks });
    const { packed, buffers } = packTrace(trace);
    reply({ kind: 'trace', trace: packed }, buffers);
  } catch (error) {
    reply({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
