// Which lines make one record: each for itself, blocks between blank lines, or all lines from one kind of line to the next.

export type RecordShape =
  | { readonly kind: 'lines' }
  | { readonly kind: 'blocks' }
  /** A record begins at each line of this class. */
  | { readonly kind: 'starting'; readonly lineClass: string }
  /** A record ends with each line of this class. */
  | { readonly kind: 'ending'; readonly lineClass: string };

export interface RecordText {
  /** Its lines, with line feeds between. */
  readonly text: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly lines: number;
}

/** More lines than that are no record: what follows begins another. */
const RECORD_LINES_MAX = 16;
const CLASS_LENGTH_MAX = 40;
const COLOURS = /\u001b\[[\d;]{0,20}m/g;
const VECTOR_LINE = '{}';

/** What the line begins with, up to its first value: "logical clock time" for "Logical clock time: 5". */
export function lineClassOf(line: string): string {
  const text = line.includes('\u001b[') ? line.replace(COLOURS, '') : line;
  if (text.endsWith('}') && text.includes('{"')) return VECTOR_LINE;
  let end = 0;
  while (end < text.length && end < CLASS_LENGTH_MAX) {
    const code = text.charCodeAt(end);
    if ((code >= 48 && code <= 57) || code === 58 || code === 61) break;
    end += 1;
  }
  return text.slice(0, end).trim().toLowerCase();
}

/** Puts lines together, in order. Blank lines are given to it too. */
export class RecordCutter {
  #text = '';
  #line = 0;
  #lines = 0;

  constructor(
    private readonly shape: RecordShape,
    private readonly take: (record: RecordText) => void,
  ) {}

  push(text: string, line: number): void {
    const { shape } = this;
    const blank = isBlank(text);
    if (shape.kind === 'lines') {
      if (!blank) this.take({ text, line, lines: 1 });
      return;
    }
    if (blank) {
      this.end();
      return;
    }
    if (shape.kind === 'starting' && lineClassOf(text) === shape.lineClass) this.end();
    this.#text = this.#lines === 0 ? text : `${this.#text}\n${text}`;
    if (this.#lines === 0) this.#line = line;
    this.#lines += 1;
    const isLast = shape.kind === 'ending' && lineClassOf(text) === shape.lineClass;
    if (isLast || this.#lines >= RECORD_LINES_MAX) this.end();
  }

  end(): void {
    if (this.#lines === 0) return;
    const record = { text: this.#text, line: this.#line, lines: this.#lines };
    this.#text = '';
    this.#lines = 0;
    this.take(record);
  }
}

/** What `head` and `tail` write before the lines of each of several files. */
export const FILE_HEAD = /^==> (.+) <==$/;

export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}

/** Shapes worth a trial, the simplest first. */
export function shapesFor(samples: readonly (readonly string[])[]): RecordShape[] {
  const shapes: RecordShape[] = [{ kind: 'lines' }];
  const classes = new Map<string, number>();
  let filled = 0;
  let blocks = 0;
  for (const lines of samples)
    for (const [i, text] of lines.entries()) {
      if (isBlank(text)) {
        if (i > 0 && !isBlank(lines[i - 1]!)) blocks += 1;
        continue;
      }
      filled += 1;
      const lineClass = lineClassOf(text);
      classes.set(lineClass, (classes.get(lineClass) ?? 0) + 1);
    }
  if (blocks >= 2 && filled / (blocks + 1) > 1.3) shapes.push({ kind: 'blocks' });
  const usual = [...classes]
    .filter(
      ([lineClass, count]) =>
        lineClass !== '' && count >= 2 && count >= 0.1 * filled && count <= 0.51 * filled,
    )
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4);
  for (const [lineClass] of usual)
    shapes.push({ kind: 'starting', lineClass }, { kind: 'ending', lineClass });
  return shapes;
}
