// Links within one program.
import { ChannelTransport } from '../channel-transport.ts';
import type { MakeCodec } from '../frame.ts';
import type { Place } from '../pair-channel.ts';
import type { MemoryNetwork } from './memory-network.ts';

export interface MemoryTransportOptions<Content> extends Place {
  readonly network: MemoryNetwork;
  readonly codec: MakeCodec<Content>;
}

export class MemoryTransport<Content extends object> extends ChannelTransport<Content> {
  constructor({ network, codec, ...place }: MemoryTransportOptions<Content>) {
    super({ ...place, codec, kind: 'memory', openChannel: (name, onData) => network.open(name, onData) });
  }
}
