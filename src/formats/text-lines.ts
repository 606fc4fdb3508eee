// Lines out of a text, or out of one that comes in pieces: cut at line feeds, a carriage return before one belongs to the
// break, a mark of the byte order is nothing, and a break at the end begins no further line.

/** Called with a line without its line break, and its number from 1. */
export type VisitLine = (line: string, number: number) => void;

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

export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** One after the other, without a copy of them all: a large file would fill the memory twice. */
export function* linesOf(text: string): Generator<TextLine> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 1; at < text.length; number++) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    yield { text: text.slice(at, end > at && text[end - 1] === '\r' ? end - 1 : end), number };
    at = end + 1;
  }
}

/** Calls `visit` with each line and its number from 1, until it returns false. Returns how many lines were visited. */
export function visitLines(text: string, visit: (line: string, number: number) => unknown): number {
  let lines = 0;
  for (const { text: line, number } of linesOf(text)) {
    lines = number;
    if (visit(line, number) === false) break;
  }
  return lines;
}

/** The first lines that are not blank, at most `count`. */
export function firstLines(text: string, count: number): string[] {
  const lines: string[] = [];
  visitLines(text, line => {
    if (line.trim() !== '') lines.push(line);
    return lines.length < count;
  });
  return lines;
}
