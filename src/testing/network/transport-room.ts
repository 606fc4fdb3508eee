// What the laws of transports stand on: a kind of transport to be tested, and a room with its machines.
import type { Link, Transport } from '../../network/link.ts';
import type { Place } from '../../network/pair-channel.ts';
import { messageOf, until, type Law } from './laws.ts';

/** One kind of transport, as the laws need it. Made afresh for each law. */
export interface TransportSetup {
  /** A transport at a place; all places of one setup could hear each other if they were in one room and run. */
  open(place: Place): Transport;
  /** Puts anything on the open link between two machines as if `from` had sent it. */
  inject(place: Place, to: number, raw: unknown): void;
  /** A frame as `from` could send it next to `to`, but for these fields. */
  frame(place: Place, to: number, fields: object): string;
  /** What a link does at the bound of what it keeps for its first listener, or of what may be on its way to it. */
  readonly atBound: 'closes' | 'holds-back' | 'overflows';
  /** What becomes of a frame that came before, or is older than one that did. */
  readonly repeated: 'out-of-order' | 'dropped';
  /** Lets what carries the open link between two machines break on the side of `place`, with no goodbye. */
  breakOff(place: Place, to: number): void;
  /** What is still held open: channels, peers, subscriptions. */
  leftovers(): number;
}

export const RUN = 'run-1';

/** What the setups of transports have in common whose links carry messages as they are. */
export const PLAIN_FRAMES: Pick<TransportSetup, 'frame' | 'atBound' | 'repeated'> = {
  frame: ({ run, self }, to, fields) =>
    JSON.stringify({ run, from: self, to, number: 1, timestamp: 1, ...fields }),
  atBound: 'closes',
  repeated: 'out-of-order',
};

/** A room of its own, with the transports of its machines. */
export class Room {
  readonly transports: readonly Transport[];
  readonly #setup: TransportSetup;
  readonly #name: string;

  constructor(
    setup: TransportSetup,
    machines = 2,
    name = `room ${crypto.getRandomValues(new Uint32Array(1))[0]}`,
  ) {
    this.#setup = setup;
    this.#name = name;
    this.transports = Array.from({ length: machines }, (_, i) => setup.open(this.place(i + 1)));
  }

  place(self: number): Place {
    return { room: this.#name, run: RUN, self };
  }

  connect(self: number, remote: number, signal = new AbortController().signal): Promise<Link> {
    return this.transports[self - 1]!.connect(remote, { signal });
  }

  /** Both ends of one link: that of `a` first. */
  pair(a = 1, b = 2): Promise<[Link, Link]> {
    return Promise.all([this.connect(a, b), this.connect(b, a)]);
  }

  /** Puts anything on the link from 1 to 2. */
  inject(raw: unknown): void {
    this.#setup.inject(this.place(1), 2, raw);
  }

  /** A frame from 1 to 2. */
  frame(fields: object): string {
    return this.#setup.frame(this.place(1), 2, fields);
  }

  /** Breaks what carries the link from 1 to 2. */
  breakOff(): void {
    this.#setup.breakOff(this.place(1), 2);
  }

  async close(): Promise<void> {
    for (const transport of this.transports) transport.close();
    await until(() => this.#setup.leftovers() === 0);
  }
}

export function law(
  name: string,
  run: (room: Room, setup: TransportSetup) => Promise<void>,
  machines = 2,
): Law<TransportSetup> {
  return {
    name,
    async run(setup) {
      const room = new Room(setup, machines);
      await run(room, setup);
      await room.close();
    },
  };
}

/** Sends messages of these numbers. */
export function send(link: Link, from: number, numbers: readonly number[]): void {
  for (const number of numbers) link.send(messageOf(from, link.remote, number));
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
