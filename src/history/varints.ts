// Whole numbers in as few bytes as they need, seven bits in each, and what is written between them.

export class VarintWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** Whole, from 0, below 2⁵³. */
  unsigned(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    this.byte(rest);
  }

  /** Of 32 bits. */
  signed(value: number): void {
    this.unsigned(((value << 1) ^ (value >> 31)) >>> 0);
  }

  double(value: number): void {
    this.raw(new Uint8Array(Float64Array.of(value).buffer));
  }

  /** With its length before it. */
  block(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.raw(bytes);
  }

  raw(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(more: number): void {
    const grown = new Uint8Array(2 * this.#bytes.length + more);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** What ends too soon, or is no such number, is a RangeError. */
export class VarintReader {
  #at = 0;

  constructor(private readonly from: Uint8Array) {}

  /** Bytes that have not been read. */
  get left(): number {
    return this.from.length - this.#at;
  }

  byte(): number {
    const byte = this.from[this.#at++];
    if (byte === undefined) throw new RangeError('the bytes are cut off');
    return byte;
  }

  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number is too large');
      if (byte < 0x80) return value;
    }
  }

  signed(): number {
    const value = this.unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  double(): number {
    return new DataView(this.raw(8).slice().buffer).getFloat64(0, true);
  }

  block(): Uint8Array {
    return this.raw(this.unsigned());
  }

  raw(length: number): Uint8Array {
    if (length > this.left) throw new RangeError('the bytes are cut off');
    this.#at += length;
    return this.from.subarray(this.#at - length, this.#at);
  }
}
