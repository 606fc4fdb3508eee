// The mesh by its laws, in Node: over the memory network, and over Node's own BroadcastChannel.
import { describe, it } from 'vitest';
import { BroadcastSignaling } from './broadcast/broadcast-signaling.ts';
import { BroadcastTransport } from './broadcast/broadcast-transport.ts';
import { CountedChannels } from '../testing/network/broadcast-setup.ts';
import { crowdLaw, meshLaws, type MeshSetup } from '../testing/network/mesh-laws.ts';
import { MemoryNetwork } from './memory/memory-network.ts';
import { MemorySignaling } from './memory/memory-signaling.ts';
import { MemoryTransport } from './memory/memory-transport.ts';
import { sessionCodec } from './session/session-frame.ts';

const laws = [...meshLaws, crowdLaw(24)];

function memorySetup(): MeshSetup {
  const network = new MemoryNetwork({ schedule: task => void setImmediate(task) });
  return {
    signaling: place => new MemorySignaling({ ...place, network }),
    transports: place => ({
      // Two kinds of links need two worlds.
      webrtc: () =>
        new MemoryTransport({ ...place, room: `${place.room} (webrtc)`, network, codec: sessionCodec }),
      broadcast: async () => new MemoryTransport({ ...place, network, codec: sessionCodec }),
    }),
    leftovers: () => network.openChannels,
  };
}

function broadcastSetup(): MeshSetup {
  const channels = new CountedChannels();
  return {
    signaling: place => new BroadcastSignaling(place, channels.open),
    transports: place => ({
      webrtc: () =>
        new BroadcastTransport({ ...place, room: `${place.room} (webrtc)` }, sessionCodec, channels.open),
      broadcast: () => new BroadcastTransport(place, sessionCodec, channels.open),
    }),
    leftovers: () => channels.count,
  };
}

describe('a mesh in memory', () => {
  it.each(laws)('$name', ({ run }) => run(memorySetup()));
});

describe('a mesh over broadcast channels', () => {
  it.each(laws)('$name', ({ run }) => run(broadcastSetup()));
});
