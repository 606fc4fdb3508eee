// A notebook as one Markdown file. Its figures are references to images whose data stand at the very end, so that the
// text above reads as text (docs/decisions, "How a notebook is taken away").
import type { Block, DocumentTable, NotebookDocument, Section } from './document.ts';
import { FIGURE_STYLES, figureSvg } from '../../formats/figure/figure-svg.ts';

export interface MarkdownOptions {
  /** Style rules that define the custom properties of colours and the font, for light and for dark. */
  readonly tokens: string;
}

export function writeNotebookMarkdown(document: NotebookDocument, { tokens }: MarkdownOptions): string {
  const { title, subtitle, sections } = document;
  const images: string[] = [];
  const styles = compact(tokens + FIGURE_STYLES);
  const text = [
    `# ${inline(title)}`,
    inline(subtitle),
    ...sections.map(part => section(part, styles, images)),
  ];
  return `${text.join('\n\n')}\n\n${images.join('\n')}\n`;
}

function section({ level, title, note, blocks }: Section, styles: string, images: string[]): string {
  return [
    `${'#'.repeat(level)} ${inline(title)}`,
    ...(note === '' ? [] : [`*${inline(note)}*`]),
    ...blocks.map(value => block(value, styles, images)),
  ].join('\n\n');
}

function block(value: Block, styles: string, images: string[]): string {
  switch (value.kind) {
    case 'paragraph':
      return `${value.lead ? `**${inline(value.lead)}** ` : ''}${inline(value.text)}`;
    case 'list':
      return value.items.map(item => `- ${inline(item)}`).join('\n');
    case 'table':
      return table(value.table);
    case 'figures': {
      const lines = value.figures.map(({ figure }) => {
        images.push(`[${figure.id}]: ${dataUri(figureSvg(figure, { styles }))}`);
        return `![${inline(figure.description)}][${figure.id}]`;
      });
      return [...lines, `*${inline(value.caption)}*`].join('\n\n');
    }
    case 'remark':
      return [`**${inline(value.title)}**`, '', ...value.text.trim().split('\n').map(inline)]
        .map(line => `> ${line}`.trimEnd())
        .join('\n');
  }
}

function table({ caption, columns, groups }: DocumentTable): string {
  const named = groups.length > 1;
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const lines = groups.flatMap(({ title, rows }) => [
    ...(named && title !== '' ? [row([title, ...columns.slice(1).map(() => '')])] : []),
    ...rows.map(({ head, cells }) => row([head, ...cells])),
  ]);
  const rule = `|${columns.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`;
  return [`${inline(caption)}:`, '', row(columns), rule, ...lines].join('\n');
}

function cell(text: string): string {
  return inline(text).replaceAll('|', '\\|');
}

/** Signs that Markdown would take for its own. */
function inline(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, sign => `\\${sign}`);
}

/** Percent-encoded and not base64: shorter for text, and a reader can still see what it is. */
function dataUri(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)
    .replaceAll("'", '%27')
    .replace(/[()]/g, bracket => (bracket === '(' ? '%28' : '%29'))}`;
}

function compact(styles: string): string {
  return styles.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ');
}
