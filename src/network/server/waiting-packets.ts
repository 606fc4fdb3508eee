// What a party posts while its server cannot be reached, or takes no more: kept in order, up to a bound.
import { LinkOverflowError } from '../link.ts';
import { WAITING_BYTES_MAX, WAITING_PACKETS_MAX } from './server-connection.ts';

export interface Packet {
  readonly address: string;
  readonly bytes: Uint8Array;
}

export class WaitingPackets {
  /** From `#first` on. */
  #packets: Packet[] = [];
  #first = 0;
  #bytes = 0;

  /** Throws LinkOverflowError at the bound. */
  add(packet: Packet): void {
    const count = this.#packets.length - this.#first;
    if (count >= WAITING_PACKETS_MAX || this.#bytes + packet.bytes.length > WAITING_BYTES_MAX)
      throw new LinkOverflowError(`${count} packets wait for the server already.`);
    this.#packets.push(packet);
    this.#bytes += packet.bytes.length;
  }

  /** The oldest, which waits no more. */
  next(): Packet | undefined {
    const packet = this.#packets[this.#first];
    if (!packet) return undefined;
    this.#first += 1;
    this.#bytes -= packet.bytes.length;
    if (this.#first > this.#packets.length / 2) {
      this.#packets = this.#packets.slice(this.#first);
      this.#first = 0;
    }
    return packet;
  }

  /** All of them, oldest first; they wait no more. */
  take(): readonly Packet[] {
    const packets = this.#packets.slice(this.#first);
    this.#packets = [];
    this.#first = 0;
    this.#bytes = 0;
    return packets;
  }
}
