// The memory transport and signaling under the laws of all, with microtasks and with a schedule that dawdles.
import { describe, it } from 'vitest';
import { signalingLaws } from '../../testing/network/signaling-laws.ts';
import { transportLaws } from '../../testing/network/transport-laws.ts';
import { PLAIN_FRAMES } from '../../testing/network/transport-room.ts';
import { messageCodec } from '../frame.ts';
import { pairChannelName } from '../pair-channel.ts';
import { MemoryNetwork, type MemoryNetworkOptions } from './memory-network.ts';
import { MemorySignaling } from './memory-signaling.ts';
import { MemoryTransport } from './memory-transport.ts';

const schedules: Record<string, MemoryNetworkOptions> = {
  'in microtasks': {},
  'in turns of the event loop': { schedule: task => void setImmediate(task) },
};

describe.each(Object.entries(schedules))('the memory network, delivering %s', (_, options) => {
  it.each(transportLaws)('transport: $name', async ({ run }) => {
    const network = new MemoryNetwork(options);
    await run({
      ...PLAIN_FRAMES,
      open: place => new MemoryTransport({ ...place, network, codec: messageCodec }),
      inject: (place, to, raw) => {
        const channel = network.open(pairChannelName(place, 'link', to), () => undefined);
        channel.post(raw);
        channel.close();
      },
      // What carries a link cannot break here: but a page can begin anew, without a goodbye.
      breakOff: (place, to) => {
        const channel = network.open(pairChannelName(place, 'link', to), () => undefined);
        channel.post({ kind: 'hello', attempt: 'another' });
        channel.close();
      },
      leftovers: () => network.openChannels,
    });
  });

  it.each(signalingLaws)('signaling: $name', async ({ run }) => {
    const network = new MemoryNetwork(options);
    await run({
      open: place => new MemorySignaling({ ...place, network }),
      leftovers: () => network.openChannels,
    });
  });
});
