// Signaling within one program.
import { ChannelSignaling } from '../channel-signaling.ts';
import type { Place } from '../pair-channel.ts';
import type { MemoryNetwork } from './memory-network.ts';

export interface MemorySignalingOptions extends Place {
  readonly network: MemoryNetwork;
  /** The machines are 1 to this. */
  readonly machines: number;
}

export class MemorySignaling extends ChannelSignaling {
  constructor({ network, ...rest }: MemorySignalingOptions) {
    super({ ...rest, openChannel: (name, onData) => network.open(name, onData) });
  }
}
