// Links between the tabs of one browser, without WebRTC.
import { ChannelTransport } from '../channel-transport.ts';
import type { OpenPairChannel, Place } from '../pair-channel.ts';
import { openBroadcastChannel } from './broadcast-channels.ts';

/** Connecting rejects with BroadcastUnavailableError where there is no BroadcastChannel. */
export class BroadcastTransport extends ChannelTransport {
  constructor(place: Place, openChannel: OpenPairChannel = openBroadcastChannel) {
    super({ ...place, kind: 'broadcast', openChannel });
  }
}
