// Puts a meter between a machine and what carries its links: counts frames as the text that goes to the carrier, and lets
// nothing pass a machine that is dead.
import type { MachineId } from '../../core/message.ts';
import type { MakeCodec } from '../../network/frame.ts';
import type { LinkEvent, Signaling, Unsubscribe } from '../../network/link.ts';
import type { CarrierTransport } from '../../network/mesh.ts';
import type { SessionFrame } from '../../network/session/session-frame.ts';
import type { Carrier } from '../../network/session/session-link.ts';
import type { Meter } from './meter.ts';

/** Frames are ASCII as long as the run's name is: then a unit of the text is a byte. */
export function meteredCodec(meter: Meter, makeCodec: MakeCodec<SessionFrame>): MakeCodec<SessionFrame> {
  return ends => {
    const codec = makeCodec(ends);
    return {
      encode: frame => {
        const text = codec.encode(frame);
        meter.sent(ends.self, ends.remote, text.length);
        return text;
      },
      read: raw => {
        if (typeof raw === 'string' && !meter.isDead(ends.self)) meter.came(ends.self, raw.length);
        return codec.read(raw);
      },
    };
  };
}

/** Each carrier is a connection by itself, as it is where there is no server in between. */
export function meteredTransport(inner: CarrierTransport, self: MachineId, meter: Meter): CarrierTransport {
  return {
    connect: async (remote, options) => {
      const carrier = await inner.connect(remote, options);
      meter.connected(self, remote);
      return new MortalCarrier(carrier, self, meter);
    },
    close: () => inner.close(),
  };
}

export function mortalSignaling(inner: Signaling, self: MachineId, meter: Meter): Signaling {
  return {
    send: (to, signal) => {
      if (!meter.isDead(self)) inner.send(to, signal);
    },
    subscribe: listener =>
      inner.subscribe((from, signal) => {
        if (!meter.isDead(self)) listener(from, signal);
      }),
    close: () => inner.close(),
  };
}

/** One end of a carrier, which falls silent with its machine. */
class MortalCarrier implements Carrier {
  readonly #inner: Carrier;
  readonly #self: MachineId;
  readonly #meter: Meter;
  readonly isFull = false;

  constructor(inner: Carrier, self: MachineId, meter: Meter) {
    this.#inner = inner;
    this.#self = self;
    this.#meter = meter;
  }

  get remote(): MachineId {
    return this.#inner.remote;
  }

  get kind(): Carrier['kind'] {
    return this.#inner.kind;
  }

  get rejected(): number {
    return this.#inner.rejected;
  }

  send(frame: SessionFrame): void {
    if (!this.#meter.isDead(this.#self)) this.#inner.send(frame);
  }

  subscribe(listener: (event: LinkEvent<SessionFrame>) => void): Unsubscribe {
    return this.#inner.subscribe(event => {
      if (!this.#meter.isDead(this.#self)) listener(event);
    });
  }

  close(): void {
    this.#inner.close();
  }
}
