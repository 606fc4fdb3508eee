// A notebook as plain data: what it says, in order, without a word on how it looks. The page, the HTML file and the
// Markdown file are three ways to write the same document.
import type { Figure } from '../../formats/figure/figure.ts';

/** The first cell of a row names it. */
export interface TableRow {
  readonly head: string;
  /** The machine that the row is about. */
  readonly machine?: number;
  readonly cells: readonly string[];
}

export interface TableGroup {
  /** Above the rows of the group; empty for none. */
  readonly title: string;
  readonly rows: readonly TableRow[];
}

export interface DocumentTable {
  readonly caption: string;
  /** The first one heads the rows' names. */
  readonly columns: readonly string[];
  readonly groups: readonly TableGroup[];
}

export interface FigureWithTable {
  readonly figure: Figure;
  /** The same numbers, for whoever cannot see lines. */
  readonly table: DocumentTable;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly lead?: string; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: DocumentTable }
  | { readonly kind: 'figures'; readonly figures: readonly FigureWithTable[]; readonly caption: string }
  /** A person's own words: line breaks and empty lines are theirs. */
  | { readonly kind: 'remark'; readonly title: string; readonly text: string };

export interface Section {
  /** Unique in its document, of letters, digits and hyphens. */
  readonly id: string;
  readonly level: 2 | 3;
  readonly title: string;
  /** What the section is about, in short; empty for none. */
  readonly note: string;
  readonly blocks: readonly Block[];
}

export interface NotebookDocument {
  readonly title: string;
  /** Whose it is, of which course and day; empty when nobody says. */
  readonly byline: string;
  /** Of the file: what a browser shows in its tab and names a PDF after. */
  readonly fileTitle: string;
  readonly subtitle: string;
  readonly sections: readonly Section[];
}
