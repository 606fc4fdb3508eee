// Links over pair channels. The channel does the carrying; this adds that both sides know of each other, and of the end.
import type { MachineId } from '../core/message.ts';
import type { MakeCodec } from './frame.ts';
import type { LinkKind } from './link.ts';
import { pairChannelName, type OpenMachineChannel, type Place } from './pair-channel.ts';
import { Rendezvous } from './rendezvous.ts';
import { TransportBase, type Dial, type DialOutcome } from './transport-base.ts';
import { WireLink } from './wire-link.ts';

export interface ChannelTransportOptions<Content> extends Place {
  readonly kind: LinkKind;
  readonly codec: MakeCodec<Content>;
  readonly openChannel: OpenMachineChannel;
}

export class ChannelTransport<Content extends object> extends TransportBase<Content> {
  readonly #options: ChannelTransportOptions<Content>;

  constructor(options: ChannelTransportOptions<Content>) {
    super();
    this.#options = options;
  }

  protected override dial(remote: MachineId, outcome: DialOutcome<Content>, meeting?: number): Dial {
    const { run, self, kind, codec, openChannel } = this.#options;
    let link: WireLink<Content> | undefined;

    const name = pairChannelName(this.#options, 'link', remote);
    const hear = (data: unknown): void => {
      // Text is a frame, and so is whatever is no note; before the meeting it was meant for somebody else.
      if (typeof data === 'string' || !rendezvous.hear(data)) link?.receive(data);
    };
    const channel = openChannel(name, hear, remote);
    const letGo = (): void => {
      try {
        rendezvous.close();
      } finally {
        channel.close();
      }
    };
    const rendezvous = new Rendezvous({
      meeting,
      post: note => channel.post(note),
      onMet: () => {
        const wire = {
          post: (frame: string) => channel.post(frame),
          hangUp: () => {
            try {
              letGo();
            } finally {
              outcome.ended();
            }
          },
        };
        link = new WireLink({ run, self, remote, kind, codec, wire });
        outcome.opened(link);
      },
      onGone: ({ why }) =>
        link?.end(`Machine ${remote} ${why === 'goodbye' ? 'closed the link' : 'started again'}.`),
    });
    rendezvous.open();
    return { abandon: () => (link ? link.close() : letGo()) };
  }
}
