// The broadcast transport and signaling under the laws of all, over Node's own BroadcastChannel.
import { describe, it } from 'vitest';
import { broadcastSignalingSetup, broadcastTransportSetup } from '../../testing/network/broadcast-setup.ts';
import { signalingLaws } from '../../testing/network/signaling-laws.ts';
import { transportLaws } from '../../testing/network/transport-laws.ts';

describe('the broadcast transport', () => {
  it.each(transportLaws)('$name', ({ run }) => run(broadcastTransportSetup()));
});

describe('the broadcast signaling', () => {
  it.each(signalingLaws)('$name', ({ run }) => run(broadcastSignalingSetup()));
});
