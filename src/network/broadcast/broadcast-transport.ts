// Links between the tabs of one browser, without WebRTC.
import { ChannelTransport } from '../channel-transport.ts';
import type { MakeCodec } from '../frame.ts';
import type { OpenPairChannel, Place } from '../pair-channel.ts';
import { openBroadcastChannel } from './broadcast-channels.ts';

/** Connecting rejects with BroadcastUnavailableError where there is no BroadcastChannel. */
export class BroadcastTransport<Content extends object> extends ChannelTransport<Content> {
  constructor(
    { room, run, self }: Place,
    codec: MakeCodec<Content>,
    openChannel: OpenPairChannel = openBroadcastChannel,
  ) {
    super({ room, run, self, kind: 'broadcast', codec, openChannel });
  }
}
