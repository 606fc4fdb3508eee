// The transport and signaling through a relay under the laws of all, with the relay reached over memory and over Node's own
// BroadcastChannel.
import { describe, it } from 'vitest';
import {
  relayMailboxes,
  serverSignalingSetup,
  serverTransportSetup,
} from '../../testing/network/server-setup.ts';
import { signalingLaws } from '../../testing/network/signaling-laws.ts';
import { transportLaws } from '../../testing/network/transport-laws.ts';
import { openBroadcastChannel } from '../broadcast/broadcast-channels.ts';
import { MemoryNetwork, type MemoryNetworkOptions } from '../memory/memory-network.ts';
import type { OpenPairChannel } from '../pair-channel.ts';

function memory(options: MemoryNetworkOptions): OpenPairChannel {
  const network = new MemoryNetwork(options);
  return (name, onData) => network.open(name, onData);
}

const ways: Record<string, () => OpenPairChannel> = {
  'memory, in microtasks': () => memory({}),
  'memory, in turns of the event loop': () => memory({ schedule: task => void setImmediate(task) }),
  'broadcast channels': () => openBroadcastChannel,
};

describe.each(Object.entries(ways))('a relay reached over %s', (_, way) => {
  it.each(transportLaws)('transport: $name', ({ run }) =>
    run(serverTransportSetup('relay', relayMailboxes(way()))),
  );
  it.each(signalingLaws)('signaling: $name', ({ run }) =>
    run(serverSignalingSetup('relay', relayMailboxes(way()))),
  );
});
