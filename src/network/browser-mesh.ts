// The mesh of a machine in a page: signalling between the tabs of one browser, and the two kinds of links it may use.
import { BroadcastSignaling } from './broadcast/broadcast-signaling.ts';
import { BroadcastTransport } from './broadcast/broadcast-transport.ts';
import { isServerLink, type LinkChoice } from './link-choice.ts';
import { connectMesh, type Mesh, type MeshOptions } from './mesh.ts';
import type { OpenPairChannel, Place } from './pair-channel.ts';
import type { BrokerOfRun } from './server/browser-server-mesh.ts';
import { sessionCodec } from './session/session-frame.ts';

export interface BrowserMeshOptions
  extends Place, Omit<MeshOptions, 'run' | 'self' | 'signaling' | 'transports' | 'choice'> {
  readonly choice: LinkChoice;
  /** Of the signaling: BroadcastChannel by default. */
  readonly openChannel?: OpenPairChannel;
  /** Where the links go through a broker. */
  readonly broker?: BrokerOfRun | undefined;
  /** None by default: no server is contacted that the person did not name. */
  readonly iceServers?: readonly RTCIceServer[];
}

/** As {@link connectMesh}; rejects with BroadcastUnavailableError too. What is not used is not loaded. */
export async function openBrowserMesh({
  room,
  run,
  openChannel,
  iceServers = [],
  choice,
  ...options
}: BrowserMeshOptions): Promise<Mesh> {
  if (isServerLink(choice)) {
    const { openBrowserServerMesh } = await import('./server/browser-server-mesh.ts');
    return openBrowserServerMesh({ ...options, room, run }, choice);
  }
  const { self, machines, scheduler } = options;
  const signaling = new BroadcastSignaling({ room, run, self, machines }, openChannel);
  try {
    const mesh = await connectMesh({
      ...options,
      choice,
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
