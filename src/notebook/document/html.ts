// A notebook as one HTML file that needs nothing else: no network, no scripts, light and dark by the reader's own choice.
import { contentsOf, type ContentsEntry } from './contents.ts';
import type { Block, DocumentTable, NotebookDocument, Section } from './document.ts';
import { FIGURE_STYLES, figureSvg } from '../../formats/figure/figure-svg.ts';
import { escapeMarkup } from '../../formats/figure/markup.ts';
import { AS_A_TABLE, CONTENTS } from '../../words/notebook.ts';

/** For a document of its own and for a shadow root alike. On paper nothing scrolls: tables wrap, and what belongs together stays together. */
export const DOCUMENT_STYLES = `
* { box-sizing: border-box; }
body, :host { margin: 0; background: var(--paper); color: var(--ink); font: var(--size-text, 15px) / 1.55 var(--font, system-ui, sans-serif); font-variant-numeric: tabular-nums; }
main { max-width: 1120px; margin: 0 auto; padding: 40px 20px 64px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; }
h2 { margin: 48px 0 8px; font-size: 20px; line-height: 1.3; }
h3 { margin: 40px 0 4px; padding-top: 20px; border-top: 1px solid var(--hairline); font-size: 17px; line-height: 1.3; }
p, ul { max-width: 72ch; margin: 8px 0; }
ul { padding-inline-start: 20px; }
h2, h3 { scroll-margin-top: 12px; }
a { color: var(--amber-text); }
nav ul { padding: 0; list-style: none; }
.within { display: block; padding-inline-start: 20px; font-size: 13.5px; color: var(--ink-soft); }
.byline { font-size: 16px; }
.note { color: var(--ink-soft); margin-top: 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 16px; margin: 12px 0 4px; }
figure { margin: 0; min-width: 0; padding: 12px 16px; border: 1px solid var(--hairline); border-radius: 12px; background: var(--sheet); }
.scroll { container-type: inline-size; overflow-x: auto; margin: 12px 0; border: 1px solid var(--hairline); border-radius: 12px; background: var(--sheet); }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
.stays { position: sticky; inset-inline-start: 14px; display: block; max-width: calc(100cqi - 28px); text-align: start; white-space: normal; }
caption { padding: 10px 14px; color: var(--ink-soft); text-align: start; }
th, td { padding: 6px 10px; border-top: 1px solid var(--hairline); text-align: end; white-space: nowrap; }
th:first-child { text-align: start; }
thead th { max-width: 16ch; white-space: normal; }
thead th, .group th { color: var(--ink-soft); font-weight: 500; font-size: 12px; }
tbody th { font-weight: 600; }
.group th { padding-top: 12px; text-align: start; }
details { margin-top: 4px; }
summary { color: var(--ink-soft); font-size: 12px; cursor: pointer; }
details .scroll { border: 0; margin: 4px 0 0; }
details th, details td { padding: 4px 8px; }
blockquote { max-width: 72ch; margin: 12px 0; padding: 10px 16px; border-inline-start: 3px solid var(--amber); border-radius: 0 8px 8px 0; background: var(--sunken); overflow-wrap: anywhere; }
blockquote strong { display: block; }
blockquote p { margin: 4px 0; }
@page { margin: 14mm; }
@media print {
  body, :host { background: none; font-size: 13px; line-height: 1.45; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 22px; }
  h2 { margin-top: 28px; font-size: 17px; }
  h3 { margin-top: 20px; padding-top: 12px; font-size: 15px; }
  h2, h3, .note, blockquote strong { break-after: avoid; }
  nav { break-inside: avoid; }
  nav a { color: inherit; text-decoration: none; }
  .figures + .note { break-before: avoid; break-after: auto; }
  p, ul, blockquote { max-width: none; }
  p, blockquote { orphans: 3; widows: 3; }
  .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px; break-inside: avoid; }
  figure { padding: 8px 10px; break-inside: avoid; }
  details { display: none; }
  .scroll { container-type: normal; overflow: visible; margin: 8px 0; break-inside: avoid; }
  .stays { position: static; max-width: none; }
  table { font-size: 11px; }
  tr { break-inside: avoid; }
  caption { padding: 6px 8px; break-after: avoid; }
  th, td { padding: 2px 5px; white-space: normal; line-height: 1.35; }
  tbody th { white-space: nowrap; }
  th:first-child { padding-inline-start: 8px; }
  th:last-child, td:last-child { padding-inline-end: 8px; }
  thead th, .group th { font-size: 10.5px; }
  .group th { padding-top: 6px; }
}
`;

/** The file's own: it shows what it holds, and runs, loads and sends nothing. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export interface HtmlOptions {
  /** Style rules that define the custom properties of colours, sizes and the font, for light and for dark. */
  readonly tokens: string;
}

export function writeNotebookHtml(document: NotebookDocument, { tokens }: HtmlOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(document.fileTitle)}</title>
<style>${tokens}${DOCUMENT_STYLES}${FIGURE_STYLES}</style>
</head>
<body>
${notebookMain(document, { linked: true })}
</body>
</html>
`;
}

/**
 * All that is read of it, as markup in which nobody's words are markup. It wears {@link DOCUMENT_STYLES}. Without `linked`
 * its contents lead nowhere: where it is part of another page, an address names that page's own parts.
 */
export function notebookMain(
  { title, byline, subtitle, sections }: NotebookDocument,
  { linked }: { readonly linked: boolean },
): string {
  return `<main>
<h1>${escapeMarkup(title)}</h1>
${byline === '' ? '' : `<p class="byline">${escapeMarkup(byline)}</p>\n`}<p class="note">${escapeMarkup(subtitle)}</p>
${contents(contentsOf(sections), linked)}
${sections.map(section).join('\n')}
</main>`;
}

function contents(entries: readonly ContentsEntry[], linked: boolean): string {
  const lead = ({ id, title }: Section): string =>
    linked ? `<a href="#${id}">${escapeMarkup(title)}</a>` : escapeMarkup(title);
  const items = entries.map(({ section: over, parts }) => {
    const within = parts.length === 0 ? '' : `<span class="within">${parts.map(lead).join(' · ')}</span>`;
    return `<li>${lead(over)}${within}</li>`;
  });
  return `<nav aria-labelledby="contents"><h2 id="contents">${CONTENTS}</h2><ul>${items.join('')}</ul></nav>`;
}

function section({ id, level, title, note, blocks }: Section): string {
  const under = note === '' ? '' : `<p class="note">${escapeMarkup(note)}</p>`;
  return `<section aria-labelledby="${id}"><h${level} id="${id}">${escapeMarkup(title)}</h${level}>${under}\n${blocks.map(block).join('\n')}</section>`;
}

function block(value: Block): string {
  switch (value.kind) {
    case 'paragraph':
      return `<p>${value.lead ? `<strong>${escapeMarkup(value.lead)}</strong> ` : ''}${escapeMarkup(value.text)}</p>`;
    case 'list':
      return `<ul>${value.items.map(item => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;
    case 'table':
      return table(value.table);
    case 'figures':
      return (
        `<div class="figures">${value.figures
          .map(
            ({ figure, table: numbers }) =>
              `<figure><div class="figure">${figureSvg(figure)}</div><details><summary>${AS_A_TABLE}</summary>${table(numbers)}</details></figure>`,
          )
          .join('')}</div>` + `<p class="note">${escapeMarkup(value.caption)}</p>`
      );
    case 'remark':
      return `<blockquote><strong>${escapeMarkup(value.title)}</strong>${ownWords(value.text)}</blockquote>`;
  }
}

function ownWords(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map(paragraph => `<p>${escapeMarkup(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** Scrolls by itself where the page is narrow, and so has to be reachable by keyboard. */
function table({ caption, columns, groups }: DocumentTable): string {
  const head = columns.map(column => `<th scope="col">${escapeMarkup(column)}</th>`).join('');
  const bodies = groups.map(({ title, rows }) => {
    const over =
      title === ''
        ? ''
        : `<tr class="group"><th scope="rowgroup" colspan="${columns.length}"><span class="stays">${escapeMarkup(title)}</span></th></tr>`;
    const lines = rows.map(
      ({ head: name, cells }) =>
        `<tr><th scope="row">${escapeMarkup(name)}</th>${cells.map(cell => `<td>${escapeMarkup(cell)}</td>`).join('')}</tr>`,
    );
    return `<tbody>${over}${lines.join('')}</tbody>`;
  });
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeMarkup(caption)}"><table><caption><span class="stays">${escapeMarkup(caption)}</span></caption><thead><tr>${head}</tr></thead>${bodies.join('')}</table></div>`;
}
