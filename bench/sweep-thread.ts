// A thread of the sweep benchmark: the same servant as in a browser's worker.
import { parentPort } from 'node:worker_threads';
import { makeSweepServant, type SweepRequest } from '../src/jobs/sweep-messages.ts';

const serve = makeSweepServant();

parentPort?.on('message', (request: SweepRequest) => {
  const reply = serve(request);
  if (reply) parentPort?.postMessage(reply);
});
