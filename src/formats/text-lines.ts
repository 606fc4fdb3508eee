// Lines out of text that comes in pieces, so that a large file never has to be one string.

/** Called with a line without its line break, and its number from 1. */
export type VisitLine = (line: string, number: number) => void;

/** Cuts text at line feeds; a carriage return before one belongs to the break, and a break at the end begins no further line. */
export class LineSplitter {
  #rest = '';
  #lines = 0;
  #begun = false;
  #overlong = false;

  /** Of a line with more than `lengthMax` characters only the first `lengthMax` + 1 are visited; the rest is let go. */
  constructor(
    private readonly lengthMax: number,
    private readonly visit: VisitLine,
  ) {}

  /** Lines that were visited. */
  get lines(): number {
    return this.#lines;
  }

  push(chunk: string): void {
    let at = 0;
    if (!this.#begun && chunk !== '') {
      this.#begun = true;
      if (chunk.startsWith('\uFEFF')) at = 1;
    }
    for (let end = chunk.indexOf('\n', at); end >= 0; end = chunk.indexOf('\n', at)) {
      if (this.#rest === '') this.#take(chunk.slice(at, end));
      else {
        this.#keep(chunk.slice(at, end));
        this.#flush();
      }
      at = end + 1;
    }
    if (at < chunk.length) this.#keep(chunk.slice(at));
  }

  /** Whether there was a last line without a line break; it has been visited. */
  end(): boolean {
    if (this.#rest === '') return false;
    this.#flush();
    return true;
  }

  #keep(piece: string): void {
    if (this.#overlong) return;
    this.#rest += piece;
    if (this.#rest.length <= this.lengthMax + 1) return; // a carriage return may still turn out to be part of the break
    this.#overlong = true;
    this.#rest = this.#rest.slice(0, this.lengthMax + 1);
  }

  #flush(): void {
    const line = this.#rest;
    this.#rest = '';
    this.#overlong = false;
    this.#take(line);
  }

  #take(line: string): void {
    this.#lines += 1;
    this.visit(line.endsWith('\r') ? line.slice(0, -1) : line, this.#lines);
  }
}
