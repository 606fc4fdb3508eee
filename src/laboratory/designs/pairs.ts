// The designs without a server: each pair of machines has a link, over WebRTC or over BroadcastChannel. What the pairs find
// each other by is BroadcastChannel in both, as in a trial; it carries no message and is not counted.
import type { Design } from '../../core/design-facts.ts';
import type { MachineId } from '../../core/message.ts';
import { BroadcastSignaling } from '../../network/broadcast/broadcast-signaling.ts';
import { BroadcastTransport } from '../../network/broadcast/broadcast-transport.ts';
import type { MakeCodec } from '../../network/frame.ts';
import type { Signaling } from '../../network/link.ts';
import { connectMesh, type CarrierTransport } from '../../network/mesh.ts';
import type { OpenPairChannel, Place } from '../../network/pair-channel.ts';
import { sessionCodec, type SessionFrame } from '../../network/session/session-frame.ts';
import type { DesignMaker, DesignRoom, RoomOptions } from './design-room.ts';
import { meteredCodec, meteredTransport, mortalSignaling } from './metered-network.ts';

type PairDesign = Extract<Design, 'webrtc' | 'broadcast'>;

type MakePairTransport = (
  place: Place,
  codec: MakeCodec<SessionFrame>,
  signaling: Signaling,
  options: RoomOptions,
) => CarrierTransport | Promise<CarrierTransport>;

/** Contacts no server: machines that are not in one network do not find each other here. */
export function webrtcPairs(openChannel?: OpenPairChannel): DesignMaker {
  return {
    ...pairs(
      'webrtc',
      async ({ run, self }, codec, signaling, { scheduler }) => {
        const { WebRtcTransport } = await import('../../network/webrtc/webrtc-transport.ts');
        return new WebRtcTransport({ run, self, codec, signaling, scheduler });
      },
      openChannel,
    ),
    prepare: async () => {
      await import('../../network/webrtc/webrtc-transport.ts');
    },
  };
}

export function broadcastPairs(openChannel?: OpenPairChannel): DesignMaker {
  return pairs('broadcast', (place, codec) => new BroadcastTransport(place, codec, openChannel), openChannel);
}

function pairs(
  design: PairDesign,
  makeTransport: MakePairTransport,
  openChannel: OpenPairChannel | undefined,
): DesignMaker {
  return {
    design,
    open: async (options): Promise<DesignRoom> => {
      const { room, run, machines, meter, scheduler } = options;
      const codec = meteredCodec(meter, sessionCodec);
      return {
        join: async (self: MachineId) => {
          const place = { room, run, self };
          const inner = new BroadcastSignaling({ ...place, machines }, openChannel);
          const signaling = mortalSignaling(inner, self, meter);
          const make = async (): Promise<CarrierTransport> =>
            meteredTransport(await makeTransport(place, codec, signaling, options), self, meter);
          return {
            openMesh: signal =>
              connectMesh({
                run,
                self,
                machines,
                choice: design,
                transports: { [design]: make },
                signaling,
                scheduler,
                signal,
              }),
            close: () => signaling.close(),
          };
        },
        close: () => undefined,
      };
    },
  };
}
