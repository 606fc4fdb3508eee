// Where devices with an invitation knock: the trial's page hears them over a broker, and gives each an offer. Once its line is open, a
// device is heard here no more, unless it loses it.
import * as v from 'valibot';
import type { IceServers } from '../../network/ice-servers.ts';
import type { PairChannel } from '../../network/pair-channel.ts';
import type { Mailbox } from '../../network/server/mailbox.ts';
import type { LinePeerDoor } from '../../network/webrtc/line-peer.ts';
import {
  CALLER_SLOTS,
  callerAddress,
  fromCallerSchema,
  JOIN_CHANNEL,
  type FromCaller,
  type ToCaller,
} from './invitation-messages.ts';

/** Devices that are on their way in at a time; the one that knocked first makes room. */
const CALLERS_MAX = 64;

export interface InvitationDeskOptions {
  readonly room: string;
  readonly mailbox: Mailbox;
  readonly servers: () => IceServers;
  /** Whether one more device may join. */
  readonly hasRoom: () => boolean;
  readonly openPeer: (hooks: {
    readonly onDescription: (description: string) => void;
    readonly onJoined: () => void;
    readonly onLost: () => void;
  }) => LinePeerDoor;
}

interface Caller {
  readonly attempt: string;
  readonly peer: LinePeerDoor;
  /** Once there is one. */
  offer: ToCaller | undefined;
}

export class InvitationDesk {
  readonly #options: InvitationDeskOptions;
  /** By slot. They cost nothing until something is posted. */
  readonly #channels: readonly PairChannel[];
  /** By slot, oldest first. Bound: CALLERS_MAX. */
  readonly #callers = new Map<number, Caller>();

  constructor(options: InvitationDeskOptions) {
    this.#options = options;
    const { mailbox, room } = options;
    this.#channels = Array.from({ length: CALLER_SLOTS }, (_, slot) =>
      mailbox.openChannel(callerAddress(room, slot), JOIN_CHANNEL, data => {
        const parsed = v.safeParse(fromCallerSchema, data, { abortEarly: true });
        if (parsed.success) this.#hear(slot, parsed.output);
      }),
    );
  }

  /** Devices that are on their way in are let go; those that have joined stay. */
  close(): void {
    for (const channel of this.#channels) channel.close();
    for (const { peer } of this.#callers.values()) peer.close();
    this.#callers.clear();
  }

  #hear(from: number, message: FromCaller): void {
    const { attempt } = message;
    const known = this.#callers.get(from);
    if (message.kind === 'answer') {
      if (known?.attempt === attempt) known.peer.answer(message.description);
    } else if (known?.attempt !== attempt) this.#welcome(from, attempt);
    else if (known.offer) this.#tell(from, known.offer);
  }

  #welcome(from: number, attempt: string): void {
    this.#forget(from);
    const { hasRoom, openPeer, servers } = this.#options;
    if (!hasRoom()) {
      this.#tell(from, { kind: 'full', attempt });
      return;
    }
    for (const oldest of [...this.#callers.keys()].slice(0, -(CALLERS_MAX - 1))) this.#forget(oldest);
    const offered = servers();
    const isOver = (): void => {
      if (this.#callers.get(from) === caller) this.#callers.delete(from);
    };
    const peer = openPeer({
      onDescription: description => {
        caller.offer = { kind: 'offer', attempt, description, servers: offered };
        if (this.#callers.get(from) === caller) this.#tell(from, caller.offer);
      },
      onJoined: isOver,
      onLost: isOver,
    });
    const caller: Caller = { attempt, peer, offer: undefined };
    this.#callers.set(from, caller);
  }

  #forget(from: number): void {
    this.#callers.get(from)?.peer.close();
    this.#callers.delete(from);
  }

  #tell(to: number, message: ToCaller): void {
    this.#channels[to]?.post(message);
  }
}
