// The entry of a sweep's worker in a browser.
import { makeSweepServant, type SweepRequest } from './sweep-messages.ts';

const serve = makeSweepServant();

addEventListener('message', ({ data }: MessageEvent<SweepRequest>) => {
  const reply = serve(data);
  if (reply?.kind === 'rows') postMessage(reply, { transfer: [reply.rows.values.buffer] });
  else if (reply) postMessage(reply);
});
