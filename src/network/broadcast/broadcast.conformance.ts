// The broadcast transport and signaling under the laws of all, over Node's own BroadcastChannel.
import { describe, it } from 'vitest';
import { broadcastSignalingSetup, broadcastTransportSetup } from '../conformance/broadcast-setup.ts';
import { signalingLaws } from '../conformance/signaling-laws.ts';
import { transportLaws } from '../conformance/transport-laws.ts';

describe('the broadcast transport', () => {
  it.each(transportLaws)('$name', ({ run }) => run(broadcastTransportSetup()));
});

describe('the broadcast signaling', () => {
  it.each(signalingLaws)('$name', ({ run }) => run(broadcastSignalingSetup()));
});
