// Links within one program.
import { ChannelTransport } from '../channel-transport.ts';
import type { Place } from '../pair-channel.ts';
import type { MemoryNetwork } from './memory-network.ts';

export interface MemoryTransportOptions extends Place {
  readonly network: MemoryNetwork;
}

export class MemoryTransport extends ChannelTransport {
  constructor({ network, ...place }: MemoryTransportOptions) {
    super({ ...place, kind: 'memory', openChannel: (name, onData) => network.open(name, onData) });
  }
}
