// Sessions under the laws of all transports, over what can carry them in Node; and that they outlive it.
import { describe, it } from 'vitest';
import { broadcastCarrierSetup } from '../../testing/network/broadcast-setup.ts';
import { sessionLaws } from '../../testing/network/session-laws.ts';
import { sessionTransportSetup, type CarrierSetup } from '../../testing/network/session-setup.ts';
import { transportLaws } from '../../testing/network/transport-laws.ts';
import { RealScheduler } from '../../time/real-scheduler.ts';
import { timerWaker } from '../../time/wakers.ts';
import { MemoryNetwork, type MemoryNetworkOptions } from '../memory/memory-network.ts';
import { MemoryTransport } from '../memory/memory-transport.ts';
import { pairChannelName } from '../pair-channel.ts';

const inTurns = (task: () => void): void => void setImmediate(task);

function memoryCarriers(options: MemoryNetworkOptions): CarrierSetup {
  const network = new MemoryNetwork(options);
  const post = (name: string, data: unknown): void => {
    const channel = network.open(name, () => undefined);
    channel.post(data);
    channel.close();
  };
  return {
    open: (place, codec) => new MemoryTransport({ ...place, network, codec }),
    inject: (place, to, raw) => post(pairChannelName(place, 'link', to), raw),
    breakOff: (place, to) => post(pairChannelName(place, 'link', to), { kind: 'hello', attempt: 'another' }),
    leftovers: () => network.openChannels,
  };
}

const carriers: Record<string, () => CarrierSetup> = {
  'memory, in microtasks': () => memoryCarriers({}),
  'memory, in turns of the event loop': () => memoryCarriers({ schedule: inTurns }),
  'broadcast channels': broadcastCarrierSetup,
};

describe.each(Object.entries(carriers))('sessions over %s', (_, make) => {
  it.each([...transportLaws, ...sessionLaws])('$name', ({ run }) => run(setupOver(make())));
});

function setupOver(setup: CarrierSetup) {
  const scheduler = new RealScheduler({ now: () => performance.now(), waker: timerWaker });
  return sessionTransportSetup(setup, scheduler);
}
