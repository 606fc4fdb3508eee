// A notebook as a folder of Markdown: README.md, which GitHub and others show when the folder is opened, and its figures as
// pictures beside it (docs/decisions, "How a notebook is taken away").
import { contentsOf } from './contents.ts';
import type { Block, DocumentTable, NotebookDocument, Section } from './document.ts';
import { FIGURE_STYLES, figureSvg } from '../../formats/figure/figure-svg.ts';
import type { FolderFile } from '../../formats/zip.ts';
import { CONTENTS } from '../../words/notebook.ts';

export interface MarkdownOptions {
  /** Style rules that define the custom properties of colours and the font, for light and for dark. */
  readonly tokens: string;
  /** Its name. */
  readonly folder: string;
}

const PICTURES = 'figures';

export function writeNotebookMarkdown(
  document: NotebookDocument,
  { tokens, folder }: MarkdownOptions,
): readonly FolderFile[] {
  const { title, byline, subtitle, sections } = document;
  const styles = compact(tokens + FIGURE_STYLES);
  const text = [
    `# ${inline(title)}`,
    ...(byline === '' ? [] : [`**${inline(byline)}**`]),
    inline(subtitle),
    `## ${CONTENTS}`,
    contents(title, sections),
    ...sections.map(section),
  ];
  const pictures = sections.flatMap(({ blocks }) =>
    blocks.flatMap(value =>
      value.kind === 'figures'
        ? value.figures.map(({ figure }) => ({
            name: `${folder}/${pathOf(figure.id)}`,
            text: figureSvg(figure, { styles }),
          }))
        : [],
    ),
  );
  return [{ name: `${folder}/README.md`, text: `${text.join('\n\n')}\n` }, ...pictures];
}

function pathOf(figureId: string): string {
  return `${PICTURES}/${figureId}.svg`;
}

/** As GitHub, GitLab and most others name their headings. */
function contents(title: string, sections: readonly Section[]): string {
  const anchors = anchorsOf([title, CONTENTS, ...sections.map(part => part.title)]).slice(2);
  const lead = (part: Section): string => `[${inline(part.title)}](#${anchors[sections.indexOf(part)]!})`;
  return contentsOf(sections)
    .flatMap(({ section: over, parts }) => [`- ${lead(over)}`, ...parts.map(part => `  - ${lead(part)}`)])
    .join('\n');
}

/** Of headings in their order: lower case, without signs, hyphens for spaces, and a count where one comes again. */
function anchorsOf(titles: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return titles.map(title => {
    const anchor = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

function section({ level, title, note, blocks }: Section): string {
  return [
    `${'#'.repeat(level)} ${inline(title)}`,
    ...(note === '' ? [] : [`*${inline(note)}*`]),
    ...blocks.map(block),
  ].join('\n\n');
}

function block(value: Block): string {
  switch (value.kind) {
    case 'paragraph':
      return `${value.lead ? `**${inline(value.lead)}** ` : ''}${inline(value.text)}`;
    case 'list':
      return value.items.map(item => `- ${inline(item)}`).join('\n');
    case 'table':
      return table(value.table);
    case 'figures': {
      const lines = value.figures.map(
        ({ figure }) => `![${inline(figure.description)}](${pathOf(figure.id)})`,
      );
      return [...lines, `*${inline(value.caption)}*`].join('\n\n');
    }
    case 'remark':
      return [`**${inline(value.title)}**`, '', ...ownWords(value.text)]
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

/** Signs that Markdown would take for its own, and ampersands that would begin another sign. */
function inline(text: string): string {
  return text.replace(/[\\`*_[\]<>#~]|&(?=#?\w+;)/g, sign => `\\${sign}`);
}

/** Line by line as it was written: none is a list, a rule, a fence or code, and each ends where it ended. */
function ownWords(text: string): readonly string[] {
  const lines = text.trim().split(/\r\n|\r|\n/);
  return lines.map((line, i) => {
    const indent = /^\s*/.exec(line)![0];
    const words = inline(line.slice(indent.length))
      .replace(/[$|]/g, sign => `\\${sign}`)
      .replace(/^[-+=]/, sign => `\\${sign}`)
      .replace(/^(\d+)([.)])/, (_, digits: string, sign: string) => `${digits}\\${sign}`)
      .trimEnd();
    if (words === '') return '';
    const goesOn = (lines[i + 1] ?? '').trim() !== '';
    return '&nbsp;'.repeat(indent.length) + words + (goesOn ? '\\' : '');
  });
}

function compact(styles: string): string {
  return styles.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ');
}
