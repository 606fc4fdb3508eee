// How mail is sealed with a room's key, so that a server that carries it can neither read it nor change it: keys, nonces and the
// shape of a packet. When a packet is fresh, and who is told so, is the mailbox's affair.
import { assert } from '../../core/assert.ts';
import { toBase64Url } from './room-key.ts';

/** This page cannot seal anything. */
export class SealUnavailableError extends Error {
  override readonly name = 'SealUnavailableError';
}

export type Bytes = Uint8Array<ArrayBuffer>;

/** Names one life of a mailbox; random, and in clear on each packet. */
export const EPOCH_BYTES = 16;
const VERSION = 1;
/** Version, epoch, and counter as a big-endian number. */
const HEADER_BYTES = 1 + EPOCH_BYTES + 8;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
/** In front of each content: what it is, and for which life of the receiver. */
const PREFIX_BYTES = 1 + EPOCH_BYTES;
/** What sealing adds to a content, in bytes. */
export const SEAL_BYTES = HEADER_BYTES + PREFIX_BYTES + TAG_BYTES;

const KINDS = ['knock', 'answer', 'mail'] as const;

export interface Content {
  readonly kind: (typeof KINDS)[number];
  /** The receiver's epoch; zeros in a knock, which does not know it. */
  readonly to: Uint8Array;
  readonly text: string;
}

/** What is in clear on a packet. */
export interface Header {
  readonly epoch: Bytes;
  readonly counter: number;
}

/** A sender's key for one of its lives. Only the packets of that life are sealed with it, each with a nonce of its own. */
export type EpochKey = CryptoKey;

export class Seal {
  readonly #epochs: CryptoKey;
  readonly #addresses: CryptoKey;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  private constructor(epochs: CryptoKey, addresses: CryptoKey) {
    this.#epochs = epochs;
    this.#addresses = addresses;
  }

  /** Rejects with {@link SealUnavailableError}. */
  static async of(roomKey: Bytes): Promise<Seal> {
    // Not so in a page without a secure context, whatever its types say.
    const subtle = crypto.subtle as SubtleCrypto | undefined;
    if (!subtle)
      throw new SealUnavailableError(
        'This page cannot encrypt: browsers allow it only to pages that came over HTTPS or from this device.',
      );
    const epochs = await subtle.importKey('raw', roomKey, 'HKDF', false, ['deriveKey']);
    const addresses = await subtle.deriveKey(
      hkdf(new Uint8Array(), 'lamplight addresses 1'),
      epochs,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    );
    return new Seal(epochs, addresses);
  }

  /** What an address is called on the server: nobody without the key can tell which it is. */
  async addressOnServer(address: string): Promise<string> {
    const signature = await crypto.subtle.sign('HMAC', this.#addresses, this.#encoder.encode(address));
    return toBase64Url(new Uint8Array(signature));
  }

  keyOf(epoch: Bytes): Promise<EpochKey> {
    return crypto.subtle.deriveKey(
      hkdf(epoch, 'lamplight mail 1'),
      this.#epochs,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    );
  }

  /** Each counter of an epoch may be used once: it makes the nonce. `address` is the receiver's on the server. */
  async close(key: EpochKey, { epoch, counter }: Header, address: string, content: Content): Promise<Bytes> {
    assert(Number.isSafeInteger(counter) && counter >= 0, 'a counter is a whole number');
    const header = new Uint8Array(HEADER_BYTES);
    header[0] = VERSION;
    header.set(epoch, 1);
    new DataView(header.buffer).setBigUint64(1 + EPOCH_BYTES, BigInt(counter));
    const text = this.#encoder.encode(content.text);
    const plain = new Uint8Array(PREFIX_BYTES + text.length);
    plain[0] = KINDS.indexOf(content.kind) + 1;
    plain.set(content.to, 1);
    plain.set(text, PREFIX_BYTES);
    const sealed = await crypto.subtle.encrypt(this.#algorithm(header, address), key, plain);
    const packet = new Uint8Array(HEADER_BYTES + sealed.byteLength);
    packet.set(header);
    packet.set(new Uint8Array(sealed), HEADER_BYTES);
    return packet;
  }

  /** What a packet came with was sealed for this address with this key, and nobody has changed it; undefined otherwise. */
  async open(key: EpochKey, packet: Uint8Array, address: string): Promise<Content | undefined> {
    const header = packet.slice(0, HEADER_BYTES);
    try {
      const plain = new Uint8Array(
        await crypto.subtle.decrypt(this.#algorithm(header, address), key, packet.slice(HEADER_BYTES)),
      );
      const kind = KINDS[plain[0]! - 1];
      const text = this.#decoder.decode(plain.subarray(PREFIX_BYTES));
      return kind && { kind, to: plain.subarray(1, PREFIX_BYTES), text };
    } catch (error) {
      // Not of this key; or, from somebody who has it, no text.
      if (error instanceof DOMException || error instanceof TypeError) return undefined;
      throw error;
    }
  }

  #algorithm(header: Bytes, address: string): AesGcmParams {
    const iv = new Uint8Array(NONCE_BYTES);
    iv.set(header.subarray(1 + EPOCH_BYTES), NONCE_BYTES - 8);
    const to = this.#encoder.encode(address);
    const additionalData = new Uint8Array(HEADER_BYTES + to.length);
    additionalData.set(header);
    additionalData.set(to, HEADER_BYTES);
    return { name: 'AES-GCM', iv, additionalData };
  }
}

/** Undefined where something is too short for a packet, or of another version. */
export function readHeader(packet: Uint8Array): Header | undefined {
  if (packet.length < SEAL_BYTES || packet[0] !== VERSION) return undefined;
  const counter = new DataView(packet.buffer, packet.byteOffset).getBigUint64(1 + EPOCH_BYTES);
  if (counter > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return { epoch: new Uint8Array(packet.subarray(1, 1 + EPOCH_BYTES)), counter: Number(counter) };
}

function hkdf(salt: Bytes, info: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(info) };
}
