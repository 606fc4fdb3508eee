// What the WebRTC transport says where there is no WebRTC, as in Node.
import { expect, it } from 'vitest';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { messageCodec } from '../frame.ts';
import { MemoryNetwork } from '../memory/memory-network.ts';
import { MemorySignaling } from '../memory/memory-signaling.ts';
import { WebRtcUnavailableError } from './webrtc-errors.ts';
import { WebRtcTransport } from './webrtc-transport.ts';

it('without WebRTC, connecting rejects with an error of its own, each time', async () => {
  const network = new MemoryNetwork();
  const signaling = new MemorySignaling({ network, room: 'room', run: 'run', self: 1, machines: 2 });
  const transport = new WebRtcTransport({
    run: 'run',
    self: 1,
    codec: messageCodec,
    signaling,
    scheduler: new VirtualScheduler(),
  });
  const { signal } = new AbortController();
  await expect(transport.connect(2, { signal })).rejects.toBeInstanceOf(WebRtcUnavailableError);
  await expect(transport.connect(2, { signal })).rejects.toBeInstanceOf(WebRtcUnavailableError);
  transport.close();
  signaling.close();
  expect(network.openChannels).toBe(0);
});
