// The mesh of a machine in a page: signalling between the tabs of one browser, and the two kinds of links it may use.
import { BroadcastSignaling } from './broadcast/broadcast-signaling.ts';
import { BroadcastTransport } from './broadcast/broadcast-transport.ts';
import { connectMesh, type Mesh, type MeshOptions } from './mesh.ts';
import type { OpenPairChannel, Place } from './pair-channel.ts';
import { sessionCodec } from './session/session-frame.ts';

export interface BrowserMeshOptions
  extends Place, Omit<MeshOptions, 'run' | 'self' | 'signaling' | 'transports'> {
  /** Of the signaling: BroadcastChannel by default. */
  readonly openChannel?: OpenPairChannel;
  /** None by default: no server is contacted that the person did not name. */
  readonly iceServers?: readonly RTCIceServer[];
}

/** As {@link connectMesh}; rejects with BroadcastUnavailableError too. WebRTC is loaded only if it may be used. */
export async function openBrowserMesh({
  room,
  run,
  openChannel,
  iceServers = [],
  ...options
}: BrowserMeshOptions): Promise<Mesh> {
  const { self, machines, scheduler } = options;
  const signaling = new BroadcastSignaling({ room, run, self, machines }, openChannel);
  try {
    const mesh = await connectMesh({
      ...options,
      run,
      signaling,
      transports: {
        webrtc: async () => {
          const { WebRtcTransport } = await import('./webrtc/webrtc-transport.ts');
          return new WebRtcTransport({ run, self, codec: sessionCodec, signaling, scheduler, iceServers });
        },
        broadcast: () => new BroadcastTransport({ room, run, self }, sessionCodec),
      },
    });
    return {
      ...mesh,
      close: () => {
        mesh.close();
        signaling.close();
      },
      suspend: () => {
        mesh.suspend();
        signaling.close();
      },
    };
  } catch (error) {
    signaling.close();
    throw error;
  }
}
