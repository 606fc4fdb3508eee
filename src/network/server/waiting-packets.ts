// What a party posts while its server cannot be reached: kept in order, up to a bound.
import { LinkOverflowError } from '../link.ts';
import { WAITING_BYTES_MAX, WAITING_PACKETS_MAX } from './server-connection.ts';

export interface Packet {
  readonly address: string;
  readonly bytes: Uint8Array;
}

export class WaitingPackets {
  #packets: Packet[] = [];
  #bytes = 0;

  /** Throws LinkOverflowError at the bound. */
  add(packet: Packet): void {
    if (this.#packets.length >= WAITING_PACKETS_MAX || this.#bytes + packet.bytes.length > WAITING_BYTES_MAX)
      throw new LinkOverflowError(`${this.#packets.length} packets wait for the server already.`);
    this.#packets.push(packet);
    this.#bytes += packet.bytes.length;
  }

  /** All of them, oldest first; they wait no more. */
  take(): readonly Packet[] {
    const packets = this.#packets;
    this.#packets = [];
    this.#bytes = 0;
    return packets;
  }
}
