// Transports whose links are sessions, as the laws of transports need them: over any transport that can carry a session, and
// opened anew over the same one whenever what carries them is lost.
import type { MachineId, Message } from '../../core/message.ts';
import type { MakeCodec } from '../../network/frame.ts';
import type { Transport } from '../../network/link.ts';
import type { Place } from '../../network/pair-channel.ts';
import { sessionCodec, type SessionFrame } from '../../network/session/session-frame.ts';
import { SessionLink } from '../../network/session/session-link.ts';
import { TransportBase, type Dial, type DialOutcome } from '../../network/transport-base.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { SessionSetup } from './session-laws.ts';
import type { TransportSetup } from './transport-room.ts';

/** What carries sessions here. */
export interface CarrierSetup extends Pick<TransportSetup, 'inject' | 'breakOff' | 'leftovers'> {
  open(place: Place, codec: MakeCodec<SessionFrame>): Transport<SessionFrame>;
}

const NAMELESS = '0'.repeat(32);
const STRANGER = 'f'.repeat(32);

export function sessionTransportSetup(carriers: CarrierSetup, scheduler: Scheduler): SessionSetup {
  let attached = 0;
  /** By sender and recipient: the last message, and the last frame that named both sessions. */
  const lastMessages = new Map<string, SessionFrame>();
  const lastFrames = new Map<string, SessionFrame>();
  const recording: MakeCodec<SessionFrame> = ends => {
    const codec = sessionCodec(ends);
    const pair = `${ends.self}-${ends.remote}`;
    return {
      encode: frame => {
        if (frame.kind === 'message') lastMessages.set(pair, frame);
        if ('peer' in frame) lastFrames.set(pair, frame);
        return codec.encode(frame);
      },
      read: raw => codec.read(raw),
    };
  };
  return {
    open: place =>
      new SessionTransport(place, carriers.open(place, recording), scheduler, () => (attached += 1)),
    inject: (place, to, raw) => carriers.inject(place, to, raw),
    frame: ({ run, self }, to, fields) => {
      const last: SessionFrame = lastMessages.get(`${self}-${to}`) ?? {
        kind: 'message',
        session: NAMELESS,
        peer: NAMELESS,
        acknowledged: 0,
        sequence: 1,
        number: 1,
        timestamp: 1,
      };
      return JSON.stringify({ run, from: self, to, ...last, ...fields });
    },
    atBound: 'holds-back',
    repeated: 'dropped',
    // A session outlives what carries it. It ends where the other page begins anew, and another session knows of this one.
    breakOff: (place, to) => {
      const peer = lastFrames.get(`${to}-${place.self}`)!.session;
      const { run, self } = place;
      const welcome = { kind: 'welcome', session: STRANGER, peer, acknowledged: 0 };
      carriers.inject(place, to, JSON.stringify({ run, from: self, to, ...welcome }));
    },
    cut: (place, to) => carriers.breakOff(place, to),
    attached: () => attached,
    leftovers: () => carriers.leftovers(),
  };
}

class SessionTransport extends TransportBase<Message> {
  readonly #place: Place;
  readonly #carriers: Transport<SessionFrame>;
  readonly #scheduler: Scheduler;
  readonly #onAttach: () => void;

  constructor(place: Place, carriers: Transport<SessionFrame>, scheduler: Scheduler, onAttach: () => void) {
    super();
    this.#place = place;
    this.#carriers = carriers;
    this.#scheduler = scheduler;
    this.#onAttach = onAttach;
  }

  override close(): void {
    super.close();
    this.#carriers.close();
  }

  protected override dial(remote: MachineId, outcome: DialOutcome<Message>): Dial {
    const { run, self } = this.#place;
    const controller = new AbortController();
    const { signal } = controller;
    const session: SessionLink = new SessionLink({
      run,
      self,
      remote,
      scheduler: this.#scheduler,
      onOpen: () => outcome.opened(session),
      onCarrierLost: () => {
        session.detach();
        open();
      },
      onEnded: () => {
        controller.abort();
        outcome.ended();
      },
    });
    const open = (): void => {
      this.#carriers.connect(remote, { signal }).then(
        carrier => {
          this.#onAttach();
          session.attach(carrier);
        },
        (error: unknown) => {
          if (signal.aborted) return;
          if (session.isOpen) session.end(String(error));
          else outcome.failed(error instanceof Error ? error : new Error(String(error)));
        },
      );
    };
    open();
    return { abandon: () => session.close() };
  }
}
