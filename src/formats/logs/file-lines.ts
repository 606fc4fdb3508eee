// The lines of a text one after the other, without a copy of them all: a large file would fill the memory twice.

/**
 * Calls `visit` with each line, without its line break, and its number from 1, until it returns false. A line break at
 * the end begins no further line. Returns how many lines were visited.
 */
export function visitLines(text: string, visit: (line: string, number: number) => unknown): number {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let number = 0;
  while (at < text.length) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const line = text.slice(at, end > at && text[end - 1] === '\r' ? end - 1 : end);
    number += 1;
    if (visit(line, number) === false) return number;
    at = end + 1;
  }
  return number;
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
