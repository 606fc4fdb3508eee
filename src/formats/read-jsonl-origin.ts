// Where the events of one machine stand in the files, in columns that grow with the log.
import { NONE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import { doubtBits, PAIRINGS, type MachineOrigin } from '../core/trace-origin.ts';
import type { EventLine } from './read-jsonl-schema.ts';

/** Of an event of which an imported trace does not say where it stands: no file has this number. */
const NO_FILE = 0xffff;

const STATED = PAIRINGS.indexOf('stated');

export class OriginColumns {
  /** The index that the machine's next event has if none is missing. */
  nextIndex = 0;
  #count = 0;
  /** Events that are not in the file, though later ones are. */
  #missing = 0;
  #lines = new Uint32Array(0);
  #statedTimestamps = new Uint32Array(0);
  #files = new Uint16Array(0);
  #pairings = new Uint8Array(0);
  #doubts = new Uint8Array(0);
  /** Undefined as long as each event has the index that its place gives it. */
  #indices: Uint32Array | undefined;

  /** Rows of `width` entries; undefined while no line states a vector. */
  #vectors: Uint32Array | undefined;
  #texts: string[] | undefined;

  /**
   * `isForeign`: the lines say where the events stand in the files of another program. `width`: how many machines there are.
   */
  constructor(
    private readonly isForeign: boolean,
    private readonly width: number,
    /** A tick may be several events: it does not tell the index. */
    private readonly isProgram = false,
  ) {}

  add(event: EventLine, line: number): void {
    const at = this.#count;
    if (at === this.#lines.length) this.#grow();
    this.#addIndex(event, at);
    if (this.isForeign) {
      this.#lines[at] = event.line ?? 0;
      this.#files[at] = event.line === undefined ? NO_FILE : (event.file ?? 0);
    } else this.#lines[at] = line;
    if (event.kind === 'receive') {
      const { pairing, statedTimestamp, message } = event;
      this.#pairings[at] = pairing === undefined ? STATED : PAIRINGS.indexOf(pairing);
      this.#statedTimestamps[at] = statedTimestamp ?? (this.isForeign ? NONE : (message?.timestamp ?? NONE));
    } else this.#statedTimestamps[at] = NONE;
    if (event.doubts) this.#doubts[at] = doubtBits(event.doubts);
    if (event.vector) {
      this.#vectors ??= new Uint32Array(this.#lines.length * this.width);
      this.#vectors.set(event.vector.slice(0, this.width), at * this.width);
    }
    if (event.text !== undefined) {
      this.#texts ??= [];
      while (this.#texts.length < at) this.#texts.push('');
      this.#texts.push(event.text);
    }
    this.#missing += event.index - this.nextIndex;
    this.nextIndex = event.index + 1;
    this.#count = at + 1;
  }

  /** The columns without spare room; they are the caller's. */
  trimmed(count: number): Omit<MachineOrigin, 'name' | 'rate'> {
    return {
      files: this.#files.slice(0, count),
      lines: this.#lines.slice(0, count),
      indices: this.#indices?.slice(0, count) ?? new Uint32Array(0),
      pairings: this.#pairings.slice(0, count),
      statedTimestamps: this.#statedTimestamps.slice(0, count),
      doubts: this.#doubts.slice(0, count),
      ...(this.#vectors && { vectors: this.#vectors.slice(0, count * this.width) }),
      ...(this.#texts && { texts: Array.from({ length: count }, (_, at) => this.#texts![at] ?? '') }),
    };
  }

  notesOn(machine: MachineId): string[] {
    if (this.#missing === 0) return [];
    const events = this.#missing === 1 ? 'event is' : 'events are';
    return [`${this.#missing} of machine ${machine}'s ${events} missing: the indices of its lines jump.`];
  }

  #addIndex({ index, statedIndex, tick }: EventLine, at: number): void {
    const stated =
      statedIndex ??
      (index !== at ? index : this.isForeign || this.isProgram || tick === undefined ? at : tick - 1);
    if (!this.#indices) {
      if (statedIndex === undefined && stated === at) return;
      this.#indices = new Uint32Array(this.#lines.length);
      for (let i = 0; i < at; i++) this.#indices[i] = i;
    }
    this.#indices[at] = stated;
  }

  #grow(): void {
    const length = Math.max(16, 2 * this.#lines.length);
    this.#lines = widened(this.#lines, new Uint32Array(length));
    this.#statedTimestamps = widened(this.#statedTimestamps, new Uint32Array(length));
    this.#files = widened(this.#files, new Uint16Array(length));
    this.#pairings = widened(this.#pairings, new Uint8Array(length));
    this.#doubts = widened(this.#doubts, new Uint8Array(length));
    if (this.#vectors) this.#vectors = widened(this.#vectors, new Uint32Array(length * this.width));
    if (this.#indices) this.#indices = widened(this.#indices, new Uint32Array(length));
  }
}

function widened<T extends Uint8Array | Uint16Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
