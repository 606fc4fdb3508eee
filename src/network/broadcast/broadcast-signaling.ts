// Signaling between the tabs of one browser.
import { ChannelSignaling } from '../channel-signaling.ts';
import type { OpenPairChannel, Place } from '../pair-channel.ts';
import { openBroadcastChannel } from './broadcast-channels.ts';

export interface BroadcastSignalingOptions extends Place {
  /** The machines are 1 to this. */
  readonly machines: number;
}

/** Its making throws BroadcastUnavailableError where there is no BroadcastChannel. */
export class BroadcastSignaling extends ChannelSignaling {
  constructor(options: BroadcastSignalingOptions, openChannel: OpenPairChannel = openBroadcastChannel) {
    super({ ...options, openChannel });
  }
}
