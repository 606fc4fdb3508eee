// The contents of a document: its sections, each with those that are within it.
import type { Section } from './document.ts';

export interface ContentsEntry {
  readonly section: Section;
  readonly parts: readonly Section[];
}

export function contentsOf(sections: readonly Section[]): readonly ContentsEntry[] {
  const entries: { section: Section; parts: Section[] }[] = [];
  for (const section of sections) {
    const over = entries.at(-1);
    if (section.level === 2 || !over) entries.push({ section, parts: [] });
    else over.parts.push(section);
  }
  return entries;
}
