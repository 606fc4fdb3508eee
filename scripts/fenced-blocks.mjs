// The fenced blocks of a Markdown document, so that what it tells people to type can be tried, and what it shows can be compared.

/** Blocks in their order; `line` is that of the opening fence, `heading` the last one above it, and `text` ends with a line break. */
export function fencedBlocks(markdown) {
  const blocks = [];
  let heading = '';
  let open;
  for (const [i, line] of markdown.split('\n').entries()) {
    if (open) {
      if (line.startsWith(open.fence) && line.trim() === open.fence) {
        blocks.push({ language: open.language, line: open.line, heading, text: open.lines.join('') });
        open = undefined;
      } else open.lines.push(`${line}\n`);
      continue;
    }
    const [, fence, language] = /^(`{3,})([\w-]*)\s*$/.exec(line) ?? [];
    if (fence) open = { fence, language, line: i + 1, lines: [] };
    else if (/^#+ /.test(line)) heading = line.replace(/^#+ /, '');
  }
  if (open) throw new Error(`The block that begins at line ${open.line} has no end.`);
  return blocks;
}
